"""Options to prolong (optioner), and the warnings before an agreement runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.agreements.stretches import ONE, Tariff
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

# No source sets when to warn: these days stand until a federation asks for others
WARN_DAYS = (180, 90, 30)


@dataclass(frozen=True, slots=True)
class OptionTerms:
    """An option (option): until when it prolongs, and the latest day to use it."""

    prolongs_to: date
    use_by: date
    is_used: bool = False


def may_use(
    option: OptionTerms,
    ends_on: date,
    longest: date | None,
    day: date,
    sums: Sequence[Tariff] | None = None,
) -> Ruling[bool]:
    """Answer whether an option may be used on ``day``, within the longest duration (``longest``).

    ``sums`` are the tariffs of an agreement that is paid by fixed sums, None for others: a sum was
    agreed for its own days, so the time that is added needs one.
    """
    problems = []
    if sums is not None and not _has_sum(sums, ends_on, option.prolongs_to):
        problems.append(
            f"Det fasta beloppet avser till och med {running_date(ends_on)}. Registrera först en taxa"
            f" från {running_date(ends_on + ONE)}."
        )
    if option.is_used:
        problems.append("Optionen är redan använd.")
    if day > option.use_by:
        problems.append(f"Sista dag att använda optionen var {running_date(option.use_by)}.")
    if option.prolongs_to <= ends_on:
        problems.append("Optionen förlänger inte: överenskommelsen gäller redan längre.")
    if longest and option.prolongs_to > longest:
        problems.append(f"Längsta tid är till och med {running_date(longest)}.")
    if problems:
        return Ruling(False, tuple(map(Reason, problems)))
    text = f"Överenskommelsen förlängs till och med {running_date(option.prolongs_to)}."
    return Ruling(True, (Reason(text),))


def _has_sum(sums: Sequence[Tariff], ends_on: date, prolongs_to: date) -> bool:
    """Answer whether a fixed sum begins the day after the end, and the sums reach to the new end."""
    later = [one for one in sums if one.from_date > ends_on]
    last = max((one.until or date.max for one in later), default=date.min)
    return any(one.from_date == ends_on + ONE for one in later) and last >= prolongs_to


@dataclass(frozen=True, slots=True)
class ExpiryWarning:
    """A warning (varning) that something runs out on ``last_day``; ``level`` grows from 1."""

    text: str
    last_day: date
    level: int


def expiry_warnings(
    ends_on: date, options: Sequence[OptionTerms], day: date, warn_days: Sequence[int] = WARN_DAYS
) -> Ruling[tuple[ExpiryWarning, ...]]:
    """List what runs out soon: the agreement itself, and the days to use its options."""
    named = [("Överenskommelsen gäller till och med", ends_on)]
    named += [("Sista dag att använda optionen är", o.use_by) for o in options if not o.is_used]
    found = []
    for text, last in named:
        left = (last - day).days
        level = sum(left <= limit for limit in warn_days)
        if left >= 0 and level:
            found.append(ExpiryWarning(f"{text} {running_date(last)}.", last, level))
    told = ", ".join(map(str, warn_days))
    return Ruling(tuple(found), (Reason(f"Varning ges {told} dagar före."),))
