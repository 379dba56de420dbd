"""The ledger of participant-days as it is read: closed months, what they tell, and what may be closed.

The lines are sums that may be told. No person is in them, whoever reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import ClosedMonth, DayLine
from samverk.interventions.persons.walls import unread
from samverk.interventions.queries.told_terms import ToldTerms, told_terms
from samverk.rules.agreements.day_price import cost_of_days
from samverk.rules.agreements.stretches import month_end
from samverk.rules.periods import add_months
from samverk.rules.ruling import Ruling

# How far back the first month may be
MONTHS_BACK = 12


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of the ledger as it is read (dagbokens rad): its price, and the claim that it stands in."""

    line: DayLine
    price: Ruling[int] | None
    claim: str

    @property
    def where(self) -> str:
        """Which delivery it is of."""
        if self.line.delivery:
            return self.line.delivery.name
        return f"{self.line.intervention}, alla verksamheter"

    @property
    def home(self) -> str:
        """Which home municipality it is of."""
        return self.line.home.short_name if self.line.home else "övriga tillsammans"

    @property
    def town(self) -> str:
        """The provider's municipality."""
        return self.line.town.short_name if self.line.town else "flera"


@dataclass(frozen=True, slots=True)
class LedgerMonth:
    """A closed month (bokförd månad) with its lines; sums of the days and öre that are told and priced."""

    closed: ClosedMonth
    rows: tuple[LedgerRow, ...]

    @property
    def days(self) -> int:
        """The days that are told."""
        return sum(row.line.days or 0 for row in self.rows)

    @property
    def amount(self) -> int | None:
        """What they cost, öre; None where nothing has a price."""
        priced = [row.price.value for row in self.rows if row.price]
        return sum(priced) if priced else None

    @property
    def is_short(self) -> bool:
        """Answer whether something is withheld."""
        return any(row.line.days is None for row in self.rows)


def federations_of(organisation: int) -> list[int]:
    """List the federations (organisation ids) whose interventions an organisation gives."""
    rows = Delivery.objects.filter(provider=organisation)
    found = rows.values_list("intervention__federation", flat=True).distinct()
    return sorted(found)


def months_to_close(body: int, federation: int, day: date) -> list[date]:
    """List the months that an authority may close on a day: the next one, or at first any of a year."""
    this = day.replace(day=1)
    with unread([body]):
        last = (
            ClosedMonth.objects.filter(controller=body, federation=federation)
            .order_by("-month")
            .values_list("month", flat=True)
            .first()
        )
    if last:
        after = add_months(last, 1)
        return [after] if after < this else []
    return [add_months(this, -back) for back in range(1, MONTHS_BACK + 1)]


def ledger_years(body: int, federation: int) -> list[int]:
    """List the years that an authority has closed months of, the latest first."""
    with unread([body]):
        rows = ClosedMonth.objects.filter(controller=body, federation=federation)
        return sorted({one.year for one in rows.values_list("month", flat=True)}, reverse=True)


def ledger_months(body: int, organisation: int, federation: int, year: int) -> list[LedgerMonth]:
    """List the closed months of a year towards a federation, the latest first, in a few questions."""
    told = told_terms(federation, organisation)
    with unread([body]):
        months = ClosedMonth.objects.filter(
            controller=body, federation=federation, month__year=year
        )
        closed = list(months.order_by("-month"))
        lines = DayLine.objects.filter(closed__in=closed).select_related(
            "intervention", "delivery", "home", "town", "corrects"
        )
        found = list(
            lines.order_by("intervention__name", "from_date", "delivery__name", "home__name", "pk")
        )
    return [
        LedgerMonth(one, tuple(_row(line, told) for line in found if line.closed_id == one.pk))
        for one in closed
    ]


def _row(line: DayLine, told: ToldTerms) -> LedgerRow:
    return LedgerRow(line, price_of(line), told.claims.get(line.pk, ""))


def price_of(line: DayLine) -> Ruling[int] | None:
    """Price a line as it was agreed when it was booked; None where nothing is told, or has no price."""
    if line.days is None or line.rate is None:
        return None
    return cost_of_days(line.days, line.rate, month_end(line.from_date).day)


def homes_netted(months: Sequence[LedgerMonth]) -> list[tuple[str, str, int, int]]:
    """Sum days and öre by home and provider municipality, over some months: what they settle."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for month in months:
        for row in month.rows:
            days, ore = found.get((row.home, row.town), (0, 0))
            price = row.price.value if row.price else 0
            found[row.home, row.town] = days + (row.line.days or 0), ore + price
    return [(home, town, days, ore) for (home, town), (days, ore) in sorted(found.items())]
