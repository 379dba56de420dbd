"""What the calendar ends each night: offers past their day, and referrals that nobody takes up.

A referral is warned of twice, at the team and at its sender, before it lapses. What cannot be done one
night, as when the other installation's key is missing, is tried again the next.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db.models import Exists, Model, OuterRef, Q

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.errors import SamverkError
from samverk.interventions.models import CohortStart
from samverk.interventions.persons.actions.crossing import tell_other_side
from samverk.interventions.persons.actions.queueing import is_over, lapsed
from samverk.interventions.persons.actions.steps import Doing, locked, move
from samverk.interventions.persons.models import (
    PlaceOffer,
    QueueEntry,
    Referral,
    ReferralStep,
    Side,
    Team,
)
from samverk.interventions.persons.queries.teams import take_up_days
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authority
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.queue import QueueState
from samverk.rules.interventions.referral import ReferralEvent, ReferralState
from samverk.rules.interventions.unanswered import Unanswered, due

OFFER_LAPSED = acts.kind("persons.offer_lapsed", "Erbjudande gick ut", is_quiet=True)
WARNED = acts.kind("persons.referral_warned", "Varning för obesvarad remiss", is_quiet=True)
REFERRAL_LAPSED = acts.kind("persons.referral_lapsed", "Remiss förföll utan svar", is_quiet=True)
NIGHTLY = system("Samverk, svarstider")
# Offers of a start that is called off
OFF = Exists(
    CohortStart.objects.filter(
        delivery=OuterRef("entry__delivery"), starts_on=OuterRef("first_day")
    ).exclude(called_off="")
)


def lapse_all() -> int:
    """End what is past its day, and warn of what soon will be; answer how many. The night's work."""
    return sum(_lapse_at(authority(one.id)) for one in directory.bodies())


def _lapse_at(home: Authority) -> int:
    today = clock.today()
    with unread([home.body]):
        late = PlaceOffer.objects.filter(
            Q(answer_by__lt=today) | OFF, controller=home.body, answer=""
        )
        offers = list(late.order_by("answer_by", "pk").values_list("pk", "entry"))
        came = Referral.objects.filter(
            controller=home.body, side=Side.RECEIVED, state=ReferralState.SUBMITTED
        )
        referrals = list(came.order_by("clock_start", "pk").values_list("pk", flat=True))
    ended = sum(_end_offer(home, *one) for one in offers)
    return ended + sum(_try_referral(home, one) for one in referrals)


def _done(home: Authority, kind: str, key: str, work: Callable[[], Model]) -> int:
    act = acts.Act(NIGHTLY, kind, key, home.organisation, body=home.body)
    try:
        with unread([home.body]):
            acts.carry_out(act, work)
    except SamverkError:
        # One that is hindered hinders none of the others
        return 0
    return 1


def _end_offer(home: Authority, offer: uuid.UUID, entry: uuid.UUID) -> int:
    def work() -> QueueEntry:
        row = locked(QueueEntry, entry)
        late = PlaceOffer.objects.filter(pk=offer, answer="").first()
        if row.state != QueueState.OFFERED or late is None or not is_over(late, clock.today()):
            return row
        return lapsed(row, Doing(NIGHTLY, Hand.SYSTEM, home, clock.today()))

    return _done(home, OFFER_LAPSED, f"erbjudande/{offer}", work)


def _unanswered(row: Referral) -> Unanswered:
    steps = list(ReferralStep.objects.filter(subject=row).order_by("number"))
    warned = tuple(one.happened_on for one in steps if one.event == ReferralEvent.WARN)
    # Passed on from another delivery it has come here later than its clock says
    came = steps[0].happened_on
    # It keeps the time that the team had then
    days = take_up_days(Team.objects.get(delivery=row.delivery_id), came)
    return Unanswered(came, days, warned)


def _try_referral(home: Authority, referral: uuid.UUID) -> int:
    today = clock.today()
    with unread([home.body]):
        found = due(_unanswered(Referral.objects.get(pk=referral)), today)
    if not found.value.warning and not found.value.lapses:
        return 0
    event = ReferralEvent.LAPSE if found.value.lapses else ReferralEvent.WARN
    note = found.reasons[0].text

    def work() -> Referral:
        row = locked(Referral, referral)
        doing = Doing(NIGHTLY, Hand.SYSTEM, home, today, note=note)
        if row.state == ReferralState.SUBMITTED:
            move(row, event, doing)
            tell_other_side(row, event, doing)
        return row

    kind = REFERRAL_LAPSED if found.value.lapses else WARNED
    return _done(home, kind, f"remiss/{referral}/{event}/{found.value.warning}", work)
