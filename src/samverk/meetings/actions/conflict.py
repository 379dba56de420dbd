"""Noting on what ground somebody is disqualified, by the body's own law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import may_open, require
from samverk.meetings.actions.inside import controller_of
from samverk.meetings.models import (
    AgendaItem,
    ConflictDecided,
    ConflictSettled,
    NotedConflict,
    PresenceEvent,
)
from samverk.meetings.queries.conflict import grounds_of, own_question
from samverk.rules.conflict import Claim, Excuse, Ground, conflict
from samverk.rules.serving import Event, EventKind, Roster


@dataclass(frozen=True, slots=True)
class NewConflict:
    """A conflict to note: values of ``Ground``, ``ConflictSettled`` and perhaps ``Excuse``.

    ``exercises_authority`` and ``may_debate`` are as ``rules.conflict.Claim`` says, ``decided_how`` as
    ``ConflictDecided.how``; the rest as ``NotedConflict``.
    """

    ground: str
    settled: str = ConflictSettled.ADMITTED.value
    excuse: str = ""
    exercises_authority: bool = False
    may_debate: bool = False
    decided_how: str = ""
    took_part: bool = False


def check_conflict(
    roster: Roster, events: Sequence[Event], event: PresenceEvent, new: NewConflict
) -> NotedConflict:
    """Judge a conflict before it is noted, and give the row to save with its event.

    Raises InputError with the rule's own reasons: for a ground that is not the body's, for an
    exception that holds, and for one who took part in the question of their own conflict in vain.
    """
    if event.kind != EventKind.STEPPED_ASIDE.value:
        raise InputError("Jävsgrund antecknas bara för den som inte deltar på grund av jäv.")
    if new.ground not in {each.value for each in grounds_of(roster.assembly)}:
        raise InputError("Välj en jävsgrund som gäller för organet.", field="ground")
    if new.settled not in ConflictSettled.values:
        raise InputError("Välj hur jävsfrågan avgjordes.", field="settled")
    claim = Claim(
        Ground(new.ground),
        Excuse(new.excuse) if new.excuse else None,
        new.exercises_authority,
        new.may_debate,
    )
    found = conflict(roster.assembly, claim, day=roster.day)
    if not found.value.is_disqualified:
        raise InputError(" ".join(reason.text for reason in found.reasons), field="excuse")
    decided = new.settled == ConflictSettled.DECIDED
    if decided and new.took_part:
        own = own_question(roster, events, event.turn, event.person_id)
        if not own.value:
            raise InputError(" ".join(each.text for each in own.reasons), field="took_part")
    return NotedConflict(
        event=event,
        ground=new.ground,
        settled=new.settled,
        took_part=decided and new.took_part,
        may_debate=new.may_debate and new.ground == Ground.DISCHARGE.value,
    )


def keep_how(actor: Actor, noted: NotedConflict, new: NewConflict, item: AgendaItem | None) -> None:
    """Keep how the body decided the question of a noted conflict, with the item in hand.

    Nothing where the words are empty, or nobody decided. Raises InputError before the item is taken up:
    then nobody knows whether the words are to stand behind its wall; NotAllowedError for one who may not
    open a secret item.
    """
    how = new.decided_how.strip() if noted.settled == ConflictSettled.DECIDED else ""
    if not how:
        return
    if item is None:
        raise InputError(
            "Ta upp punkten först: hur det beslutades antecknas med den. Eller lämna fältet tomt.",
            field="decided_how",
        )
    controller = controller_of(item)
    if controller is None:
        ConflictDecided.objects.create(noted=noted, item=item, how=how)
        return
    require(may_open(actor, controller))
    with opened([controller]):
        ConflictDecided.objects.create(noted=noted, item=item, how=how, controller_id=controller)
