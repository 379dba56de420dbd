"""What was found is marked in its passages, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.searching.marking import GAP, Piece, candidates, marked, passages

LONG = "Kommunen ser över sina rutiner. " * 30


def _hits(pieces):
    return [piece.text for piece in pieces if piece.is_hit]


def _of(word):
    return lambda found: word in found


def test_a_compound_that_was_found_by_its_part_is_marked_whole():
    pieces = passages("Överförmyndarnämnden beslutar.", ["nämnd"], _of("nämnd"))
    assert pieces == (Piece("Överförmyndarnämnden", is_hit=True), Piece(" beslutar."))


def test_only_words_that_were_found_are_marked():
    pieces = passages("Nämligen nämnd", ["näm"], lambda word: word == "nämnd")
    assert _hits(pieces) == ["nämnd"]


def test_what_is_far_from_what_was_found_is_left_out():
    pieces = passages(f"{LONG}Avtalet gäller. {LONG}", ["avtal"], _of("avtal"))
    told = "".join(piece.text for piece in pieces)
    assert _hits(pieces) == ["Avtalet"]
    assert len(told) < 300
    assert told.startswith("… ")
    assert told.endswith(" …")


def test_at_most_three_passages_are_shown_those_with_most_words_first():
    text = f"avtal {LONG}avtal {LONG}avtal {LONG}avtal nämnd {LONG}"
    pieces = passages(text, ["avtal", "nämnd"], lambda word: word in {"avtal", "nämnd"})
    assert sum(piece.text == GAP for piece in pieces) == 2
    assert "nämnd" in _hits(pieces)


def test_a_text_where_nothing_was_found_shows_its_beginning():
    pieces = passages(LONG, ["avtal"], _of("avtal"))
    assert not _hits(pieces)
    assert pieces[0].text.startswith("Kommunen ser över")
    assert len(pieces[0].text) <= 180


def test_a_title_is_marked_whole():
    assert marked("Om avtal", ["avtal"], _of("avtal")) == (
        Piece("Om "),
        Piece("avtal", is_hit=True),
    )


def test_tags_in_a_text_stay_text():
    pieces = passages("<b>avtal</b> & mer", ["avtal"], _of("avtal"))
    assert "".join(piece.text for piece in pieces) == "<b>avtal</b> & mer"


def test_the_words_that_may_be_hits_are_told():
    assert candidates("Nämnden, NÄMNDHUS och avtal", ["nämnd"]) == {"nämnden", "nämndhus"}


@given(st.text(st.sampled_from("abå Ä-.\n<"), max_size=400), st.sampled_from(["a", "å", "ab"]))
def test_the_pieces_are_of_the_text_and_marks_are_whole_words(text, stem):
    pieces = marked(text, [stem], lambda word: True)
    told = "".join(piece.text for piece in pieces)
    assert told.split() == text.split()
    assert all(
        piece.text.isalnum() and stem in piece.text.lower() for piece in pieces if piece.is_hit
    )
    assert len(_hits(pieces)) == sum(stem in word.lower() for word in _words(text))


def _words(text):
    return "".join(sign if sign.isalnum() else " " for sign in text).split()
