"""``samverk manage load_demo``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from samverk.project.demo.load import Loader


class Command(BaseCommand):
    """Loads the demo; loading again changes nothing."""

    help = "Läs in demon."

    def handle(self, *_: Any, **__: Any) -> None:
        """Load."""
        Loader().load()
