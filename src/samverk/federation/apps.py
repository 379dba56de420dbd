"""The federation: by-laws, membership, fees."""

from __future__ import annotations

from django.apps import AppConfig


class FederationConfig(AppConfig):
    """The room of membership and what it costs."""

    name = "samverk.federation"
    verbose_name = "Förbundet"
