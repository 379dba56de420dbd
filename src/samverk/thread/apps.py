"""Pages that join rooms."""

from __future__ import annotations

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """The room of the chain across organisations."""

    name = "samverk.thread"
    verbose_name = "Tråden"
