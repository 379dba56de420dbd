"""What the app role may do to the tables: the whole list, as the database itself tells it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from pghistory.models import Event

from samverk.foundation.grants import CHANGED, READ_ONLY, REMOVED_TOO

pytestmark = pytest.mark.django_db

RIGHT = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND has_table_privilege(oid, %s)
"""
# Beside the reasons that stand with the grants, what must be kept whatever is granted.
NEVER_REMOVED = (
    "decisions_decision",
    "decisions_lineage",
    "federation_frozenreport",
    "federation_membershipfact",
    "registry_case",
    "registry_document",
    "registry_documentfile",
    "intake_importbatch",
    "intake_importbatchfile",
    "intake_source",
    "meetings_minutesprint",
    "meetings_sealedrecord",
    "meetings_sealedsecret",
)
NEVER_CHANGED = (
    "federation_dutynote",
    "federation_frozenreport",
    "decisions_forcefact",
    "decisions_lineage",
    "foundation_auditevent",
    "foundation_roleassignment",
    "foundation_roleend",
    "meetings_adjustment",
    "meetings_adjustmentstep",
    "meetings_minutesprint",
    "meetings_postingfact",
    "meetings_sealcheckpoint",
    "meetings_sealedrecord",
    "meetings_sealedsecret",
    "pghistory_context",
    "registry_casesecret",
    "registry_document",
    "registry_documentsecret",
)


def may(right: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(RIGHT, [right])
        return {row[0] for row in cursor.fetchall()}


def test_rows_are_removed_from_the_listed_tables_alone():
    assert may("DELETE") == set(REMOVED_TOO)


def test_rows_are_changed_in_the_listed_tables_alone():
    assert may("UPDATE") == {*CHANGED, *REMOVED_TOO}


def test_what_only_migrations_write_cannot_be_written():
    assert may("SELECT") - may("INSERT") == set(READ_ONLY)


@pytest.mark.parametrize("right", ["TRUNCATE", "TRIGGER", "REFERENCES"])
def test_no_table_is_emptied_or_given_triggers(right):
    assert may(right) == set()


def test_every_entry_says_why():
    assert all(len(why.split()) > 2 for why in (*CHANGED.values(), *REMOVED_TOO.values()))


@pytest.mark.parametrize("table", NEVER_REMOVED)
def test_what_must_be_kept_is_never_removed(table):
    assert table in may("SELECT") - may("DELETE")


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_what_must_stand_is_never_changed(table):
    assert table in may("INSERT") - may("UPDATE")


def test_history_is_only_added_to():
    history = {m._meta.db_table for m in apps.get_models() if issubclass(m, Event)}
    history.discard("pghistory_events")  # a view over the others
    assert history <= may("INSERT") - may("UPDATE") - may("DELETE")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
        "DELETE FROM decisions_decision",
        "UPDATE foundation_auditevent SET why = ''",
        "UPDATE decisions_forcefact SET happened_on = now()",
        "DELETE FROM federation_membershipfact",
        "ALTER TABLE registry_casesecret DISABLE ROW LEVEL SECURITY",
    ],
)
def test_the_database_refuses_the_rest(statement):
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
