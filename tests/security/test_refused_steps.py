"""What the tables of steps do not have is refused by the pages too: each form, in each state, by each role.

The forms are sent filled in, so that nothing but the state and the role is in the way. What the tables
have is always sent; of what they lack, every eleventh while one works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.forms import fresh_key
from samverk.foundation.tests.cast import cast, the_day
from samverk.interventions.models import CapacityRow
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import correcting, queueing
from samverk.interventions.persons.models import (
    Participation,
    ParticipationStep,
    QueueEntry,
    QueueStep,
    Referral,
    ReferralStep,
)
from samverk.interventions.persons.tests.party import Party, party, somebody, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import begun, ended, number_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import PARTICIPATION, ParticipationState
from samverk.rules.interventions.participation import ParticipationEvent as P
from samverk.rules.interventions.queue import QUEUE, QueueState
from samverk.rules.interventions.queue import QueueEvent as Q
from samverk.rules.interventions.referral import REFERRAL, ReferralState
from samverk.rules.interventions.referral import ReferralEvent as R
from tests.doses import WHOLE, dose

__all__ = ["cast", "party", "the_day"]
DAY = date(2024, 3, 15)
# Prime to how many the roles and the forms are, so that it falls on others in each state
PART = 11
WHO = ("referrer", "other_coordinator", "receiver", "worker", "coordinator", "auditor")
# In what capacity each of them sends a form
HANDS = {
    "referrer": Hand.REFERRER,
    "receiver": Hand.RECEIVER,
    "worker": Hand.CASE_WORKER,
    "coordinator": Hand.COORDINATOR,
    "other_coordinator": Hand.COORDINATOR,
}
WHY = {"why": "Så blev det till sist", "text": "Så blev det till sist"}
HELD = {"reason": "health", "planned_return": "2099-01-01"}
ENDS = {"day": "2024-03-15", "how": "as_planned", "report": "Gick bra"}


@dataclass(frozen=True)
class Form:
    """A form (formulär): its page, the events that it may cause, and its answers."""

    page: str
    events: tuple[Any, ...]
    said: dict[str, Any] = field(default_factory=dict)


SENT = (
    Form(
        "check_referral", (R.SUBMIT,), {"ground": "necessary", "why": "Behövs för vårt eget ärende"}
    ),
    Form("answer_question", (R.ANSWER,), WHY),
    Form("withdraw_referral", (R.WITHDRAW,), WHY),
    Form("correct_referral", (R.CORRECT,), WHY),
)
CAME = (
    Form("take_up_referral", (R.TAKE_UP,)),
    Form("ask_referrer", (R.ASK,), {"about": "about_need", **WHY}),
    Form("accept_referral", (R.ACCEPT,), {"opinion": "Passar"}),
    Form("return_referral", (R.RETURN,), {"reason": "too_complex", **WHY}),
    Form("redirect_referral", (R.REDIRECT,), WHY),
    Form("assign_referral", (R.ASSIGN,)),
    Form("correct_referral", (R.CORRECT,), WHY),
)
OFFERED = {"answer_by": "2024-03-22", "first_day": "2024-03-25", "out_of_order": "Bor nära"}
WAITS = (
    Form("offer_place", (Q.OFFER,), OFFERED),
    Form("answer_offer", (Q.ACCEPT,), {"answer": "accepted"}),
    Form("answer_offer", (Q.DECLINE,), {"answer": "declined", "reason": "health"}),
    Form("take_back_offer", (Q.TAKE_BACK,), {"why": "Inställd"}),
    Form("lapse_offer", (Q.NO_ANSWER, Q.NO_ANSWER_AGAIN)),
    Form("pause_wait", (Q.PAUSE,), {"reason": "health"}),
    Form("resume_wait", (Q.RESUME,)),
    Form("remove_from_queue", (Q.REMOVE,), {"reason": "moved"}),
    Form("move_entry", (Q.TRANSFER,), {"ground": "consent"}),
    Form("correct_queue_entry", (Q.CORRECT,), WHY),
)
TAKES_PART = (
    Form("start_participation", (P.START,), {"day": "2024-03-15"}),
    Form("note_no_show", (P.NO_SHOW,), {"reason": "health"}),
    Form("interrupt_participation", (P.INTERRUPT,), HELD),
    Form("resume_participation", (P.RESUME,)),
    Form("change_participation", (P.CHANGE,), {"extent": "50"}),
    Form("end_participation", (P.COMPLETE,), ENDS),
    Form("end_participation", (P.END_EARLY,), ENDS | {"how": "health"}),
    Form("reactivate_participation", (P.REACTIVATE,), WHY),
    Form("assign_participation", (P.ASSIGN,)),
    Form("correct_participation", (P.CORRECT,), WHY),
)


@pytest.fixture
def made(party) -> Made:
    CapacityRow.objects.update(funded=200, maximum=200)
    return Made(party)


@dataclass
class Made:
    """Brings people to each state, by the real actions."""

    party: Party
    nth: int = 0

    def walk(self) -> tuple[Walk, str]:
        self.nth += 1
        return Walk(self.party, f"s{self.nth}"), number_of(self.nth % 20, f"199001{self.nth:02}")

    def sent(self) -> dict[str, Any]:
        """One referral in each state at its sender."""
        walk, number = self.walk()
        found = {"draft": walk.draft(somebody(self.party, number)).pk}
        for state in ("submitted", "under_assessment", "incomplete", "returned", "accepted"):
            found[state] = self.at_receiver(state)[0].pk
        for state in ("redirected", "withdrawn", "entered_in_error"):
            found[state] = self.at_receiver(state)[0].pk
        return found

    def came(self) -> dict[str, Any]:
        """One referral in each state at the receiver."""
        found = {}
        for state in ("submitted", "under_assessment", "incomplete", "returned", "accepted"):
            found[state] = self.at_receiver(state)[1].pk
        for state in ("redirected", "withdrawn"):
            found[state] = self.at_receiver(state)[1].pk
        found["entered_in_error"] = self.at_receiver("submitted")[1].pk
        at = (self.party.coordinator, self.party.receives, found["entered_in_error"])
        persons.correct_referral(*at, "Fel person", key="fel/mottagen")
        return found

    def at_receiver(self, state: str) -> tuple[Referral, Referral]:
        party, (walk, number) = self.party, self.walk()
        row = walk.sent(number)
        copy, key = walk.came(row), f"till/{walk.name}"
        at, back = (party.receiver, party.receives, copy.pk), (party.referrer, party.sends, row.pk)
        if state not in ("submitted", "withdrawn", "entered_in_error"):
            persons.take_up_referral(*at, key=f"{key}/t")
        take: dict[str, Callable[[], object]] = {
            "incomplete": lambda: persons.ask_referrer(*at, "Vad?", key=key),
            "returned": lambda: persons.return_referral(
                *at, persons.Return("too_complex", "Vård"), key=key
            ),
            "accepted": lambda: persons.accept_referral(*at, persons.Acceptance("Ja"), key=key),
            "redirected": lambda: persons.redirect_referral(
                *at, persons.Redirection(party.successor.pk, "Nära"), key=key
            ),
            "withdrawn": lambda: persons.withdraw_referral(*back, "Fick arbete", key=key),
            "entered_in_error": lambda: persons.correct_referral(
                party.other_coordinator, *back[1:], "Fel", key=key
            ),
        }
        take.get(state, lambda: None)()
        return row, copy

    def waits(self) -> dict[str, Any]:
        """One place in a queue in each state."""
        party, found = self.party, {}
        for state in QueueState:
            walk, number = self.walk()
            entry, key = walk.in_queue(number), f"till/{walk.name}"
            at, desk = (party.receiver, party.receives, entry.pk), self.desk
            if state in (QueueState.OFFERED, QueueState.STARTING, QueueState.STARTED):
                persons.offer_place(*at, persons.NewOffer(DAY, "Nära"), key=f"{key}/o")
            if state in (QueueState.STARTING, QueueState.STARTED):
                persons.answer_offer(*at, persons.Answer("accepted"), key=f"{key}/y")
            if state is QueueState.STARTED:
                with unread([party.receives]):
                    part = Participation.objects.get(entry=entry)
                begun(party, part)
            match state:
                case QueueState.PAUSED:
                    persons.pause_wait(party.receiver, desk, entry.pk, "health", key=key)
                case QueueState.REMOVED:
                    persons.remove_from_queue(*at, persons.Removal("moved"), key=key)
                case QueueState.TRANSFERRED:
                    to = party.successor.pk
                    queueing.move_in_queue(party.coordinator, *at[1:], to, key=key)
                case QueueState.ENTERED_IN_ERROR:
                    correcting.correct_queue_entry(party.coordinator, *at[1:], "Fel", key=key)
            found[state.value] = entry.pk
        return found

    @property
    def desk(self) -> Desk:
        return Desk(self.party.receives, Hand.RECEIVER)

    def takes_part(self) -> dict[str, Any]:
        """One participation in each state, measured so that nothing else is in the way."""
        party, found = self.party, {}
        for state in ParticipationState:
            walk, number = self.walk()
            row, key = walk.planned(number), f"till/{walk.name}"
            at = (party.worker, party.receives, row.pk)
            match state:
                case ParticipationState.PLANNED:
                    entry = persons.NewMeasurement("entry", DAY, missing="declined")
                    persons.measure_status(*at, entry, key=key)
                case ParticipationState.NEVER_STARTED:
                    persons.note_no_show(*at, persons.Removal("health"), key=key)
                case ParticipationState.COMPLETED | ParticipationState.ENDED_EARLY:
                    early = state is ParticipationState.ENDED_EARLY
                    ended(party, begun(party, row), reason="health" if early else "")
                case ParticipationState.ENTERED_IN_ERROR:
                    correcting.correct_participation(party.coordinator, *at[1:], "Fel", key=key)
                case _:
                    begun(party, row)
                    leave = persons.NewMeasurement("exit", DAY, missing="declined")
                    persons.measure_status(*at, leave, key=f"{key}/ut")
                    if state is ParticipationState.INTERRUPTED:
                        persons.interrupt_participation(
                            *at, persons.NewHold("health", date(2099, 1, 1)), key=key
                        )
            found[state.value] = row.pk
        return found


def standing(of: tuple[Any, Any], pk: Any, bodies: list[int]) -> tuple[str, int]:
    """Tell how a row stands: its state, and how many steps it has taken."""
    model, steps = of
    with unread(bodies):
        return model.objects.get(pk=pk).state, steps.objects.filter(subject=pk).count()


Try = tuple[str, Form, str]


def tries(of: Any, rows: dict[str, Any], forms: tuple[Form, ...]) -> list[Try]:
    """List what is sent: in which state, which form, by whom."""
    every = list(product(rows, forms, WHO))
    refused = dose((one for one in every if not any(has(of, *one))), PART)
    return [one for one in every if any(has(of, *one)) or one in refused]


def has(of: Any, state: str, form: Form, who: str) -> Iterator[bool]:
    """Answer for each event of a form whether the table has the step."""
    machine, states, *_ = of
    return (takes(machine, states(state), event, who) for event in form.events)


def tried(party: Party, rows: dict[str, Any], forms: tuple[Form, ...], of: Any) -> set[str]:
    """Send forms in every state as everybody; answer which forms did something."""
    _, _, *tables = of
    bodies, did, sent = [party.sends, party.receives], set(), tries(of, rows, forms)
    colleagues = {
        "assign_referral": user("Torun Ek", Role.RECEIVER, party.cast.neighbour_board).pk,
        "assign_participation": user("Hilma Ek", Role.CASE_WORKER, party.cast.neighbour_board).pk,
    }
    clients = {who: party.cast.browser(getattr(party, f"{who}_user")) for who in WHO}
    stood = {state: standing(tables, pk, bodies) for state, pk in rows.items()}
    assert {state: found for state, (found, _) in stood.items()} == {state: state for state in rows}
    for state, form, who in sent:
        said = form.said
        if form.page in ("redirect_referral", "move_entry"):
            said = said | {"delivery": party.successor.pk}
        if form.page in colleagues:
            said = said | {"user": colleagues[form.page]}
        with transaction.atomic():
            address = reverse(form.page, args=[rows[state]])
            answer = clients[who].post(address, {"key": fresh_key(), **said})
            after = standing(tables, rows[state], bodies)
            transaction.set_rollback(True)
        assert answer.status_code in (200, 302, 400, 404), (form.page, who, state)
        if after != stood[state]:
            assert any(has(of, state, form, who)), f"{form.page} in {state} by {who} did {after}"
            did.add(form.page + str(said.get("how", said.get("answer", ""))))
    every = len(rows) * len(forms) * len(WHO)
    assert len(sent) == every if WHOLE else every / PART < len(sent) < every
    assert {one[0] for one in sent} == set(rows)
    assert {one[1].page for one in sent} == {form.page for form in forms}
    assert {one[2] for one in sent} == set(WHO)
    return did


def takes(machine: Any, state: Any, event: Any, who: str) -> bool:
    """Answer whether the table has the step; what the calendar decides is sent in by the team."""
    hands = {HANDS.get(who)} | ({Hand.SYSTEM} if who == "receiver" else set())
    return any(hand and machine.take(state, event, hand).value is not None for hand in hands)


def test_a_sent_referral_takes_no_other_step(made):
    of = (REFERRAL, ReferralState, Referral, ReferralStep)
    did = tried(made.party, made.sent(), SENT, of)
    assert did == {form.page for form in SENT}


def test_a_received_referral_takes_no_other_step(made):
    of = (REFERRAL, ReferralState, Referral, ReferralStep)
    did = tried(made.party, made.came(), CAME, of)
    assert did == {form.page for form in CAME}


def test_a_place_in_a_queue_takes_no_other_step(made):
    did = tried(made.party, made.waits(), WAITS, (QUEUE, QueueState, QueueEntry, QueueStep))
    # An offer lapses when its day has passed: nobody's has
    assert did | {"lapse_offer"} == {f.page + f.said.get("answer", "") for f in WAITS}


def test_a_participation_takes_no_other_step(made):
    of = (PARTICIPATION, ParticipationState, Participation, ParticipationStep)
    did = tried(made.party, made.takes_part(), TAKES_PART, of)
    assert did == {form.page + form.said.get("how", "") for form in TAKES_PART}
