from __future__ import annotations

import pytest

from samverk.intake.reading.errors import (
    DamagedFileError,
    PasswordProtectedError,
    TooLargeError,
    WithoutTextError,
)
from samverk.intake.reading.model import Place
from samverk.intake.reading.source import pdf, read_bytes
from samverk.intake.tests.reading.given import read
from samverk.intake.tests.reading.making import pdf_of, pdf_of_lines

LIST = [
    (60, 780, "Kommunfullmäktige"),
    (400, 780, "Sammanträdesdatum"),
    (400, 766, "2024-05-13"),
    (60, 720, "§ 12   Dnr KS 2024/3"),
    (60, 690, "Ändring av avgift"),
    (60, 660, "Beslut"),
    (60, 646, "Kommunfullmäktige antar avgiften."),
    (60, 600, "Voteringslista § 12"),
    (60, 586, "Ledamot"),
    (300, 586, "Ja"),
    (340, 586, "Nej"),
    (380, 586, "Avstår"),
    (60, 572, "Anna Alm (S), ledamot"),
    (302, 572, "X"),
    (60, 558, "Wilhelmina Wallenberg-Wikström (M), ledamot"),
    (343, 558, "X"),
    (60, 544, "Ib Ek (C), ersättare"),
    (390, 544, "X"),
]


def test_lines_know_page_and_line() -> None:
    source = read_bytes("a.pdf", pdf_of_lines("Första raden\nAndra raden", "Sida två"))
    texts = {line.text: line.place for line in source.lines if line.text}
    assert texts["Andra raden"] == Place(2, 1)
    assert texts["Sida två"] == Place(1, 2)


def test_swedish_letters_come_through() -> None:
    source = read_bytes("a.pdf", pdf_of_lines("§ 12 Åtgärder för äldre – på Öland"))
    assert source.lines[0].text == "§ 12 Åtgärder för äldre – på Öland"


def test_columns_are_kept_apart_by_blanks() -> None:
    source = read_bytes("a.pdf", pdf_of([[(60, 780, "Datum"), (300, 780, "Diarienummer")]]))
    assert source.lines[0].text.split("   ")[0] == "Datum"
    assert len(source.lines[0].text) > 40


def test_a_gap_between_lines_is_a_blank_line() -> None:
    source = read_bytes("a.pdf", pdf_of([[(60, 780, "Rubrik"), (60, 740, "Text")]]))
    assert [line.text for line in source.lines][:3] == ["Rubrik", "", "Text"]


def test_page_header_gives_body_and_day() -> None:
    (record,) = read(pdf_of([LIST]), "a.pdf").paragraphs
    assert (record.body, str(record.date)) == ("Kommunfullmäktige", "2024-05-13")
    assert record.places["date"].page == 1


def test_a_cross_counts_for_the_column_above_it() -> None:
    (record,) = read(pdf_of([LIST]), "a.pdf").paragraphs
    cast = {ballot.name: ballot.option for ballot in record.votes[0].ballots}
    assert cast == {
        "Anna Alm": "yes",
        "Wilhelmina Wallenberg-Wikström": "no",
        "Ib Ek": "abstain",
    }


def test_repeated_page_furniture_is_set_aside() -> None:
    page = "Björkviks kommun\nKommunstyrelsen   2024-02-12\n{}\nJusterandes sign"
    pages = (
        page.format(
            "§ 7 Dnr KS 2024/1\n\nRubrik\n\nBeslut\nPlanen antas och skickas på remiss till alla"
        ),
        page.format("nämnder i kommunen."),
    )
    (record,) = read(pdf_of_lines(*pages), "a.pdf").paragraphs
    assert record.decision_text == (
        "Planen antas och skickas på remiss till alla nämnder i kommunen."
    )


def test_a_locked_pdf_asks_for_a_copy() -> None:
    with pytest.raises(PasswordProtectedError, match="lösenord"):
        read_bytes("a.pdf", pdf_of([[(60, 780, "hemligt")]], password="h"))


def test_a_scanned_pdf_asks_for_text_recognition() -> None:
    with pytest.raises(WithoutTextError, match="OCR"):
        read_bytes("a.pdf", pdf_of([[], []]))


def test_a_page_without_text_is_noted() -> None:
    source = read_bytes("a.pdf", pdf_of([[(60, 780, "text")], []]))
    assert source.notes == ("Ingen text på sida 2.",)


@pytest.mark.parametrize("keep", [20, 300])
def test_a_cut_pdf_is_damaged(keep: int) -> None:
    with pytest.raises(DamagedFileError, match="ingen hel PDF"):
        read_bytes("a.pdf", pdf_of([LIST])[:keep])


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGE_LIMIT", 2)
    with pytest.raises(TooLargeError, match="sidor"):
        read_bytes("a.pdf", pdf_of([[(60, 780, "x")]] * 3))
