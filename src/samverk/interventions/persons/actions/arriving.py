"""Takes care of what another installation's authorities send: referrals and their steps."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from samverk.directory import queries as directory
from samverk.exchange.ports import Incoming, NotYetError
from samverk.exchange.queries import came_about
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions import queries as catalogue
from samverk.interventions.actions.doors import THREAD, hold
from samverk.interventions.persons.actions.answering import (
    OFFER_ANSWER,
    OFFER_REFUSED,
    take_in_answer,
    take_in_refusal,
)
from samverk.interventions.persons.actions.copying import copy_referral, copy_to
from samverk.interventions.persons.actions.crossing import TELLER, follow, team_of
from samverk.interventions.persons.actions.deciding import (
    PROPOSAL_ANSWER,
    take_in_proposal,
    take_in_reply,
)
from samverk.interventions.persons.actions.far import (
    REFERRAL,
    STEP,
    read_redirection,
    read_referral,
    read_words,
    unsealed,
)
from samverk.interventions.persons.actions.far_waits import (
    IN_QUEUE,
    RECONFIRM,
    take_in_confirmation,
    take_in_wait,
)
from samverk.interventions.persons.actions.pausing import (
    PAUSE_WAIT,
    RESUME_WAIT,
    take_in_pause,
)
from samverk.interventions.persons.actions.proposing import PROPOSAL
from samverk.interventions.persons.actions.sharing import SHARED_UNTIL, take_in_last_day
from samverk.interventions.persons.actions.steps import Doing
from samverk.interventions.persons.models import Referral, Side
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authority
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import OPEN, ReferralEvent

# What the referrer tells the team, and the team the referrer
# What closes is taken in also when the consent has ended
CLOSES = (ReferralEvent.WITHDRAW, ReferralEvent.UNSHARE, ReferralEvent.CORRECT)
OF_THE_REFERRER = (ReferralEvent.ANSWER, *CLOSES)
# What the calendar does at the team, which tells the referrer
OF_THE_CALENDAR = (ReferralEvent.WARN, ReferralEvent.LAPSE)


def take_in_referral(came: Incoming) -> Referral | None:
    """Make a copy of a referral that has come; the same one again is the same copy.

    One whose consent was taken back on the way, and told of first, is left unread: None.
    """
    came = unsealed(came, REFERRAL)
    delivery = catalogue.delivery_by_code(uuid.UUID(came.payload["delivery"]))
    if delivery.provider_id != came.recipient:
        raise InputError("Verksamheten ges av någon annan.")
    to = team_of(delivery.pk, came.recipient)
    said = read_referral(came)
    _hold(came)
    with unread([to.body]):
        rows = Referral.objects.filter(thread=said.thread, delivery=delivery, side=Side.RECEIVED)
        known = rows.first()
        if known is not None and known.sender_id != came.sender:
            raise InputError("Remissen finns här från någon annan.")
        if known is None and _is_taken_back(came):
            return None
        return known or copy_referral(to, delivery, said, _told(came, said.clock_start))


def _hold(came: Incoming) -> None:
    """Let a referral and what takes it back wait for each other, when they come at the same time."""
    thread = uuid.UUID(came.payload["thread"])
    hold(THREAD, int.from_bytes(thread.bytes[:4], signed=True))


def _is_taken_back(came: Incoming) -> bool:
    """Answer whether the sender has told that the consent behind this thread is taken back."""
    told = came_about(STEP, came.sender, came.recipient, came.payload["thread"])
    steps = [unsealed(replace(came, payload=one), STEP).payload for one in told]
    return any(
        (one["thread"], one["event"]) == (came.payload["thread"], ReferralEvent.UNSHARE)
        for one in steps
    )


def _told(came: Incoming, day: date) -> Doing:
    """Say who took a step elsewhere: the sender's organisation, in the capacity of its side."""
    home = Authority(0, came.sender, came.sender_name)
    return Doing(TELLER, Hand.REFERRER, home, day)


def take_in_step(came: Incoming) -> Referral | None:
    """Let our side of a referral take the step that the other side took.

    That a consent is taken back is believed also before the referral has come, which is then left
    unread: None. Raises NotYetError for another step of what has not come, and for one that another
    has to come before: messages pass each other.
    """
    came = unsealed(came, STEP)
    if came.payload["event"] in (*OF_THE_TEAM, *MORE_OF_THE_REFERRER):
        return _take_in_more(came)
    event = ReferralEvent(came.payload["event"])
    side = Side.RECEIVED if event in OF_THE_REFERRER else Side.SENT
    hand = Hand.REFERRER if event in OF_THE_REFERRER else Hand.RECEIVER
    if event is ReferralEvent.CORRECT:
        hand = Hand.COORDINATOR
    if event in OF_THE_CALENDAR:
        hand = Hand.SYSTEM
    day = _day(came)
    said = Doing(TELLER, hand, _told(came, day).home, day, *read_words(came))
    _hold(came)
    with unread([one.id for one in directory.bodies(organisation=came.recipient)]):
        ours = _found(came, side)
        if ours is None and event is ReferralEvent.UNSHARE:
            return None
        ours = ours or _ours(came, side)
        if ours.shut_on is not None and event not in CLOSES:
            # It was on its way when the consent ended: it is left unread
            return ours
        row = _followed(ours, event, said)
        if event is ReferralEvent.REDIRECT:
            _pass_on(row, came)
        return row


def _followed(ours: Referral, event: ReferralEvent, said: Doing) -> Referral:
    try:
        return follow(ours.pk, event, said)
    except ConflictError as fault:
        if ours.state in OPEN:
            raise NotYetError(fault.message) from fault
        raise


def _take_in_more(came: Incoming) -> Referral:
    """Take in what is told that is no step: by the team of its queue, or by the referrer.

    What was on its way when a consent was taken back is left unread.
    """
    with unread([one.id for one in directory.bodies(organisation=came.recipient)]):
        if came.payload["event"] in OF_THE_TEAM:
            row = _ours(came, Side.SENT)
            if row.shut_on is None:
                OF_THE_TEAM[came.payload["event"]](row, came)
            return row
        row = _ours(came, Side.RECEIVED)
        if row.shut_on is None:
            MORE_OF_THE_REFERRER[came.payload["event"]](row, came)
        return row


def _confirmed(row: Referral, came: Incoming) -> None:
    reason, note = read_words(came)
    take_in_confirmation(row, replace(_told(came, _day(came)), reason=reason, note=note))


def _paused(row: Referral, came: Incoming) -> None:
    take_in_pause(row, came, _told(came, _day(came)))


def _answered(row: Referral, came: Incoming) -> None:
    take_in_answer(row, came, _told(came, _day(came)))


def _proposed(row: Referral, came: Incoming) -> None:
    take_in_proposal(row, came, replace(_told(came, _day(came)), hand=Hand.CASE_WORKER))


def _replied(row: Referral, came: Incoming) -> None:
    take_in_reply(row, came, _told(came, _day(came)))


Taken = Callable[[Referral, Incoming], object]
# What is no step of the referral itself: the team tells the referrer, and the referrer the team
OF_THE_TEAM: dict[str, Taken] = {
    IN_QUEUE: take_in_wait,
    OFFER_REFUSED: take_in_refusal,
    PROPOSAL: _proposed,
}
MORE_OF_THE_REFERRER: dict[str, Taken] = {
    RECONFIRM: _confirmed,
    OFFER_ANSWER: _answered,
    PROPOSAL_ANSWER: _replied,
    SHARED_UNTIL: take_in_last_day,
    PAUSE_WAIT: _paused,
    RESUME_WAIT: _paused,
}


def _pass_on(row: Referral, came: Incoming) -> None:
    """Make our own row of a referral that the other side has passed on, so that we follow it there.

    Raises InputError for a delivery that somebody else gives, and NotFoundError for one that is not in
    our catalogue: then the sender of the message is told, and sends it again when it is.
    """
    code = read_redirection(came)
    if code is None:
        return
    to = catalogue.delivery_by_code(code)
    if to.provider_id != came.sender:
        raise InputError("Verksamheten ges av någon annan.")
    known = Referral.objects.filter(thread=row.thread, side=row.side, delivery=to)
    if not known.exists():
        home = authority(row.controller_id)
        copy_to(row, to, Doing(TELLER, Hand.REFERRER, home, _day(came)))


def _day(came: Incoming) -> date:
    return date.fromisoformat(came.payload["day"])


def _ours(came: Incoming, side: Side) -> Referral:
    """Find our side, of a referral that is the sender's business. Raises NotYetError."""
    found = _found(came, side)
    if found is None:
        raise NotYetError("Remissen finns inte här.")
    return found


def _found(came: Incoming, side: Side) -> Referral | None:
    rows = Referral.objects.select_related("delivery").filter(
        thread=came.payload["thread"], side=side, delivery__code=came.payload["delivery"]
    )
    found = rows.first()
    theirs = found and (found.sender_id if side == Side.RECEIVED else found.delivery.provider_id)
    return found if theirs == came.sender else None
