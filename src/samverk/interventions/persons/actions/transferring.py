"""A referral, or a place in a queue, that goes on to another authority's delivery: the clock is kept.

The new authority gets its own copy on a recorded ground, in this installation at once and in another
one as a sealed message. The referrer's row goes on too, so that it follows the person there. What the
first authority has stays as it was left: transferred, and counted once, where the person waits now.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.models import Delivery, IntakeWindow, PriorityClass
from samverk.interventions.persons.actions.copying import (
    Basis,
    ReferralSaid,
    come_back,
    copy_referral,
)
from samverk.interventions.persons.actions.crossing import (
    TELLER,
    all_said,
    others,
    pass_on_sent,
    team_of,
    tell_other_side,
)
from samverk.interventions.persons.actions.far import is_far
from samverk.interventions.persons.actions.far_moves import send_move
from samverk.interventions.persons.actions.joining import (
    Acceptance,
    Carried,
    CarriedPause,
    join,
    leave_for_another,
)
from samverk.interventions.persons.actions.steps import Doing, move
from samverk.interventions.persons.models import Disclosure, QueueEntry, QueuePause, Referral, Side
from samverk.interventions.persons.models.queues import COMPLETION
from samverk.interventions.persons.queries.completions import held_days
from samverk.interventions.persons.queries.consents import carried_until, consent_behind
from samverk.interventions.persons.queries.standing import accepted_behind, takes_part_since
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.moving import Asked, may_be_told, may_cross
from samverk.rules.interventions.referral import ReferralEvent, ReferralState
from samverk.rules.ruling import Ruling


def is_received_by(to: Delivery, body: int) -> bool:
    """Answer whether an authority (body id) receives for a delivery itself."""
    return not is_far(to.provider_id) and team_of(to.pk, to.provider_id).body == body


def basis_of(row: Referral, to: Delivery, ground: str, day: date) -> Basis | None:
    """Answer on what a received referral may go on to a delivery; None while consent is missing.

    The consent is the one that the referrer has, or the first authority's own when the referrer may
    not be asked any more. Whoever referred is told nothing new when it goes back to them.
    """
    if ground != Ground.CONSENT:
        return Basis(ground)
    if to.provider_id == row.sender_id:
        return Basis(row.ground, row.shared_until)
    if row.is_silent:
        return _carried_by(row.person_id, to, day)
    if is_far(row.sender_id):
        until = row.moving_until
        holds = row.moving_to_id == to.pk and row.move_answer == "yes"
        return Basis(ground, until) if holds and (until is None or day <= until) else None
    for copy in others(row):
        with unread([copy.controller_id]):
            found = _carried_by(copy.person_id, to, day)
        if found is not None:
            return found
    return None


def _carried_by(person: uuid.UUID, to: Delivery, day: date) -> Basis | None:
    if consent_behind(person, to.provider_id, day) is None:
        return None
    return Basis(Ground.CONSENT.value, carried_until(person, to.provider_id, day))


def lacking(rows: Sequence[Referral], to: Delivery, ground: str, day: date) -> list[Referral]:
    """List the referrals behind a place that may not go on to a delivery yet."""
    return [row for row in rows if basis_of(row, to, ground, day) is None]


def how_it_stands(
    rows: Sequence[Referral], to: Delivery, ground: str, day: date, *, of: Delivery | None
) -> Ruling[bool]:
    """Answer whether referrals may go on to another authority's delivery, and if not what to do.

    With ``of``, the place that they stand behind is in its queue, and the new one is to take over.
    """
    missing = lacking(rows, to, ground, day)
    asked = Asked(
        to.provider.short_name,
        Ground(ground),
        of is None or is_successor(of, to),
        tuple(row.sender.short_name for row in missing if not row.is_silent),
        tuple(row.sender.short_name for row in missing if row.is_silent),
    )
    return may_be_told(asked) if of is None else may_cross(asked)


def is_successor(of: Delivery, to: Delivery) -> bool:
    """Answer whether the catalogue names a delivery as the one that takes over from another."""
    return IntakeWindow.objects.filter(delivery=of, successor=to).exists()


def transferred(entry: QueueEntry, to: Delivery, ground: str, doing: Doing) -> QueueEntry:
    """Move a locked place to another authority's queue, with every referral that stands behind it.

    Raises InputError without a ground, with what to do; ConflictError as ``moved`` does.
    """
    rows = accepted_behind(entry)
    ruling = how_it_stands(rows, to, ground, doing.day, of=entry.delivery)
    if not ruling.value:
        raise InputError(ruling.reasons[0].text, field="ground")
    carried = _carried(entry)
    leave_for_another(entry, doing)
    for row in rows:
        _go_on(row, to, (ReferralEvent.TRANSFER, ground), doing, carried)
    return entry


def passed_to(row: Referral, to: Delivery, ground: str, doing: Doing) -> Referral:
    """Pass a locked referral that is assessed on to another authority, which assesses it itself.

    Raises InputError without a ground, with what to do.
    """
    ruling = how_it_stands([row], to, ground, doing.day, of=None)
    if not ruling.value:
        raise InputError(ruling.reasons[0].text, field="ground")
    _go_on(row, to, (ReferralEvent.REDIRECT, ground), doing, None)
    return row


def _go_on(
    row: Referral,
    to: Delivery,
    how: tuple[ReferralEvent, str],
    doing: Doing,
    carried: Carried | None,
) -> None:
    """Close our row, let the referrer's go on, give the new authority its copy, and record it."""
    event, ground = how
    basis = basis_of(row, to, ground, doing.day)
    if basis is None:
        raise ConflictError("Samtycket gäller inte längre.")
    said = replace(
        all_said(row),
        ground=basis.ground,
        # What the referrer is told no more ends for them; the new authority's own copy does not
        shared_until=None if row.shut_on else basis.until,
        unshared_on=row.shut_on,
    )
    move(row, event, doing)
    tell_other_side(row, event, doing, to=to, basis=basis)
    sent = pass_on_sent(row, to, doing, basis)
    message = None
    if is_far(to.provider_id):
        message = send_move(row, to, said, carried)
    else:
        there = team_of(to.pk, to.provider_id)
        with unread([there.body]):
            settle(there, to, said, carried, Doing(TELLER, doing.hand, doing.home, doing.day))
    what = "flyttad köplats" if carried else "hänvisad remiss"
    for disclosed in (row, *sent):
        _record(disclosed, to, (what, basis.ground), doing, message)


def _record(
    row: Referral, to: Delivery, what: tuple[str, str], doing: Doing, message: uuid.UUID | None
) -> None:
    """Record at an authority what the new one was told, on which ground."""
    with unread([row.controller_id]):
        consent = None
        if what[1] == Ground.CONSENT:
            consent = consent_behind(row.person_id, to.provider_id, doing.day)
        Disclosure.objects.create(
            controller_id=row.controller_id,
            person_id=row.person_id,
            receiver_id=to.provider_id,
            what=what[0],
            ground=what[1],
            consent=consent,
            message=message if row.side == Side.RECEIVED else None,
            user_name=doing.actor.name,
            told_on=doing.day,
        )


def _carried(entry: QueueEntry) -> Carried:
    """Gather what goes with a place: also the days that its referral was completed, as pauses."""
    asked = held_days([entry.referral.thread])[entry.referral.thread]
    paused = QueuePause.objects.filter(entry=entry).order_by("from_date")
    return Carried(
        entry.clock_start,
        entry.confirmed_on,
        entry.priority.name if entry.priority else "",
        entry.priority_ground,
        (
            *(CarriedPause(one.from_date, one.to_date, COMPLETION[0]) for one in asked),
            *(CarriedPause(one.from_date, one.to_date, one.reason) for one in paused),
        ),
    )


def settle(
    there: Authority, to: Delivery, said: ReferralSaid, carried: Carried | None, by: Doing
) -> Referral:
    """Make the new authority's copy, in its open compartment; a place stands in its queue at once.

    The same one again is the same copy. One that was there and was moved away is there again. Of
    somebody who takes part there already the team answers itself.
    """
    rows = Referral.objects.filter(thread=said.thread, delivery=to, side=Side.RECEIVED)
    row = rows.select_for_update().first()
    home = Doing(TELLER, Hand.REFERRER, by.home, by.day)
    if row is None:
        row = copy_referral(there, to, said, home)
    elif row.state == ReferralState.REDIRECTED:
        come_back(row, Basis(said.ground, said.shared_until), home)
    else:
        return row
    if carried is None or takes_part_since(row.person_id, to.pk) is not None:
        return row
    doing = Doing(TELLER, Hand.RECEIVER, there, by.day)
    for event in (ReferralEvent.TAKE_UP, ReferralEvent.ACCEPT):
        move(row, event, doing)
        tell_other_side(row, event, doing)
    same = PriorityClass.objects.filter(delivery=to, name=carried.priority).first()
    ground = carried.priority_ground if same else ""
    how = Acceptance("", same.pk if same else None, ground)
    note = _words(carried, by.home.name)
    join(row, how, Doing(TELLER, Hand.SYSTEM, there, by.day, note=note), carried)
    return row


def _words(carried: Carried, origin: str) -> str:
    """Tell the team what the place was like where it came from."""
    words = f"Flyttad hit från {origin}. Klockan går vidare."
    if carried.priority:
        words += f" Prioritetsklass där: {carried.priority}. Grund: {carried.priority_ground}."
    return words
