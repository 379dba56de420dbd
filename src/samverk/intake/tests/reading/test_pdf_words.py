"""Every word of a PDF comes out once and in order, however it was set."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.intake.reading.source import read_bytes
from samverk.intake.tests.reading.making import Kerned, Text, pdf_kerned, pdf_of

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789§(),.:"
words = st.text(LETTERS, min_size=1, max_size=14)
rows = st.lists(st.lists(words, min_size=1, max_size=7), min_size=1, max_size=25)
# As many letters as a piece of a word that is set wide may have
SHORT = 3
SHORT_IN_A_ROW = 3
BLANKS: st.SearchStrategy[str | float] = st.sampled_from((" ", -260.0, -340.0))
kerns = st.integers(-60, 80)


def read_words(data: bytes) -> list[str]:
    return [w for line in read_bytes("a.pdf", data).lines for w in line.raw.split()]


@st.composite
def kerned(draw: st.DrawFn, row: Sequence[str]) -> Kerned:
    """Set a row's letters apart and together, with blanks as signs or only as room.

    A fourth short word in a row has a blank as a sign before it: four with only room between them are a
    word that is set wide, to whoever reads them too.
    """
    pieces: list[str | float] = []
    short = 0
    for index, word in enumerate(row):
        if index:
            blank = " " if short == SHORT_IN_A_ROW and len(word) <= SHORT else draw(BLANKS)
            short = 0 if blank == " " else short
            pieces.append(blank)
        short = short + 1 if len(word) <= SHORT else 0
        for letter in word:
            pieces += [letter, float(draw(kerns))]
        pieces.pop()
    return pieces


@given(st.data(), rows, st.sampled_from((0, 90, 180, 270)))
@settings(deadline=None, max_examples=60)
def test_words_set_with_kerning_come_out_once_and_in_order(
    data: st.DataObject, written: list[list[str]], turn: int
) -> None:
    pdf = pdf_kerned([data.draw(kerned(row)) for row in written], turn=turn)
    assert read_words(pdf) == [word for row in written for word in row]


@given(st.lists(st.lists(words, min_size=3, max_size=4), min_size=5, max_size=20))
@settings(deadline=None, max_examples=40)
def test_two_columns_come_out_one_after_the_other(written: list[list[str]]) -> None:
    column = [" ".join(row)[:45].strip() for row in written]
    pdf = pdf_of(
        [[(x, 780.0 - 13 * n, text) for x in (60.0, 360.0) for n, text in enumerate(column)]]
    )
    assert read_words(pdf) == " ".join([*column, *column]).split()


@given(st.lists(st.tuples(words, words, words), min_size=3, max_size=20))
@settings(deadline=None, max_examples=40)
def test_a_tables_rows_come_out_one_after_the_other(cells: list[tuple[str, str, str]]) -> None:
    placed: list[Text] = [
        (x, 780.0 - 15 * n, cell)
        for n, row in enumerate(cells)
        for x, cell in zip((60.0, 220.0, 380.0), row, strict=True)
    ]
    assert read_words(pdf_of([placed])) == [word for row in cells for word in row]


def test_a_page_on_end_is_read_as_it_is_shown() -> None:
    pdf = pdf_kerned([["Kommunstyrelsen"], ["§ 7 Beslut"]], turn=90)
    assert [line.raw for line in read_bytes("a.pdf", pdf).lines] == [
        "Kommunstyrelsen",
        "§ 7 Beslut",
    ]


@pytest.mark.parametrize("room", [-250.0, -400.0])
def test_a_word_printed_letter_by_letter_is_one_word(room: float) -> None:
    spelled: list[str | float] = []
    for letter in "PROTOKOLL":
        spelled += [letter, room]
    pdf = pdf_kerned([spelled[:-1], *[["En mening med blanka tecken."]] * 3])
    assert read_words(pdf)[0] == "PROTOKOLL"


def test_raised_figures_stay_on_their_line() -> None:
    pdf = pdf_of([[(60, 780, "Enligt beslut"), (122, 783, "1"), (130, 780, "gäller")]])
    assert [line.raw for line in read_bytes("a.pdf", pdf).lines] == ["Enligt beslut 1 gäller"]


def test_crosses_below_each_other_are_no_word() -> None:
    pdf = pdf_of([[(60, 780, "X"), (60, 766, "X"), (60, 752, "X")]])
    assert [line.raw for line in read_bytes("a.pdf", pdf).lines] == ["X", "X", "X"]
