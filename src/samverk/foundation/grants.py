"""What the app role may do to each table: the database itself refuses the rest."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections, transaction
from pghistory.models import Event

from samverk.foundation.postgres.location import APP_ROLE, OWNER_ROLE

ALL = """
GRANT USAGE ON SCHEMA public TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app};
"""
APPEND_ONLY = 'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM {app};'


def append_only_tables() -> list[str]:
    """List the tables that rows are only added to: marked models and every history table."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.managed
        and not model._meta.abstract
        and (getattr(model, "append_only", False) or issubclass(model, Event))
    )


def apply_grants(using: str = "default", **_: Any) -> None:
    """Give the app role its rights after a migration; nothing to do when one role serves as both."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute("SELECT current_user, to_regrole(%s)", [APP_ROLE])
        user, app_role = cursor.fetchone()
        if user != OWNER_ROLE or app_role is None:
            return
        cursor.execute(ALL.format(app=APP_ROLE))
        for table in append_only_tables():
            cursor.execute(APPEND_ONLY.format(table=table, app=APP_ROLE))
