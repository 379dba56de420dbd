"""Readings whose time is out go from the log by a decision, and what is left can still be proved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.log_seals import removing
from samverk.foundation.log_seals.checking import check_log
from samverk.foundation.log_seals.making import kept_checkpoint, seal_log
from samverk.foundation.log_seals.removing import (
    RemovalDecision,
    due_on,
    removals,
    remove_due,
)
from samverk.foundation.log_seals.tests.test_sealing import as_owner, read
from samverk.foundation.models import AuditEvent, LogSeal
from samverk.foundation.postgres.location import OWNER_ROLE

ADDED = acts.kind("foundation.tests_log_act", "Något gjort")
DECISION = RemovalDecision("SN § 12", "Arkivansvarig")


@contextmanager
def owning() -> Iterator[None]:
    """Be the owner of the tables, as with SAMVERK_DB_ROLE=owner."""
    app = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = OWNER_ROLE
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = app


def sealed_in(year: int, reads: int = 2) -> LogSeal | None:
    with time_machine.travel(f"{year}-03-01T12:00:00+01:00", tick=False):
        read(reads, str(year))
        acts.log_read(acts.Act(system("Systemet"), ADDED, ""), [("x", "1", "x")])
        return seal_log()


@pytest.fixture
def years(committed, the_day):
    """A log of 2017, 2018 and 2023; it is March 2024."""
    for year in (2017, 2018, 2023):
        sealed_in(year)


def test_only_what_is_old_enough_is_due(years):
    (due,) = due_on(clock.today())
    assert (due.body, due.seals, due.lines) == (None, (1, 2), 4)


def test_what_is_removed_is_certified_and_the_rest_is_proved(years, settings):
    (due,) = due_on(clock.today())
    with owning():
        made = remove_due(due, DECISION)
    report = check_log()
    assert (report.faults, report.removed, report.lines) == ([], 4, 5)
    assert AuditEvent.objects.filter(kind=ADDED).count() == 3
    assert {one.subject_id for one in AuditEvent.objects.exclude(kind=ADDED)} == {"2023"}
    assert kept_checkpoint().read_text() == made.checkpoint
    assert due_on(clock.today()) == []
    assert '"decision":"SN § 12"' in made.content
    # And the log goes on after it
    read(1, "ny")
    assert seal_log().number == made.number + 1
    assert check_log().faults == []


def test_what_comes_back_from_an_old_backup_is_found(years):
    (due,) = due_on(clock.today())
    row = AuditEvent.objects.filter(subject_id="2017").values().first()
    with owning():
        remove_due(due, DECISION)
    AuditEvent.objects.create(**row)
    (fault,) = check_log().faults
    assert (fault.seal, fault.text) == (1, "1 rad finns kvar fast de är gallrade.")


def test_the_app_may_remove_nothing(years):
    (due,) = due_on(clock.today())
    before = AuditEvent.objects.count()
    with pytest.raises(CommandError, match="SAMVERK_DB_ROLE=owner"):
        call_command("remove_readings", "--beslut", "SN § 12", "--av", "Arkivet")
    assert (AuditEvent.objects.count(), LogSeal.objects.count()) == (before, 3)
    assert due_on(clock.today()) == [due]


def test_nothing_is_removed_from_a_log_that_was_tampered_with(years):
    (due,) = due_on(clock.today())
    as_owner("UPDATE foundation_auditevent SET why = 'x' WHERE subject_id = '2023'")
    with owning(), pytest.raises(ConflictError, match="Utred"):
        remove_due(due, DECISION)
    assert AuditEvent.objects.count() == 9


def test_nothing_is_removed_without_a_decision_or_while_it_is_needed(years, monkeypatch):
    (due,) = due_on(clock.today())
    with pytest.raises(InputError):
        remove_due(due, RemovalDecision("  ", "Arkivet"))
    monkeypatch.setattr(removing, "KEEPERS", [lambda body, limit: f"behövs {body} {limit}"])
    with pytest.raises(ConflictError, match="behövs None 2019-03-15"):
        remove_due(due, DECISION)


def test_what_was_removed_meanwhile_is_not_removed_again(years):
    (due,) = due_on(clock.today())
    with owning():
        remove_due(due, DECISION)
        with pytest.raises(ConflictError, match="ny provgallring"):
            remove_due(due, DECISION)


def test_the_command_tries_first_and_then_removes(years, capsys, settings):
    call_command("remove_readings")
    tried = capsys.readouterr().out
    assert "Läsningar utan myndighet: 4 rader i 2 förseglingar." in tried
    assert "provgallring" in tried
    assert "Ingen källa bekräftar" in tried
    assert AuditEvent.objects.count() == 9
    call_command("remove_readings", "--myndighet", "7")
    assert "Inget att gallra." in capsys.readouterr().out
    with owning():
        call_command("remove_readings", "--beslut", "SN § 12", "--av", "Arkivet")
    assert "Gallringsbevis, post 4" in capsys.readouterr().out
    assert AuditEvent.objects.count() == 5
    assert removals(7) == []


def test_the_installation_says_how_long(years, settings):
    settings.LOG_YEARS = 7
    (due,) = due_on(clock.today())
    assert due.seals == (1,)
    settings.LOG_YEARS = 0
    with pytest.raises(InputError):
        due_on(clock.today())
