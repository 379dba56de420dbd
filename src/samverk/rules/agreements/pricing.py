"""What a period costs by an agreement's price model, to the öre, with every step of the sum.

Money is integer öre. A period is cut at the turns of months and of tariffs, each part is computed
exactly, the whole is rounded once (half up), and the öre are laid on the parts by largest remainder.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor

from samverk.rules.agreements.day_price import ToldDays, priced_days
from samverk.rules.agreements.stretches import (
    ONE,
    Span,
    Stretch,
    Tariff,
    months_of,
    stretches,
    tariff_spans,
)
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import kronor_and_ore, running_date

FORMULA = "2"


class PriceModel(StrEnum):
    """By what an agreement is paid (prismodell)."""

    FIXED_SUM = "fixed_sum"
    PER_FUNDED_PLACE_MONTH = "funded_place_month"
    PER_USED_PLACE_MONTH = "used_place_month"
    PER_USED_WEEK = "used_week"
    PER_HOUR = "hour"
    PER_COMPLETED_INTERVENTION = "completed"
    ACTUAL_COST = "actual_cost"
    OTHER = "other"


_P = PriceModel
BY_MONTH = frozenset({_P.PER_FUNDED_PLACE_MONTH, _P.PER_USED_PLACE_MONTH})
BY_VOLUME = frozenset({_P.PER_USED_WEEK, _P.PER_HOUR, _P.PER_COMPLETED_INTERVENTION})
BY_COST = frozenset({_P.ACTUAL_COST, _P.OTHER})
# What is counted: one, and how the number is labelled
UNITS = {
    _P.PER_FUNDED_PLACE_MONTH: "platser",
    _P.PER_USED_PLACE_MONTH: "använda platser",
    _P.PER_USED_WEEK: "använda veckor",
    _P.PER_HOUR: "timmar",
    _P.PER_COMPLETED_INTERVENTION: "fullföljda insatser",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of the model's unit in some days (uppgivet antal): never who."""

    span: Span
    count: int


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost that is claimed (kostnadsrad), in öre, with the kind of cost it is."""

    kind: str
    text: str
    amount: int


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A line of a claim (rad) in öre, with how it was computed in words."""

    text: str
    amount: int
    span: Span | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Priced:
    """What a period costs (belopp), öre; the lines add up to it."""

    total: int
    lines: tuple[PriceLine, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is priced (underlag för priset): the model, the period, tariffs, figures and closed days.

    ``last_day`` is the agreement's, to which a fixed sum is spread whose tariff tells no day of its own.
    ``funded`` are the places that the agreement funds, by days; () where it tells none. ``told`` are
    the payee's participant-days, which take the place of ``counted``.
    """

    model: PriceModel
    span: Span
    tariffs: tuple[Tariff, ...] = ()
    counted: tuple[Counted, ...] = ()
    costs: tuple[Cost, ...] = ()
    closed: tuple[Span, ...] = ()
    last_day: date | None = None
    funded: tuple[Counted, ...] = ()
    told: tuple[ToldDays, ...] = ()


def price(asked: Asked) -> Ruling[Priced | None]:
    """Compute what a period costs; None with what is missing.

    Raises ValueError for negative numbers, and figures whose days overlap or lie outside the period.
    """
    if asked.model in BY_COST:
        return _ruled([PriceLine(f"{c.kind}: {c.text}", c.amount) for c in asked.costs])
    return _by_days(asked) if asked.told else _by_units(asked)


def _by_units(asked: Asked) -> Ruling[Priced | None]:
    _check(asked)
    held = stretches(asked.span, asked.tariffs, asked.closed)
    if sum(part.span.days for part in held) < asked.span.days:
        return Ruling(None, (Reason(f"Taxa saknas för någon dag i {asked.span}. Registrera den."),))
    if asked.model is _P.FIXED_SUM:
        late = _after_the_sums(asked)
        return Ruling(None, (Reason(late),)) if late else _ruled(_fixed(asked))
    if lacking := _uncounted(held, asked.counted):
        told = ", ".join(map(str, lacking))
        return Ruling(None, (Reason(f"Antal saknas för {told}. Fyll i dem."),))
    given = [(one, stretches(one.span, asked.tariffs, asked.closed)) for one in _in_order(asked)]
    if asked.model in BY_MONTH:
        return _ruled(_by_month(asked.model, [(s, one.count) for one, cut in given for s in cut]))
    return _ruled(_by_volume(asked.model, given))


def _by_days(asked: Asked) -> Ruling[Priced | None]:
    """Price participant-days: each line is a sum of days that was told by itself, and is rounded once."""
    if asked.model is not _P.PER_USED_PLACE_MONTH:
        return Ruling(None, (Reason("Överenskommelsen har inget pris för en dag."),))
    lines: list[PriceLine] = []
    for one in asked.told:
        found = priced_days(one, asked.tariffs)
        if found is None:
            return Ruling(
                None, (Reason(f"Taxa saknas för någon dag i {one.span}. Registrera den."),)
            )
        lines.append(PriceLine(found.text, found.amount, one.span, None))
    return _ruled(lines)


def _in_order(asked: Asked) -> list[Counted]:
    return sorted(asked.counted, key=lambda one: one.span.from_date)


def _uncounted(held: Sequence[Stretch], counted: Sequence[Counted]) -> list[Span]:
    """List the stretches that some day of has no number."""
    return [
        part.span
        for part in held
        if sum(c.days for one in counted if (c := one.span.common(part.span))) < part.span.days
    ]


def _check(asked: Asked) -> None:
    days = _in_order(asked)
    if any(one.count < 0 for one in days) or any(one.amount < 0 for one in asked.tariffs):
        raise ValueError("Antal och taxor kan inte vara negativa.")
    if any(one.span.common(asked.span) != one.span for one in days):
        raise ValueError("Antalen gäller dagar utanför perioden.")
    if any(a.span.to_date >= b.span.from_date for a, b in itertools.pairwise(days)):
        raise ValueError("Två antal gäller samma dagar.")


def _ruled(lines: Sequence[PriceLine]) -> Ruling[Priced | None]:
    priced = Priced(sum(line.amount for line in lines), tuple(lines))
    reasons = [Reason(f"{line.text} = {kronor_and_ore(line.amount)}") for line in lines]
    return Ruling(priced, (*reasons, Reason(f"Summa {kronor_and_ore(priced.total)}.")))


def _by_month(model: PriceModel, given: Sequence[tuple[Stretch, int]]) -> list[PriceLine]:
    """Price places by the month: a month with closed days counts for its open ones."""
    exact = [Fraction(n * part.rate * part.open_days, part.month_days) for part, n in given]
    amounts = rounded(exact)
    return [
        PriceLine(
            f"{part.span}: {n} {UNITS[model]} × {kronor_and_ore(part.rate)}"
            f" × {part.open_days}/{part.month_days} dagar",
            amount,
            part.span,
            n,
        )
        for (part, n), amount in zip(given, amounts, strict=True)
    ]


def rounded(exact: Sequence[Fraction]) -> list[int]:
    """Round a sum once, half up, and lay the öre on its parts by largest remainder."""
    parts = [floor(one) for one in exact]
    left = floor(sum(exact, Fraction(0)) + Fraction(1, 2)) - sum(parts)
    order = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[:left]:
        parts[i] += 1
    return parts


def _by_volume(
    model: PriceModel, given: Sequence[tuple[Counted, Sequence[Stretch]]]
) -> list[PriceLine]:
    """Price what was used: a number that spans two tariffs is split by open days, in whole units."""
    lines = []
    for one, cut in given:
        shares = split_count(one.count, [part.open_days for part in cut])
        for part, n in zip(cut, shares, strict=True):
            text = f"{part.span}: {n} {UNITS[model]} × {kronor_and_ore(part.rate)}"
            lines.append(PriceLine(text, n * part.rate, part.span, n))
    return lines


def split_count(count: int, weights: Sequence[int]) -> list[int]:
    """Split a whole number by weights, by largest remainder; all on the last when none weighs."""
    whole = sum(weights)
    if not whole:
        return [0] * (len(weights) - 1) + [count]
    parts = [count * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(count * weights[i] % whole), i))
    for i in order[: count - sum(parts)]:
        parts[i] += 1
    return parts


def _fixed(asked: Asked) -> list[PriceLine]:
    """Spread each fixed sum over the days it was agreed for, month by month, and take the period's part.

    Days that a later tariff has taken over are not paid by the earlier one.
    """
    lines = []
    for held, agreed, amount in _sums(asked):
        months = months_of(agreed)
        shares = split_count(amount, [month.days for month in months])
        for month, share in zip(months, shares, strict=True):
            paid = month.common(held)
            if paid and (common := paid.common(asked.span)):
                lines.append(_fixed_line(month, share, common))
    return lines


def _sums(asked: Asked) -> list[tuple[Span, Span, int]]:
    """Give each fixed sum its days, the days that it was agreed for, and its amount."""
    last = max(asked.last_day or asked.span.to_date, asked.span.to_date)
    until = {one.from_date: one.until for one in asked.tariffs}
    return [
        (held, Span(held.from_date, until[held.from_date] or held.to_date), amount)
        for held, amount in tariff_spans(asked.tariffs, last)
    ]


def _after_the_sums(asked: Asked) -> str:
    """Say which days of the period no fixed sum was agreed for; "" when there are none."""
    for held, agreed, _ in _sums(asked):
        common = held.common(asked.span)
        if common and common.to_date > agreed.to_date:
            first = running_date(agreed.to_date + ONE)
            return (
                f"Det fasta beloppet avser till och med {running_date(agreed.to_date)}. Registrera en"
                f" taxa från {first}."
            )
    return ""


def _fixed_line(month: Span, share: int, common: Span) -> PriceLine:
    """Take a month's part, or some of its days: the days before are taken away from those up to here.

    So claims that divide a month between them add up to its part, wherever it is cut.
    """
    through = (common.to_date - month.from_date).days + 1
    before = (common.from_date - month.from_date).days
    amount = share * through // month.days - share * before // month.days
    text = f"{common}: {common.days} av {month.days} dagar av {kronor_and_ore(share)}"
    return PriceLine(text, amount, common)


_APRIL = Span(date(2024, 4, 1), date(2024, 4, 30))
EXAMPLES = (
    Example(
        lambda **given: Ruling(price(Asked(**given)).value.total, ()),  # type: ignore[union-attr]
        {
            "model": _P.PER_FUNDED_PLACE_MONTH,
            "span": _APRIL,
            "tariffs": (Tariff(date(2024, 1, 1), 100_000), Tariff(date(2024, 4, 16), 130_000)),
            "counted": (Counted(_APRIL, 3),),
        },
        345_000,
        "räknat för hand: halva april till varje taxa, 3 × (500 + 650) kronor",
    ),
    Example(
        lambda **given: Ruling(price(Asked(**given)).value.total, ()),  # type: ignore[union-attr]
        {
            "model": _P.FIXED_SUM,
            "span": Span(date(2023, 1, 1), date(2023, 1, 31)),
            "tariffs": (Tariff(date(2023, 1, 1), 36_500_000),),
            "last_day": date(2023, 12, 31),
        },
        3_100_000,
        "räknat för hand: 1 000 kronor om dagen i 31 dagar",
    ),
)
