"""A move to another authority is asked for and answered: the referrer asks the person for consent.

The team asks, the referrer's page says so, and when the consent is registered there the move goes on by
itself. Until then nothing changes: the person stands where they stand, with their day.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, SamverkError
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.copying import MoveBasis
from samverk.interventions.persons.actions.crossing import TELLER, others, tell_other_side
from samverk.interventions.persons.actions.disclosing import Basis
from samverk.interventions.persons.actions.far import is_far
from samverk.interventions.persons.actions.referrals import check_intake
from samverk.interventions.persons.actions.steps import Doing, done, locked, move, step_kind
from samverk.interventions.persons.actions.transferring import (
    carried_by,
    check_move,
    is_successor,
    lacking,
    passed_to,
    transferred,
)
from samverk.interventions.persons.models import MoveAnswer, QueueEntry, Referral, Side
from samverk.interventions.persons.queries.standing import accepted_behind, place_behind
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, authority, entered
from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import ReferralEvent, ReferralState

CONSENT = Basis(Ground.CONSENT.value)
REFUSED = step_kind("move_refused", "Flytt avböjd av personen")


def ask_about(rows: Iterable[Referral], to: Delivery, doing: Doing) -> None:
    """Ask the referrers of locked referrals to ask their person about a move; each once."""
    for row in rows:
        if row.moving_to_id == to.pk and row.move_answer != MoveAnswer.NO:
            continue
        row.moving_to, row.move_answer, row.moving_until, row.moving_shared = to, "", None, []
        move(row, ReferralEvent.ASK_MOVE, doing)
        tell_other_side(row, ReferralEvent.ASK_MOVE, doing, to=to)


def may_be_asked(rows: Sequence[Referral], to: Delivery, day: date) -> bool:
    """Answer whether consent to a move is missing, and every referrer that lacks it can be asked."""
    missing = lacking(rows, to, Ground.CONSENT, day)
    return bool(missing) and not any(row.is_silent for row in missing)


def move_away(row: QueueEntry, to: Delivery, basis: Basis, doing: Doing) -> QueueEntry:
    """Move a locked place to another authority's queue, or ask for the consent that it lacks.

    Raises InputError where nobody can be asked, and for a delivery that is not to take over.
    """
    check_move(row.delivery, to, row.controller_id, basis, doing.day)
    rows = accepted_behind(row)
    is_asked = basis.ground == Ground.CONSENT and is_successor(row.delivery, to)
    if is_asked and may_be_asked(rows, to, doing.day):
        ask_about(lacking(rows, to, basis.ground, doing.day), to, doing)
        return row
    return transferred(row, to, basis, doing)


def refuse_move(
    actor: Actor, body: int, referral: uuid.UUID, why: str = "", *, key: str
) -> Referral:
    """Answer, as the referrer, that the person does not want to move on. The place stays as it is."""
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        doing = Doing(actor, Hand.REFERRER, home, clock.today(), note=why)

        def work() -> Referral:
            row = locked(Referral, referral)
            if row.side != Side.SENT or row.moving_to is None or row.move_answer:
                raise ConflictError("Ingen väntar på svar om en flytt.")
            _answer(row, ReferralEvent.REFUSE_MOVE, doing, None)
            return row

        return done(REFUSED, doing, key, str(referral), work)


def _answer(row: Referral, event: ReferralEvent, doing: Doing, basis: MoveBasis | None) -> None:
    row.move_answer = MoveAnswer.YES if basis else MoveAnswer.NO
    row.moving_until = basis.until if basis else None
    row.moving_shared = [*basis.shared] if basis else []
    move(row, event, doing)
    tell_other_side(row, event, doing, to=row.moving_to, basis=basis)


def let_moves_go_on(person: uuid.UUID, doing: Doing) -> None:
    """Let every move that a person's consent now reaches go on, in the referrer's open compartment.

    A consent is given whatever is wrong with the move: then it waits, and whoever asked sees why.
    """
    answered = []
    for row in _asked_of(person):
        basis = _basis(row, doing.day)
        if basis is None or _is_answered(row, basis):
            continue
        try:
            with transaction.atomic():
                _answer(row, ReferralEvent.LET_MOVE, doing, basis)
        except SamverkError:
            continue
        answered.append(row)
    # One place may have several referrals behind it: all are answered before it goes on
    for row in answered:
        _carry_on_here(row)


def _is_answered(row: Referral, basis: MoveBasis) -> bool:
    """Answer whether the team has been told of just this consent."""
    said = (row.move_answer, row.moving_until, tuple(row.moving_shared))
    return said == (MoveAnswer.YES, basis.until, basis.shared)


def stop_moves(person: uuid.UUID, doing: Doing) -> None:
    """Take the yes to a move back with the consent that it rests on, while it has not gone on.

    Where another consent lets less be told, the team is told how much.
    """
    for row in _asked_of(person).filter(move_answer=MoveAnswer.YES):
        basis = _basis(row, doing.day)
        if basis is not None and _is_answered(row, basis):
            continue
        event = ReferralEvent.LET_MOVE if basis else ReferralEvent.REFUSE_MOVE
        try:
            with transaction.atomic():
                _answer(row, event, replace(doing, note=""), basis)
        except SamverkError:
            continue


def _asked_of(person: uuid.UUID) -> QuerySet[Referral]:
    rows = Referral.objects.select_for_update(of=("self",)).filter(
        person=person, side=Side.SENT, moving_to__isnull=False, unshared_on=None
    )
    return rows.select_related("delivery", "moving_to").order_by("recorded_at", "pk")


def _basis(row: Referral, day: date) -> MoveBasis | None:
    to = row.moving_to
    return carried_by(row.person_id, to, day) if to is not None else None


def answer_at_once(row: Referral, doing: Doing) -> None:
    """Answer a question about a move that came from elsewhere, when the person has consented already."""
    basis = _basis(row, doing.day)
    if basis is not None:
        _answer(row, ReferralEvent.LET_MOVE, doing, basis)


def _carry_on_here(row: Referral) -> None:
    """Let the move go on at the team, when it lives here; in another installation the message does it."""
    if is_far(row.delivery.provider_id):
        return
    for copy in others(row):
        with unread([copy.controller_id]):
            carry_on(copy.pk)


def carry_on(referral: uuid.UUID) -> None:
    """Move on what was asked about, at the team, now that the person consents.

    What hinders it, such as an intake that has closed, leaves the place as it is: the team sees that
    the consent is there, and moves it when it can.
    """
    try:
        with transaction.atomic():
            _carry_on(locked(Referral, referral))
    except SamverkError:
        return


def _carry_on(row: Referral) -> None:
    to, day = row.moving_to, clock.today()
    if to is None:
        raise ConflictError("Flytten är inte aktuell längre.")
    check_intake(to, day)
    home = authority(row.controller_id)
    if row.state == ReferralState.UNDER_ASSESSMENT:
        passed_to(row, to, CONSENT, Doing(TELLER, Hand.RECEIVER, home, day))
        return
    place = place_behind(row.pk)
    if place is None:
        raise InputError("Personen står inte i kö.")
    doing = Doing(TELLER, Hand.COORDINATOR, home, day)
    transferred(locked(QueueEntry, place.pk), to, CONSENT, doing)
