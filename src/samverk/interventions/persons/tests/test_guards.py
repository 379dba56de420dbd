"""What the database judges by itself: whose a row is, when it was made, and whether time is out."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from samverk.directory import actions as directory
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.persons.models import DisposalStart, DryRunLine, Person
from samverk.interventions.persons.models.base import Kept
from samverk.interventions.persons.tests.archive import LATER, archive_at, on
from samverk.interventions.persons.tests.party import somebody
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept

IGNORED = "SELECT set_config('pgtrigger.ignore', ARRAY(SELECT tgname FROM pg_trigger)::text, true)"


@kept
def archive(party):
    found = archive_at(party)
    found.plan()
    return found


def asked(statement, *given):
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall() if cursor.description else []


def without_triggers(body, statement, *given):
    """Do something as the app role, with every guard that a setting skips skipped."""
    with unread([body]), transaction.atomic():
        asked(IGNORED)
        return asked(statement, *given)


@pytest.mark.parametrize(
    "column",
    ["recorded_at = recorded_at - interval '9 years'", "controller_id = controller_id + 1"],
)
def test_whose_a_row_is_and_when_it_was_made_stay_whatever_is_ignored(party, column):
    person = somebody(party)
    with pytest.raises(DatabaseError, match="whose a row"):
        without_triggers(
            party.sends, f"UPDATE persons_person SET {column} WHERE id = %s", person.pk
        )
    with unread([party.sends]):
        assert Person.objects.get().recorded_at == person.recorded_at


def test_no_federation_is_a_controller_whatever_is_ignored(party):
    with unread([party.sends]):
        row = somebody(party)
    federation = party.delivery.intervention.federation
    new = directory.NewBody(federation.pk, "federation_board", "Styrelsen")
    board = directory.add_body(SETUP, new, key="styrelse")
    copied = (
        "INSERT INTO persons_person (id, controller_id, recorded_at, key, sealed, number_key,"
        " name_keys, sex) SELECT gen_random_uuid(), %s, recorded_at, key, sealed, '', name_keys, sex"
        " FROM persons_person WHERE id = %s"
    )
    refused = pytest.raises(DatabaseError, match="a federation is no controller")
    with unread([party.sends, board.pk]), refused, transaction.atomic():
        asked(IGNORED)
        asked(copied, board.pk, row.pk)


def test_every_table_of_persons_is_guarded(db):
    guarded = {
        name
        for (name,) in asked(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'persons_guard'"
        )
    }
    models = apps.get_app_config("persons").get_models()
    tables = {one._meta.db_table for one in models if issubclass(one, Kept)}
    assert tables - guarded == set()


def removed_on(archive, day):
    """Ask the database to remove somebody who is decided on, on a day of its own."""
    with on(LATER):
        run = archive.tried()
        decision = archive.decided(run)
        with unread([archive.body]):
            line = DryRunLine.objects.get(run=run, standing="due").pk
            DisposalStart.objects.create(
                controller_id=archive.body, decision=decision, started_by="prov"
            )
            with transaction.atomic():
                asked("SELECT set_config('samverk.day_of_a_test', %s, true)", day.isoformat())
                return asked("SELECT persons_remove(%s, %s)", decision.pk, line)


def test_the_database_removes_nobody_before_their_time_whatever_is_decided(archive):
    archive.ended()
    # The last entry is of 15 March 2024, and the plan keeps five years
    for day in (date(2024, 3, 16), date(2029, 3, 14)):
        with pytest.raises(DatabaseError, match="is not out"), transaction.atomic():
            removed_on(archive, day)
    with unread([archive.body]):
        assert Person.objects.exists()


def test_the_database_removes_who_is_due_on_the_day(archive):
    archive.ended()
    assert removed_on(archive, date(2029, 3, 15))[0][0] is not None
    with unread([archive.body]):
        assert not Person.objects.exists()


def test_without_a_plan_in_force_nobody_is_due(archive):
    archive.ended()
    with pytest.raises(DatabaseError, match="is not out"), transaction.atomic():
        removed_on(archive, date(2023, 12, 31))
