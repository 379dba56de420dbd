"""Text with a blank line between all its lines reads as the same text without them."""

from __future__ import annotations

import pytest

from samverk.intake.reading.as_json import paragraph_as_json
from samverk.intake.reading.spacing import single_spaced
from samverk.intake.tests.reading.given import SAMPLES, lines, read

WRAPPED = ["kf_beslut_sist.txt", "kf_flera_voteringar.txt", "bun_hyfen.txt"]


def told(text: str) -> list[dict[str, object]]:
    records = [paragraph_as_json(record) for record in read(text).paragraphs]
    return [
        {k: v for k, v in r.items() if k in ("title", "decision_text", "diary")} for r in records
    ]


@pytest.mark.parametrize("name", WRAPPED)
def test_a_blank_line_between_all_lines_changes_nothing(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert told(text.replace("\n", "\n\n")) == told(text)


def test_every_line_keeps_its_number() -> None:
    text = "Nämnden beslutar att\n\nanta planen.\n\n\n\n" * 8
    found = single_spaced(lines(text))
    assert [line.place.line for line in found if line.text][:3] == [1, 3, 7]
    assert len(found) < len(lines(text))


@pytest.mark.parametrize("text", ["Ett stycke på en rad.\n\n" * 20, "Rad ett\n\nrad två\n\n" * 3])
def test_paragraphs_of_one_line_are_left_as_they_are(text: str) -> None:
    found = lines(text)
    assert single_spaced(found) == found
