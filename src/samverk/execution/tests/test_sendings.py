"""Reports sent in order, out of order, withdrawn, of somebody protected, and removed with their decision."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from samverk.execution.actions import mark_sent, withdraw_sent
from samverk.execution.models import GrantedDecision, Sending, SentDecision, WithdrawnSending
from samverk.execution.queries.sendings import ends_due, sent_by_quarter
from samverk.execution.records import opened
from samverk.execution.tests.sent import (
    DAY,
    Q2,
    Q3,
    Q4,
    items,
    laid_of,
    new_of,
    round_for,
    sent,
)
from samverk.execution.tests.stage import granted, step
from samverk.execution.tests.test_quarters import golden
from samverk.execution.walls import reading, unread
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.rules.unexecuted.handling import ExecutionEvent as E
from samverk.rules.unexecuted.individual_sheet import ReportKind as K
from samverk.rules.unexecuted.quarters import read_quarter

pytestmark = pytest.mark.django_db
LATE = date(2024, 1, 9)


def due(stage, row, quarter=Q3):
    return [one.report.kind for one in items(stage, row, quarter) if one.report.is_due]


def withdrawn(stage, mark, reason="not_sent", key="åter"):
    return withdraw_sent(stage.reporter, stage.body, mark.pk, reason, key=key)


def test_the_golden_register_is_sent_quarter_by_quarter(stage, shared):
    golden(stage, shared)
    expected = json.loads((shared / "golden" / "evb_expected.json").read_text())
    ended = expected["C_tidigare_rapporterade_nu_verkstallda_eller_avslutade"]
    for code, waiting in expected["A_ej_verkstallda"].items():
        quarter = read_quarter(code)
        found = round_for(stage, stage.reporter, quarter)
        kinds = [one.report.kind for one in found.items]
        assert kinds.count(K.NOT_EXECUTED) == waiting, code
        assert kinds.count(K.EXECUTED) == ended[code], code
        assert found.due == waiting + ended[code]
        for one in found.items:
            with unread([stage.body]):
                row = GrantedDecision.objects.get(pk=one.decision)
            sent(stage, row, quarter, quarter.last_day + timedelta(days=9))
        after = round_for(stage, stage.reporter, quarter)
        assert (after.due, after.sent) == (0, waiting + ended[code])
    with unread([stage.body]):
        counted = {one.quarter.code: one.kinds for one in sent_by_quarter(stage.body)}
    for code, waiting in expected["A_ej_verkstallda"].items():
        if waiting + ended[code]:
            assert counted[code][K.NOT_EXECUTED] == waiting
            assert counted[code][K.EXECUTED] == ended[code]


def test_a_mark_keeps_what_the_sheet_said_when_it_was_sent(stage):
    row = granted(stage)
    step(stage, row, E.EXPLAIN, code="ingen-plats", note="Kön är lång.", day=date(2023, 6, 1))
    laid = laid_of(stage, row)
    mark = sent(stage, row)
    step(stage, row, E.EXPLAIN, code="annat", note="Helt annat", day=date(2023, 12, 1))

    with unread([stage.body]):
        kept = SentDecision.objects.select_related("decision").get(pk=mark.pk)
        told = opened(kept.decision, kept, "sheet")
        raw = bytes(kept.sheet)
    assert told == laid.content
    assert "Kön är lång." in str(told)
    assert b"Siv" not in raw
    assert "Siv" not in repr(list(AuditEvent.objects.values()))
    assert AuditEvent.objects.filter(kind="execution.sent_marked").count() == 1


def test_sending_a_form_twice_marks_once(stage):
    row = granted(stage)
    new = new_of(stage, row)
    first = mark_sent(stage.reporter, stage.body, row.pk, new, key="samma")
    again = mark_sent(stage.reporter, stage.body, row.pk, new, key="samma")

    assert first.pk == again.pk
    with unread([stage.body]):
        assert Sending.objects.count() == SentDecision.objects.count() == 1
    with pytest.raises(ConflictError, match="redan markerad"):
        mark_sent(stage.reporter, stage.body, row.pk, new, key="ny")


def test_a_sheet_that_says_something_else_by_now_is_not_marked(stage):
    row = granted(stage)
    new = new_of(stage, row)
    step(stage, row, E.SUPPORT, note="Korttidsplats", day=date(2023, 9, 1))

    with pytest.raises(ConflictError, match="har ändrats"):
        mark_sent(stage.reporter, stage.body, row.pk, new, key="k")


def test_what_is_missing_stops_the_mark_unless_it_was_sent_anyway(stage):
    row = granted(stage)
    with pytest.raises(InputError, match="skäl till dröjsmålet"):
        sent(stage, row, anyway=False)

    assert sent(stage, row).nth == 1


@pytest.mark.parametrize("day", [date(2023, 9, 30), date(2024, 3, 16)])
def test_a_day_that_cannot_be_is_refused(stage, day):
    row = granted(stage)
    with pytest.raises(InputError):
        sent(stage, row, day=day)


def test_the_end_is_told_after_the_report_and_not_before(stage):
    row = granted(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 11, 2))
    assert due(stage, row, Q4) == []
    wrong = replace(new_of(stage, row), kind=K.EXECUTED, quarter=Q4)
    with pytest.raises(ConflictError, match="Markera den första rapporten först"):
        mark_sent(stage.reporter, stage.body, row.pk, wrong, key="fel")
    sent(stage, row)
    assert due(stage, row, Q4) == [K.EXECUTED]
    mark = sent(stage, row, Q4, LATE)

    assert mark.ended_on == date(2023, 11, 2)
    assert due(stage, row, Q4) == []
    # The quarter before the first one sent has nothing more to tell
    assert due(stage, row, Q2) == []


def test_a_decision_is_opened_again_and_ends_on_another_day(stage):
    row = granted(stage)
    sent(stage, row)
    step(stage, row, E.EXECUTE, day=date(2023, 11, 2))
    sent(stage, row, Q4, date(2023, 11, 5))
    step(stage, row, E.REOPEN, note="Fel dag", day=date(2023, 11, 6))
    assert due(stage, row, Q4) == [K.NOT_EXECUTED]
    assert "Anmäldes 2023-11-05 som verkställt 2023-11-02" in str(laid_of(stage, row, Q4).content)
    step(stage, row, E.EXECUTE, day=date(2023, 11, 20))

    assert due(stage, row, Q4) == [K.EXECUTED]


def test_what_was_interrupted_is_opened_again_as_interrupted(stage):
    row = granted(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 4, 1))
    step(stage, row, E.INTERRUPT, day=date(2023, 5, 1))
    step(stage, row, E.EXECUTE, day=date(2023, 9, 1))
    step(stage, row, E.REOPEN, note="Fel beslut", day=date(2023, 9, 2))

    with unread([stage.body]):
        assert GrantedDecision.objects.get().state == "interrupted"
    assert due(stage, row) == [K.INTERRUPTED]


def test_one_entered_in_error_after_a_report_is_told_as_closed(stage):
    row, never = granted(stage), granted(stage, key="aldrig", number="")
    sent(stage, row)
    for one in (row, never):
        step(stage, one, E.CORRECT, note="Dubblett", day=date(2023, 10, 20))

    found = round_for(stage, stage.reporter, Q4.next)
    assert [(one.decision, one.report.kind) for one in found.items] == [(row.pk, K.CLOSED)]
    assert "Felregistrerat beslut. Dubblett" in str(laid_of(stage, row, Q4.next).content)
    with reading([stage.body], stage.reporter.user):
        assert [one.decision for one in ends_due([stage.body])] == [row.pk]


def test_a_mark_made_by_mistake_is_withdrawn_and_stays(stage):
    row = granted(stage)
    mark = sent(stage, row)
    assert due(stage, row) == []
    assert withdrawn(stage, mark).pk == withdrawn(stage, mark).pk
    with pytest.raises(ConflictError, match="redan återtagen"):
        withdrawn(stage, mark, key="igen")

    assert due(stage, row) == [K.NOT_EXECUTED]
    with unread([stage.body]):
        assert SentDecision.objects.filter(pk=mark.pk).exists()
        counted = sent_by_quarter(stage.body)[0]
    assert (counted.total, counted.withdrawn) == (0, 1)
    assert sent(stage, row, day=date(2023, 10, 10)).pk != mark.pk


def test_a_report_is_not_withdrawn_before_the_end_that_rests_on_it(stage):
    row = granted(stage)
    first = sent(stage, row)
    step(stage, row, E.EXECUTE, day=date(2023, 11, 2))
    last = sent(stage, row, Q4, LATE)
    with pytest.raises(ConflictError, match="Slutet är anmält"):
        withdrawn(stage, first)
    withdrawn(stage, last)

    assert withdrawn(stage, first, key="sedan").reason == "not_sent"
    assert due(stage, row, Q4) == []


@pytest.mark.parametrize("reason", ["", "annat"])
def test_a_withdrawal_has_a_reason_of_the_list(stage, reason):
    mark = sent(stage, granted(stage))
    with pytest.raises(InputError, match="varför"):
        withdrawn(stage, mark, reason)


@pytest.mark.parametrize("table", [Sending, SentDecision, WithdrawnSending])
def test_what_was_sent_is_never_rewritten(stage, table):
    mark = sent(stage, granted(stage))
    withdrawn(stage, mark)
    with unread([stage.body]):
        for change in (
            lambda: table.objects.update(controller=stage.cast.other_board.pk),
            lambda: table.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_only_the_main_reporter_of_the_board_marks_and_withdraws(stage):
    row = granted(stage)
    new = new_of(stage, row)
    mark = sent(stage, row)
    for actor in (stage.officer, *stage.strangers):
        with pytest.raises(NotAllowedError):
            mark_sent(actor, stage.body, row.pk, new, key=f"{actor.user}")
        with pytest.raises(NotAllowedError):
            withdraw_sent(actor, stage.body, mark.pk, "not_sent", key=f"åter{actor.user}")
    with pytest.raises(NotFoundError):
        mark_sent(stage.reporter, stage.body, uuid.uuid4(), new, key="ingen")
    with pytest.raises(NotFoundError):
        withdraw_sent(stage.reporter, stage.body, uuid.uuid4(), "not_sent", key="inget")


def test_somebody_protected_is_listed_for_the_named_and_counted_for_who_reports(stage):
    row = granted(stage, is_protected=True)
    granted(stage, key="syns", number="")

    own = round_for(stage, stage.reporter)
    assert (len(own.items), own.due, own.hidden) == (2, 2, 0)
    colleague = round_for(stage, stage.colleague, of_all=False)
    assert (len(colleague.items), colleague.due, colleague.hidden) == (1, 1, 0)
    everybody = round_for(stage, stage.colleague)
    assert (len(everybody.items), everybody.due, everybody.hidden) == (1, 2, 1)
    mark = sent(stage, row)
    with reading([stage.body], stage.colleague.user):
        assert not SentDecision.objects.filter(pk=mark.pk).exists()
    assert "skyddade personuppgifter" in str(laid_of(stage, row, Q4).content)


def test_ends_that_are_not_told_are_found_whatever_quarter_they_came_in(stage):
    row, other = granted(stage), granted(stage, key="annan", number="")
    sent(stage, row)
    for one in (row, other):
        step(stage, one, E.CLOSE, code="withdrawn", day=date(2023, 10, 20))
    with reading([stage.body], stage.reporter.user):
        found = ends_due([stage.body])
    assert [(one.decision, one.report.kind, one.report.quarter) for one in found] == [
        (row.pk, K.CLOSED, Q4)
    ]
    sent(stage, row, Q4, LATE)
    with reading([stage.body], stage.reporter.user):
        assert ends_due([stage.body]) == []


def test_a_quarter_costs_as_many_questions_of_one_as_of_many(stage, django_assert_max_num_queries):
    for number in range(5):
        sent(stage, granted(stage, str(number), number=""))
        granted(stage, f"kvar{number}", number="")
    with django_assert_max_num_queries(12):
        assert len(round_for(stage, stage.reporter).items) == 10
    assert Q3.last_day < DAY
