"""What a thing would say, masked: whatever stands in its words, and nothing of its digests."""

from __future__ import annotations

from dataclasses import replace

from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind

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


def test_a_number_that_a_page_has_cut_is_found_and_its_halves_can_be_masked():
    pages = [
        {"heading": "", "texts": ["Sökande 850709-"]},
        {"heading": "Sida 2", "texts": ["9805 får"]},
    ]
    draft = Draft(Kind.FILE, 1, "Ansökan", data={"parts": pages})
    assert draft.numbers_left()
    assert draft.masked(["850709-", "9805"]).numbers_left() == []
