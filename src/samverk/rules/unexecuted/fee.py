"""The special fee (särskild avgift): until when it can be asked for, and how much it might be.

The estimate is no forecast of a judgment. Every assumption is a reason of its own, and the bounds and
the share that is added are data: the day from which the higher bounds hold is not confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from samverk.rules.amounts import kr
from samverk.rules.example import Example
from samverk.rules.periods import add_months
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.statutes.social import (
    DISABILITY_FEE_AMOUNT,
    DISABILITY_FEE_BASIS,
    DISABILITY_FEE_LIMIT,
    SOCIAL_SERVICES_FEE_AMOUNT,
    SOCIAL_SERVICES_FEE_BASIS,
    SOCIAL_SERVICES_FEE_CHOICE,
    SOCIAL_SERVICES_FEE_LIMIT,
)
from samverk.rules.unexecuted.grounds import Ground
from samverk.rules.wording import running_date

LIMIT_MONTHS = 24
# What the supervisory authority says that it adds
ADDED = 25
_ORE = 100
_MONTH_DAYS = Decimal(365) / 12


@dataclass(frozen=True, slots=True)
class FeeBounds:
    """The least and the most a fee can be (avgiftsspann), in öre, from a day; whether that day is certain."""

    from_date: date
    least: int
    most: int
    is_confirmed: bool = True


BOUNDS = (
    FeeBounds(date(2006, 7, 1), 10_000 * _ORE, 1_000_000 * _ORE),
    FeeBounds(date(2026, 1, 1), 15_000 * _ORE, 1_500_000 * _ORE, is_confirmed=False),
)


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """What an estimate is made of (avgiftsunderlag): amounts in öre a month, shares in per cent.

    ``monthly`` is what the measure would have cost, ``interim`` what was given instead meanwhile.
    ``effort`` is how much is taken off for what the municipality has tried, ``added`` the part that is
    to deter. ``free_months`` are the whole months that it may reasonably take, which are not counted.
    """

    began_on: date
    until: date
    monthly: int
    interim: int = 0
    effort: int = 0
    added: int = ADDED
    free_months: int = 0

    def __post_init__(self) -> None:
        if self.until < self.began_on:
            raise ValueError("Väntan kan inte sluta innan den börjar.")
        if min(self.monthly, self.interim) < 0:
            raise ValueError("En kostnad kan inte vara negativ.")
        if not 0 <= self.effort <= 100 or not 0 <= self.added <= 1000:
            raise ValueError("Andelarna anges i procent.")
        if self.free_months < 0:
            raise ValueError("Månaderna som inte räknas kan inte vara negativa.")

    @property
    def counted_from(self) -> date:
        """The day from which the wait is longer than it may reasonably be; never after ``until``."""
        return min(add_months(self.began_on, self.free_months), self.until)


def two_year_day(began_on: date, ground: Ground | None) -> Ruling[date]:
    """Find the last day on which an application for a fee can be served on the municipality."""
    last = add_months(began_on, LIMIT_MONTHS)
    provision = DISABILITY_FEE_LIMIT if _is_lss(ground) else SOCIAL_SERVICES_FEE_LIMIT
    told = (
        "Ansökan om särskild avgift ska ha delgetts kommunen inom två år från beslutet eller avbrottet,"
        f" {running_date(began_on)}: senast {running_date(last)}."
    )
    return Ruling(last, (because(told, provision, last),), unknown_wordings(last, provision))


def fee_estimate(
    facts: FeeFacts,
    ground: Ground | None,
    bounds: Sequence[FeeBounds] = BOUNDS,
    chosen: FeeBounds | None = None,
) -> Ruling[int]:
    """Estimate the fee in öre: the saving over the wait, less what was given instead, and a part added.

    ``chosen`` are bounds to count with in place of those of the day, which is said.
    """
    raw, reasons = _unbounded(facts)
    held = bounds_on(facts.until, bounds)
    span = chosen or held
    estimate = min(max(raw, span.least), span.most)
    provision = DISABILITY_FEE_AMOUNT if _is_lss(ground) else SOCIAL_SERVICES_FEE_AMOUNT
    told = f"Avgiften är lägst {kr(span.least)} och högst {kr(span.most)}: {kr(estimate)}."
    bound = because(told, provision, _cited_on(span, facts.until))
    if span != held:
        # No wording of that day says so
        bound = Reason(f"{told} De beloppen är valda, och gäller inte {running_date(facts.until)}.")
    return Ruling(
        estimate,
        (_basis(ground, facts.until), *reasons, bound),
        (*_remarks(span, ground, facts.until), *unknown_wordings(facts.until, provision)),
    )


def _cited_on(span: FeeBounds, until: date) -> date:
    """Find a day of the wording that has the amounts: an authority may know another day for it."""
    amounts = [(one.least, one.most) for one in BOUNDS]
    if (span.least, span.most) not in amounts:
        return until
    place = amounts.index((span.least, span.most))
    if place + 1 < len(BOUNDS):
        return min(until, BOUNDS[place + 1].from_date - timedelta(days=1))
    return max(until, BOUNDS[place].from_date)


def bounds_on(day: date, bounds: Sequence[FeeBounds] = BOUNDS) -> FeeBounds:
    """Find the least and the most that a fee can be on a day; the oldest known before them all."""
    ordered = sorted(bounds, key=lambda one: one.from_date)
    in_force = [one for one in ordered if one.from_date <= day]
    return in_force[-1] if in_force else ordered[0]


def _basis(ground: Ground | None, day: date) -> Reason:
    """Say when there is a fee at all, by the act of the decision as it stood on a day."""
    provision = DISABILITY_FEE_BASIS if _is_lss(ground) else SOCIAL_SERVICES_FEE_BASIS
    told = "En kommun som inte ger det beviljade inom skälig tid kan få betala en särskild avgift."
    return because(told, provision, day)


def _remarks(span: FeeBounds, ground: Ground | None, day: date) -> list[Reason]:
    """Say what an estimate cannot know: the court, its leniency, and whether the bounds are right."""
    found = [
        Reason("En domstol bestämmer avgiften. Det här är en uppskattning, inget besked."),
    ]
    if not span.is_confirmed:
        text = f"Att beloppen gäller från {running_date(span.from_date)} är inte bekräftat."
        found.append(Reason(text))
    weighed = (
        "Domstolen ser till hur länge det har dröjt och hur allvarligt det är. Finns synnerliga skäl kan"
        " den efterge avgiften, och i ringa fall tas ingen ut. Det är inte räknat här."
    )
    provision = DISABILITY_FEE_AMOUNT if _is_lss(ground) else SOCIAL_SERVICES_FEE_AMOUNT
    found.append(because(weighed, provision, day))
    if not _is_lss(ground) and SOCIAL_SERVICES_FEE_CHOICE.on(day):
        told = "Vill den enskilde vänta på en viss utförare i ett valfrihetssystem tas ingen avgift ut."
        found.append(because(told, SOCIAL_SERVICES_FEE_CHOICE, day))
    return found


def _unbounded(facts: FeeFacts) -> tuple[int, tuple[Reason, ...]]:
    """Compute the amount before the least and the most, with each assumption as a reason."""
    days = (facts.until - facts.counted_from).days
    months = (Decimal(days) / _MONTH_DAYS).quantize(Decimal("0.1"), ROUND_HALF_UP)
    saved = _ore(months * (facts.monthly - min(facts.interim, facts.monthly)))
    tried = _ore(Decimal(saved) * (100 - facts.effort) / 100)
    raw = _ore(Decimal(tried) * (100 + facts.added) / 100)
    span = f"{running_date(facts.counted_from)} till {running_date(facts.until)}"
    number = str(months).replace(".", ",")
    whole = f"Väntan räknas från {running_date(facts.began_on)}"
    free = f"{whole}, och ingen tid dras av som skälig."
    if facts.free_months:
        first = (
            "Den första månaden"
            if facts.free_months == 1
            else f"De första {facts.free_months} månaderna"
        )
        free = f"{whole}. {first} räknas inte: så länge kan det skäligen ta att ordna insatsen."
    texts = (
        free,
        f"Från {span} är det {days} dagar, {number} månader om 365/12 dagar.",
        f"Insatsen hade kostat {kr(facts.monthly)} i månaden, och i stället gavs stöd för"
        f" {kr(facts.interim)}: {kr(saved)} har inte lagts på insatsen.",
        f"För kommunens ansträngningar dras {facts.effort} procent av: {kr(tried)}.",
        f"Tillsynsmyndigheten lägger på en avskräckande del, här {facts.added} procent: {kr(raw)}.",
    )
    return raw, tuple(map(Reason, texts))


def _is_lss(ground: Ground | None) -> bool:
    return ground is not None and ground.act == "LSS"


def _ore(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


_BEGAN = date(2022, 7, 25)
EXAMPLES = (
    Example(
        two_year_day,
        {"began_on": _BEGAN, "ground": None},
        date(2024, 7, 25),
        "beslutsdag i ett verkligt kvartalsunderlag",
    ),
    Example(
        fee_estimate,
        {
            "facts": FeeFacts(
                _BEGAN, _BEGAN + timedelta(days=365), 10_000 * _ORE, 2_000 * _ORE, 50
            ),
            "ground": None,
        },
        60_000 * _ORE,
        "räknat för hand: tolv månader om 8 000 kr, hälften, och en fjärdedel till",
    ),
    Example(
        fee_estimate,
        {"facts": FeeFacts(_BEGAN, date(2022, 11, 25), 500 * _ORE), "ground": None},
        10_000 * _ORE,
        "räknat för hand: under det lägsta blir det det lägsta",
    ),
)
