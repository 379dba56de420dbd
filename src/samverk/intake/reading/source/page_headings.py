"""Headings of a table that stand beside what they head: set to the middle above cells at one side."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.intake.reading.source.page_columns import Column, met
from samverk.intake.reading.source.page_rows import Row

# In points: less is no sign of where cells stand under their heading.
_ASIDE = 2.0


def with_headings(columns: Sequence[Column], rows: Sequence[Sequence[Row]]) -> list[Column]:
    """Answer the columns, each one without a heading joined with the heading beside it.

    The first row heads the others. Where some cells stand to the left under their heading, the
    other columns' do too: so a cross goes to the heading on that side, never to the nearest.
    """
    if not all(map(_is_word, rows[0])):
        return list(columns)
    headed = {i for cell in rows[0] for i in met(columns, cell)}
    filled = {i for cells in rows[1:] for cell in cells for i in met(columns, cell)}
    bare = [i for i in range(len(columns)) if i in filled - headed]
    side = _side(columns, rows, headed & filled) if bare else 0
    if not side:
        return list(columns)
    joined = {i: i + side for i in bare if i + side in headed - filled}
    whole = [
        Column(min(column.left, other.left), max(column.right, other.right))
        for i, column in enumerate(columns)
        for other in [columns[joined.get(i, i)]]
        if i not in joined.values()
    ]
    return sorted(whole)


def _is_word(cell: Row) -> bool:
    """Answer whether a cell can head others: no figure, no cross, no party's letter."""
    return len(cell[0].text) > 1 and not any(sign.isdigit() for word in cell for sign in word.text)


def _side(columns: Sequence[Column], rows: Sequence[Sequence[Row]], both: set[int]) -> int:
    """Answer on which side of a column its heading is: 1 to the right, -1 to the left, else 0.

    The columns whose heading and cells meet tell it, when they tell the same.
    """
    sides: set[int] = set()
    for heading in rows[0]:
        here = met(columns, heading)[:1]
        below = [c for cells in rows[1:] for c in cells if here and met(columns, c) == here]
        if not below or here[0] not in both:
            continue
        aside = heading[0].left - min(c[0].left for c in below)
        if abs(aside) > _ASIDE:
            sides.add(1 if aside > 0 else -1)
    return sides.pop() if len(sides) == 1 else 0
