"""What a thing would say, masked: whatever stands in its words, and nothing of its digests."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from samverk.publishing.drafts import Draft
from samverk.publishing.files import with_files
from samverk.publishing.models import Kind, Release

NUMBER = "19850709-9805"
DRAFT = Draft(
    Kind.ITEM,
    1,
    f"Ansökan {NUMBER}",
    f"Nämnden beslutar om {NUMBER}.",
    data={"parts": [{"heading": "Beslut", "texts": [f"Bifall till {NUMBER}"]}], "n": 1},
)


def test_words_are_masked_wherever_they_stand():
    masked = DRAFT.masked([NUMBER])
    assert NUMBER not in str(masked.facts)
    assert masked.data["parts"][0]["texts"] == ["Bifall till [maskat]"]
    assert masked.numbers_left() == []


def test_every_place_of_a_number_is_found():
    assert set(DRAFT.numbers_left()) == {NUMBER}
    for bare in (
        replace(DRAFT, title="", text=""),
        replace(DRAFT, title="", data={}),
        replace(DRAFT, text="", data={}),
    ):
        assert bare.numbers_left()


def test_a_digest_is_nobodys_number():
    sealed = {"sealed": {"digest": f"ab8507099805{'0' * 52}"}, "sha512": "8507099805" * 12}
    draft = Draft(Kind.FILE, 1, "Protokoll", data=sealed)
    assert draft.numbers_left() == []
    assert draft.masked(["8507099805"]).data == sealed


def test_a_kept_number_is_left_alone():
    assert DRAFT.numbers_left([NUMBER]) == []


def test_the_digest_tells_of_every_change():
    changed = [
        replace(DRAFT, title="x"),
        replace(DRAFT, text="x"),
        replace(DRAFT, number="x"),
        replace(DRAFT, status="x"),
        replace(DRAFT, parties=("S",)),
        replace(DRAFT, links=(("treats", Kind.CASE, 1),)),
        replace(DRAFT, data={"sealed": 1}),
    ]
    assert len({DRAFT.digest, *(one.digest for one in changed)}) == 8


def paged(*parts, **more):
    """A paper with its words by page, and as running text."""
    said = [words for part in parts for words in (part["heading"], *part["texts"]) if words]
    return Draft(Kind.FILE, 1, "Ansökan", "\n\n".join(said), data={"parts": list(parts)}, **more)


def page(heading, *texts, **more):
    return {"heading": heading, "texts": list(texts)} | more


CUT = paged(
    page("Sida 1", "Inledning.", "Sökande 850709-"),
    page("Sida 2"),
    page("Sida 3", "9805 får", "mer"),
)


def test_a_number_that_a_page_has_cut_is_masked_in_both_halves():
    assert CUT.numbers_left()
    masked = CUT.masked(CUT.numbers_left())
    assert [part["texts"] for part in masked.data["parts"]] == [
        ["Inledning.", "Sökande [maskat]"],
        [],
        ["[maskat] får", "mer"],
    ]
    assert (
        masked.text
        == "Sida 1\n\nInledning.\n\nSökande [maskat]\n\nSida 2\n\nSida 3\n\n[maskat] får\n\nmer"
    )
    assert masked.numbers_left() == []


def test_a_name_that_a_page_has_cut_is_masked_in_both_halves():
    draft = paged(page("", "Av Anna-Lisa"), page("Sida 2", "Testberg och"), page("", "andra"))
    masked = draft.masked(["Anna-Lisa Testberg"])
    assert "Lisa" not in str(masked.facts)
    assert "Testberg" not in str(masked.facts)
    assert masked.data["parts"][1]["texts"] == ["[maskat] och"]


def test_a_number_between_two_paragraphs_and_into_the_points_is_masked():
    draft = paged(
        page("Beslut", "Avser 850709", "9805.", "Lån till 850709-", points=["9805 beviljas"])
    )
    masked = draft.masked(["850709-9805"])
    (part,) = masked.data["parts"]
    assert part["texts"] == ["Avser [maskat]", "[maskat].", "Lån till [maskat]"]
    assert part["points"] == ["[maskat] beviljas"]


def test_nothing_of_a_cut_number_is_in_the_published_file(db, seated):
    release = Release(kind="case", body_id=seated.board.pk, pk=0)
    masked = CUT.masked(CUT.numbers_left())
    (made,) = with_files(release, [replace(masked, body=seated.board.pk)])
    pages = pypdfium2.PdfDocument(made.file.content)
    words = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert "[maskat] får" in words
    assert "850709" not in words
    assert "9805" not in words
