"""Takes care of what another installation's authorities send: referrals and their steps."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from samverk.directory import queries as directory
from samverk.exchange.ports import Incoming, NotYetError
from samverk.exchange.queries import came_about
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions import queries as catalogue
from samverk.interventions.actions.doors import THREAD, hold
from samverk.interventions.persons.actions.answering import (
    OFFER_ANSWER,
    OFFER_REFUSED,
    take_in_answer,
    take_in_refusal,
)
from samverk.interventions.persons.actions.consents import close_without_consent
from samverk.interventions.persons.actions.copying import copy_referral, copy_to
from samverk.interventions.persons.actions.crossing import TELLER, follow, team_of
from samverk.interventions.persons.actions.deciding import (
    PROPOSAL_ANSWER,
    take_in_proposal,
    take_in_reply,
)
from samverk.interventions.persons.actions.disclosing import By
from samverk.interventions.persons.actions.far import (
    MOVE,
    REFERRAL,
    STEP,
    read_basis,
    read_beside,
    read_redirection,
    read_referral,
    read_words,
    unsealed,
)
from samverk.interventions.persons.actions.far_moves import read_move
from samverk.interventions.persons.actions.far_waits import (
    IN_QUEUE,
    RECONFIRM,
    take_in_confirmation,
    take_in_wait,
)
from samverk.interventions.persons.actions.leaving import LEAVE_WAIT, take_in_leave
from samverk.interventions.persons.actions.moving import answer_at_once, carry_on
from samverk.interventions.persons.actions.pausing import (
    PAUSE_WAIT,
    RESUME_WAIT,
    take_in_pause,
)
from samverk.interventions.persons.actions.proposing import PROPOSAL
from samverk.interventions.persons.actions.sharing import (
    SHARED_UNTIL,
    renew_shares,
    take_in_last_day,
)
from samverk.interventions.persons.actions.steps import Doing
from samverk.interventions.persons.actions.transferring import let_on, settle
from samverk.interventions.persons.models import Referral, Side
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authority
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.disclosure import Crossing
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import (
    MOVE_TALK,
    OPEN,
    ReferralEvent,
    ReferralState,
)

# What the referrer tells the team, and the team the referrer
# What closes is taken in also when the consent has ended
CLOSES = (ReferralEvent.WITHDRAW, ReferralEvent.UNSHARE, ReferralEvent.CORRECT)
OF_THE_REFERRER = (
    ReferralEvent.ANSWER,
    ReferralEvent.LET_MOVE,
    ReferralEvent.REFUSE_MOVE,
    *CLOSES,
)
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
        if known is None and _is_taken_back(came, came.sender):
            return None
        return known or copy_referral(to, delivery, said, _told(came, said.clock_start))


def _hold(came: Incoming) -> None:
    """Let a referral and what takes it back wait for each other, when they come at the same time."""
    thread = uuid.UUID(came.payload["thread"])
    hold(THREAD, int.from_bytes(thread.bytes[:4], signed=True))


def _is_taken_back(came: Incoming, referrer: int) -> bool:
    """Answer whether who refers (id) has told that the consent to this delivery is taken back."""
    told = came_about(STEP, referrer, came.recipient, came.payload["thread"])
    steps = [unsealed(replace(came, sender=referrer, payload=one), STEP).payload for one in told]
    about = (came.payload["thread"], came.payload["delivery"], ReferralEvent.UNSHARE)
    return any((one["thread"], one["delivery"], one["event"]) == about for one in steps)


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
    day = _day(came)
    words, beside = read_words(came), read_beside(came)
    said = Doing(TELLER, _hand(event), _told(came, day).home, day, *words, beside)
    _hold(came)
    with unread([one.id for one in directory.bodies(organisation=came.recipient)]):
        ours = _found(came, side)
        if ours is None and event is ReferralEvent.UNSHARE:
            return None
        ours = ours or _ours(came, side)
        if ours.shut_on is not None and event not in CLOSES:
            # It was on its way when the consent ended: it is left unread
            return ours
        row = _followed(ours, event, said, came)
        _go_on(row, event, came)
        return row


def _hand(event: ReferralEvent) -> Hand:
    """Answer in what capacity a step is taken on the other side."""
    if event in (ReferralEvent.CORRECT, ReferralEvent.TRANSFER):
        return Hand.COORDINATOR
    if event in OF_THE_CALENDAR:
        return Hand.SYSTEM
    return Hand.REFERRER if event in OF_THE_REFERRER else Hand.RECEIVER


def _go_on(row: Referral, event: ReferralEvent, came: Incoming) -> None:
    """Do what follows on a step that the other side took."""
    doing = Doing(TELLER, Hand.REFERRER, authority(row.controller_id), _day(came))
    if event in (ReferralEvent.REDIRECT, ReferralEvent.TRANSFER):
        _pass_on(row, came)
    elif event is ReferralEvent.ASK_MOVE:
        answer_at_once(row, doing)
    elif event is ReferralEvent.LET_MOVE:
        carry_on(row.pk)


def _followed(ours: Referral, event: ReferralEvent, said: Doing, came: Incoming) -> Referral:
    code = read_redirection(came) if event in MOVE_TALK else None
    to = catalogue.delivery_by_code(code) if code else None
    try:
        return follow(ours.pk, event, said, to=to, basis=read_basis(came))
    except ConflictError as fault:
        # A step of the one that it came back to may pass the word of that it came back
        is_early = event is ReferralEvent.TAKE_UP and ours.state == ReferralState.REDIRECTED
        if ours.state in OPEN or is_early:
            raise NotYetError(fault.message) from fault
        raise


def take_in_move(came: Incoming) -> Referral:
    """Make our copy of a referral, or of a place in a queue, that another authority has moved here."""
    came = unsealed(came, MOVE)
    delivery = catalogue.delivery_by_code(uuid.UUID(came.payload["delivery"]))
    if delivery.provider_id != came.recipient:
        raise InputError("Verksamheten ges av någon annan.")
    there = team_of(delivery.pk, came.recipient)
    said, carried = read_move(came)
    _hold(came)
    by = _told(came, clock.today())
    with unread([there.body]):
        row = settle(there, delivery, said, carried, by)
        if _is_taken_back(came, said.sender):
            follow(row.pk, ReferralEvent.UNSHARE, by)
        return row


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


def _left(row: Referral, came: Incoming) -> None:
    take_in_leave(row, came, _told(came, _day(came)))


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
    LEAVE_WAIT: _left,
}


def _pass_on(row: Referral, came: Incoming) -> None:
    """Make our own row of a referral that the other side has passed on, so that we follow it there.

    Raises InputError for a delivery that somebody else gives, and NotFoundError for one that is not in
    our catalogue: then the sender of the message is told, and sends it again when it is.
    """
    code = read_redirection(came)
    if code is None:
        return
    to, basis = catalogue.delivery_by_code(code), read_basis(came)
    if basis is None and to.provider_id != came.sender:
        raise InputError("Verksamheten ges av någon annan.")
    rows = Referral.objects.filter(thread=row.thread, side=row.side, delivery=to)
    known = rows.first()
    if known is not None and known.state != ReferralState.REDIRECTED:
        return
    doing = Doing(TELLER, Hand.REFERRER, authority(row.controller_id), _day(came))
    new = copy_to(row, to, doing, basis)
    if basis is None:
        return
    what = Crossing.MOVED_REFERRAL
    if came.payload["event"] == ReferralEvent.TRANSFER:
        what = Crossing.COME_BACK if known else Crossing.MOVED_PLACE
    let_on([new], what, By(None, came.sender_name, doing.day), basis)
    if basis.ground == Ground.CONSENT:
        close_without_consent(new, doing)
        # What was let through may be another by now
        renew_shares(new.person_id, doing.day)


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
