"""Takes a step: the table of steps is asked, the row changed, and the step added to its history."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.interventions.persons.models import (
    ChangeProposal,
    Participation,
    ParticipationStep,
    Person,
    ProposalStep,
    QueueEntry,
    QueueStep,
    Referral,
    ReferralStep,
)
from samverk.interventions.persons.models.base import Kept, OfPerson
from samverk.interventions.persons.records import sealed
from samverk.interventions.persons.zone import Authority
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import PARTICIPATION, ParticipationState
from samverk.rules.interventions.proposal import PROPOSAL, ProposalState
from samverk.rules.interventions.queue import QUEUE, QueueState
from samverk.rules.interventions.referral import (
    KEEPS_TALK,
    OPEN,
    REFERRAL,
    ReferralEvent,
    ReferralState,
)
from samverk.rules.wording import running_date

M = TypeVar("M", bound=Model)
K = TypeVar("K", bound=Kept)
R = TypeVar("R", Referral, QueueEntry, Participation, ChangeProposal)
# What may be done with a referral whose consent has ended
AFTER_ALL = (ReferralEvent.WITHDRAW, ReferralEvent.UNSHARE, ReferralEvent.CORRECT)
_KINDS: dict[type[Any], tuple[Any, Any, Any]] = {
    Referral: (REFERRAL, ReferralState, ReferralStep),
    QueueEntry: (QUEUE, QueueState, QueueStep),
    Participation: (PARTICIPATION, ParticipationState, ParticipationStep),
    ChangeProposal: (PROPOSAL, ProposalState, ProposalStep),
}


@dataclass(frozen=True, slots=True)
class Doing:
    """Who takes a step, in what capacity and where, on which day it happened, and why.

    ``beside`` is what a step of a referral is sealed with beside its note, by name
    (:data:`samverk.interventions.persons.queries.steps.BESIDE`).
    """

    actor: Actor
    hand: Hand
    home: Authority
    day: date
    reason: str = ""
    note: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Leave out the note: it may tell of the person."""
        return f"Doing({self.hand}, {self.day})"


def step_kind(code: str, text: str) -> str:
    """Register a kind of act on a person's row; no list of what is new shows it."""
    return acts.kind(f"persons.{code}", text, is_quiet=True)


def locked(model: type[K], pk: uuid.UUID) -> K:
    """Lock a row of the open compartment, and first its person, as all that write do.

    Raises NotFoundError, the same for one that is hidden.
    """
    if issubclass(model, OfPerson):
        whose = model._default_manager.filter(pk=pk).values("person")
        # While we waited the person's record may have been joined with another
        hold_people(whose) or hold_people(whose)
    found = model._default_manager.select_for_update().filter(pk=pk).first()
    if found is None:
        raise NotFoundError("Sidan finns inte.")
    return found


def hold_people(people: Iterable[uuid.UUID] | QuerySet[Any, Any]) -> list[uuid.UUID]:
    """Let what is done to these persons (ids, or a query of them) wait for us until we are through.

    Answers who are held.

    Whoever reads a consent and acts on it, and whoever takes it back, meet here. Rows that point at
    the person may still be added by others.
    """
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=people)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def move(row: R, event: Any, doing: Doing) -> None:
    """Move a row along its table and add the step; the row is not saved. Raises ConflictError."""
    _check_shared(row, event)
    machine, states, steps = _KINDS[type(row)]
    before = states(row.state) if row.state else None
    ruling = machine.take(before, event, doing.hand)
    if ruling.value is None:
        raise ConflictError(" ".join(reason.text for reason in ruling.reasons))
    if doing.day > clock.today():
        raise InputError("Dagen är i framtiden.", field="day")
    row.state = ruling.value.value
    if isinstance(row, Referral) and event not in KEEPS_TALK:
        row.moving_to, row.move_answer, row.moving_until, row.moving_shared = None, "", None, []
    if row._state.adding:
        row.save(force_insert=True)
    else:
        row.save()
    add(steps, row, event, before, doing)


def last_day(row: R) -> date | None:
    """Answer the day of a row's latest step, None before the first."""
    _, _, steps = _KINDS[type(row)]
    rows = steps.objects.filter(subject=row).order_by("-number")
    found: date | None = rows.values_list("happened_on", flat=True).first()
    return found


def check_day(row: R, day: date) -> None:
    """Raise InputError for a day that something cannot have happened on to a locked row.

    It may be told of later than it happened, but not before what was done last, nor before it happens.
    """
    if day > clock.today():
        raise InputError("Dagen är i framtiden. Registrera det när det har hänt.", field="day")
    last = last_day(row)
    if last is not None and day < last:
        raise InputError(
            f"Det senaste som hände var {running_date(last)}. Välj den dagen eller en senare.",
            field="day",
        )


def _check_shared(row: Model, event: Any) -> None:
    """Raise ConflictError for a step of an open referral whose consent has come to its last day.

    The night closes it; until then it stands still.
    """
    if not isinstance(row, Referral) or row.state not in OPEN or event in AFTER_ALL:
        return
    if row.shut_on is not None and row.shared_until is not None:
        raise ConflictError(
            f"Samtycket gällde till och med {running_date(row.shared_until)}, och remissen"
            " är stängd. Be personen om ett nytt samtycke och gör en ny remiss."
        )


def add(steps: Any, row: Any, event: Any, before: Any, doing: Doing) -> None:
    """Add a step to a row's history."""
    person = Person.objects.get(pk=row.person_id)
    step = steps(
        controller_id=row.controller_id,
        person=person,
        subject=row,
        number=steps.objects.filter(subject=row).count() + 1,
        event=event.value,
        from_state=before.value if before else "",
        to_state=row.state,
        hand=doing.hand.name.lower(),
        happened_on=doing.day,
        user_id=doing.actor.user,
        user_name=doing.actor.name,
        party_id=doing.home.organisation,
        reason=doing.reason,
    )
    if said := written(doing):
        step.note = sealed(person, step, said)
    step.save(force_insert=True)


def written(doing: Doing) -> dict[str, str]:
    """Gather what is sealed with a step: its note, and what is said beside it."""
    note = {"text": doing.note.strip()} if doing.note.strip() else {}
    return note | {name: said.strip() for name, said in doing.beside.items() if said.strip()}


def done(kind: str, doing: Doing, key: str, content: object, work: Callable[[], M]) -> M:
    """Carry out a step in the open compartment, once per key, with its event in the log."""
    act = acts.Act(
        doing.actor,
        kind,
        key,
        doing.home.organisation,
        body=doing.home.body,
        effective_on=doing.day,
        content=(content, doing.day, doing.reason, doing.note),
    )
    return acts.carry_out(act, work)
