"""What is read stands in the paper: no name, text or amount comes from anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk.intake.reading.batch import read_uploads
from samverk.intake.reading.model import Paragraph

SAMPLES = sorted((Path(__file__).parents[5] / "tests" / "samples").iterdir())


def squeezed(text: str) -> str:
    """Leave out what a line break, a hyphen or a table's rule may put between two letters."""
    return re.sub(r"[\s\u00a0\u00ad|*_-]+", "", text).lower()


def texts(record: Paragraph) -> Iterator[str | None]:
    """Give every text of a record, line by line."""
    yield record.title
    yield from (record.decision_text or "").split("\n")
    for one in record.proposals:
        yield from (one.text or "").split("\n")
        yield from (person.name for person in (*one.by, *one.supported_by))
    yield from (one.name for one in record.reservations)
    yield from (one.name for one in record.recipients)
    yield from (one.text for one in record.amounts)
    for vote in record.votes:
        yield from (vote.yes_means, vote.no_means)
        yield from (side.means for side in vote.sides)
        yield from (ballot.name for ballot in vote.ballots)


def words_missing(text: str | None, paper: str) -> list[str]:
    """List the words of a text that the paper does not hold; none where it holds the whole."""
    if not text or squeezed(text) in paper:
        return []
    # A page's head and foot may cut a sentence in two; its words still stand there
    return [word for word in text.split() if squeezed(word) not in paper]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_text_that_is_read_stands_in_the_paper(path):
    content = path.read_bytes()
    paper = squeezed(content.decode())
    records = read_uploads([(path.name, content)]).paragraphs
    missing = [words_missing(text, paper) for record in records for text in texts(record)]
    assert [words for words in missing if words] == []


def test_a_word_from_elsewhere_would_be_found():
    paper = squeezed("Nämnden avslår för-\nslaget.")
    assert words_missing("Nämnden avslår förslaget.", paper) == []
    assert words_missing("Nämnden bifaller förslaget.", paper) == ["bifaller"]
