"""What one more year of hesitation costs a member that has not given notice yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.federation.queries import Member
from samverk.federation.what_if.grounds import Grounds
from samverk.rules.bylaws import terms_on
from samverk.rules.figures import Figure, added
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.withdrawal import effect_per_notice_year

YEARS = 3
WHOLE_YEAR = "Avgiften antas betalas för hela det år då medlemskapet upphör."


@dataclass(frozen=True, slots=True)
class Waited:
    """Notice on a day (dröjsmål): the last day as member, what is owed until then, and how much more.

    ``more`` is what is owed beyond notice on the first day listed; None on that day.
    """

    notice: date
    effective: date
    owed: Figure
    more: Figure | None


@dataclass(frozen=True, slots=True)
class Hesitation:
    """The days of notice, the first of them today, and why waiting costs."""

    rows: tuple[Waited, ...]
    why: Ruling[None]


def hesitation_of(grounds: Grounds, member: Member, today: date) -> Hesitation | None:
    """Compute what waiting costs; None where the by-laws of today are not registered."""
    terms = terms_on(member.terms, today)
    if terms is None:
        return None
    listed = effect_per_notice_year(today, terms, years=YEARS)
    first = listed.value[0].effective
    rows = tuple(
        Waited(one.notice, one.effective, *_owed(grounds, member, (today, first), one.effective))
        for one in listed.value
    )
    whole = () if _ends_a_year(first) else (Reason(WHOLE_YEAR),)
    return Hesitation(rows, Ruling(None, listed.reasons, (*listed.remarks, *whole)))


def _ends_a_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _owed(
    grounds: Grounds, member: Member, first: tuple[date, date], last: date
) -> tuple[Figure, Figure | None]:
    """Add up the fees to ``last``, and those after the exit that notice today leads to."""
    start, until = first[0].year, first[1].year
    fees = {year: grounds.fee_of(member, year) for year in range(start, last.year + 1)}
    told = f"{start} till och med {last.year}" if last.year > start else str(start)
    later = [fee for year, fee in fees.items() if year > until]
    more = f"{until + 1} till och med {last.year}" if last.year > until + 1 else str(last.year)
    return added(list(fees.values()), told), added(later, more) if later else None
