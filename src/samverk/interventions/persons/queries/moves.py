"""Where a place, or a referral that is assessed, may go on to, and how a move that is asked for stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from samverk.interventions.models import Delivery, IntakeWindow
from samverk.interventions.persons.models import MoveAnswer, Referral, Side, Team
from samverk.interventions.persons.queries.grounds import decided
from samverk.interventions.queries.referable import referable_on
from samverk.rules.interventions.grounds import Ends, GroundRule, usable
from samverk.rules.interventions.moving import MOVE_GROUNDS
from samverk.rules.interventions.referral import OPEN, ReferralState
from samverk.rules.wording import running_date


def ways_from(of: Delivery, body: int, day: date) -> list[Delivery]:
    """List where a place in a queue may go: the authority's (body id) own, and whoever is to take over.

    Asked inside its open compartment.
    """
    ours = set(Team.objects.filter(controller=body).values_list("delivery", flat=True))
    named = IntakeWindow.objects.filter(delivery=of, successor__isnull=False)
    ways = (ours | set(named.values_list("successor", flat=True))) - {of.pk}
    return [one for one in referable_on(day) if one.pk in ways]


def grounds_for(of: Delivery, ways: Sequence[Delivery], body: int, day: date) -> list[GroundRule]:
    """List the grounds on which an authority (body id) may move somebody on to any of the ways."""
    opened = decided(body)
    kinds = {str(one.provider.kind) for one in ways} or {str(of.provider.kind)}
    found = {
        rule.ground: rule
        for kind in kinds
        for rule in usable(Ends(str(of.provider.kind), kind), day, opened)
    }
    return [found[one] for one in MOVE_GROUNDS if one in found]


def first_way(of: Delivery, ways: Sequence[Delivery]) -> int | None:
    """Answer which of the ways the catalogue names first: the latest successor; None for none of them."""
    named = IntakeWindow.objects.filter(delivery=of, successor__in=[one.pk for one in ways])
    return named.order_by("-from_date").values_list("successor", flat=True).first()


def move_words(rows: Sequence[Referral], day: date) -> list[str]:
    """Tell the team how each move that it has asked for stands, one sentence for each referral."""
    return [_words(row, day) for row in rows if row.moving_to is not None]


def _words(row: Referral, day: date) -> str:
    whose = row.sender.short_name
    if row.move_answer == MoveAnswer.NO:
        return f"Personen vill inte flytta till {row.moving_to}, svarar {whose}. Platsen är kvar."
    ended = row.moving_until is not None and row.moving_until < day
    if row.move_answer == MoveAnswer.YES and not ended:
        return (
            f"Personen samtycker till flytten till {row.moving_to}. Den kunde inte göras när"
            " samtycket kom. Flytta när det går."
        )
    asked = row.steps.filter(event="ask_move").last()
    since = f" {running_date(asked.happened_on)}" if asked else ""
    return (
        f"Flytten till {row.moving_to} väntar på personens samtycke. {whose} tillfrågades{since}."
        " Personen behåller sin dag, och flytten sker när samtycket är registrerat."
    )


def moves_to_answer(today: date) -> QuerySet[Referral]:
    """Find the referrals whose person is asked about a move, and has not answered, in what is open."""
    lasts = Q(shared_until=None) | Q(shared_until__gte=today)
    return Referral.objects.filter(
        lasts,
        side=Side.SENT,
        moving_to__isnull=False,
        move_answer="",
        unshared_on=None,
        state__in=[*OPEN, ReferralState.ACCEPTED],
    )


def asked_in(deliveries: Sequence[int]) -> dict[int, int]:
    """Count those of each delivery (id) that wait for the person's answer about a move."""
    rows = Referral.objects.filter(
        Q(move_answer=""),
        delivery__in=deliveries,
        moving_to__isnull=False,
        state=ReferralState.ACCEPTED,
    )
    found: dict[int, int] = {}
    for delivery in rows.values_list("delivery", flat=True):
        found[delivery] = found.get(delivery, 0) + 1
    return found
