"""A meeting's papers in one PDF: bookmarks by item, and page numbers through all of it.

Of a joined file only what its pages show comes along: not its names and authors, scripts, forms or
files within it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, String

from samverk.documents.compiling import compile_plain
from samverk.documents.rendering import PDF, Rendered

LABEL = "Möteshandlingar sida"
_LEFT_OUT = (Name.AA, Name.PieceInfo, Name.Metadata, Name.StructParents, Name.Thumb, Name.B)
_SIDEWAYS = (90, 270)


@dataclass(frozen=True, slots=True)
class BundlePaper:
    """A document to join: its name in the bookmarks, and its PDF."""

    title: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class BundleItem:
    """An item of the agenda with the documents that are joined for it."""

    title: str
    papers: tuple[BundlePaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """A whole meeting's papers: the calling first, then each item's documents."""

    title: str
    calling: bytes = field(repr=False)
    items: tuple[BundleItem, ...] = ()


def can_be_joined(content: bytes) -> bool:
    """Answer whether a file is a PDF that opens without a password and has pages."""
    try:
        with pikepdf.open(BytesIO(content)) as found:
            return len(found.pages) > 0
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False


def bundle_pdf(bundle: Bundle) -> Rendered:
    """Join a meeting's papers. Raises ``pikepdf.PdfError`` for one that ``can_be_joined`` refuses."""
    with Pdf.new() as whole:
        _append(whole, bundle.calling)
        marks = [OutlineItem("Kallelse och föredragningslista", 0)]
        marks.extend([_joined(whole, item) for item in bundle.items])
        _number(whole)
        with whole.open_outline() as outline:
            outline.root.extend(marks)
        _describe(whole, bundle.title)
        kept = BytesIO()
        whole.save(
            kept,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return Rendered(kept.getvalue(), PDF, "pdf")


def _joined(whole: Pdf, item: BundleItem) -> OutlineItem:
    """Join an item's documents; one without any is found in the calling."""
    mark = OutlineItem(item.title, len(whole.pages) if item.papers else 0)
    for paper in item.papers:
        mark.children.append(OutlineItem(paper.title, len(whole.pages)))
        _append(whole, paper.content)
    return mark


def _append(whole: Pdf, content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as found:
        # What a form's fields show becomes part of the page before the fields are left out
        found.flatten_annotations("screen")
        for page in found.pages:
            _strip(page)
        whole.pages.extend(found.pages)


def _strip(page: Page) -> None:
    for name in _LEFT_OUT:
        if name in page:
            del page[name]
    if Name.Annots in page:
        page.Annots = Array(_links(page.Annots))


def _links(annotations: Iterable[object]) -> list[Dictionary]:
    """Keep links to addresses; everything else that reacts is left out."""
    found = []
    for one in annotations:
        if not isinstance(one, Dictionary) or one.get(Name.Subtype) != Name.Link:
            continue
        action = one.get(Name.A)
        if isinstance(action, Dictionary) and action.get(Name.S) == Name.URI:
            found.append(Dictionary(Subtype=Name.Link, Rect=one.Rect, A=_address(action)))
    return found


def _address(action: Dictionary) -> Dictionary:
    return Dictionary(S=Name.URI, URI=String(str(action.get(Name.URI, ""))))


def _number(whole: Pdf) -> None:
    """Lay a number over each page, on paper of the page's own size."""
    sizes = [_size(page) for page in whole.pages]
    data = {"pages": [{"label": LABEL, "width": w, "height": h} for w, h in sizes]}
    with pikepdf.open(BytesIO(compile_plain("numbers", data))) as numbers:
        for page, number in zip(whole.pages, numbers.pages, strict=True):
            page.add_overlay(number, None)


def _size(page: Page) -> tuple[float, float]:
    left, bottom, right, top = (float(str(side)) for side in Array(page.trimbox))
    width, height = abs(right - left), abs(top - bottom)
    turned = int(page.get(Name.Rotate, 0)) % 360 in _SIDEWAYS
    return (height, width) if turned else (width, height)


def _describe(whole: Pdf, title: str) -> None:
    whole.Root.Lang = String("sv-SE")
    whole.Root.PageMode = Name.UseOutlines
    whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with whole.open_metadata(set_pikepdf_as_editor=False) as facts:
        facts["dc:title"] = title
        facts["dc:language"] = ["sv-SE"]
    whole.docinfo[Name.Title] = String(title)
