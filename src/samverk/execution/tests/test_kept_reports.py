"""A report stays as it was told: what the register says otherwise since, and what has gone from it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from samverk.execution.actions import Amended, NewQuarterReport, amend_decision, tell_quarter
from samverk.execution.models import KeptReport, KeptReportRow, Recipient, RegisterWait
from samverk.execution.queries.kept_reports import earlier_of, since
from samverk.execution.queries.report_figures import as_json, from_json
from samverk.execution.queries.report_rows import gather
from samverk.execution.records import place
from samverk.execution.tests.stage import NEW, granted, step, user
from samverk.execution.tests.test_checking import checked, failed
from samverk.execution.tests.test_quarters import FAR, golden
from samverk.execution.tests.test_telling import words, writer
from samverk.execution.walls import unread
from samverk.execution.zone import inside
from samverk.foundation.actors import Role
from samverk.foundation.errors import InputError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.foundation.sealing import SealBrokenError, unseal
from samverk.rules.unexecuted.checks import Verdict
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.handling import ExecutionEvent as E
from samverk.rules.unexecuted.quarters import Quarter

__all__ = ["writer"]
pytestmark = pytest.mark.django_db
SECOND, THIRD = Quarter(2023, 2), Quarter(2023, 3)
WHY = "Utreds."


def tell(stage, writer, quarter, recipient=Recipient.BOARD, **more):
    new = NewQuarterReport(quarter, Definition.OPEN, recipient, why=WHY)
    new = replace(new, **more)
    with unread([stage.body]):
        nth = KeptReport.objects.count()
    return tell_quarter(actor_for(writer), stage.body, new, key=f"rapport/{nth}")


def reason(stage, row):
    step(stage, row, E.EXPLAIN, code="ingen-plats", day=date(2023, 3, 5))
    return row


def what_changed(stage, report, actor=None):
    told = from_json(report.figures)
    actor = actor or stage.reporter
    with inside(actor):
        now = gather(stage.body, told.quarter, told.definition, FAR)
        return since(actor, report, now)


def in_words(changed):
    numbers = [f"{one.label}: {one.then} → {one.now}" for one in changed.numbers]
    return [*numbers, *(f"{one.decision.number}: {one.text}" for one in changed.decisions)]


def test_the_golden_register_counted_report_by_report_gives_the_same(stage, shared, writer):
    golden(stage, shared)
    expected = json.loads((shared / "golden" / "evb_expected.json").read_text())
    ended = expected["C_tidigare_rapporterade_nu_verkstallda_eller_avslutade"]
    before = None
    for nth, (code, waiting) in enumerate(expected["A_ej_verkstallda"].items()):
        report = tell(stage, writer, Quarter(2022, 1).plus(nth), Recipient.AUDITORS)
        found = from_json(report.figures)
        assert report.quarter == code
        assert (found.total.not_executed, found.total.ended) == (waiting, ended[code])
        assert (found.missed, found.corrected) == (0, 0)
        if before is not None:
            assert found.against == nth
            control = found.total.not_executed - before.total.not_executed + found.total.ended
            assert found.new == control
        before = found


def test_figures_are_kept_as_they_were_read(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    with inside(stage.reporter):
        figures = gather(stage.body, THIRD, Definition.OPEN, FAR).figures

    assert from_json(json.loads(json.dumps(as_json(figures)))) == figures


def test_a_report_that_nothing_has_happened_to_says_the_same(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))

    assert in_words(what_changed(stage, tell(stage, writer, THIRD))) == []


def test_what_is_otherwise_since_is_told_number_by_number_and_decision_by_decision(stage, writer):
    first, second, third = (
        granted(stage, str(nth), decided_on=date(2023, 3, nth), number="") for nth in (1, 2, 3)
    )
    report = tell(stage, writer, THIRD)
    step(stage, first, E.CORRECT, note="Fel person")
    step(stage, second, E.EXECUTE, day=date(2023, 9, 1))
    new = replace(NEW, kind="lss-9-5", decided_on=date(2023, 3, 3), number="")
    amend_decision(stage.officer, stage.body, third.pk, Amended(new, "Fel insats"), key="rätta")
    late = granted(stage, "sent", decided_on=date(2023, 4, 3), number="")
    said = in_words(what_changed(stage, report))

    assert "Alla, ej verkställda: 3 → 2" in said
    assert f"{first.number}: stod i rapporten, men räknas inte för kvartalet nu" in said
    assert any(
        one.startswith(f"{second.number}: väntar i rapporten, verkställt eller avslutat nu; ")
        for one in said
    )
    assert any(one.startswith(f"{third.number}: insats: kontaktperson (LSS) i") for one in said)
    assert f"{late.number}: räknas för kvartalet nu, men stod inte i rapporten" in said
    assert in_words(what_changed(stage, report)) == said


def test_what_ends_after_the_quarter_changes_nothing_of_it(stage, writer):
    row = granted(stage, decided_on=date(2023, 3, 1))
    report = tell(stage, writer, THIRD)
    step(stage, row, E.EXECUTE, day=date(2023, 10, 20))

    assert in_words(what_changed(stage, report)) == []


def test_the_page_tells_it_and_notes_whom_it_tells_of(stage, writer):
    row = granted(stage, decided_on=date(2023, 3, 1))
    report = tell(stage, writer, THIRD)
    step(stage, row, E.EXECUTE, day=date(2023, 9, 1))
    browser = stage.cast.browser(stage.reporter_user)
    shown = browser.get(reverse("kept_report", args=[stage.body, report.pk])).content.decode()

    assert "Registret säger annat nu" in shown
    assert reverse("granted_decision", args=[row.pk]) in shown
    assert "Siv" not in shown
    read = AuditEvent.objects.filter(
        kind="foundation.secret_read", actor=stage.reporter_user.pk, subject_id=str(row.pk)
    )
    assert [one.reading for one in read] == ["list"]
    listed = browser.get(reverse("kept_reports", args=[stage.body])).content.decode()
    assert "Nr 1" in listed
    assert "Lämnad fast en kontroll inte stämde" in listed


def test_another_boards_report_is_not_there(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    report = tell(stage, writer, THIRD)
    for who, body in (
        (stage.other_user, stage.body),
        (stage.other_user, stage.cast.other_board.pk),
    ):
        answer = stage.cast.browser(who).get(reverse("kept_report", args=[body, report.pk]))
        assert answer.status_code == 404


def test_a_row_is_sealed_and_opens_in_its_own_place_alone(stage, writer):
    row = granted(stage, decided_on=date(2023, 3, 1))
    report = tell(stage, writer, THIRD)
    with unread([stage.body]):
        kept = KeptReportRow.objects.select_related("decision").get(report=report)
    sealed, key = bytes(kept.sealed), bytes(kept.decision.key)

    assert b"lss-9-4" not in sealed
    assert unseal(key, stage.body, place(kept), sealed)["decided_on"] == "2023-03-01"
    with pytest.raises(SealBrokenError):
        unseal(key, stage.body, place(row), sealed)


def test_rows_of_somebody_protected_are_kept_and_there_for_their_handlers_alone(stage, writer):
    granted(stage, is_protected=True, decided_on=date(2023, 3, 1))
    report = tell(stage, writer, THIRD)
    late = actor_for(user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board))
    with inside(stage.reporter):
        assert KeptReportRow.objects.filter(report=report).count() == 1
    with inside(late):
        assert not KeptReportRow.objects.filter(report=report).exists()
    hidden = what_changed(stage, report, late)

    assert (in_words(hidden), hidden.hidden, report.unlisted) == ([], 1, 1)


@pytest.mark.parametrize("table", ["keptreport", "keptreportrow"])
def test_what_was_told_is_never_rewritten(stage, writer, table):
    granted(stage, decided_on=date(2023, 3, 1))
    tell(stage, writer, THIRD)
    for said in (
        f"UPDATE execution_{table} SET recorded_at = now()",
        f"DELETE FROM execution_{table}",
    ):
        with (
            unread([stage.body]),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(said)


def test_a_report_is_compared_with_the_one_before_it(stage, writer):
    row = reason(stage, granted(stage, decided_on=date(2023, 3, 1)))
    assert checked(stage)["försvunnet"].verdict is Verdict.NOT_MADE
    tell(stage, writer, SECOND)
    with inside(stage.reporter):
        told = earlier_of(stage.body, THIRD)

    assert (told.quarter, told.decisions, told.waiting) == (SECOND, frozenset({row.pk}), 1)
    assert checked(stage, earlier=told)["försvunnet"].verdict is Verdict.HOLDS


def test_somebody_protected_who_was_told_is_compared_too(stage, writer):
    row = reason(stage, granted(stage, decided_on=date(2023, 3, 1), is_protected=True))
    tell(stage, writer, SECOND)
    late = actor_for(user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board))
    with inside(late):
        assert earlier_of(stage.body, THIRD).decisions == frozenset({row.pk})


def test_what_has_gone_without_an_event_stops_the_next_report(stage, writer):
    row = reason(stage, granted(stage, decided_on=date(2023, 3, 1)))
    tell(stage, writer, SECOND)
    with unread([stage.body]):
        RegisterWait.objects.filter(decision=row.pk).update(reportable_on=date(2024, 1, 1))
    with pytest.raises(InputError, match="räknades i förra rapporten"):
        tell(stage, writer, THIRD, why="")
    shown = stage.cast.browser(stage.reporter_user).get(
        reverse("register_checks", args=[stage.body]), {"kvartal": "2023Q3"}
    )
    text = " ".join(shown.content.decode().split())
    assert "Jämförs med rapporten för kvartal 2 2023" in text
    assert "1 beslut" in text

    left = tell(stage, writer, THIRD)
    assert {"försvunnet", "flöde"} <= set(left.failed)
    assert left.why == WHY


def test_what_is_entered_late_is_told_in_the_next_report(stage, writer):
    row = reason(stage, granted(stage, decided_on=date(2023, 3, 1)))
    tell(stage, writer, SECOND)
    step(stage, row, E.EXECUTE, day=date(2023, 6, 20))
    with inside(stage.reporter):
        told = earlier_of(stage.body, THIRD)
    made = checked(stage, earlier=told)
    assert made["försvunnet"].verdict is made["flöde"].verdict is Verdict.HOLDS
    assert made["flöde"].told == "0 − 1 + 1 = 0 nya."

    report = tell(stage, writer, THIRD, Recipient.AUDITORS, why="")
    found = from_json(report.figures)
    assert (found.total.not_executed, found.total.ended, found.total.executed) == (0, 1, 1)
    browser = stage.cast.browser(stage.reporter_user)
    where = reverse("register_report", args=[stage.body, "2023Q3", "revisorerna"])
    assert "Verkställt <time>2023-06-20</time>" in browser.get(where).content.decode()
    # And it is told once
    after = from_json(tell(stage, writer, Quarter(2023, 4), Recipient.AUDITORS).figures)
    assert after.total.ended == 0


def test_what_is_registered_late_is_new_and_said_to_be_missed(stage, writer):
    reason(stage, granted(stage, decided_on=date(2023, 3, 1)))
    before = from_json(tell(stage, writer, SECOND).figures)
    reason(stage, granted(stage, "sent", decided_on=date(2023, 2, 1), number="", kind="lss-9-5"))
    report = tell(stage, writer, THIRD)
    found = from_json(report.figures)

    assert (found.total.not_executed, found.new, found.missed, found.corrected) == (2, 1, 1, 0)
    assert found.new == found.total.not_executed - before.total.not_executed + found.total.ended
    assert "registrerades efter den rapporten: 1" in words(report)


def test_what_was_entered_in_error_is_told_as_corrected_and_stops_nothing(stage, writer):
    reason(stage, granted(stage, decided_on=date(2023, 3, 1)))
    wrong = reason(stage, granted(stage, "fel", decided_on=date(2023, 3, 2), number=""))
    tell(stage, writer, SECOND)
    step(stage, wrong, E.CORRECT, note="Fel person")
    with inside(stage.reporter):
        assert failed(stage, earlier=earlier_of(stage.body, THIRD)) == set()
    report = tell(stage, writer, THIRD, why="")
    found = from_json(report.figures)

    assert (found.total.not_executed, found.new, found.corrected) == (1, 0, 1)
    assert "rättade sedan dess: 1" in words(report)


def test_the_definition_of_the_report_before_does_not_matter(stage, writer):
    ended = reason(stage, granted(stage, decided_on=date(2023, 2, 1)))
    step(stage, ended, E.EXECUTE, day=date(2023, 6, 1))
    reason(stage, granted(stage, "kvar", decided_on=date(2023, 3, 1), number=""))
    before = tell(stage, writer, SECOND, definition=Definition.OPEN_OR_ENDED)
    assert from_json(before.figures).total.not_executed == 2
    with inside(stage.reporter):
        told = earlier_of(stage.body, THIRD)

    assert told.waiting == len(told.decisions) == 1
    assert failed(stage, earlier=told) == set()


def test_the_extract_tells_which_reports_counted_a_decision(stage, writer):
    granted(stage, decided_on=date(2023, 3, 1))
    tell(stage, writer, THIRD, Recipient.AUDITORS)
    address = reverse("register_extract", args=[stage.body])
    browser = stage.cast.browser(stage.reporter_user)
    shown = browser.post(address, {"number": "19850709-9805"}).content.decode()

    assert "nr 1, kvartal 3 2023, till kommunens revisorer" in shown
