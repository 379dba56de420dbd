"""A Word document's markup to its lines of text, in the order they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from samverk.intake.reading.errors import TooLargeError
from samverk.intake.reading.source.docx_numbers import Numbers, W

# Word itself nests far less; beyond this the file is made to be hard, not to be read.
DEPTH_LIMIT = 12

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_HOLDERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
# What is not printed: settings, what is deleted or moved away, and what stands for itself.
_SKIPPED = frozenset(
    W + tag
    for tag in ("pPr", "rPr", "del", "moveFrom", "txbxContent", "instrText", "delText", "sdtPr")
)
# Crosses and boxes in the fonts of signs, as ballot lists tick them.
_TICKS = {0xFC: "✓", 0xFE: "☒", 0x78: "☒", 0xFB: "✗", 0xFD: "☒", 0x52: "✓", 0x51: "✗"}
_BOXES = (0xA8, 0x6F, 0xA3, 0x2A, 0x71, 0x72)


class Text(NamedTuple):
    """A line of text, and whether it is set as a heading."""

    text: str
    is_heading: bool = False


def texts_of(container: Any, numbers: Numbers | None, depth: int = 0) -> Iterator[Text]:
    """Yield a container's lines: paragraphs, tables as rows, text boxes after their paragraph."""
    if depth > DEPTH_LIMIT:
        raise TooLargeError("har tabeller i tabeller i fler nivåer än vad som läses. Förenkla den.")
    for child in container:
        if child.tag == W + "p":
            yield from _paragraph(child, numbers)
            for box in boxes_in(child):
                yield from texts_of(box, numbers, depth + 1)
        elif child.tag == W + "tbl":
            yield from _table(child, numbers, depth)
        elif child.tag in _HOLDERS:
            yield from texts_of(child, numbers, depth + 1)


def _paragraph(paragraph: Any, numbers: Numbers | None) -> Iterator[Text]:
    is_heading = _is_heading(paragraph)
    for text in numbered_text(paragraph, numbers).split("\n"):
        yield Text(text, is_heading)
    yield Text("")


def numbered_text(paragraph: Any, numbers: Numbers | None) -> str:
    """Answer a paragraph's text with the number that Word prints before it."""
    text = "".join(_printed(paragraph))
    number = numbers.before(paragraph) if numbers and text.strip() else ""
    return f"{number} {text}" if number else text


def _printed(node: Any) -> Iterator[str]:
    """Yield what a node prints, piece by piece."""
    for child in node:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag in (W + "t", _MATH + "t"):
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == W + "sym":
            yield _symbol(child)
        elif tag == W + "r" and _is_hidden(child):
            continue
        elif tag == _MC + "AlternateContent":
            yield from _printed(_chosen(child))
        else:
            yield from _printed(child)


def _symbol(node: Any) -> str:
    try:
        code = int(node.get(W + "char") or "", 16) & 0xFF
    except ValueError:
        return "\ufffd"
    if "wingdings" not in (node.get(W + "font") or "").lower():
        return "\ufffd"
    return _TICKS.get(code, "☐" if code in _BOXES else "•")


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val") not in ("0", "false", "off")


def _chosen(alternate: Any) -> Any:
    """Answer one of a content's forms: the others say the same for older programs."""
    choice = alternate.find(_MC + "Choice")
    if choice is not None:
        return choice
    fallback = alternate.find(_MC + "Fallback")
    return () if fallback is None else fallback


def boxes_in(node: Any) -> Iterator[Any]:
    """Yield the text boxes anchored in a node, each in one of its forms."""
    for child in node:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == _MC + "AlternateContent":
            yield from boxes_in(_chosen(child))
        elif child.tag not in (W + "del", W + "moveFrom"):
            yield from boxes_in(child)


def _table(table: Any, numbers: Numbers | None, depth: int) -> Iterator[Text]:
    nested: list[Any] = []
    for row in _within(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            cells = [text for cell in _within(row, "tc") for text in _cell(cell, numbers, nested)]
            yield Text("\t".join([""] * _count(row, "trPr", "gridBefore", 0) + cells))
    yield Text("")
    for inner in nested:
        yield from texts_of([inner], numbers, depth + 1)


def _within(node: Any, tag: str) -> Iterator[Any]:
    """Yield a table's rows or a row's cells, also those in a content control."""
    for child in node:
        if child.tag == W + tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from _within(child, tag)


def _cell(cell: Any, numbers: Numbers | None, nested: list[Any]) -> Iterator[str]:
    """Yield a cell's text, and an empty cell for each further column it lies over."""
    texts = _cell_texts(cell, numbers, nested, 0)
    text = " ".join(" ".join(text.split("\n")) for text in texts if text.strip())
    yield text.replace("\t", " ").strip()
    yield from [""] * (_count(cell, "tcPr", "gridSpan", 1) - 1)


def _cell_texts(node: Any, numbers: Numbers | None, nested: list[Any], depth: int) -> Iterator[str]:
    for child in node:
        if child.tag == W + "p":
            yield numbered_text(child, numbers)
            for box in boxes_in(child):
                yield from (line.text for line in texts_of(box, numbers, depth + 1))
        elif child.tag == W + "tbl":
            nested.append(child)
        elif child.tag in _HOLDERS and depth < DEPTH_LIMIT:
            yield from _cell_texts(child, numbers, nested, depth + 1)


def _count(node: Any, settings: str, tag: str, least: int) -> int:
    found = node.find(f"{W}{settings}/{W}{tag}")
    value = "" if found is None else found.get(W + "val") or ""
    return min(int(value), 63) if value.isdecimal() and int(value) >= least else least


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else style.get(W + "val", "")
    return name.lower().startswith(("heading", "rubrik", "title"))
