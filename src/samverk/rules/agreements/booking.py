"""How certified claims are booked (kontering). No source sets the accounts: they are the user's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import kronor_and_ore

# Stand in the form from the start
DEFAULT_COST, DEFAULT_DEBT, DEFAULT_SERIES = "4600", "2440", "R"


@dataclass(frozen=True, slots=True)
class Booking:
    """By what day, series and accounts claims are booked: ``cost`` in debit and ``debt`` in credit."""

    day: date
    series: str = DEFAULT_SERIES
    cost: str = DEFAULT_COST
    debt: str = DEFAULT_DEBT


def may_book(booking: Booking, amounts: tuple[int, ...]) -> Ruling[bool]:
    """Answer whether claims of these amounts, öre, may be booked so: on two accounts, and some claim."""
    problems = []
    if not amounts:
        problems.append("Ingen attesterad rekvisition är vald.")
    if not (booking.cost.isdigit() and booking.debt.isdigit()):
        problems.append("Skriv kontonas siffror.")
    elif booking.cost == booking.debt:
        problems.append("Kostnadskontot och skuldkontot är samma. Välj olika konton.")
    if problems:
        return Ruling(False, tuple(map(Reason, problems)))
    return Ruling(
        True, (Reason(f"{len(amounts)} verifikationer, {kronor_and_ore(sum(amounts))}."),)
    )
