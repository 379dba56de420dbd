"""Participant-days that parties have told of: what they cost, what is claimed, and what is left to claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from samverk.federation.models import Agreement, Claim, ClaimedDays, ClaimVersion, DayReport
from samverk.federation.queries.agreements import force_span, tariffs_of, with_all_terms
from samverk.federation.queries.claim_lists import Reach
from samverk.rules.agreements.claim import CLAIM, ClaimState
from samverk.rules.agreements.day_price import DaysPriced, ToldDays, priced_days
from samverk.rules.agreements.pricing import PriceModel
from samverk.rules.agreements.stretches import Span, month_end

TOGETHER = "övriga tillsammans"
# How many rows that are claimed are told of
MOST = 20_000


def has_day_price(found: Agreement) -> bool:
    """Answer whether a day has a price by an agreement: where used places are paid by the month."""
    return PriceModel(found.price_model) is PriceModel.PER_USED_PLACE_MONTH


def words_of(report: DayReport) -> str:
    """Say what days are of: a delivery and a home municipality, and whether it is a correction."""
    home = report.home.short_name if report.home else TOGETHER
    place = report.place or f"{report.intervention}, alla verksamheter"
    told = f"{place}, från {home}"
    return f"Rättelse: {told}" if report.corrects_id else told


def as_told(report: DayReport) -> ToldDays:
    """Give days as the rules price them."""
    span = Span(report.from_date, report.to_date)
    return ToldDays(str(report.code), words_of(report), span, report.days or 0)


def of_agreement(found: Agreement) -> QuerySet[DayReport]:
    """Find the days that an agreement pays for: of its intervention and payee, on days that it holds."""
    span = force_span(found) or Span(found.starts_on, found.starts_on)
    rows = DayReport.objects.filter(
        intervention=found.intervention_id,
        provider=found.payee.member_id,
        from_date__gte=span.from_date,
        to_date__lte=span.to_date,
    )
    return rows.select_related("home", "intervention")


def months_told(found: Agreement) -> set[date]:
    """List the months (first days) that an agreement's payee has closed."""
    rows = of_agreement(found).filter(corrects=None)
    return set(rows.values_list("booked_in", flat=True).distinct())


def left_to_claim(found: Agreement, span: Span, claim: int | None = None) -> list[DayReport]:
    """List the days of a period that no claim (but ``claim``, an id) has, and what corrects earlier days.

    What was closed in the period and corrects earlier months is among them, and such corrections that came
    after the claim of their own period.
    """
    taken = ClaimedDays.objects.filter(is_let_go=False).exclude(claim=claim)
    rows = of_agreement(found).exclude(days=None).exclude(pk__in=taken.values("report"))
    own = Q(corrects=None, from_date__gte=span.from_date, to_date__lte=span.to_date)
    settled = Q(corrects__isnull=False, booked_in__lte=span.to_date)
    found_rows = rows.filter(own | settled)
    return list(found_rows.order_by("from_date", "corrects", "place", "home__name", "pk"))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Days as they are shown (dagbokens rad): with their price, and the claim that they stand in."""

    report: DayReport
    priced: DaysPriced | None
    claim: Claim | None

    @property
    def words(self) -> str:
        """What they are of."""
        return words_of(self.report)

    @property
    def town(self) -> str:
        """The provider's municipality."""
        return self.report.town.short_name if self.report.town else "flera"


def report_rows(reach: Reach, year: int) -> list[ReportRow]:
    """List the days within reach that were closed in a year, the latest first, in a few questions."""
    rows = DayReport.objects.filter(
        intervention__federation=reach.federation, booked_in__year=year
    ).select_related("intervention", "provider", "home", "town")
    if reach.payees is not None:
        rows = rows.filter(provider__in=reach.payees)
    standing = ClaimedDays.objects.filter(is_let_go=False).select_related("claim")
    found = list(
        rows.prefetch_related(Prefetch("claimed", standing, to_attr="standing")).order_by(
            "-booked_in",
            "provider__name",
            "intervention__name",
            "from_date",
            "place",
            "home__name",
            "pk",
        )
    )
    prices = _Prices(reach.federation, {one.intervention_id for one in found})
    return [ReportRow(one, prices.of(one), _claim(one)) for one in found]


def _claim(report: DayReport) -> Claim | None:
    rows: list[ClaimedDays] = report.standing  # type: ignore[attr-defined]
    return rows[0].claim if rows else None


class _Prices:
    """What days cost by the agreements of a federation (id), read once."""

    def __init__(self, federation: int, interventions: Iterable[int]) -> None:
        rows = with_all_terms().filter(
            federation=federation,
            intervention__in=list(interventions),
            price_model=PriceModel.PER_USED_PLACE_MONTH.value,
        )
        self._held: dict[tuple[int, int], list[Agreement]] = defaultdict(list)
        for row in rows:
            self._held[row.intervention_id, row.payee.member_id].append(row)

    def of(self, report: DayReport) -> DaysPriced | None:
        """Price days; None where nothing is told, or no agreement has a price for them."""
        if report.days is None:
            return None
        span = Span(report.from_date, report.to_date)
        for one in self._held[report.intervention_id, report.provider_id]:
            held = force_span(one)
            if held and held.common(span) == span:
                return priced_days(as_told(report), tariffs_of(one))
        return None


def claimed_in(version: ClaimVersion) -> list[ClaimedDays]:
    """List which days the lines of a claim's version are of, also of those let go since."""
    rows = ClaimedDays.objects.filter(line__version=version).select_related("report")
    return list(rows.order_by("line__position"))


def years_told(reach: Reach) -> list[int]:
    """List the years that days within reach were closed in, the latest first."""
    rows = DayReport.objects.filter(intervention__federation=reach.federation)
    if reach.payees is not None:
        rows = rows.filter(provider__in=reach.payees)
    return sorted({one.year for one in rows.dates("booked_in", "year")}, reverse=True)


def days_told(intervention: int, provider: int, span: Span) -> int | None:
    """Sum the days that a provider has told of an intervention (ids) in whole months; None when not known.

    Corrections of those days are in it. None too where something is withheld.
    """
    if span.from_date.day != 1 or span.to_date != month_end(span.to_date):
        return None
    rows = DayReport.objects.filter(
        intervention=intervention,
        provider=provider,
        from_date__gte=span.from_date,
        to_date__lte=span.to_date,
    )
    found = list(rows.values_list("days", flat=True))
    known = [one for one in found if one is not None]
    return sum(known) if found and len(known) == len(found) else None


def day_terms_told(federation: int) -> dict[int, dict[str, Any]]:
    """Write what each payee (organisation id) of a federation is told: its terms, and what is claimed."""
    found: dict[int, dict[str, Any]] = {}
    rows = with_all_terms().filter(federation=federation).order_by("starts_on", "pk")
    for row in rows:
        if span := force_span(row):
            told = found.setdefault(row.payee.member_id, {"agreements": [], "claims": []})
            told["agreements"].append(_terms(row, span))
    ties = ClaimedDays.objects.filter(is_let_go=False, claim__agreement__federation=federation)
    for tie in ties.select_related("claim", "report").order_by("-pk")[:MOST]:
        state = CLAIM.state_names[ClaimState(tie.claim.state)]
        if told_to := found.get(tie.report.provider_id):
            told_to["claims"].append(
                {"line": str(tie.report.code), "claim": f"Rekvisition {tie.claim.number}, {state}"}
            )
    return found


def _terms(row: Agreement, span: Span) -> dict[str, Any]:
    closed = sorted(row.closings.all(), key=lambda one: (one.from_date, one.pk))
    return {
        "intervention": row.intervention.name,
        "from_date": span.from_date.isoformat(),
        "to_date": span.to_date.isoformat(),
        "has_day_price": has_day_price(row),
        "tariffs": [
            {"from_date": one.from_date.isoformat(), "amount": one.amount}
            for one in (tariffs_of(row) if has_day_price(row) else ())
        ],
        "closed": [
            {"from_date": one.from_date.isoformat(), "to_date": one.to_date.isoformat()}
            for one in closed
        ],
    }


def netted(rows: Iterable[ReportRow]) -> list[tuple[str, str, int, int]]:
    """Sum days and öre by home and provider municipality: what municipalities settle between them."""
    found: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows:
        home = row.report.home.short_name if row.report.home else TOGETHER
        days, ore = found[home, row.town]
        more = row.priced.amount if row.priced else 0
        found[home, row.town] = days + (row.report.days or 0), ore + more
    return [(home, town, days, ore) for (home, town), (days, ore) in sorted(found.items())]
