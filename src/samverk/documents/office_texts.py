"""Reads what an Excel file or an OpenDocument text says, apart and bounded, so that it can be searched.

What somebody has hidden or struck in it is left out, and so are comments: sheets, rows, columns, sections
and words that nobody meets who opens the file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime, time
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from samverk.documents.bounded import BoundedError, TooMuchError, read_apart, serve
from samverk.documents.defusing.xml import local, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element
    from openpyxl.worksheet.worksheet import Worksheet

MEMORY = 500 * 1024**2
MOST_LINES, MOST_PART, WIDEST = 50_000, 100 * 1024**2, 200
MIMETYPE, STYLES = "mimetype", "styles.xml"
TEXTS = frozenset({"p", "h"})
# What is struck, said in the margin, or shown to nobody
UNSEEN = frozenset({"tracked-changes", "annotation", "hidden-text", "hidden-paragraph"})
BLANKS = {"tab": "\t", "line-break": "\n", "s": " "}
NOT_SHOWN = ("none", "condition")


class UnreadableOfficeError(Exception):
    """The file is neither an Excel file nor an OpenDocument text that can be read here."""


class TooLargeOfficeError(UnreadableOfficeError):
    """The file takes more time, memory or lines to read than is allowed."""


def read_office(content: bytes) -> tuple[str, ...]:
    """Read a file's lines: paragraphs, or a sheet's name and its rows with the cells apart by tabs.

    An empty line stands between sheets. Raises TooLargeOfficeError, and UnreadableOfficeError.
    """
    try:
        lines = read_apart("samverk.documents.office_texts", content)
    except TooMuchError as fault:
        raise TooLargeOfficeError from fault
    except BoundedError as fault:
        raise UnreadableOfficeError from fault
    return tuple(lines)


def lines_of(content: bytes) -> list[str]:
    """Read a file's lines in this process. Raises TooMuchError, and what a broken file gives."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        is_open = MIMETYPE in package.namelist()
        lines = _paragraphs(package) if is_open else _rows(content)
        found: list[str] = []
        for line in lines:
            if len(found) >= MOST_LINES:
                raise TooMuchError
            found.append(line)
    return found


def _rows(content: bytes) -> Iterator[str]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), data_only=True, keep_links=False)
    for number, sheet in enumerate(one for one in book.worksheets if one.sheet_state == "visible"):
        if number:
            yield ""
        yield sheet.title
        yield from _shown(sheet)


def _shown(sheet: Worksheet) -> Iterator[str]:
    """Give the rows of a sheet that have something, without hidden rows and columns."""
    dimensions = sheet.column_dimensions.values()
    hidden = {at for one in dimensions if one.hidden for at in range(one.min, one.max + 1)}
    # Row by row a sheet goes on to its last cell that has a colour: only what is written is looked at
    for number, cells in groupby(sorted(sheet._cells.items()), key=lambda cell: cell[0][0]):
        if number in sheet.row_dimensions and sheet.row_dimensions[number].hidden:
            continue
        told = {at: _text(cell.value) for (_, at), cell in cells if at not in hidden}
        row = {at: text for at, text in told.items() if text}
        if row:
            yield "\t".join(_in_columns(row, hidden))


def _in_columns(row: Mapping[int, str], hidden: Container[int]) -> Iterable[str]:
    """Give the cells of a row, empty ones between them, but for one that is wider than a table is."""
    if max(row) > WIDEST:
        return row.values()
    return (row.get(at, "") for at in range(1, max(row) + 1) if at not in hidden)


def _text(cell: object) -> str:
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float) and cell.is_integer():
        return repr(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def _paragraphs(package: zipfile.ZipFile) -> Iterator[str]:
    root = _part(package, "content.xml")
    unseen = _unseen_styles(root)
    if STYLES in package.namelist():
        unseen |= _unseen_styles(_part(package, STYLES))
    body = next(one for one in root if local(one) == "body")
    for element in _seen(body, unseen):
        if local(element) in TEXTS and (line := _said(element, unseen).strip()):
            yield line


def _part(package: zipfile.ZipFile, name: str) -> _Element:
    if package.getinfo(name).file_size > MOST_PART:
        raise TooMuchError
    return parsed(package.read(name))


def _unseen_styles(root: _Element) -> frozenset[str]:
    """Name the styles whose text is not shown."""
    found = set()
    for style in root.iter("{*}style"):
        looks = (value for one in style for name, value in _named(one).items() if name == "display")
        if any(look in NOT_SHOWN for look in looks):
            found.add(_named(style).get("name", ""))
    return frozenset(found - {""})


def _seen(element: _Element, unseen: frozenset[str]) -> Iterator[_Element]:
    """Walk an element and what is in it, but for what is not seen."""
    if _is_unseen(element, unseen):
        return
    yield element
    for child in element:
        if local(child):
            yield from _seen(child, unseen)


def _said(element: _Element, unseen: frozenset[str]) -> str:
    """Give the words of a paragraph; those of paragraphs within it are given by themselves."""
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name in BLANKS:
            count = int(_named(child).get("c", "1")) if name == "s" else 1
            parts.append(BLANKS[name] * min(count, 100))
        elif name and name not in TEXTS and not _is_unseen(child, unseen):
            parts.append(_said(child, unseen))
        parts.append(child.tail or "")
    return "".join(parts)


def _is_unseen(element: _Element, unseen: frozenset[str]) -> bool:
    told = _named(element)
    is_hidden = told.get("display") in NOT_SHOWN or told.get("style-name") in unseen
    return local(element) in UNSEEN or is_hidden


def _named(element: _Element) -> dict[str, str]:
    """Give an element's attributes by their names without namespace."""
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


if __name__ == "__main__":
    serve(lines_of, MEMORY)
