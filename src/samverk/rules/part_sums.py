"""Whether stated parts add up to the stated total: reports are printed where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samverk.rules.amounts import kr
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class PartSum:
    """Parts held against a total (summaprov), in öre; ``difference`` is the parts less the total."""

    total: int
    parts: int

    @property
    def difference(self) -> int:
        """How much more the parts are than the total: 0 when they agree."""
        return self.parts - self.total


def part_sum(total: int, parts: Mapping[str, int], *, rounding: int = 0) -> Ruling[PartSum]:
    """Add the parts up and hold them against the total; all in öre.

    ``rounding`` is how far each figure may be from the exact one, where a paper prints rounded ones:
    then a small difference is remarked on as explained.
    """
    found = PartSum(total, sum(parts.values()))
    added = " + ".join(f"{name} {kr(amount)}" for name, amount in parts.items())
    reasons = (Reason(f"{added or 'Inga delar'} blir {kr(found.parts)}."),)
    if not found.difference:
        return Ruling(found, (*reasons, Reason("Det är den uppgivna summan.")))
    told = f"Uppgiven summa är {kr(total)}: skillnaden är {kr(found.difference)}."
    may_round = abs(found.difference) <= rounding * (len(parts) + 1)
    why = "Avrundning kan förklara den." if may_round else "Avrundning förklarar den inte."
    return Ruling(found, (*reasons, Reason(told)), (Reason(why),))


EXAMPLES = (
    Example(
        part_sum,
        {
            "total": 10_300_000_00,
            "parts": {
                "Styrelse och kansli": 2_000_000_00,
                "Administration": 2_200_000_00,
                "Insatser": 7_200_000_00,
            },
            "rounding": 50_000_00,
        },
        PartSum(10_300_000_00, 11_400_000_00),
        "efter ett förbunds redovisning för 2022: 2 + 2,2 + 7,2 mnkr uppges vara 10,3",
    ),
)
