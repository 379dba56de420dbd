"""What a party's coordinator does: names who receives, and moves a whole queue to its successor."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, SamverkError
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.crossing import hold_referrer
from samverk.interventions.persons.actions.joining import moved
from samverk.interventions.persons.actions.moving import CONSENT, move_away
from samverk.interventions.persons.actions.places import own_delivery
from samverk.interventions.persons.actions.referrals import check_intake
from samverk.interventions.persons.actions.steps import Doing, done, step_kind
from samverk.interventions.persons.actions.transferring import is_received_by, is_successor
from samverk.interventions.persons.models import Referral, Team
from samverk.interventions.persons.queries.coordination import movable
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, authority, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import ReferralState
from samverk.rules.interventions.unanswered import LEAST_DAYS, TAKE_UP_DAYS

TEAM_NAMED = step_kind("team_named", "Mottagande team utsett")
QUEUE_MOVED = step_kind("whole_queue_moved", "Kö flyttad till efterföljare")


def name_team(
    actor: Actor, body: int, delivery: int, *, key: str, days: int = TAKE_UP_DAYS
) -> Team:
    """Let an authority receive for a delivery that its own organisation gives; it stays so.

    A referral that is not taken up within ``days`` lapses. Raises InputError for somebody else's
    delivery, one that needs no referral, and too few days to warn twice; ConflictError when a team is
    named already.
    """
    if days < LEAST_DAYS:
        raise InputError(f"Ge teamet minst {LEAST_DAYS} dagar.", field="days")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        to = own_delivery(home, delivery, clock.today())
        if not to.needs_referral:
            raise InputError(f"{to} tar emot utan remiss och behöver inget team.", field="delivery")
        doing = Doing(actor, Hand.COORDINATOR, home, clock.today())

        def work() -> Team:
            Delivery.objects.select_for_update(of=("self",)).get(pk=to.pk)
            with unread([one.id for one in directory.bodies(organisation=home.organisation)]):
                known = Team.objects.filter(delivery=to).first()
            if known is not None:
                whose = authority(known.controller_id).name
                raise ConflictError(f"{to} tas redan emot av {whose}.")
            return Team.objects.create(controller_id=body, delivery=to, take_up_days=days)

        return done(TEAM_NAMED, doing, key, (delivery, days), work)


@dataclass(frozen=True, slots=True)
class QueueMove:
    """A queue to move: from a delivery to its successor (ids)."""

    delivery: int
    successor: int


def move_queue(actor: Actor, body: int, asked: QueueMove, *, key: str) -> Team:
    """Move all who wait for a delivery whose intake is closed to its successor, in order.

    Each keeps their clock. Those who are offered a place, or have said yes, stay while the delivery
    is given, and are moved once it is not. To another authority those go whose consent reaches it;
    of the others the referrer is asked to ask the person, and they go on when the answer is yes.
    Raises InputError while the intake is open, and when the successor's is not.
    """
    today = clock.today()
    origin, to = (catalogue.delivery_by_id(one) for one in (asked.delivery, asked.successor))
    if catalogue.intake_on(origin.pk, today):
        raise InputError(
            f"Intaget till {origin} är öppet. Be förbundet stänga det i katalogen först."
        )
    check_intake(to, today)
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        doing = Doing(actor, Hand.COORDINATOR, home, today)

        def work() -> Team:
            team = Team.objects.filter(delivery=origin).first()
            if team is None:
                raise InputError(f"{origin} tas inte emot av er.")
            if not is_received_by(to, body):
                _move_away(origin, to, doing)
                return team
            # Those whom the coordinator may not know of wait in the same queue
            with unread([body]):
                for row in movable(origin, today):
                    moved(row, to, doing)
            return team

        return done(QUEUE_MOVED, doing, key, asked, work)


def _move_away(origin: Delivery, to: Delivery, doing: Doing) -> None:
    """Move those whom the coordinator knows of to another authority, each on their own consent.

    One who cannot go on now stays with their day: of that one the page of the place tells why.
    """
    if not is_successor(origin, to):
        raise InputError(
            f"{to} är inte efterföljare till {origin}. Be förbundet peka ut den i katalogen först."
        )
    hold_referrer(Referral.objects.filter(delivery=origin, state=ReferralState.ACCEPTED))
    for row in movable(origin, doing.day):
        try:
            with transaction.atomic():
                move_away(row, to, CONSENT, doing)
        except SamverkError:
            continue
