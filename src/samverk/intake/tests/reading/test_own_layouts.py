"""Small minutes of our own writing in many layouts: every field exactly right, or null."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samverk.intake.reading.furniture import furniture_of
from samverk.intake.reading.labels import match_field
from samverk.intake.reading.model import Paragraph
from samverk.intake.reading.parts import RULE
from samverk.intake.reading.records import plain
from samverk.intake.reading.segments import cut
from samverk.intake.tests.reading.given import lines, read

FOLDER = Path(__file__).parent / "layouts"
LAYOUTS = sorted(FOLDER.glob("*.txt"))


def expected() -> dict[str, list[dict[str, Any]]]:
    """What each layout's records shall hold; a memo's body is its addressee."""
    found: dict[str, list[dict[str, Any]]] = json.loads((FOLDER / "expected.json").read_bytes())
    return found


def told(record: Paragraph) -> dict[str, Any]:
    return {
        "body": record.body or record.addressed_to,
        "date": str(record.date) if record.date else None,
        "paragraph": record.paragraph,
        "diary": record.diary,
        "title": record.title,
        "decision": record.decision_text.split("\n") if record.decision_text else None,
        "to": record.proposal_to,
        "sent": [
            {"to": p.to, "text": p.text.split("\n")}
            for p in record.proposals
            if p.kind == "to_next_body"
        ],
        "cited": [[c.body, str(c.date) if c.date else None, c.paragraph] for c in record.citations],
        "recipients": [recipient.name for recipient in record.recipients],
    }


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_every_field_is_right_or_null(path: Path) -> None:
    records = read(path.read_bytes(), path.name).paragraphs
    assert [told(record) for record in records] == expected()[path.stem]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_every_line_belongs_to_a_part_or_is_furniture(path: Path) -> None:
    found = lines(path.read_text(encoding="utf-8"))
    furniture = furniture_of(found)
    segments, repeated = cut(found, furniture)
    held = {i for s in segments for i in s.indexes()} | furniture.marks | repeated
    lost = [line.text for i, line in enumerate(found) if line.text and i not in held]
    assert [text for text in lost if not RULE.fullmatch(text)] == []


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_every_line_of_a_record_is_in_its_text_or_its_head(path: Path) -> None:
    found = lines(path.read_text(encoding="utf-8"))
    furniture = furniture_of(found)
    segments, repeated = cut(found, furniture)
    parts = [s for s in segments if s.kind in ("paragraph", "memo")]
    records = read(path.read_bytes(), path.name).paragraphs
    for segment, record in zip(parts, records, strict=True):
        assert record.prose is not None
        head = plain(f"{record.title} {record.diary} {record.date} {record.addressed_to}")
        text = plain(record.prose.text)
        kept = [i for i in segment.indexes() if i not in furniture.marks | repeated]
        lost = [found[i].text for i in kept[1:] if not _is_held(found[i].text, text, head)]
        assert [line for line in lost if line and not RULE.fullmatch(line)] == []


def _is_held(line: str, text: str, head: str) -> bool:
    """Answer whether a line stands in the text, or in the head with or without its label."""
    words = plain(line)
    value = plain(line.partition(":")[2] or line.partition(" ")[2])
    is_label = match_field(f"{line}:") is not None
    return is_label or words in text or words in head or (bool(value) and value in head)
