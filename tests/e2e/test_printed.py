"""What the browser prints is read as what was written: the source documents, and any words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from samverk.intake.reading.batch import Reading, read_uploads
from samverk.intake.reading.model import Paragraph
from samverk.intake.reading.source import read_bytes
from tests.e2e.printing import STYLES, html_of, printed

PRINTS = ("serif", "sans", "okernad")
LETTERS = "aaaabdeefghiijklmnoprrsttuvyåäöAVTFLYÄÖ"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def texts(shared: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]


def letters(text: str | None) -> str:
    """Answer a text without blanks and hyphens: lines are broken elsewhere in print."""
    return "".join((text or "").split()).replace("-", "")


def facts(record: Paragraph) -> dict[str, Any]:
    return {
        "fields": (record.paragraph, record.diary, record.body, record.date),
        "decision": letters(record.decision_text),
        "citations": [(c.body, c.date, c.paragraph) for c in record.citations],
        "votes": [(v.yes, v.no, v.abstain) for v in record.votes],
        "ballots": [(b.name, b.party, b.role, b.option) for v in record.votes for b in v.ballots],
        "reservations": [(r.name, r.party) for r in record.reservations],
        "adjusted": record.immediate_adjustment,
        "amounts": [a.ore for a in record.amounts],
    }


def together(files: list[bytes], ending: str) -> Reading:
    return read_uploads((f"{n}.{ending}", data) for n, data in enumerate(files))


@pytest.mark.parametrize("style", PRINTS)
def test_printed_source_documents_give_the_facts_of_the_texts(
    page: Page, texts: list[str], style: str
) -> None:
    prints = [printed(page, html_of(text), STYLES[style]) for text in texts]
    read = [facts(record) for record in together(prints, "pdf").paragraphs]
    written = together([text.encode() for text in texts], "txt").paragraphs
    assert read == [facts(record) for record in written]


@pytest.mark.parametrize("style", STYLES)
def test_any_words_come_out_once_and_in_order(page: Page, style: str) -> None:
    chance = random.Random(style)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(1, 12))) for _ in range(700)]
    body = f"<p>{' '.join(words[:350])}</p><p>{' '.join(words[350:])}</p>"
    lines = read_bytes("a.pdf", printed(page, body, STYLES[style])).lines
    assert [word for line in lines for word in line.raw.split()] == words
