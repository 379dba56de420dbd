"""Pauses of a wait, and their ends: the team's own, and the referrer's on the person's behalf."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from samverk.exchange.ports import Incoming
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.crossing import entries_behind
from samverk.interventions.persons.actions.disclosing import by, check_tellable, told_to
from samverk.interventions.persons.actions.far import read_sealed, send_sealed
from samverk.interventions.persons.actions.far_waits import tell_wait
from samverk.interventions.persons.actions.queueing import is_elsewhere
from samverk.interventions.persons.actions.steps import (
    Doing,
    check_day,
    done,
    last_day,
    locked,
    move,
    step_kind,
)
from samverk.interventions.persons.models import FarWait, QueueEntry, QueuePause, Referral
from samverk.interventions.persons.queries.standing import place_behind
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.disclosure import Crossing
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.queue import PauseReason, QueueEvent, QueueState

PAUSED = step_kind("queue_paused", "Väntan pausad")
RESUMED = step_kind("queue_resumed", "Väntan återupptagen")
# What the messages are called among the steps of a referral
PAUSE_WAIT, RESUME_WAIT = "pause_wait", "resume_wait"
_NEEDS = {PAUSE_WAIT: QueueState.WAITING, RESUME_WAIT: QueueState.PAUSED}
_NOT_NOW = {
    PAUSE_WAIT: "Personen väntar inte på plats: det finns inget att pausa.",
    RESUME_WAIT: "Väntan är inte pausad.",
}


def pause_wait(  # noqa: PLR0913
    actor: Actor, desk: Desk, entry: uuid.UUID, reason: str, *, key: str, day: date | None = None
) -> QueueEntry:
    """Pause somebody's wait, from today or a ``day`` before: the adjusted wait stands still."""
    if reason not in set(PauseReason):
        raise InputError("Välj varför väntan pausas.", field="reason")
    with entered(actor, desk) as home:
        doing = Doing(actor, desk.hand, home, day or clock.today(), reason)

        def work() -> QueueEntry:
            return paused(locked(QueueEntry, entry), doing)

        return done(PAUSED, doing, key, str(entry), work)


def paused(row: QueueEntry, doing: Doing) -> QueueEntry:
    """Pause the wait of a locked place, for the reason of what is done. Raises InputError for its day."""
    check_day(row, doing.day)
    move(row, QueueEvent.PAUSE, doing)
    QueuePause.objects.create(
        controller_id=row.controller_id,
        person_id=row.person_id,
        entry=row,
        from_date=doing.day,
        reason=doing.reason,
    )
    tell_wait(row)
    return row


def resume_wait(
    actor: Actor, desk: Desk, entry: uuid.UUID, *, key: str, day: date | None = None
) -> QueueEntry:
    """End the pause of somebody's wait, today or on a ``day`` before."""
    with entered(actor, desk) as home:
        doing = Doing(actor, desk.hand, home, day or clock.today())

        def work() -> QueueEntry:
            return resumed(locked(QueueEntry, entry), doing)

        return done(RESUMED, doing, key, str(entry), work)


def resumed(row: QueueEntry, doing: Doing) -> QueueEntry:
    """End the pause of a locked place. Raises InputError for its day."""
    check_day(row, doing.day)
    move(row, QueueEvent.RESUME, doing)
    QueuePause.objects.filter(entry=row, to_date=None).update(to_date=doing.day)
    tell_wait(row)
    return row


_DONE = {PAUSE_WAIT: paused, RESUME_WAIT: resumed}
_KINDS = {PAUSE_WAIT: PAUSED, RESUME_WAIT: RESUMED}


def pause_for_person(  # noqa: PLR0913
    actor: Actor, body: int, referral: uuid.UUID, reason: str, *, key: str, day: date | None = None
) -> Referral:
    """Pause, as the referrer, the wait of somebody who wants it, from today or a ``day`` before.

    Raises InputError without a coded reason, ConflictError when the person does not wait.
    """
    if reason not in set(PauseReason):
        raise InputError("Välj varför väntan pausas.", field="reason")
    return _asked((actor, body), referral, (PAUSE_WAIT, reason), day, key)


def resume_for_person(
    actor: Actor, body: int, referral: uuid.UUID, *, key: str, day: date | None = None
) -> Referral:
    """End, as the referrer, the pause of somebody's wait, today or on a ``day`` before.

    Raises ConflictError without a pause.
    """
    return _asked((actor, body), referral, (RESUME_WAIT, ""), day, key)


def _asked(
    at: tuple[Actor, int], referral: uuid.UUID, said: tuple[str, str], day: date | None, key: str
) -> Referral:
    (actor, body), (what, reason) = at, said
    if day is not None and day > clock.today():
        raise InputError("Dagen är i framtiden. Registrera det när det har hänt.", field="day")
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        doing = Doing(actor, Hand.REFERRER, home, day or clock.today(), reason)

        def work() -> Referral:
            sent = locked(Referral, referral)
            check_tellable(sent, Crossing(what), reason)
            if is_elsewhere(sent):
                _ask_far(sent, what, doing)
                return sent
            receiver, place = entries_behind(referral)
            with unread([receiver]):
                _DONE[what](locked(QueueEntry, place), doing)
            told = replace(doing, day=clock.today())
            told_to(sent, Crossing(what), receiver, told, reason=reason)
            return sent

        return done(_KINDS[what], doing, key, (str(referral), reason), work)


def _ask_far(row: Referral, what: str, doing: Doing) -> None:
    """Tell the team's installation; what it answers is what stands here afterwards."""
    wait = FarWait.objects.select_for_update().filter(referral=row).first()
    if wait is None:
        raise ConflictError("Mottagaren har inte berättat att personen står i kö. Ring teamet.")
    if wait.state != _NEEDS[what]:
        raise ConflictError(_NOT_NOW[what])
    said = {"reason": doing.reason}
    nth = f"{wait.number}/{doing.day}"
    send_sealed(
        row,
        what,
        said,
        row.delivery.provider_id,
        nth,
        who=by(doing),
        reason=doing.reason,
        day=doing.day,
    )


def take_in_pause(row: Referral, came: Incoming, said: Doing) -> QueueEntry | None:
    """Pause a place in our queue or end its pause, as the referrer elsewhere asks.

    Where the place has left that state meanwhile nothing is done: the referrer has been told how it
    stands. Raises InputError for no reason, ConflictError when there is no place.
    """
    what = came.payload["event"]
    reason = str(read_sealed(came).get("reason", ""))
    if what == PAUSE_WAIT and reason not in set(PauseReason):
        raise InputError("Skälet till pausen går inte att läsa.")
    place = place_behind(row.pk)
    if place is None:
        raise ConflictError("Personen står inte i kö.")
    entry = locked(QueueEntry, place.pk)
    if entry.state != _NEEDS[what]:
        return None
    # The team may have done something to the place since: then it is from that day
    on = max(said.day, last_day(entry) or said.day)
    return _DONE[what](entry, replace(said, day=on, reason=reason))
