"""Reads what an Excel file or an OpenDocument text says, apart and bounded, so that it can be searched.

What somebody has hidden or struck in it is left out, and so are comments: sheets, rows, columns, sections
and words that nobody meets who opens the file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from samverk.documents.bounded import BoundedError, TooMuchError, read_apart, serve
from samverk.documents.defusing.xml import local, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element
    from openpyxl.worksheet.worksheet import Worksheet

MEMORY = 500 * 1024**2
MOST_LINES, MOST_SIGNS, MOST_PART, WIDEST = 50_000, 5_000_000, 100 * 1024**2, 200
OFFICE_PACKAGE, STYLES = "[Content_Types].xml", "styles.xml"
# How a cell is written that shows nothing, and what no whole number's format has
SHOWS_NOTHING, NOT_WHOLE = ";;;", frozenset(".,#%/E")
TEXTS = frozenset({"p", "h"})
# What is struck, said in the margin, or shown to nobody
UNSEEN = frozenset({"tracked-changes", "annotation", "hidden-text", "script"})
# What words stand in: neither what a picture is called nor what it is made of
WORDED = (":text:1.0", ":drawing:1.0")
FAMILIES = {"p": "paragraph", "h": "paragraph", "span": "text", "a": "text", "section": "section"}
COLLAPSED = ("collapse", "filter")
# Family and name of each
Styles = frozenset[tuple[str, str]]
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
        is_office = OFFICE_PACKAGE in package.namelist()
        lines = _rows(content) if is_office else _paragraphs(package)
        found: list[str] = []
        signs = 0
        for line in lines:
            signs += len(line)
            # One text may stand in many cells and cost the file nothing
            if len(found) >= MOST_LINES or signs > MOST_SIGNS:
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
        told = {at: _shown_in(cell) for (_, at), cell in cells if at not in hidden}
        row = {at: text for at, text in told.items() if text}
        if row:
            yield "\t".join(_in_columns(row, hidden))


def _in_columns(row: Mapping[int, str], hidden: Container[int]) -> Iterable[str]:
    """Give the cells of a row, empty ones between them, but for one that is wider than a table is."""
    if max(row) > WIDEST:
        return row.values()
    return (row.get(at, "") for at in range(1, max(row) + 1) if at not in hidden)


def _shown_in(cell: Any) -> str:
    """Give what a cell shows; a number that is written with zeros before it has them."""
    written = str(cell.number_format)
    if written == SHOWS_NOTHING:
        return ""
    text = _text(cell.value)
    return (
        text if NOT_WHOLE & set(written) or not text.isdigit() else text.zfill(written.count("0"))
    )


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
    # Those of the pages' heads, which stand among the automatic ones of the other part, are not met here
    kept = [_part(package, STYLES)] if STYLES in package.namelist() else []
    common = (one for part in kept for one in part if local(one) == "styles")
    unseen = _unseen_styles([*common, *(one for one in root if local(one) == "automatic-styles")])
    body = next(one for one in root if local(one) == "body")
    for element in _seen(body, unseen):
        if local(element) in TEXTS and (line := _said(element, unseen).strip()):
            yield line


def _part(package: zipfile.ZipFile, name: str) -> _Element:
    if package.getinfo(name).file_size > MOST_PART:
        raise TooMuchError
    return parsed(package.read(name))


def _unseen_styles(sheets: Sequence[_Element]) -> Styles:
    """Name the styles whose text is not shown, by family: of their own, or by what they build on."""
    shown: dict[tuple[str, str], str] = {}
    parents: dict[tuple[str, str], str] = {}
    for style in (one for sheet in sheets for one in sheet if local(one) == "style"):
        told = _named(style)
        key = told.get("family", ""), told.get("name", "")
        looks = [_named(one)["display"] for one in style if "display" in _named(one)]
        shown[key], parents[key] = looks[-1] if looks else "", told.get("parent-style-name", "")
    return frozenset(key for key in shown if _shows(key, shown, parents) in NOT_SHOWN)


def _shows(
    key: tuple[str, str],
    shown: Mapping[tuple[str, str], str],
    parents: Mapping[tuple[str, str], str],
) -> str:
    """Answer how a style says that its text is shown, itself or the nearest that it builds on."""
    met = set()
    while key in shown and key not in met:
        if shown[key]:
            return shown[key]
        met.add(key)
        key = key[0], parents[key]
    return ""


def _seen(element: _Element, unseen: Styles) -> Iterator[_Element]:
    """Walk an element and what is in it, but for what is not seen."""
    if _is_unseen(element, unseen):
        return
    yield element
    for child in element:
        if local(child):
            yield from _seen(child, unseen)


def _said(element: _Element, unseen: Styles) -> str:
    """Give the words of a paragraph; those of paragraphs within it are given by themselves."""
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name in BLANKS:
            count = int(_named(child).get("c", "1")) if name == "s" else 1
            parts.append(BLANKS[name] * min(count, 100))
        elif _is_worded(child) and name not in TEXTS and not _is_unseen(child, unseen):
            parts.append(_said(child, unseen))
        parts.append(child.tail or "")
    return "".join(parts)


def _is_worded(element: _Element) -> bool:
    return isinstance(element.tag, str) and str(element.tag).partition("}")[0].endswith(WORDED)


def _is_unseen(element: _Element, unseen: Styles) -> bool:
    told, name = _named(element), local(element)
    if name in UNSEEN or told.get("display") in NOT_SHOWN or told.get("visibility") in COLLAPSED:
        return True
    # An empty field, which hides the paragraph that it stands in
    if name in TEXTS and element.find(".//{*}hidden-paragraph") is not None:
        return True
    return (FAMILIES.get(name, ""), told.get("style-name", "")) in unseen


def _named(element: _Element) -> dict[str, str]:
    """Give an element's attributes by their names without namespace."""
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


if __name__ == "__main__":
    serve(lines_of, MEMORY)
