"""A person who waits no longer wants the place: the referrer's word, here or in another installation."""

from __future__ import annotations

import uuid
from dataclasses import replace

from samverk.exchange.ports import Incoming
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.crossing import entries_behind
from samverk.interventions.persons.actions.disclosing import by, check_tellable, told_to
from samverk.interventions.persons.actions.far import read_sealed, send_sealed
from samverk.interventions.persons.actions.queueing import (
    Removal,
    check_removal,
    is_elsewhere,
    left,
)
from samverk.interventions.persons.actions.steps import Doing, done, locked, step_kind
from samverk.interventions.persons.models import FarWait, OfferAnswer, QueueEntry, Referral
from samverk.interventions.persons.queries.standing import place_behind
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.disclosure import Crossing
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.queue import LEAVE_REASONS, QUEUE, QueueEvent, QueueState

LEFT = step_kind("queue_left", "Personen önskar inte platsen längre")
# What the message is called among the steps of a referral
LEAVE_WAIT = Crossing.LEAVE_WAIT.value
NOT_NOW = "Personen väntar inte på plats längre: det finns ingen köplats att lämna."
_FROM = frozenset(one.state for one in QUEUE.table if one.event is QueueEvent.LEAVE)


def leave_for_person(
    actor: Actor, body: int, referral: uuid.UUID, why: Removal, *, key: str
) -> Referral:
    """Give up, as the referrer, the place of somebody who no longer wants it, for a coded reason.

    An offer that is open is answered no. Raises InputError without a reason, ConflictError when the
    person does not wait.
    """
    check_removal(why, LEAVE_REASONS, clock.today())
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        doing = Doing(actor, Hand.REFERRER, home, clock.today(), why.reason, why.note)

        def work() -> Referral:
            sent = locked(Referral, referral)
            check_tellable(sent, Crossing.LEAVE_WAIT, why.reason)
            if is_elsewhere(sent):
                _ask_far(sent, doing)
                return sent
            receiver, place = entries_behind(referral)
            with unread([receiver]):
                _leave(locked(QueueEntry, place), doing)
            told_to(sent, Crossing.LEAVE_WAIT, receiver, doing, reason=why.reason)
            return sent

        return done(LEFT, doing, key, (str(referral), why.reason), work)


def _leave(entry: QueueEntry, doing: Doing) -> QueueEntry:
    if QueueState(entry.state) not in _FROM:
        raise ConflictError(NOT_NOW)
    return left(entry, QueueEvent.LEAVE, OfferAnswer.DECLINED, doing)


def _ask_far(row: Referral, doing: Doing) -> None:
    """Tell the team's installation; what it answers is what stands here afterwards."""
    wait = FarWait.objects.select_for_update().filter(referral=row).first()
    if wait is None:
        raise ConflictError("Mottagaren har inte berättat att personen står i kö. Ring teamet.")
    if QueueState(wait.state) not in _FROM:
        raise ConflictError(NOT_NOW)
    said = {"reason": doing.reason, "note": doing.note.strip()}
    to, nth = row.delivery.provider_id, f"{wait.number}/{doing.day}"
    send_sealed(row, LEAVE_WAIT, said, to, nth, who=by(doing), reason=doing.reason)


def take_in_leave(row: Referral, came: Incoming, said: Doing) -> QueueEntry | None:
    """Let a place in our queue be left, as the referrer elsewhere tells.

    Where the person has left it meanwhile nothing is done: the referrer has been told how it stands.
    Raises InputError for a reason that is none.
    """
    hidden = read_sealed(came)
    reason, note = str(hidden.get("reason", "")), str(hidden.get("note", ""))
    if reason not in LEAVE_REASONS:
        raise InputError("Skälet till att platsen lämnas går inte att läsa.")
    place = place_behind(row.pk)
    entry = locked(QueueEntry, place.pk) if place is not None else None
    if entry is None or QueueState(entry.state) not in _FROM:
        return None
    return _leave(entry, replace(said, reason=reason, note=note))
