"""A year's contributions: the state's amount in, and all the rest follows (5 §)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.shares import POPULATION_2023, Shares, shares
from samverk.rules.statutes.finsam import FINSAM_SHARES
from samverk.rules.statutes.provision import because

# Fixed shares are given in per cent with at most three decimals.
WHOLE_IN_THOUSANDTHS = 100_000


class KeyKind(StrEnum):
    """By what the municipalities split their part (fördelningsgrund)."""

    POPULATION = "population"
    EQUAL = "equal"
    FIXED = "fixed"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Weights:
    """Fördelningstal by municipality. ``missing`` are those without one: then nothing is split."""

    numbers: Mapping[str, int]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Payers:
    """Who pays (betalare): the municipalities' numbers, and those of them outside every region.

    ``outside_region`` are by name their number in the regions' split; ``regions`` the regions' own
    numbers, None where one region takes part or none.
    """

    municipalities: Mapping[str, int]
    regions: Mapping[str, int] | None = None
    outside_region: Mapping[str, int] | None = None


def weights(kind: KeyKind, names: Sequence[str], given: Mapping[str, int]) -> Ruling[Weights]:
    """Answer the numbers by which ``names`` split, ``given`` what the key has or people counted.

    Fixed shares are thousandths of a per cent. Those that are not among ``names`` are left out:
    the rest then bear the whole, in proportion. Nothing is filled in for one without a number.
    """
    if kind is KeyKind.EQUAL:
        return Ruling(Weights(dict.fromkeys(names, 1)), (Reason("Lika för alla kommuner."),))
    numbers = {name: given[name] for name in names if name in given}
    missing = tuple(name for name in names if name not in given)
    told = {
        KeyKind.POPULATION: "Efter kommunernas folkmängd den dag som nyckeln anger.",
        KeyKind.FIXED: "Efter fasta andelar.",
        KeyKind.TABLE: "Efter kommunernas egna fördelningstal.",
    }[kind]
    reasons = [Reason(told)]
    if missing:
        reasons.append(Reason(f"Tal saknas för {', '.join(missing)}: delen kan inte fördelas."))
    others = sorted(set(given) - set(names))
    remarks: tuple[Reason, ...] = ()
    if others and kind is not KeyKind.POPULATION:
        text = f"{', '.join(others)} har tal i nyckeln men betalar inte: de andra bär hela delen."
        remarks = (Reason(text),)
    return Ruling(Weights(numbers, missing), tuple(reasons), remarks)


def contributions(state: int, payers: Payers, *, day: date) -> Ruling[Shares]:
    """Compute every part from the state's amount in whole kronor: the total is twice as much.

    Raises ValueError for a negative amount, and for what ``shares`` refuses.
    """
    if state < 0:
        raise ValueError("Statens belopp kan inte vara negativt.")
    found = shares(
        2 * state,
        payers.municipalities,
        regions=payers.regions,
        outside_region=payers.outside_region,
        day=day,
    )
    text = "Staten bidrar med hälften: totalen är dubbla statens belopp."
    return Ruling(found.value, (because(text, FINSAM_SHARES, day), *found.reasons), found.remarks)


EXAMPLES = (
    Example(
        contributions,
        {"state": 7_150_000, "payers": Payers(POPULATION_2023), "day": date(2024, 1, 1)},
        Shares(
            7_150_000,
            3_575_000,
            {
                "Alingsås": 638_695,
                "Härryda": 600_915,
                "Lerum": 658_647,
                "Mölndal": 1_062_944,
                "Partille": 613_799,
            },
        ),
        "folkmängd 31 december 2023 enligt SCB; kontrollräknat för hand",
    ),
    Example(
        weights,
        {"kind": KeyKind.TABLE, "names": ["Lerum"], "given": {}},
        Weights({}, ("Lerum",)),
        "konstruerat: ett tal saknas och fylls inte i",
    ),
)
