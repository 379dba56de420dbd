"""Each field's place is the line that prints it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from samverk.intake.reading.batch import read_uploads
from samverk.intake.reading.dates import dates_in
from samverk.intake.reading.organs import organ_of

SAMPLES = sorted((Path(__file__).parents[5] / "tests" / "samples").iterdir())
HIDDEN = str.maketrans({"\u00ad": None, "\u00a0": " "})


def read(name: str, content: bytes):
    return read_uploads([(name, content)]).paragraphs


def lines_of(content: bytes) -> list[str]:
    return content.decode().translate(HIDDEN).split("\n")


def prints(line: str, field: str, value: object) -> bool:
    match field:
        case "body":
            words = [organ_of(word.upper()) for word in line.split()]
            return str(value)[:8].lower() in line.lower() or bool(set(words) - {None})
        case "date":
            return value in {mention.day for mention in dates_in(line)}
        case _:
            return str(value)[:12] in line


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("field", ["body", "date", "paragraph", "diary", "title"])
def test_the_line_named_prints_the_field(path, field):
    content = path.read_bytes()
    lines = lines_of(content)
    stated = [
        (lines[record.places[field].line - 1], getattr(record, field))
        for record in read(path.name, content)
        if field in record.places
    ]
    assert [(line, value) for line, value in stated if not prints(line, field, value)] == []


HEADER = """Ekdala kommun
Socialnämnden
Sammanträdesprotokoll
2024-03-12

§ 31
Fortsatt samverkan
Beslut
Socialnämnden noterar informationen.
"""


def test_a_header_of_several_lines_names_the_line_of_each():
    (record,) = read("protokoll.txt", HEADER.encode())
    assert (record.body, record.date) == ("Socialnämnden", date(2024, 3, 12))
    assert (record.places["body"].line, record.places["date"].line) == (2, 4)


def test_the_day_under_place_and_time_is_on_its_own_line():
    front = "Socialnämnden\n\nPlats och tid\nRådhuset\n2024-03-12 kl. 13\n\n" + HEADER[-76:]
    (record,) = read("protokoll.txt", front.encode())
    assert (record.date, record.places["date"].line) == (date(2024, 3, 12), 5)
