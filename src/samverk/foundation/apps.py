"""The foundation: what every room stands on."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from samverk.foundation.trigger_registry import keep_at_hand

# Before any model is read: each that has history registers its triggers then
keep_at_hand()


class FoundationConfig(AppConfig):
    """Users, roles, audit, numbers and compartments."""

    name = "samverk.foundation"
    verbose_name = "Grunden"

    def ready(self) -> None:
        """Give the app role its rights each time the tables have changed, and guard the login."""
        from allauth.account.signals import authentication_step_completed

        from samverk.foundation.grants import apply_grants
        from samverk.foundation.login.checks import secret_key
        from samverk.foundation.login.proving import proved_again
        from samverk.foundation.login.sessions import limit_at_login
        from samverk.foundation.networks import own_networks
        from samverk.foundation.postgres.prepared import keep_plans

        post_migrate.connect(apply_grants, sender=self)
        connection_created.connect(keep_plans)
        user_logged_in.connect(limit_at_login)
        authentication_step_completed.connect(proved_again)
        checks.register(secret_key, checks.Tags.security)
        checks.register(own_networks, checks.Tags.security)
