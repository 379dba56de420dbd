"""How many places may be claimed: never more than the agreement funds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samverk.rules.agreements.pricing import BY_MONTH, Asked, Counted
from samverk.rules.agreements.stretches import ONE, Span
from samverk.rules.ruling import Reason, Ruling


def funded_places(
    span: Span, places: int | None, changes: Sequence[tuple[date, int]]
) -> tuple[Counted, ...]:
    """Give the funded places in a period: ``places`` from the start, then each change from its day.

    Empty for days before which none are told.
    """
    rows = [(date.min, places), *sorted(changes)]
    ends = [*(start - ONE for start, _ in rows[1:]), date.max]
    return tuple(
        Counted(common, number)
        for (start, number), end in zip(rows, ends, strict=True)
        if number is not None and (common := span.common(Span(start, end)))
    )


def above_funded(asked: Asked) -> Ruling[tuple[Counted, ...]]:
    """List the numbers of places that exceed what the agreement funds, with what to do about each."""
    if asked.model not in BY_MONTH:
        return Ruling((), (Reason("Prismodellen räknar inte platser."),))
    rows = list(enumerate(asked.counted, start=1))
    found = [
        (number, one, held)
        for number, one in rows
        for held in asked.funded
        if one.span.common(held.span) and one.count > held.count
    ]
    reasons = tuple(
        Reason(
            f"Rad {number}, {one.span}: {one.count} platser, men överenskommelsen finansierar"
            f" {held.count}. Rätta antalet, eller ändra överenskommelsens platser först."
        )
        for number, one, held in found
    )
    over = tuple(dict.fromkeys(one for _, one, _ in found))
    return Ruling(over, reasons or (Reason("Antalen ryms i de finansierade platserna."),))
