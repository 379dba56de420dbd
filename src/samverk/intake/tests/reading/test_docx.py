from __future__ import annotations

import docx
import pytest

from samverk.intake.reading.errors import DamagedFileError, TooLargeError
from samverk.intake.reading.source import docx as reader
from samverk.intake.reading.source import read_bytes
from samverk.intake.tests.reading.given import read
from samverk.intake.tests.reading.making import docx_of, saved, zip_of


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_bytes("a.docx", data).lines if line.text]


def test_paragraphs_are_lines() -> None:
    assert texts(docx_of("§ 5 Dnr KS 2024/9", "Rubrik")) == ["§ 5 Dnr KS 2024/9", "Rubrik"]


def test_a_table_is_rows_of_cells() -> None:
    assert texts(docx_of("Antal", table=[["Namn", "Antal"], ["A", "1"]]))[1:] == [
        "Namn\tAntal",
        "A\t1",
    ]


def test_a_table_reaches_the_document() -> None:
    data = docx_of(
        "Tjänsteskrivelse",
        "Datum: 2024-03-01",
        "Handläggare: Stina Berg",
        "Antal platser",
        table=[["Ort", "Platser"], ["Sand", "4"], ["Vik", "6"], ["Summa", "10"]],
    )
    (found,) = read(data, "a.docx").documents
    assert found.tables[0].rows[-1] == ("Summa", "10")


def test_a_line_break_within_a_paragraph_is_a_new_line() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Datum\n2024-03-01")
    assert texts(saved(document)) == ["Datum", "2024-03-01"]


def test_headings_are_told_by_their_style() -> None:
    document = docx.Document()
    document.add_heading("Bakgrund", 2)
    line = next(line for line in read_bytes("a.docx", saved(document)).lines if line.text)
    assert line.is_heading


def test_a_table_within_a_table_is_read_too() -> None:
    document = docx.Document()
    outer = document.add_table(1, 1).cell(0, 0)
    outer.text = "yttre"
    outer.add_table(1, 1).cell(0, 0).text = "inre"
    assert texts(saved(document)) == ["yttre", "inre"]


def test_tables_nested_without_end_are_refused() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    for _ in range(40):
        cell = cell.add_table(1, 1).cell(0, 0)
    with pytest.raises(TooLargeError, match="tabeller i tabeller"):
        read_bytes("a.docx", saved(document))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zip_of(word__document_xml=b"<a/>", styles_xml=b"0" * 20_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(TooLargeError, match="packar upp"):
        read_bytes("a.docx", bomb)


def test_pictures_may_be_larger_than_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "UNPACKED_LIMIT", 1_000_000)
    with pytest.raises(TooLargeError):
        read_bytes("a.docx", zip_of(word__document_xml=b"<a/>", picture=b"0" * 2_000_000))


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 inget arkiv",
        zip_of(word__document_xml=b"<a><b>"),
        zip_of(word__document_xml=b"", _Content=b""),
        docx_of("text")[:400],
    ],
)
def test_what_is_not_whole_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFileError, match="ingen hel Word-fil"):
        read_bytes("a.docx", data)


def test_deep_markup_is_damaged_not_a_crash() -> None:
    deep = b"<a>" * 5000 + b"</a>" * 5000
    with pytest.raises(DamagedFileError):
        read_bytes("a.docx", zip_of(word__document_xml=deep))


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LINE_LIMIT", 5)
    with pytest.raises(TooLargeError, match="rader"):
        read_bytes("a.docx", docx_of(*"abcdefgh"))
