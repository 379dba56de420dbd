"""A meeting's papers in one file: bookmarks, page numbers, and nothing that does not show."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from samverk.documents.bundle import (
    Bundle,
    BundleItem,
    BundlePaper,
    bundle_pdf,
    can_be_joined,
)
from samverk.documents.calling import calling_pdf
from samverk.documents.memo import memo_pdf
from samverk.documents.tests.papers import CALLING, MEMO, attachment, talkative

MADE = calling_pdf(CALLING).content


def joined(*papers: bytes) -> bytes:
    named = tuple(BundlePaper(f"Bilaga {n}", one) for n, one in enumerate(papers, start=1))
    bundle = Bundle("Handlingar 2024-03-22", MADE, (BundleItem("1. Budget", named),))
    return bundle_pdf(bundle).content


def texts(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as found:
        return [sheet.get_textpage().get_text_range() for sheet in found]


def test_the_pages_are_numbered_through_all_documents():
    pages = texts(joined(attachment(2), memo_pdf(MEMO).content))
    assert len(pages) == 4
    for place, text in enumerate(pages, start=1):
        assert f"Möteshandlingar sida {place} (4)" in text


def test_each_item_and_document_has_a_bookmark_to_its_page():
    with pikepdf.open(BytesIO(joined(attachment(2), attachment()))) as found:
        with found.open_outline() as outline:
            calling, item = outline.root
            marks = [calling, item, *item.children]
        assert [m.title for m in marks] == [
            "Kallelse och föredragningslista",
            "1. Budget",
            "Bilaga 1",
            "Bilaga 2",
        ]
        places = [found.pages.index(pikepdf.Page(m.destination[0])) for m in marks]
    assert places == [0, 1, 1, 3]


def test_an_item_without_documents_is_found_in_the_calling():
    bundle = Bundle("Handlingar", MADE, (BundleItem("1. Budget"),))
    with pikepdf.open(BytesIO(bundle_pdf(bundle).content)) as found, found.open_outline() as marks:
        assert [m.title for m in marks.root] == ["Kallelse och föredragningslista", "1. Budget"]


@pytest.mark.parametrize(("size", "rotate"), [((842, 595), 0), ((595, 842), 90), ((300, 300), 180)])
def test_a_page_of_any_size_and_turn_gets_its_number(size, rotate):
    content = joined(attachment(size=size, rotate=rotate))
    assert "sida 2 (2)" in texts(content)[1]
    with pikepdf.open(BytesIO(content)) as found:
        assert [float(side) for side in found.pages[1].MediaBox][2:] == list(size)


def test_only_what_a_page_shows_comes_along():
    content = joined(talkative())
    with pikepdf.open(BytesIO(content)) as found:
        last = found.pages[-1]
        assert Name.AA not in last
        assert [str(a.A.S) for a in last.Annots] == ["/URI"]
        assert Name.OpenAction not in found.Root
        assert len(found.attachments) == 0
        everything = b"".join(one.unparse(resolved=True) for one in found.objects)
    assert b"Nilsson" not in everything
    assert b"hemligt" not in everything


def test_the_bundle_tells_its_own_title_and_language():
    with pikepdf.open(BytesIO(joined(talkative()))) as found:
        assert str(found.docinfo[Name.Title]) == "Handlingar 2024-03-22"
        assert str(found.Root.Lang) == "sv-SE"
        assert Name.Author not in found.docinfo


def test_a_broken_file_and_a_locked_one_are_not_joined():
    with pikepdf.open(BytesIO(attachment())) as plain:
        kept = BytesIO()
        plain.save(kept, encryption=pikepdf.Encryption(user="x", owner="y"))
    assert can_be_joined(attachment())
    assert not can_be_joined(kept.getvalue())
    assert not can_be_joined(b"%PDF-1.7 trasig")
