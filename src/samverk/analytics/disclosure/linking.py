"""What ties tables together: a part and its whole, a later period and the earlier one that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from samverk.analytics.disclosure.system import Link
from samverk.analytics.disclosure.table import Cell, Table, heading_of


def later_period(earlier: Table, later: Table) -> tuple[Link, ...]:
    """Tie a cumulative table to an earlier one: each later number is the earlier and what came after.

    What came after is printed nowhere, and is protected like what is: whoever has both tables subtracts.
    Rows and columns that only one of them has are left out of it.
    """
    return tuple(
        Link(whole, (part,), Cell(f"{later.name} - {earlier.name}", whole.row, whole.column))
        for whole, part in _shared(later, earlier)
    )


def between(one: Table, other: Table) -> tuple[Link, ...]:
    """Tie two tables of the same thing, told at different times: the larger is the smaller and a rest.

    Each number by itself: what was entered in error is taken away again, and then the later is smaller.
    """
    links = []
    for cell, same in _shared(one, other):
        more, less = cell, same
        if one.of_label(cell.row, cell.column) < other.of_label(same.row, same.column):
            more, less = same, cell
        rest = Cell(f"{one.name} - {other.name}", cell.row, cell.column)
        links.append(Link(more, (less,), rest))
    return tuple(links)


def within(whole: Table, parts: Sequence[Table]) -> tuple[Link, ...]:
    """Tie a table to those of parts of the same people, number by number, with what is in none of them.

    The parts share nobody, and have the rows and columns of the whole.
    """
    rest = f"{whole.name} utom {', '.join(part.name for part in parts)}"
    return tuple(
        Link(
            cell,
            tuple(Cell(part.name, cell.row, cell.column) for part in parts),
            Cell(rest, cell.row, cell.column),
        )
        for cell, _ in _shared(whole, whole)
    )


def divided(whole: Table, parts: Sequence[Table]) -> tuple[Link, ...]:
    """Tie a table to those that it is divided into, number by number: what they add up to has no rest.

    Parts without anybody may be left out. A number that the parts do not add up to has a rest after all.
    """
    of = {part.name: part for part in parts}
    return tuple(
        replace(link, rest=None)
        if whole.of_label(link.whole.row, link.whole.column)
        == sum(of[cell.table].of_label(cell.row, cell.column) for cell in link.parts)
        else link
        for link in within(whole, parts)
    )


def same_rest(pairs: Sequence[tuple[Table, Table]], name: str) -> tuple[Link, ...]:
    """Tie tables and parts of them whose difference is the same people, who are printed nowhere.

    Those who took part and did not begin this year are those who took part last year and did not end:
    of four numbers, whoever has three has the fourth. A difference that is not that of the first pair
    with the number is tied to nothing: what was registered late tells nobody how much it was.
    """
    left: dict[Cell, int] = {}
    links = []
    for whole, part in pairs:
        for cell, same in _shared(whole, part):
            rest = Cell(name, cell.row, cell.column)
            count = whole.of_label(cell.row, cell.column) - part.of_label(same.row, same.column)
            if count >= 0 and left.setdefault(rest, count) == count:
                links.append(Link(cell, (same,), rest))
    return tuple(links)


def parts_of(whole: Table, parts: Sequence[Table]) -> tuple[Link, ...]:
    """Tie a table to those it is the sum of, number by number, as one for each municipality.

    All have the same rows and columns; raises ValueError for those that have not.
    """
    if any((part.rows, part.columns) != (whole.rows, whole.columns) for part in parts):
        raise ValueError("Deltabellerna ska ha samma rader och kolumner som helheten.")
    named = [part.name for part in parts]
    return tuple(
        Link(cell, tuple(Cell(name, cell.row, cell.column) for name in named))
        for cell, _ in _shared(whole, whole)
    )


def row_is_table(whole: Table, row: str, part: Table) -> tuple[Link, ...]:
    """Tie a row of one table to the totals of another that divides it further, column by column.

    The columns are those of the same name; the row's total is the other table's grand total.
    """
    return tuple(
        Link(Cell(whole.name, (row,), column), (Cell(part.name, None, column),))
        for column in (*whole.columns, None)
        if column is None or column in part.columns
    )


def _shared(one: Table, other: Table) -> Iterator[tuple[Cell, Cell]]:
    """Pair the numbers that both tables have, totals too."""
    rows = [*((row,) for row in one.rows if row in set(other.rows)), None]
    columns = [*(column for column in one.columns if column in other.columns), None]
    for row in rows:
        for column in columns:
            yield Cell(one.name, row, column), Cell(other.name, row, column)


def apart(one: Table, cell: Cell, other: Table, same: Cell) -> Link:
    """Tie two numbers of nearly the same people: the larger is the smaller and a rest, which is protected."""
    more, less = cell, same
    if one.of_label(cell.row, cell.column) < other.of_label(same.row, same.column):
        more, less = same, cell
    rest = Cell(
        f"{one.name} mot {other.name} {heading_of(same.row) if same.row else 'summan'}",
        cell.row,
        cell.column,
    )
    return Link(more, (less,), rest)
