"""What a participant-day costs by an agreement that pays for places used by the month.

A place that somebody uses a whole month costs the month's price, so a day costs that price divided by the
days of the month. Each sum of days is rounded by itself, half away from zero: it has the same amount in
the party's ledger, at the federation and in a claim, and a correction takes back what was paid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.agreements.stretches import ONE, Span, Tariff, month_end, tariff_spans
from samverk.rules.amounts import rounded
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import kronor_and_ore, running_date


@dataclass(frozen=True, slots=True)
class ToldDays:
    """Participant-days that a payee has told of (berättade dagar): of days within one month.

    ``code`` names the row of its ledger, ``of`` says in words what they are. Below zero for a correction.
    """

    code: str
    of: str
    span: Span
    days: int


@dataclass(frozen=True, slots=True)
class DayTerms:
    """What an agreement says of a day (villkor): the days it holds, its tariffs and its closed days.

    ``has_day_price`` is False where it pays by something else than places used by the month.
    """

    span: Span
    has_day_price: bool
    tariffs: tuple[Tariff, ...] = ()
    closed: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class DayStretch:
    """Days of a month with one price (delperiod): öre for a place in a month, None without a price.

    ``closed`` are days within it when nothing was given.
    """

    span: Span
    rate: int | None
    closed: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class DaysPriced:
    """What days cost (belopp), öre, and how it was computed in words."""

    text: str
    amount: int


def day_stretches(month: date, terms: Sequence[DayTerms]) -> tuple[DayStretch, ...]:
    """Cut the month that begins on a day where the price of a day changes."""
    whole = Span(month, month_end(month))
    held = [(one, common) for one in terms if (common := one.span.common(whole))]
    starts = {whole.from_date}
    for one, common in held:
        starts |= {common.from_date, common.to_date + ONE}
        starts |= {
            row.from_date
            for row in one.tariffs
            if one.has_day_price and _within(row.from_date, common)
        }
    days = sorted(day for day in starts if _within(day, whole))
    ends = [*(day - ONE for day in days[1:]), whole.to_date]
    return tuple(_stretch(Span(first, last), held) for first, last in zip(days, ends, strict=True))


def _within(day: date, span: Span) -> bool:
    return span.from_date <= day <= span.to_date


def _stretch(span: Span, held: Sequence[tuple[DayTerms, Span]]) -> DayStretch:
    for one, common in held:
        if _within(span.from_date, common):
            closed = tuple(part for row in one.closed if (part := row.common(span)))
            rate = _rate(span, one.tariffs) if one.has_day_price else None
            return DayStretch(span, rate, closed)
    return DayStretch(span, None)


def _rate(span: Span, tariffs: Sequence[Tariff]) -> int | None:
    """Answer the tariff that holds the whole of a stretch; None when none does."""
    found = tariff_spans(tariffs, span.to_date)
    return next((amount for held, amount in found if held.common(span) == span), None)


def cost_of_days(days: int, rate: int, month_days: int) -> Ruling[int]:
    """Compute what days cost, öre, where a place in a month of ``month_days`` days costs ``rate`` öre."""
    amount = rounded(days * rate, month_days)
    told = f"{days} deltagardagar × {kronor_and_ore(rate)} / {month_days} dagar".replace(
        "-", "\N{MINUS SIGN}"
    )
    return Ruling(amount, (Reason(f"{told} = {kronor_and_ore(amount)}"),))


def priced_days(told: ToldDays, tariffs: Sequence[Tariff]) -> DaysPriced | None:
    """Price days by the tariff that held them; None when no tariff held them all.

    Days that were told across the day of a new tariff are priced by the days that each tariff had.
    """
    month_days = month_end(told.span.from_date).day
    parts = [
        (common, amount)
        for held, amount in tariff_spans(tariffs, told.span.to_date)
        if (common := held.common(told.span))
    ]
    if sum(common.days for common, _ in parts) < told.span.days:
        return None
    first = running_date(told.span.from_date)
    which = f"{told.of}, {first} till {running_date(told.span.to_date)}"
    if len(parts) == 1:
        ruled = cost_of_days(told.days, parts[0][1], month_days)
        return DaysPriced(f"{which}: {ruled.reasons[0].text.rpartition(' = ')[0]}", ruled.value)
    total = sum(common.days * rate for common, rate in parts)
    amount = rounded(told.days * total, told.span.days * month_days)
    text = f"{which}: {told.days} deltagardagar efter {len(parts)} taxor"
    return DaysPriced(text.replace(": -", ": \N{MINUS SIGN}"), amount)


EXAMPLES = (
    Example(
        cost_of_days,
        {"days": 155, "rate": 1_000_000, "month_days": 31},
        5_000_000,
        "räknat för hand: fem platser hela mars för 10 000 kronor var",
    ),
    Example(
        cost_of_days,
        {"days": -29, "rate": 1_000_000, "month_days": 29},
        -1_000_000,
        "räknat för hand: en plats hela februari ett skottår tas tillbaka",
    ),
)
