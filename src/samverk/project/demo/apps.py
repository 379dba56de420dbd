"""The demo app: its data, its loader and its role switcher."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Exists only in an installation started as a demo."""

    name = "samverk.project.demo"
    label = "demo"
    verbose_name = "Demo"
