"""The figures of a quarter's report: numbers and the words of code lists, and nothing of one person.

The council's report and the public's are made of this alone. It holds no row, no day of a decision and
no id, so that none can come into them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.quarters import Quarter, read_quarter

SUM = "Summa"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of a table (rad): what is counted, as numbers."""

    label: str
    not_executed: int
    interrupted: int
    ended: int = 0
    executed: int = 0

    @property
    def waiting(self) -> int:
        """Those that wait, the first time or anew."""
        return self.not_executed + self.interrupted


@dataclass(frozen=True, slots=True)
class Figures:
    """A quarter's figures by one definition (siffror): in all, by type, and by time since the decision.

    ``waiting_at_end`` is how many were not carried out on the last day, by whatever definition it is
    counted: the next quarter's flow begins with it.

    ``against`` is the number of the report of the quarter before that it is counted against, 0 for none.
    ``missed`` would have been in that one, had they been registered then, and ``corrected`` were in it
    and are counted no more.
    """

    quarter: Quarter
    definition: Definition
    total: FigureLine
    new: int
    waiting_at_end: int
    kinds: tuple[FigureLine, ...]
    classes: tuple[FigureLine, ...]
    against: int = 0
    missed: int = 0
    corrected: int = 0

    @property
    def is_zero(self) -> bool:
        """Answer whether nothing waits, which is told as well (nollrapport)."""
        return not self.total.waiting


def for_council(figures: Figures) -> Figures:
    """Leave out which types have ended: of the only one of a type it would tell what became of it.

    The act asks the council to be told of those that wait.
    """
    kinds = (replace(one, ended=0, executed=0) for one in figures.kinds if one.waiting)
    return replace(figures, kinds=tuple(kinds))


COUNTED = ("not_executed", "interrupted", "ended", "executed")


def tells_of_nobody(figures: Mapping[str, Any]) -> bool:
    """Answer whether figures, as they are kept, have no number but zero: everybody may read them."""
    lines = (figures["total"], *figures["kinds"], *figures["classes"])
    besides = (figures[one] for one in ("new", "waiting_at_end", "missed", "corrected"))
    return not any(line[one] for line in lines for one in COUNTED) and not any(besides)


def as_json(figures: Figures) -> dict[str, Any]:
    """Write the figures as they are kept."""
    return asdict(figures) | {"quarter": figures.quarter.code}


def from_json(kept: Mapping[str, Any]) -> Figures:
    """Read what ``as_json`` wrote."""
    return Figures(
        read_quarter(kept["quarter"]),
        Definition(kept["definition"]),
        FigureLine(**kept["total"]),
        kept["new"],
        kept["waiting_at_end"],
        tuple(FigureLine(**one) for one in kept["kinds"]),
        tuple(FigureLine(**one) for one in kept["classes"]),
        kept["against"],
        kept["missed"],
        kept["corrected"],
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """A number that is another now (skillnad): what it counts, as it was told, and as it is."""

    label: str
    then: int
    now: int


_COLUMNS = {
    "not_executed": "ej verkställda",
    "interrupted": "avbrutna",
    "ended": "tidigare räknade, nu verkställda eller avslutade",
    "executed": "varav verkställda",
}


def changes(then: Figures, now: Figures) -> list[Changed]:
    """List each number that the register gives otherwise than a report told it."""
    found = _line_changes("Alla", then.total, now.total)
    for name, old, new in (
        ("Nya", then.new, now.new),
        ("Skulle ha räknats förut", then.missed, now.missed),
        ("Räknade förut och rättade", then.corrected, now.corrected),
    ):
        if old != new:
            found.append(Changed(name, old, new))
    for before, after in ((then.kinds, now.kinds), (then.classes, now.classes)):
        told, known = ({one.label: one for one in lines} for lines in (before, after))
        for label in sorted(told.keys() | known.keys()):
            none = FigureLine(label, 0, 0)
            found += _line_changes(label, told.get(label, none), known.get(label, none))
    return found


def _line_changes(label: str, then: FigureLine, now: FigureLine) -> list[Changed]:
    return [
        Changed(
            f"{label[:1].upper()}{label[1:]}, {name}", getattr(then, field), getattr(now, field)
        )
        for field, name in _COLUMNS.items()
        if getattr(then, field) != getattr(now, field)
    ]
