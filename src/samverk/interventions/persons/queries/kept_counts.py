"""Numbers of those who are removed, so that what was counted of earlier years stays what it was.

They are kept by whole years: a period that divides a year cannot have them, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import F, Q

from samverk.federation.queries import Measure
from samverk.interventions.persons.models import KeptCount
from samverk.interventions.persons.queries.families import REFERRING
from samverk.interventions.persons.walls import unread
from samverk.rules.agreements.stretches import Span

YEAR_END = (12, 31)
_IN_NO_TABLE = (Measure.REMOVED, Measure.OFFERED, Measure.DECLINED)


@dataclass(frozen=True, slots=True)
class Kept:
    """The numbers that a period has (antal efter gallrade); ``is_short`` when it divides a year."""

    rows: tuple[KeptCount, ...]
    is_short: bool = False

    def of(self, measured: Enum) -> list[KeptCount]:
        """Give the numbers of one measure, whichever room's it is: the names are the same."""
        return [row for row in self.rows if row.measured == measured.name.lower()]


def kept_counts(
    deliveries: list[int], span: Span, bodies: Iterable[int], *, is_shown: bool = False
) -> Kept:
    """Read the numbers of those removed, of deliveries (ids) at authorities (body ids).

    What ``is_shown`` to somebody leaves out those who were protected.
    """
    first, last = span.from_date.year, span.to_date.year
    rows = KeptCount.objects.filter(
        controller__in=list(bodies),
        delivery__in=deliveries,
        year__range=(first, last),
        number__gt=0,
    )
    if is_shown:
        rows = rows.filter(is_protected=False)
    whole = span.from_date == date(first, 1, 1) and (
        (span.to_date.month, span.to_date.day) == YEAR_END
    )
    if not whole:
        return Kept((), is_short=rows.exists())
    # Somebody under way over a New Year is counted once: in the first year, or where they began
    took_part = Q(measured="took_part") & (Q(year=first) | Q(began__gt=first, year=F("began")))
    others = ~Q(measured__in=("took_part", "waiting"))
    return Kept(tuple(rows.filter(took_part | others | Q(measured="waiting", year=last))))


def has_kept_counts(delivery: int, year: int, body: int, *, of_referrals: bool = False) -> bool:
    """Answer whether anybody who was counted in a delivery (id) and year is removed.

    Those who were referred are asked about by themselves: they are in other tables than who took part.
    Who left the queue or said no to a place is in none.
    """
    with unread([body]):
        rows = KeptCount.objects.filter(controller=body, delivery=delivery, year=year, number__gt=0)
        referred = Q(measured__in=[one.value for one in REFERRING])
        others = ~referred & ~Q(measured__in=[one.value for one in _IN_NO_TABLE])
        return rows.filter(referred if of_referrals else others).exists()
