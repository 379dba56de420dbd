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
    MoveBasis,
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
from samverk.interventions.persons.actions.disclosing import (
    NOT_TOLD,
    Basis,
    By,
    by,
    check_basis,
    ground_back,
    write_down,
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
from samverk.interventions.persons.models import (
    QueueEntry,
    QueuePause,
    Referral,
    ReferralStep,
    Side,
)
from samverk.interventions.persons.models.queues import COMPLETION, UNTOLD
from samverk.interventions.persons.queries.completions import held_days
from samverk.interventions.persons.queries.consents import carried
from samverk.interventions.persons.queries.grounds import ends
from samverk.interventions.persons.queries.standing import accepted_behind, takes_part_since
from samverk.interventions.persons.records import text_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.disclosure import (
    ALWAYS,
    OF_HEALTH,
    Crossing,
    DataKind,
    tellable,
)
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.moving import MOVE_GROUNDS, Asked, may_be_told, may_cross
from samverk.rules.interventions.referral import ReferralEvent, ReferralState
from samverk.rules.ruling import Ruling


def is_received_by(to: Delivery, body: int) -> bool:
    """Answer whether an authority (body id) receives for a delivery itself."""
    return not is_far(to.provider_id) and team_of(to.pk, to.provider_id).body == body


def check_move(of: Delivery, to: Delivery, controller: int, basis: Basis, day: date) -> None:
    """Raise InputError for a ground that an authority (body id) may not move somebody on to another."""
    if basis.ground not in set(MOVE_GROUNDS):
        raise InputError("Välj på vilken grund uppgifterna lämnas.", field="ground")
    check_basis(controller, ends(of.provider_id, to.provider_id), basis, day)


def basis_of(row: Referral, to: Delivery, ground: str, day: date) -> MoveBasis | None:
    """Answer on what a received referral may go on to a delivery; None while consent is missing.

    The consent is the one that the referrer has, or the first authority's own when the referrer may
    not be asked any more. Whoever referred is told nothing new when it goes back to them.
    """
    if ground != Ground.CONSENT:
        return MoveBasis(ground)
    if to.provider_id == row.sender_id:
        back = ground_back(row, to.provider_id, day)
        return MoveBasis(back.value, row.shared_until, tuple(row.shared))
    if row.is_silent:
        return carried_by(row.person_id, to, day)
    if is_far(row.sender_id):
        until = row.moving_until
        holds = row.moving_to_id == to.pk and row.move_answer == "yes"
        is_now = holds and (until is None or day <= until)
        return MoveBasis(ground, until, tuple(row.moving_shared)) if is_now else None
    for copy in others(row):
        with unread([copy.controller_id]):
            found = carried_by(copy.person_id, to, day)
        if found is not None:
            return found
    return None


def carried_by(person: uuid.UUID, to: Delivery, day: date) -> MoveBasis | None:
    """Answer what a person's consents let who gives a delivery be told; None when nothing."""
    found = carried(person, to.provider_id, day)
    if found is None or ALWAYS not in found.kinds:
        return None
    return MoveBasis(Ground.CONSENT.value, found.until, found.kinds)


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
    if of is None:
        return may_be_told(asked)
    ruling = may_cross(asked)
    return _place_may(rows, to, ground, day) or ruling if ruling.value else ruling


def _place_may(
    rows: Sequence[Referral], to: Delivery, ground: str, day: date
) -> Ruling[bool] | None:
    """Answer no when one of the consents leaves the place itself out, with what to do; else None."""
    found = (basis_of(row, to, ground, day) for row in rows)
    rulings = [tellable(one.shared, Crossing.MOVED_PLACE) for one in found if one]
    return next((one for one in rulings if not one.value), None)


def is_successor(of: Delivery, to: Delivery) -> bool:
    """Answer whether the catalogue names a delivery as the one that takes over from another."""
    return IntakeWindow.objects.filter(delivery=of, successor=to).exists()


def transferred(entry: QueueEntry, to: Delivery, basis: Basis, doing: Doing) -> QueueEntry:
    """Move a locked place to another authority's queue, with every referral that stands behind it.

    Raises InputError without a ground, with what to do; ConflictError as ``moved`` does.
    """
    check_move(entry.delivery, to, entry.controller_id, basis, doing.day)
    rows = accepted_behind(entry)
    ruling = how_it_stands(rows, to, basis.ground, doing.day, of=entry.delivery)
    if not ruling.value:
        raise InputError(ruling.reasons[0].text, field="ground")
    place = _carried(entry)
    leave_for_another(entry, doing)
    for row in rows:
        _go_on(row, to, (ReferralEvent.TRANSFER, basis), doing, place)
    return entry


def passed_to(row: Referral, to: Delivery, basis: Basis, doing: Doing) -> Referral:
    """Pass a locked referral that is assessed on to another authority, which assesses it itself.

    Raises InputError without a ground, with what to do.
    """
    check_move(row.delivery, to, row.controller_id, basis, doing.day)
    ruling = how_it_stands([row], to, basis.ground, doing.day, of=None)
    if not ruling.value:
        raise InputError(ruling.reasons[0].text, field="ground")
    _go_on(row, to, (ReferralEvent.REDIRECT, basis), doing, None)
    return row


def _go_on(
    row: Referral,
    to: Delivery,
    how: tuple[ReferralEvent, Basis],
    doing: Doing,
    place: Carried | None,
) -> None:
    """Close our row, let the referrer's go on, give the new authority its copy, and write it down."""
    event, basis = how
    on = basis_of(row, to, basis.ground, doing.day)
    if on is None:
        raise ConflictError("Samtycket gäller inte längre.")
    said = replace(
        all_said(row, on.shared),
        ground=on.ground,
        # What the referrer is told no more ends for them; the new authority's own copy does not
        shared_until=None if row.shut_on else on.until,
        unshared_on=row.shut_on,
    )
    carried = _told_of(place, on) if place else None
    what = _crossing(row, to, carried)
    move(row, event, doing)
    tell_other_side(row, event, doing, to=to, basis=on)
    sent = pass_on_sent(row, to, doing, on)
    message = None
    if is_far(to.provider_id):
        message = send_move(row, to, said, carried)
    else:
        there = team_of(to.pk, to.provider_id)
        with unread([there.body]):
            settle(there, to, said, carried, Doing(TELLER, doing.hand, doing.home, doing.day))
    # What was left out when it came here is not told on either
    told = replace(on, shared=_held(on, said))
    write_down(row, what, to.provider_id, by(doing), message=message, basis=basis, on=told)
    let_on(sent, what, By(None, doing.home.name, doing.day), told)


def _held(on: MoveBasis, said: ReferralSaid) -> tuple[str, ...]:
    return tuple(one for one in on.shared if one not in said.content.get("withheld", []))


def let_on(sent: Sequence[Referral], what: Crossing, who: By, on: MoveBasis) -> None:
    """Write down at whoever referred that the new authority was told, by the one that had it."""
    for row in sent:
        if row.delivery.provider_id != row.sender_id:
            with unread([row.controller_id]):
                write_down(row, what, row.delivery.provider_id, who, on=on)


def _crossing(row: Referral, to: Delivery, carried: Carried | None) -> Crossing:
    """Name what goes on: a place may go back to whoever it came from."""
    if carried is None:
        return Crossing.MOVED_REFERRAL
    came = ReferralStep.objects.filter(
        subject=row, event__in=[ReferralEvent.SUBMIT, ReferralEvent.COME_BACK]
    )
    is_back = came.filter(party=to.provider_id).exists() or to.provider_id == row.sender_id
    return Crossing.COME_BACK if is_back else Crossing.MOVED_PLACE


def _told_of(place: Carried, on: MoveBasis) -> Carried:
    """Give what goes with a place as it may be told: its reasons may tell more than the place does."""
    ground = place.priority_ground
    if DataKind.ASSESSMENT not in on.shared and ground:
        ground = NOT_TOLD
    pauses = tuple(
        replace(one, reason=UNTOLD[0])
        if one.reason in OF_HEALTH and DataKind.HEALTH not in on.shared
        else one
        for one in place.pauses
    )
    return replace(place, priority_ground=ground, pauses=pauses)


def _carried(entry: QueueEntry) -> Carried:
    """Gather what goes with a place: also the days that its referral was completed, as pauses."""
    asked = held_days([entry.referral.thread])[entry.referral.thread]
    paused = QueuePause.objects.filter(entry=entry).order_by("from_date")
    return Carried(
        entry.clock_start,
        entry.confirmed_on,
        entry.priority.name if entry.priority else "",
        text_of(entry.person, entry, "priority_ground"),
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
        come_back(row, MoveBasis(said.ground, said.shared_until, said.shared), home)
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
        why = carried.priority_ground.rstrip(".")
        words += f" Prioritetsklass där: {carried.priority}. Grund: {why}."
    return words
