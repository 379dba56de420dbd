"""Where the year ends if it goes on as it has, and how far that is from the budget. Amounts in öre."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.amounts import kr, rounded
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling

MONTHS_A_YEAR = 12


def straight_line(outcome: int, through: int) -> Ruling[int]:
    """Draw the outcome of the first ``through`` months out to the year (rak prognos), in öre.

    Raises ValueError for another number of months than 1 to 12.
    """
    if not 1 <= through <= MONTHS_A_YEAR:
        raise ValueError("månaderna är 1 till 12")
    value = rounded(outcome * MONTHS_A_YEAR, through)
    formula = f"{kr(outcome)} delat med {through} månader, gånger {MONTHS_A_YEAR}: {kr(value)}."
    remarks = (
        ()
        if through == MONTHS_A_YEAR
        else (
            Reason("Antar att resten av året går som månaderna hittills, och är ingen bedömning."),
        )
    )
    return Ruling(value, (Reason(formula),), remarks)


def expected_income(budget: int, outcome: int, through: int) -> Ruling[int]:
    """Answer what an income is expected to end at (väntad intäkt), in öre: the budget, or more if it came.

    No line is drawn of it: contributions come a few times a year, often in advance. After all the
    months it is what came.
    """
    if through == MONTHS_A_YEAR:
        return Ruling(outcome, (Reason(f"Hela året är inläst: {kr(outcome)}."),))
    value = max(budget, outcome)
    told = "Det som redan har kommit in" if outcome > budget else "Budgeten"
    text = f"{told} väntas: {kr(value)}. Bidrag betalas inte jämnt, så ingen rak linje dras."
    return Ruling(value, (Reason(text),))


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far a figure is from the budget (avvikelse), in öre and in tenths of a per cent.

    ``tenths`` is None where nothing was budgeted: then there is nothing to take a share of.
    """

    amount: int
    tenths: int | None


def deviation(budget: int, figure: int, *, is_cost: bool = True) -> Ruling[Deviation]:
    """Answer how far ``figure`` is from the budget: above zero is better for the federation."""
    amount = budget - figure if is_cost else figure - budget
    tenths = rounded(amount * 1000, budget) if budget > 0 else None
    kind = "lägre kostnad" if is_cost else "högre intäkt"
    reasons = (Reason(f"Plus betyder {kind} än budgeten: {kr(budget)} mot {kr(figure)}."),)
    return Ruling(Deviation(amount, tenths), reasons)


EXAMPLES = (
    Example(straight_line, {"outcome": 500_00, "through": 5}, 1_200_00, "räknat för hand"),
    Example(
        expected_income,
        {"budget": 14_300_000_00, "outcome": 14_300_000_00, "through": 10},
        14_300_000_00,
        "konstruerat: fyra kvartal i förskott är inne i oktober",
    ),
    Example(
        deviation,
        {"budget": 1_000_00, "figure": 1_250_00},
        Deviation(-250_00, -250),
        "räknat för hand: en fjärdedel över budgeten",
    ),
)
