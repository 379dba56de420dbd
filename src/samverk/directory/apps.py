"""Organisations, bodies, people, seats."""

from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The room that knows who is who."""

    name = "samverk.directory"
    verbose_name = "Organisationer och organ"
