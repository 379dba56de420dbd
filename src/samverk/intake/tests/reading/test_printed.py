"""A document of our own as browsers print it: every word once, and every fact, in every print.

The prints are made by `python -m tests.e2e.printing` from `printed/protokoll.html`.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from samverk.intake.reading.batch import Reading
from samverk.intake.reading.source import read_bytes
from samverk.intake.tests.reading.given import read

PRINTED = Path(__file__).parent / "printed"
STYLES = sorted(path.stem for path in PRINTED.glob("*.pdf"))
COLUMNS = "Hamnen byggdes om"


@pytest.fixture(params=STYLES)
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def reading(style: str) -> Reading:
    return read((PRINTED / f"{style}.pdf").read_bytes(), f"{style}.pdf")


def text_of(style: str) -> str:
    lines = read_bytes("a.pdf", (PRINTED / f"{style}.pdf").read_bytes()).lines
    return " ".join(" ".join(line.text for line in lines).split())


def words_written() -> list[str]:
    source = (PRINTED / "protokoll.html").read_text(encoding="utf-8")
    body = re.sub(r"<[^>]+>", " ", source[source.index("<body>") :])
    return html.unescape(body).split()


def test_there_are_six_kinds_of_print() -> None:
    assert len(STYLES) == 6


def test_every_word_is_read_as_often_as_it_is_written(style: str) -> None:
    footers = ["Justerandes", "sign"] * 2
    assert sorted(text_of(style).split()) == sorted(words_written() + footers)


def test_columns_are_read_one_after_the_other(style: str) -> None:
    written = " ".join(words_written())
    told = written[written.index(COLUMNS) :]
    assert told in text_of(style)


def test_facts_are_read(reading: Reading) -> None:
    first, second = reading.paragraphs[:2]
    assert [(p.paragraph, p.diary, str(p.date), p.body) for p in (first, second)] == [
        (12, "KS 2024/31", "2024-02-12", "Kommunfullmäktige"),
        (13, "KS 2024/40", "2024-02-12", "Kommunfullmäktige"),
    ]
    assert first.title == "Flyttning av affärsverksamheten till Fjällviks färjeläge"


def test_the_decision_is_read_word_by_word(reading: Reading) -> None:
    assert " ".join((reading.paragraphs[0].decision_text or "").split()) == (
        "Kommunfullmäktige beslutar att affärsverksamheten flyttas till färjeläget, att den"
        " finansieras inom ramen för kommunstyrelsens officiella budget och att avgiften blir"
        " 1 250 kronor per år."
    )


def test_ballots_are_read_in_a_list_whose_columns_are_narrow(reading: Reading) -> None:
    (vote,) = reading.paragraphs[0].votes
    assert [(b.name, b.role, b.option) for b in vote.ballots] == [
        ("Ann Wallenfält", "ledamot", "yes"),
        ("Siv Ek", "ledamot", "no"),
        ("Ola By-Åkerström", "ordförande", "yes"),
        ("Eva Vik", "ledamot", "yes"),
        ("Jan Å", "ersättare", "no"),
        ("Pia Öst", "ledamot", "abstain"),
    ]


def test_reservers_are_those_named(reading: Reading) -> None:
    assert [r.name for r in reading.paragraphs[0].reservations] == ["Siv Ek", "Jan Å"]


def test_a_cell_of_several_lines_is_one_cell(reading: Reading) -> None:
    (table,) = reading.paragraphs[1].tables
    assert (table.header, *table.rows) == (
        ("Avgift", "Gäller", "2023", "2024"),
        ("Båtplats vid yttre bryggan för fiskefartyg", "hela året", "1 200", "1 300"),
        ("Vinterplats", "oktober till april på varvets södra del", "900", "950"),
        ("Summa", "", "2 100", "2 250"),
    )
