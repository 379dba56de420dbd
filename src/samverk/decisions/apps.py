"""Decisions as legal facts."""

from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The room of what was decided, and whether it holds."""

    name = "samverk.decisions"
    verbose_name = "Beslut"
