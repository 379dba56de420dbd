"""The room of what is open to everybody."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The room where things are published, found, followed and handed to the archive."""

    name = "samverk.publishing"
    verbose_name = "Publicering"
