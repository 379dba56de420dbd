"""Before a report leaves the register is checked: each fault is found, and nobody hidden is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.execution.actions import register_decision
from samverk.execution.models import (
    GrantedDecision,
    RegisterHandler,
    RegisterStep,
    RegisterWait,
)
from samverk.execution.queries.checking import Earlier, checks_of
from samverk.execution.tests.stage import NEW, granted, step, user
from samverk.execution.walls import unread
from samverk.execution.zone import inside
from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.rules.unexecuted.checks import Verdict
from samverk.rules.unexecuted.handling import ExecutionEvent as E
from samverk.rules.unexecuted.quarters import Quarter

pytestmark = pytest.mark.django_db
SECOND, THIRD = Quarter(2023, 2), Quarter(2023, 3)
REPORT_DAY = date(2023, 10, 11)


def checked(stage, quarter=THIRD, earlier=None, actor=None, day=REPORT_DAY):
    """Answer each check by its id."""
    with inside(actor or stage.reporter):
        return {one.check.id: one for one in checks_of(stage.body, quarter, day, earlier)}


def failed(stage, **asked):
    return {name for name, one in checked(stage, **asked).items() if one.verdict is Verdict.FAILS}


def explained(stage, key="beslut", **changes):
    row = granted(stage, key=key, **changes)
    step(stage, row, E.EXPLAIN, code="ingen-plats", day=date(2023, 3, 2))
    return row


def change(stage, row, **fields):
    """Let the register hold what the pages refuse, as an old file or a fault can."""
    with unread([stage.body]):
        GrantedDecision.objects.filter(pk=row.pk).update(**fields)


def change_wait(stage, row, nth=1, **fields):
    with unread([stage.body]):
        RegisterWait.objects.filter(decision=row.pk, nth=nth).update(**fields)


def test_a_register_without_faults_holds_and_what_cannot_be_tried_is_not_passed(stage):
    explained(stage)

    made = checked(stage)

    assert made["försvunnet"].verdict is made["flöde"].verdict is Verdict.NOT_MADE
    rest = {one.verdict for name, one in made.items() if name not in {"försvunnet", "flöde"}}
    assert rest == {Verdict.HOLDS}


def test_a_quarter_that_goes_on_stops_the_report(stage):
    explained(stage)

    made = checked(stage, quarter=Quarter(2023, 4))

    assert made["kvartal-pågår"].stops
    assert made["skäl-saknas"].verdict is Verdict.NOT_MADE


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"ground": "sol-2025-11-1", "kind": "sol-kontaktperson"}, {"lagrum-dag"}),
        ({"kind": "sol-kontaktperson"}, {"insats-lag"}),
        ({"kind": "finns-inte"}, {"insats-lag"}),
        ({"decided_on": date(2023, 10, 12)}, {"framtid"}),
        ({"reason": ""}, {"skäl-saknas"}),
        ({"state": "executed"}, {"läge-väntan"}),
    ],
)
def test_each_fault_of_a_decision_is_found_and_no_other(stage, fields, fault):
    change(stage, explained(stage), **fields)

    assert failed(stage) == fault


def test_what_was_carried_out_before_it_was_decided_is_found(stage):
    row = explained(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 7, 2))
    change(stage, row, decided_on=date(2023, 8, 1))

    assert failed(stage) == {"slut-före-beslut"}


def test_an_interruption_before_the_execution_is_found(stage):
    row = explained(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 5, 2))
    step(stage, row, E.INTERRUPT, day=date(2023, 6, 2))
    # The delay after the interruption is another than the one before, with a reason of its own
    assert failed(stage) == {"skäl-saknas"}
    step(stage, row, E.EXPLAIN, day=date(2023, 6, 3), code="ingen-plats")
    assert failed(stage) == set()
    change_wait(stage, row, nth=2, began_on=date(2023, 5, 1))

    assert failed(stage) == {"avbrott-före-slut"}


@pytest.mark.parametrize(
    ("day", "fault"),
    [(date(2023, 3, 1), {"dubblett"}), (date(2023, 2, 1), {"överlappande"})],
)
def test_the_same_person_twice_is_found_by_the_digest_alone(stage, day, fault):
    explained(stage)
    explained(stage, key="två", decided_on=day)
    explained(stage, key="utan nummer", number="")
    explained(stage, key="också", number="")

    made = checked(stage)

    assert failed(stage) == fault
    assert made[fault.pop()].number == 2


def test_an_answer_before_its_offer_warns(stage):
    row = explained(stage)
    step(stage, row, E.OFFER, day=date(2023, 5, 2))
    step(stage, row, E.ANSWER, code="declined", day=date(2023, 5, 3))
    assert failed(stage) == set()
    with unread([stage.body]):
        answer = RegisterStep.objects.get(decision=row.pk, event="answer")
        RegisterStep(
            controller_id=stage.body,
            decision_id=row.pk,
            number=answer.number + 1,
            event="answer",
            to_state=answer.to_state,
            hand=answer.hand,
            happened_on=date(2023, 5, 1),
            user_name="En fil",
            code="declined",
        ).save()

    assert failed(stage) == {"svar-före-erbjudande"}
    assert not checked(stage)["svar-före-erbjudande"].stops


def test_what_an_earlier_report_counted_is_gone_without_an_event(stage):
    row, made_on = explained(stage), clock.today() - timedelta(days=1)
    told = Earlier(SECOND, made_on, frozenset({row.pk}), 1)
    assert failed(stage, earlier=told) == set()
    lost = Earlier(SECOND, made_on, frozenset({row.pk, uuid4()}), 2)
    assert failed(stage, earlier=lost) == {"försvunnet", "flöde"}
    change_wait(stage, row, reportable_on=date(2023, 7, 1))
    assert failed(stage, earlier=told) == {"försvunnet"}

    step(stage, row, E.CORRECT, note="Fel person", day=clock.today())
    assert "försvunnet" not in failed(stage, earlier=told)


def test_what_was_carried_out_since_has_not_gone(stage):
    row = explained(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 7, 2))
    told = Earlier(SECOND, date(2023, 7, 1), frozenset({row.pk}), 1)

    made = checked(stage, earlier=told)

    assert made["försvunnet"].verdict is Verdict.HOLDS
    assert made["flöde"].told == "0 − 1 + 1 = 0 nya."


def told_to(stage, actor, *, counts_all):
    """Answer what each check tells somebody: how many, how many of them hidden, and which are named."""
    with inside(actor):
        made = checks_of(stage.body, THIRD, REPORT_DAY, counts_all=counts_all)
    return {one.check.id: (one.number, one.hidden, [row.pk for row in one.named]) for one in made}


def test_somebody_hidden_is_counted_for_the_report_and_not_named(stage):
    row = granted(stage, is_protected=True)
    late = actor_for(user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board))

    assert told_to(stage, stage.officer, counts_all=True)["skäl-saknas"] == (1, 0, [row.pk])
    assert told_to(stage, late, counts_all=True)["skäl-saknas"] == (1, 1, [])
    assert told_to(stage, stage.colleague, counts_all=False)["skäl-saknas"] == (0, 0, [])


@pytest.mark.parametrize(
    ("day", "check"), [(date(2023, 3, 1), "dubblett"), (date(2023, 5, 5), "överlappande")]
)
def test_who_registers_on_a_protected_number_moves_no_number(stage, day, check):
    granted(stage, is_protected=True)
    before = told_to(stage, stage.colleague, counts_all=False)[check]
    new = replace(NEW, decided_on=day)
    probe = register_decision(stage.colleague, stage.body, new, key="prov")

    assert told_to(stage, stage.colleague, counts_all=False)[check] == before == (0, 0, [])
    assert told_to(stage, stage.reporter, counts_all=True)[check][0] == 2
    late = actor_for(user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board))
    with unread([stage.body]):
        RegisterHandler.objects.create(
            controller_id=stage.body, decision=probe, user_id=late.user, named_by_id=late.user
        )
    # Of a pair with one of each, the one that may be seen is named
    assert told_to(stage, late, counts_all=True)[check] == (2, 1, [probe.pk])


def page(stage, user):
    url = reverse("register_checks", args=[stage.body])
    return stage.cast.browser(user).get(url, {"kvartal": "2023Q3"})


def test_the_page_names_the_decisions_to_the_main_reporter_alone_and_notes_it(stage):
    row = granted(stage)
    link = reverse("granted_decision", args=[row.pk])
    for reader, there in ((stage.reporter_user, True), (stage.officer_user, False)):
        text = page(stage, reader).content.decode()
        assert "(skäl-saknas)" in text
        assert (link in text) is there
        read = AuditEvent.objects.filter(kind="foundation.secret_read", actor=reader.pk)
        assert read.exists() is there


@pytest.mark.parametrize("typed", ["2023", "0001Q1", "9999Q4", "x"])
def test_a_quarter_that_is_none_is_refused(stage, typed):
    url = reverse("register_checks", args=[stage.body])

    assert stage.cast.browser(stage.reporter_user).get(url, {"kvartal": typed}).status_code == 400


def test_the_page_asks_the_same_however_many_there_are(stage):
    browser, asked = stage.cast.browser(stage.reporter_user), []
    for nth in range(4):
        granted(stage, key=f"{nth}", number="")
        with CaptureQueriesContext(connection) as questions:
            assert browser.get(reverse("register_checks", args=[stage.body])).status_code == 200
        asked.append(len([one for one in questions if "SAVEPOINT" not in one["sql"]]))
    assert len(set(asked[1:])) == 1
    assert asked[-1] <= 45


def test_whole_tables_are_joined_while_checks_are_made_and_then_no_more(stage):
    explained(stage)
    with inside(stage.reporter), CaptureQueriesContext(connection) as questions:
        checks_of(stage.body, THIRD, REPORT_DAY)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('enable_nestloop'), current_setting('jit')")
            after = cursor.fetchone()
    assert "enable_nestloop" in questions[0]["sql"]
    assert after == ("on", "off")


def test_the_page_of_an_officer_tries_what_they_see_and_says_so(stage):
    granted(stage, is_protected=True)
    of_colleague = page(stage, stage.colleague_user).content.decode()

    assert "1 beslut" not in of_colleague
    assert "Rapporten prövas mot alla" in of_colleague
    assert "1 beslut" in page(stage, stage.reporter_user).content.decode()
