"""Meta-test: no table with a controller stands without forced row-level security."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

POLICIES = """
SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid
WHERE relrowsecurity AND relforcerowsecurity AND polcmd = '*' AND polname = 'controller'
"""
COLUMNS = "SELECT table_name FROM information_schema.columns WHERE column_name = 'controller_id'"


def names(query: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_every_table_with_a_controller_is_behind_the_wall():
    with_controller = names(COLUMNS)
    assert "registry_casesecret" in with_controller
    assert with_controller - names(POLICIES) == set()


def test_every_model_of_secrets_has_a_controller():
    from samverk.registry.models.cases import Secrecy

    kept = [m for m in apps.get_models() if issubclass(m, Secrecy)]
    assert kept
    assert all(m._meta.get_field("controller").null is False for m in kept)
