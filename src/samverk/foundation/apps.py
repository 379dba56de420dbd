"""The foundation: what every room stands on."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    """Users, roles, audit, numbers and compartments."""

    name = "samverk.foundation"
    verbose_name = "Grunden"

    def ready(self) -> None:
        """Give the app role its rights each time the tables have changed."""
        from samverk.foundation.grants import apply_grants

        post_migrate.connect(apply_grants, sender=self)
