"""The participant-days of a year held against the counts of participants, where they cannot both be right.

Parties book days month by month and tell counts later: what they told before is not weighed in then. So it
is weighed here, of numbers that the federation has already. It stops nothing, and says what to ask about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from samverk.federation.models import Claim, CountReport, DayReport, Measure
from samverk.rules.agreements.day_check import DaysOfMonth, PeopleTold, days_fit
from samverk.rules.agreements.stretches import Span, month_end
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class DayCheck:
    """Days and a count that cannot both be right (dagar som inte går ihop): of what, by whom, and why."""

    intervention: int
    provider: int
    month: Span
    of: str
    ruling: Ruling[bool]

    @property
    def ident(self) -> str:
        """What the check is called on a page: the same each time."""
        return f"dagar-{self.month.from_date:%Y-%m}-{self.intervention}-{self.provider}"


def days_beyond(federation: int, year: int) -> list[DayCheck]:
    """List the months of a year whose days are more than the participants told of can have.

    What is withheld is in neither: then less is told than there is, and nothing is said of it.
    """
    counts = list(
        CountReport.objects.filter(
            intervention__federation=federation,
            measure=Measure.TOOK_PART,
            home=None,
            kept=True,
            from_date__year=year,
        )
    )
    return [found for found in _held(federation, year, counts) if not found.ruling.value]


def _held(federation: int, year: int, counts: list[CountReport]) -> Iterator[DayCheck]:
    rows = DayReport.objects.filter(
        intervention__federation=federation, from_date__year=year, days__isnull=False
    ).annotate(month=TruncMonth("from_date"))
    names = ("intervention", "intervention__name", "provider", "provider__short_name", "month")
    summed = rows.order_by(*names).values_list(*names).annotate(sum=Sum("days"))
    for intervention, what, provider, who, first, days in summed:
        month = Span(first, month_end(first))
        for one in counts:
            period = Span(one.from_date, one.to_date)
            is_in = one.intervention_id == intervention and period.common(month) == month
            if is_in and one.total is not None:
                ruling = days_fit(DaysOfMonth(month, days), PeopleTold(period, one.total))
                yield DayCheck(intervention, provider, month, f"{what}, {who}", ruling)


def days_beyond_in(claim: Claim) -> list[DayCheck]:
    """List those of a claim's days: of its agreement's intervention and payee, in the months it is of."""
    of, asked = claim.agreement, Span(claim.from_date, claim.to_date)
    years = range(asked.from_date.year, asked.to_date.year + 1)
    return [
        one
        for year in years
        for one in days_beyond(of.federation_id, year)
        if (one.intervention, one.provider) == (of.intervention_id, of.payee.member_id)
        and asked.common(one.month)
    ]
