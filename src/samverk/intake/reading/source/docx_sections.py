"""A Word document's sections with their page headers and footers, and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from samverk.intake.reading.source.docx_numbers import Numbers, W
from samverk.intake.reading.source.docx_text import Text, texts_of

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KINDS = ("first", "default", "even")


def document_texts(document: Any) -> Iterator[Text]:
    """Yield the document's lines; a section's page header stands once, before its text.

    The footer stands after it, and what the notes say at the very end.
    """
    part, body = document.part, document.element.body
    numbers = Numbers(_root(part, "numbering"), part.styles.element)
    shown: set[tuple[str, ...]] = set()
    for children, settings in _sections(body):
        yield from _furniture(document, settings, "header", shown)
        yield from texts_of(children, numbers)
        yield from _furniture(document, settings, "footer", shown)
    yield from _notes(part)


def _sections(body: Any) -> Iterator[tuple[list[Any], Any]]:
    """Yield each section's children with its settings, which stand at its end."""
    children: list[Any] = []
    for child in body:
        if child.tag == W + "sectPr":
            yield children, child
            children = []
            continue
        children.append(child)
        settings = child.find(f"{W}pPr/{W}sectPr") if child.tag == W + "p" else None
        if settings is not None:
            yield children, settings
            children = []
    if children:
        yield children, None


def _furniture(
    document: Any, settings: Any, place: str, shown: set[tuple[str, ...]]
) -> Iterator[Text]:
    """Yield a section's headers or footers, those that no page has shown before."""
    if settings is None:
        return
    for reference in sorted(
        settings.findall(f"{W}{place}Reference"), key=lambda r: _KINDS.index(_kind(r))
    ):
        if _kind(reference) == "first" and settings.find(W + "titlePg") is None:
            continue
        if _kind(reference) == "even" and not document.settings.odd_and_even_pages_header_footer:
            continue
        lines = list(_part_texts(document.part, reference.get(_R + "id")))
        words = tuple(line.text.strip() for line in lines if line.text.strip())
        if words and words not in shown:
            shown.add(words)
            yield from lines


def _kind(reference: Any) -> str:
    kind = reference.get(W + "type")
    return kind if kind in _KINDS else "default"


def _part_texts(part: Any, name: str | None) -> Iterator[Text]:
    related = part.rels.get(name) if name else None
    if related is None or related.is_external:
        return
    yield from texts_of(_parsed(related.target_part), None)
    yield Text("")


def _parsed(part: Any) -> Any:
    """Answer a part's markup; the library parses only the kinds it knows."""
    if hasattr(part, "element"):
        return part.element
    from docx.oxml import parse_xml

    return parse_xml(part.blob)


def _root(part: Any, kind: str) -> Any:
    for related in part.rels.values():
        if related.reltype.endswith(f"/{kind}") and not related.is_external:
            return _parsed(related.target_part)
    return None


def _notes(part: Any) -> Iterator[Text]:
    """Yield the foot and end notes, numbered as they are referred to in the text."""
    for kind, name in (("footnote", "Fotnot"), ("endnote", "Slutnot")):
        root = _root(part, f"{kind}s")
        if root is None:
            continue
        by_id = {note.get(W + "id"): note for note in root.findall(W + kind)}
        references: Iterable[Any] = part.element.iter(f"{W}{kind}Reference")
        for number, reference in enumerate(references, 1):
            note = by_id.get(reference.get(W + "id"))
            if note is not None:
                yield from _note(note, f"{name} {number}:")


def _note(note: Any, label: str) -> Iterator[Text]:
    for line in texts_of(note, None):
        text = line.text.strip()
        yield Text(f"{label} {text}") if label and text else Text(text)
        label = "" if text else label
