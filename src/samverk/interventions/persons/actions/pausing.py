"""The referrer's pause of a wait, and its end: on the person's behalf, here or in another installation."""

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
    PAUSED,
    RESUMED,
    is_elsewhere,
    paused,
    resumed,
)
from samverk.interventions.persons.actions.steps import Doing, done, locked
from samverk.interventions.persons.models import FarWait, QueueEntry, Referral
from samverk.interventions.persons.queries.standing import place_behind
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.disclosure import Crossing
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.queue import PauseReason, QueueState

# What the messages are called among the steps of a referral
PAUSE_WAIT, RESUME_WAIT = "pause_wait", "resume_wait"
_NEEDS = {PAUSE_WAIT: QueueState.WAITING, RESUME_WAIT: QueueState.PAUSED}
_NOT_NOW = {
    PAUSE_WAIT: "Personen väntar inte på plats: det finns inget att pausa.",
    RESUME_WAIT: "Väntan är inte pausad.",
}
_DONE = {PAUSE_WAIT: paused, RESUME_WAIT: resumed}
_KINDS = {PAUSE_WAIT: PAUSED, RESUME_WAIT: RESUMED}


def pause_for_person(
    actor: Actor, body: int, referral: uuid.UUID, reason: str, *, key: str
) -> Referral:
    """Pause, as the referrer, the wait of somebody who wants it, for a coded reason.

    Raises InputError without a reason, ConflictError when the person does not wait.
    """
    if reason not in set(PauseReason):
        raise InputError("Välj varför väntan pausas.", field="reason")
    return _asked(actor, body, referral, PAUSE_WAIT, key=key, reason=reason)


def resume_for_person(actor: Actor, body: int, referral: uuid.UUID, *, key: str) -> Referral:
    """End, as the referrer, the pause of somebody's wait. Raises ConflictError without a pause."""
    return _asked(actor, body, referral, RESUME_WAIT, key=key)


def _asked(  # noqa: PLR0913
    actor: Actor, body: int, referral: uuid.UUID, what: str, *, key: str, reason: str = ""
) -> Referral:
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        doing = Doing(actor, Hand.REFERRER, home, clock.today(), reason)

        def work() -> Referral:
            sent = locked(Referral, referral)
            if is_elsewhere(sent):
                _ask_far(sent, what, doing)
                return sent
            receiver, place = entries_behind(referral)
            with unread([receiver]):
                _DONE[what](locked(QueueEntry, place), doing)
            told_to(sent, Crossing(what), receiver, doing)
            return sent

        return done(_KINDS[what], doing, key, (str(referral), reason), work)


def _ask_far(row: Referral, what: str, doing: Doing) -> None:
    """Tell the team's installation; what it answers is what stands here afterwards."""
    wait = FarWait.objects.select_for_update().filter(referral=row).first()
    if wait is None:
        raise ConflictError("Mottagaren har inte berättat att personen står i kö. Ring teamet.")
    if wait.state != _NEEDS[what]:
        raise ConflictError(_NOT_NOW[what])
    check_tellable(row, Crossing(what))
    said = {"reason": doing.reason}
    nth = f"{wait.number}/{doing.day}"
    send_sealed(row, what, said, row.delivery.provider_id, nth, who=by(doing))


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
    return _DONE[what](entry, replace(said, reason=reason))
