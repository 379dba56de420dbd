"""Reading a source's rows to decisions of the register, with all that is wrong told at once (radläsning).

Nothing is half read: a row with a fault gives no decision, and every fault of every row is told with its
line and column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from samverk.rules.unexecuted.import_cells import (
    Cell,
    CellKind,
    form_of_column,
)
from samverk.rules.unexecuted.import_mapping import DAYS, LABELS, NEEDED, ColumnMap, Target
from samverk.rules.unexecuted.import_row import Codes, Decided, Reader
from samverk.rules.unexecuted.reading import Fault


@dataclass(frozen=True, slots=True)
class ReadRows:
    """What was read (läsning): decisions, faults that keep rows out, and remarks.

    ``unknown_words`` are words of the source that no code is known for, by what they are words of.
    """

    decided: tuple[Decided, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()
    unknown_words: Mapping[Target, tuple[str, ...]] = field(default_factory=dict)


def read_rows(
    lines: Sequence[tuple[int, Sequence[Cell]]],
    columns: ColumnMap,
    today: date,
    codes: Codes | None = None,
) -> ReadRows:
    """Read a sheet's lines, the headings first, by a column map; see the module."""
    if not lines:
        return ReadRows(faults=(Fault(1, "filen", "Filen är tom."),))
    (at, heading), rows = lines[0], lines[1:]
    placed = _Placed.of(columns, heading)
    faults = [*placed.faults_at(at), *_unnamed(at, heading, rows)]
    if faults:
        return ReadRows(faults=tuple(faults))
    forms = {
        target: form_of_column(placed.cell(target, cells) for _, cells in rows) for target in DAYS
    }
    reader = Reader(columns, codes or Codes(), forms, today)
    read = [reader.row(line, placed.of_row(cells)) for line, cells in rows if _is_filled(cells)]
    return ReadRows(
        tuple(one for one in read if one is not None),
        tuple(reader.faults),
        tuple(reader.remarks),
        {target: tuple(sorted(words)) for target, words in reader.unknown.items() if words},
    )


def _is_filled(cells: Sequence[Cell]) -> bool:
    return any(cell.text.strip() for cell in cells)


def _unnamed(
    at: int, heading: Sequence[Cell], rows: Sequence[tuple[int, Sequence[Cell]]]
) -> list[Fault]:
    """Tell of headings that are merged, and of columns with values and no heading."""
    found = [
        Fault(
            at,
            f"kolumn {place}",
            "Rubriken är en sammanfogad cell. Ge varje kolumn en egen rubrik.",
        )
        for place, cell in enumerate(heading, 1)
        if cell.kind is CellKind.MERGED
    ]
    bare = [place for place, cell in enumerate(heading) if not cell.text.strip()]
    found += [
        Fault(at, f"kolumn {place + 1}", "Kolumnen har värden men ingen rubrik.")
        for place in bare
        if heading[place].kind is not CellKind.MERGED
        and any(place < len(cells) and cells[place].text.strip() for _, cells in rows)
    ]
    return found


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where each field stands in a row (placering)."""

    places: Mapping[Target, int]
    absent: tuple[Fault, ...]

    @classmethod
    def of(cls, columns: ColumnMap, heading: Sequence[Cell]) -> _Placed:
        """Find the columns of a map among the headings."""
        names = [cell.text.strip() for cell in heading]
        places, absent = {}, []
        for target, name in columns.columns.items():
            here = [place for place, each in enumerate(names) if each == name.strip()]
            if not here:
                absent.append(
                    Fault(1, name, f"Kolumnen för {LABELS[target].lower()} saknas i filen.")
                )
            elif len(here) > 1:
                absent.append(Fault(1, name, "Två kolumner har samma rubrik. Ge dem olika."))
            else:
                places[target] = here[0]
        for target in NEEDED:
            if target not in columns.columns:
                text = f"Ingen kolumn är vald för {LABELS[target].lower()}."
                absent.append(Fault(1, LABELS[target], text))
        return cls(places, tuple(absent))

    def faults_at(self, line: int) -> list[Fault]:
        """Tell what is wrong with the headings, at the line where they stand."""
        return [replace(one, line=line) for one in self.absent]

    def cell(self, target: Target, cells: Sequence[Cell]) -> Cell:
        """Give a row's cell for a field; an empty one where there is none."""
        place = self.places.get(target)
        return cells[place] if place is not None and place < len(cells) else Cell()

    def of_row(self, cells: Sequence[Cell]) -> dict[Target, Cell]:
        """Give a row's cells by field."""
        return {target: self.cell(target, cells) for target in Target}
