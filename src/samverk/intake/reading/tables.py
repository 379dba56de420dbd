"""Tables as documents print them: between tabs, between bars, or in columns of blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samverk.intake.reading.figures import cell_number
from samverk.intake.reading.model import Line, Table

_RULE_CELL = re.compile(r":?-{2,}:?")
_GAP = re.compile(r"\s{2,}")
_CAPTION_REACH = 3


def tables_in(lines: Sequence[Line]) -> list[Table]:
    """Answer the tables among the lines; cells verbatim, so "Aktiv Lerum*" keeps its asterisk."""
    tables: list[Table] = []
    run: list[tuple[int, list[str]]] = []
    for index, line in enumerate(lines):
        raw = line.raw
        cells = _cells(line) if "  " in raw or "\t" in raw or "|" in raw else []
        if cells and (not run or _fits(run, index, cells)):
            run.append((index, cells))
            continue
        if run:
            tables += _finished(lines, run)
        run = [(index, cells)] if cells else []
    tables += _finished(lines, run)
    return tables


def _cells(line: Line) -> list[str]:
    """Split a line into cells; an empty list for running text."""
    raw = line.raw
    if "\t" in raw:
        # The markup is taken from each cell apart: a blank cell must stay a cell.
        cells = [_plain(cell) for cell in raw.split("\t")]
        return cells if sum(1 for c in cells if c) > 1 or len(cells) > 2 else []
    if "|" in raw and raw.strip().startswith("|"):
        return [_plain(cell) for cell in raw.strip().strip("|").split("|")]
    if "   " in raw.strip() or "  " in line.text:
        cells = _GAP.split(line.text)
        return cells if len(cells) > 2 else []
    return []


def _plain(cell: str) -> str:
    text = cell.strip()
    if "<" in text:
        text = re.sub(r"</?(?:i|b|em|strong|u|br)\s{0,3}/?>", "", text)
    return text.replace("**", "").strip()


def _fits(run: Sequence[tuple[int, list[str]]], index: int, cells: list[str]) -> bool:
    """Answer whether a row goes on with the table: next line, about as many cells."""
    last, header = run[-1][0], run[0][1]
    return index - last == 1 and abs(len(cells) - len(header)) <= 1


def _finished(lines: Sequence[Line], run: Sequence[tuple[int, list[str]]]) -> Iterator[Table]:
    rows = [(i, cells) for i, cells in run if not all(_RULE_CELL.fullmatch(c) for c in cells if c)]
    if not rows or len(run) < 2 or not _is_tabular(lines, rows):
        return
    width = max(len(cells) for _, cells in rows)
    padded = [tuple(cells + [""] * (width - len(cells))) for _, cells in rows]
    yield Table(
        _caption(lines, rows[0][0]),
        padded[0],
        tuple(padded[1:]),
        tuple(lines[i].place for i, _ in rows),
    )


def _is_tabular(lines: Sequence[Line], rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Answer whether lines parted by blanks are a table: three rows or more, with figures.

    Tabs and bars are meant as columns; blanks may only be a page's layout.
    """
    raw = lines[rows[0][0]].raw
    if "\t" in raw or "|" in raw:
        return True
    body = [cell for _, cells in rows[1:] for cell in cells[1:]]
    figures = sum(1 for cell in body if cell_number(cell) is not None)
    return len(rows) >= 3 and figures * 2 >= len(body)


def _caption(lines: Sequence[Line], first: int) -> str | None:
    """Answer the line above a table, within a few blank lines."""
    for index in range(first - 1, max(-1, first - 1 - _CAPTION_REACH), -1):
        if text := lines[index].text:
            return text if len(text) < 300 else None
    return None
