"""The embedded database: who we are in it, and what it refuses."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from samverk.foundation.grants import append_only_tables
from samverk.foundation.models import AuditEvent


def ask(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_tests_run_as_the_app_role():
    assert ask("SELECT current_user") == "samverk_app"


@pytest.mark.django_db
def test_the_app_role_cannot_pass_row_level_security():
    query = "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles"
    assert ask(f"{query} WHERE rolname = current_user") is False


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE {} SET why = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_log_cannot_be_changed(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ask(statement.format(AuditEvent._meta.db_table))


@pytest.mark.django_db
def test_every_history_table_is_only_added_to():
    granted = """SELECT count(*) FROM information_schema.role_table_grants
        WHERE grantee = 'samverk_app' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
        AND table_name IN ({})"""
    names = ", ".join(f"'{name}'" for name in append_only_tables())
    assert "decisions_decisionevent" in names
    assert ask(granted.format(names)) == 0


@pytest.mark.django_db
def test_swedish_letters_change_case():
    assert ask("SELECT lower('ÅÄÖ')") == "åäö"
