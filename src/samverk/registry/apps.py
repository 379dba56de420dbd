"""Cases and documents: the diary."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The room of the diary."""

    name = "samverk.registry"
    verbose_name = "Diarium"
