"""A decision in the register: registered once, by who may, with its waits; and the steps it takes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from samverk.execution.actions import (
    Amended,
    NewStep,
    amend_decision,
    register_decision,
    take_step,
)
from samverk.execution.models import GrantedDecision, RegisterStep, RegisterWait
from samverk.execution.numbers import FIRST, LAST
from samverk.execution.queries.register import lines
from samverk.execution.records import concerned, text_of
from samverk.execution.tests.stage import MAN, NEW, WOMAN, granted, step
from samverk.execution.walls import reading, unread
from samverk.execution.zone import inside
from samverk.foundation import clock
from samverk.foundation.errors import (
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
    SamverkError,
)
from samverk.foundation.middleware import actor_for
from samverk.rules.unexecuted.handling import ExecutionEvent as E

pytestmark = pytest.mark.django_db


def waits(stage, row):
    with unread([stage.body]):
        return list(
            RegisterWait.objects.filter(decision=row)
            .order_by("nth")
            .values_list("cause", "began_on", "ended_on", "end")
        )


def state(stage, row):
    with unread([stage.body]):
        return GrantedDecision.objects.get(pk=row.pk).state


def test_a_decision_is_registered_once_with_its_number_and_its_wait(stage):
    first, again = granted(stage), granted(stage)
    second = granted(stage, key="ett till", decided_on=date(2023, 3, 2))

    assert (first.pk, first.number) == (again.pk, again.number)
    assert first.number != second.number
    assert waits(stage, first) == [("decision", date(2023, 3, 1), None, "")]


def test_whom_it_concerns_is_sealed_and_a_number_tells_the_sex(stage):
    row = granted(stage)

    with unread([stage.body]):
        kept = GrantedDecision.objects.get(pk=row.pk)
        who = concerned(kept)
    assert (who.name, who.masked, kept.sex) == ("Siv Påhitt", "19850709-••••", "woman")
    assert b"Siv" not in bytes(kept.sealed)
    assert str(kept) == f"beslut {row.number}"


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"decided_on": date(2100, 1, 1)}, "decided_on", "har inte varit än"),
        ({"ground": "lvu-2"}, "ground", "Välj det lagrum"),
        ({"ground": "sol-2025-11-1", "kind": "sol-hemtjanst"}, "ground", "gäller först från"),
        ({"kind": "sol-hemtjanst"}, "kind", "beviljas enligt SoL"),
        ({"kind": "bio"}, "kind", "Välj vilken insats"),
        ({"area": "bio"}, "area", "Välj en inriktning"),
        ({"number": "19850709-9806"}, "number", "Kontrollsiffran stämmer inte"),
        ({"number": "20100102-T113", "sex": "woman"}, "number", "jämnt för en kvinna"),
        ({"stay_municipality": 10**9}, "stay_municipality", "Välj en kommun"),
        ({"keeps_clock": True}, "replaces", "Välj vilket beslut"),
    ],
)
def test_what_cannot_be_so_is_told_at_its_field(stage, changes, field, told):
    with pytest.raises(InputError, match=told) as fault:
        granted(stage, **changes)

    assert fault.value.field == field
    with unread([stage.body]):
        assert not GrantedDecision.objects.exists()


def test_nobody_else_registers_or_takes_steps(stage):
    row = granted(stage)
    for actor in stage.strangers:
        with pytest.raises(NotAllowedError):
            register_decision(actor, stage.body, NEW, key=f"x{actor.user}")
        with pytest.raises(NotAllowedError):
            take_step(actor, stage.body, row.pk, NewStep(E.EXECUTE, clock.today()), key="y")


def test_rows_are_not_there_without_the_compartment(stage):
    granted(stage)

    assert not GrantedDecision.objects.exists()
    assert not RegisterWait.objects.exists()
    assert not RegisterStep.objects.exists()
    with unread([stage.cast.other_board.pk]):
        assert not GrantedDecision.objects.exists()


def test_a_decision_that_replaces_another_may_keep_its_day(stage):
    first = granted(stage)
    second = granted(
        stage, key="nytt", decided_on=date(2023, 9, 1), replaces=first.pk, keeps_clock=True
    )
    third = granted(stage, key="nyast", decided_on=date(2023, 9, 2), replaces=second.pk)

    assert second.clock_from == date(2023, 3, 1)
    assert waits(stage, second)[0][1] == date(2023, 3, 1)
    assert third.clock_from is None
    with pytest.raises(InputError, match="efter det här"):
        granted(stage, key="baklänges", decided_on=date(2023, 2, 1), replaces=first.pk)


def test_an_offer_and_its_answer_leave_the_decision_waiting(stage):
    row = granted(stage)

    step(stage, row, E.OFFER, day=date(2023, 4, 1), note="En plats på Ekbacken")
    with pytest.raises(InputError, match="inget svar än"):
        step(stage, row, E.OFFER, day=date(2023, 4, 2))
    with pytest.raises(InputError, match="före erbjudandet"):
        step(stage, row, E.ANSWER, day=date(2023, 3, 31), code="declined")
    answered = step(stage, row, E.ANSWER, day=date(2023, 4, 9), code="declined")

    assert answered.is_answered
    assert answered.offered_on == date(2023, 4, 1)
    assert waits(stage, row)[0][2] is None
    with unread([stage.body]):
        offered = RegisterStep.objects.get(decision=row, event="offer")
        assert text_of(row, offered) == "En plats på Ekbacken"


def test_an_execution_and_an_interruption_make_two_waits(stage):
    row = granted(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 5, 2))
    step(stage, row, E.INTERRUPT, day=date(2023, 6, 1))

    assert waits(stage, row) == [
        ("decision", date(2023, 3, 1), date(2023, 5, 2), "executed"),
        ("interruption", date(2023, 6, 1), None, ""),
    ]
    with unread([stage.body]):
        second = RegisterWait.objects.get(decision=row, nth=2)
    assert second.reportable_on == date(2023, 9, 2)


@pytest.mark.parametrize(
    ("event", "more", "told"),
    [
        (E.CLOSE, {"code": "bio"}, "varför beslutet avslutas"),
        (E.CLOSE, {"code": "other"}, "Skriv varför"),
        (E.EXPLAIN, {"code": "bio"}, "Välj ett skäl"),
        (E.EXPLAIN, {"code": "annat"}, "Skriv vilket skälet är"),
        (E.ANSWER, {"code": "declined"}, "inget erbjudande"),
        (E.SUPPORT, {}, "vilket stöd"),
        (E.EXECUTE_PARTLY, {}, "vilken del"),
        (E.EXECUTE, {"code": "x"}, "ingen kod"),
        (E.EXECUTE, {"day": date(2023, 2, 28)}, "före beslutet"),
        (E.EXECUTE, {"day": date(2100, 1, 1)}, "i framtiden"),
        (E.INTERRUPT, {}, "går inte nu"),
        (E.DECIDE, {}, "på en egen sida"),
        (E.CORRECT, {}, "felregistrerat"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_nothing_is_kept(stage, event, more, told):
    row = granted(stage)
    with pytest.raises(SamverkError, match=told):
        step(stage, row, event, **more)

    with unread([stage.body]):
        assert RegisterStep.objects.filter(decision=row).count() == 1


def test_the_officer_opens_nothing_again_and_the_reporter_does(stage):
    row = granted(stage)
    step(stage, row, E.CLOSE, day=date(2023, 5, 2), code="withdrawn")
    again = NewStep(E.REOPEN, clock.today(), note="Ansökan gällde något annat")
    with pytest.raises(NotAllowedError):
        take_step(stage.officer, stage.body, row.pk, again, key="o")
    take_step(stage.reporter, stage.body, row.pk, again, key="r")

    assert waits(stage, row) == [("decision", date(2023, 3, 1), None, "")]


def test_what_was_entered_in_error_has_no_wait(stage):
    row = granted(stage)
    step(stage, row, E.CORRECT, note="Dubbelt registrerat")

    assert state(stage, row) == "entered_in_error"
    assert waits(stage, row) == []
    with pytest.raises(ConflictError):
        step(stage, row, E.EXECUTE)


def test_a_step_is_taken_once_by_its_key(stage):
    row = granted(stage)
    new = NewStep(E.EXECUTE, date(2023, 5, 2))
    for _ in range(2):
        take_step(stage.officer, stage.body, row.pk, new, key="samma")

    with unread([stage.body]):
        assert RegisterStep.objects.filter(decision=row).count() == 2


def test_what_is_put_right_keeps_both_and_moves_the_wait(stage):
    row = granted(stage)
    new = Amended(
        granted_with(decided_on=date(2023, 3, 5), number=MAN, first_name="Sven"), "Fel dag"
    )
    amend_decision(stage.officer, stage.body, row.pk, new, key="rätta")

    assert waits(stage, row) == [("decision", date(2023, 3, 5), None, "")]
    with unread([stage.body]):
        kept = GrantedDecision.objects.get(pk=row.pk)
        last = RegisterStep.objects.get(decision=row, event="amend")
        note, who = text_of(kept, last), concerned(kept)
    assert who.first_name == "Sven"
    assert note.splitlines()[0] == "Fel dag"
    assert "Beslutsdag: 2023-03-01 → 2023-03-05" in note
    assert "Namn: Siv Påhitt → Sven Påhitt" in note


def test_what_was_put_right_is_told_in_words(stage):
    row = granted(stage, sex="woman")
    new = Amended(granted_with(kind="lss-9-5", number=MAN, sex="man"), "Fel insats")
    amend_decision(stage.officer, stage.body, row.pk, new, key="rätta")
    with unread([stage.body]):
        kept = GrantedDecision.objects.get(pk=row.pk)
        note = text_of(kept, RegisterStep.objects.get(decision=row, event="amend"))
    assert "Insats: kontaktperson (LSS) → avlösarservice i hemmet (LSS)" in note
    assert "Kön: kvinna eller flicka → man eller pojke" in note
    assert "lss-9" not in note


def test_who_has_not_seen_what_another_noted_does_not_write_over_it(stage):
    row = granted(stage)
    first = Amended(granted_with(area="barn-och-familj"), "Inriktningen saknades", seen=1)
    amend_decision(stage.officer, stage.body, row.pk, first, key="först")
    late = Amended(granted_with(first_name="Sigrid"), "Fel namn", seen=1)
    with pytest.raises(ConflictError, match="Någon annan"):
        amend_decision(stage.colleague, stage.body, row.pk, late, key="sedan")
    with unread([stage.body]):
        assert GrantedDecision.objects.get(pk=row.pk).area == "barn-och-familj"


def test_the_form_that_was_late_can_be_sent_again(stage):
    row = granted(stage)
    browser = stage.cast.browser(stage.officer_user)
    where = reverse("amend_decision", args=[row.pk])
    sent = dict(
        re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', browser.get(where).content.decode())
    )
    step(stage, row, E.SUPPORT, note="Hemtjänst under väntan")
    said = {"ground": "lss-9", "kind": "lss-9-4", "why": "Fel namn", "first_name": "Sigrid"}
    late = browser.post(where, {**sent, **said})
    assert late.status_code == 400
    page = late.content.decode()
    assert "Sigrid" in page
    again = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', page))
    assert browser.post(where, {**again, **said}).status_code == 302


@pytest.mark.parametrize(("number", "sex"), [(WOMAN, "man"), (MAN, "woman")])
def test_a_sex_that_the_number_contradicts_is_refused(stage, number, sex):
    with pytest.raises(InputError, match="Numret hör till en") as fault:
        granted(stage, number=number, sex=sex)
    assert fault.value.field == "sex"


def test_a_new_sex_is_held_against_the_number_that_stays(stage):
    row = granted(stage, number=WOMAN)
    new = Amended(granted_with(number="", sex="man"), "Fel kön")
    with pytest.raises(InputError, match="Numret hör till en kvinna"):
        amend_decision(stage.officer, stage.body, row.pk, new, key="rätta")


def test_an_interruption_by_mistake_is_taken_away_by_the_reporter(stage):
    row = granted(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 5, 2))
    step(stage, row, E.INTERRUPT, day=date(2023, 6, 1))
    undo = NewStep(E.UNDO_INTERRUPTION, date(2023, 6, 5), note="Gällde en annan")
    with pytest.raises(NotAllowedError):
        take_step(stage.officer, stage.body, row.pk, undo, key="handläggare")
    step(stage, row, E.UNDO_INTERRUPTION, day=date(2023, 6, 5), note="Gällde en annan")

    assert state(stage, row) == "executed"
    assert waits(stage, row) == [("decision", date(2023, 3, 1), date(2023, 5, 2), "executed")]
    step(stage, row, E.INTERRUPT, day=date(2023, 7, 1))
    assert waits(stage, row)[1][:2] == ("interruption", date(2023, 7, 1))


def told_of(stage, row):
    with unread([stage.body]):
        kept = GrantedDecision.objects.get(pk=row.pk)
    return kept.reason, kept.explained_on, kept.offered_on, kept.is_answered


def test_the_wait_after_an_interruption_has_no_reason_and_no_offer_of_its_own(stage):
    row = granted(stage)
    step(stage, row, E.EXPLAIN, day=date(2023, 3, 20), code="ingen-plats")
    step(stage, row, E.OFFER, day=date(2023, 4, 1))
    step(stage, row, E.EXECUTE, day=date(2023, 5, 2))
    step(stage, row, E.INTERRUPT, day=date(2023, 9, 1))
    assert told_of(stage, row) == ("", None, None, True)
    for event, more in ((E.OFFER, {}), (E.EXPLAIN, {"code": "ingen-plats"})):
        with pytest.raises(InputError, match="före avbrottet"):
            step(stage, row, event, day=date(2023, 8, 31), **more)
    step(stage, row, E.OFFER, day=date(2023, 9, 1))
    assert told_of(stage, row) == ("", None, date(2023, 9, 1), False)


def test_what_is_noted_afterwards_does_not_push_the_later_away(stage):
    row = granted(stage)
    step(stage, row, E.EXPLAIN, day=date(2023, 9, 1), code="ingen-plats")
    step(stage, row, E.EXPLAIN, day=date(2023, 4, 1), code="vill-vanta")
    step(stage, row, E.OFFER, day=date(2023, 9, 5))
    step(stage, row, E.ANSWER, day=date(2023, 9, 6), code="declined")
    step(stage, row, E.OFFER, day=date(2023, 4, 5))
    # The answer is to the offer that has none, not to the latest
    step(stage, row, E.ANSWER, day=date(2023, 4, 6), code="declined")
    assert told_of(stage, row) == ("ingen-plats", date(2023, 9, 1), date(2023, 9, 5), True)


def test_the_clock_of_an_earlier_decision_moves_the_three_months_and_nothing_else(stage):
    first = granted(stage, decided_on=date(2022, 3, 1))
    row = granted(stage, "senare", decided_on=date(2023, 9, 1), replaces=first.pk, keeps_clock=True)
    page = stage.cast.browser(stage.officer_user).get(reverse("granted_decision", args=[row.pk]))
    text = page.content.decode()
    assert "2022-06-02" in text
    assert "2025-09-01" in text
    assert "2024-03-01" not in text
    with inside(stage.officer):
        shown, *_ = lines([stage.body], "vantar", date(2023, 10, 1), 1)
    assert [one.days for one in shown if one.decision.pk == row.pk] == [30]


def granted_with(**changes):
    return replace(NEW, **changes)


@pytest.mark.parametrize(
    ("why", "told"), [(" ", "Skriv varför"), ("Lika", "Ingen uppgift är ändrad")]
)
def test_putting_right_needs_a_reason_and_a_change(stage, why, told):
    row = granted(stage)
    with pytest.raises(InputError, match=told):
        amend_decision(stage.officer, stage.body, row.pk, Amended(NEW, why), key="rätta")


def test_a_day_that_the_steps_forbid_is_refused_when_putting_right(stage):
    row = granted(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 5, 2))
    new = Amended(granted_with(decided_on=date(2023, 5, 3)), "Fel dag")
    with pytest.raises(InputError, match="började väntan"):
        amend_decision(stage.officer, stage.body, row.pk, new, key="rätta")


def test_another_boards_decision_is_the_same_as_none(stage):
    row = granted(stage)
    for pk in (row.pk, type(row)().pk):
        with pytest.raises(NotFoundError, match="Sidan finns inte"):
            take_step(
                actor_of_other(stage),
                stage.cast.other_board.pk,
                pk,
                NewStep(E.EXECUTE, clock.today()),
                key=f"{pk}",
            )


def actor_of_other(stage):
    return actor_for(stage.other_user)


def test_steps_are_only_added(stage):
    row = granted(stage)
    with reading([stage.body], stage.officer.user):
        steps = RegisterStep.objects.filter(decision=row)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            steps.update(code="x")


def test_a_decision_of_yesterday_waits_for_a_day(stage):
    row = granted(stage, decided_on=clock.today() - timedelta(days=1))

    assert waits(stage, row)[0][1] == clock.today() - timedelta(days=1)


def test_numbers_are_drawn_and_tell_nothing_of_what_was_registered_between(stage):
    numbers = [granted(stage, key=f"{nth}", number="").number for nth in range(6)]

    assert len(set(numbers)) == 6
    assert all(FIRST <= one <= LAST for one in numbers)
    assert not any(abs(one - other) == 1 for one, other in pairwise(numbers))


def test_a_number_that_is_taken_is_drawn_anew_also_when_it_is_hidden(stage, monkeypatch):
    drawn = iter([7, 7, 8])
    monkeypatch.setattr("samverk.execution.numbers.secrets.randbelow", lambda _: next(drawn))
    hidden = granted(stage, is_protected=True)
    new = replace(NEW, number=MAN, first_name="Sven")
    other = register_decision(stage.colleague, stage.body, new, key="två")

    assert (hidden.number, other.number) == (FIRST + 7, FIRST + 8)


def test_what_is_replaced_is_the_same_persons(stage):
    first = granted(stage)
    with pytest.raises(InputError, match="någon annan") as fault:
        granted(stage, "två", number=MAN, decided_on=date(2023, 9, 1), replaces=first.pk)
    nameless = granted(stage, "tre", number="", decided_on=date(2023, 9, 1), replaces=first.pk)

    assert fault.value.field == "replaces"
    assert nameless.replaces_id == first.pk
