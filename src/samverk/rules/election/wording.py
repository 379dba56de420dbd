"""How the seats of an election are told: the numbers, the tie and the lot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from samverk.rules.election.allocation import Allocation
from samverk.rules.ruling import Reason

# More seats than this are not told one by one.
_TOLD_SEATS = 25


def seat_reasons(
    votes: Mapping[str, int], given: Allocation, open_tie: Reason | None, lots: Sequence[str]
) -> list[Reason]:
    """Tell how the seats went, and what the lot has done and has left to do."""
    text = (
        "Platserna fördelas en i taget till den grupp som har störst jämförelsetal: gruppens "
        "röster delade med 1, 2, 3 och så vidare. Så räknar SKR:s exempel till lagen (2022:629)."
    )
    reasons = [Reason(text), *_told_seats(votes, given)]
    if given.tied:
        text = (
            f"{' och '.join(given.tied)} har samma jämförelsetal, {_number(given.last)}, och "
            f"{places(given.left)} återstår: lotten avgör."
        )
        reasons.append(Reason(text))
    if lots:
        text = f"Lottens ordning: {', '.join(lots)}."
        reasons.append(Reason(text))
    return [*reasons, *([open_tie] if open_tie else [])]


def _told_seats(votes: Mapping[str, int], given: Allocation) -> list[Reason]:
    """List the comparison numbers that won a certain seat, the largest first."""
    if sum(given.won.values()) > _TOLD_SEATS:
        return [Reason(f"Den sista platsen tas med jämförelsetalet {_number(given.last)}.")]
    taken = [
        (Fraction(votes[group], divisor), group, divisor)
        for group, number in given.won.items()
        for divisor in range(1, number + 1)
    ]
    taken.sort(key=lambda each: -each[0])
    told = [f"{group} {votes[group]}/{divisor} = {_number(q)}" for q, group, divisor in taken]
    return [Reason(f"Jämförelsetalen i fallande ordning: {', '.join(told)}.")] if told else []


def _number(value: Fraction) -> str:
    """Write a comparison number: whole, or rounded to two decimals after a Swedish comma."""
    if value.denominator == 1:
        return str(value.numerator)
    rounded = f"{float(value):.2f}".rstrip("0").rstrip(".")
    mark = "" if Fraction(rounded) == value else "cirka "
    return mark + rounded.replace(".", ",")


def places(number: int) -> str:
    """Write a number of seats."""
    return "en plats" if number == 1 else f"{number} platser"
