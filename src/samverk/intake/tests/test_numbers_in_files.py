"""A number in a file is found in what is read out of the file; a file without one has none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from samverk.documents.printable import printable, surely_printable
from samverk.documents.public_paper import PublicPaper, PublicPart, public_paper
from samverk.intake.reading.source import read_bytes
from samverk.rules.masking import HitKind, hits_in
from samverk.rules.personal_numbers import lines_with_numbers
from samverk.rules.tests.masking_samples import FORMS, number_of

NUMBER = number_of(date(1985, 7, 9), 980)
# Our fonts have no digits of other scripts
PRINTED = [
    written
    for written in (write(NUMBER) for write in FORMS.values())
    if "\N{REPLACEMENT CHARACTER}" not in surely_printable(printable(written))
]
MADE = datetime(2024, 3, 20, 12, 0, tzinfo=UTC)
# What there is to warn of in each of the papers: telephone numbers of officials
WARNED = {"002": 3, "004": 1}


def lines_of(*texts: str) -> list[str]:
    """Print texts to a PDF, and give the lines that are read out of it."""
    paper = PublicPaper("Protokoll", "Protokoll", "Kommunen", MADE, parts=(PublicPart("", texts),))
    return [line.text for line in read_bytes("protokoll.pdf", public_paper(paper)).lines]


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return lines_of(*(f"Den sökande är {written} enligt uppgift." for written in PRINTED))


def test_every_form_is_found_in_the_text_of_a_file(printed):
    found = [hit for hit in hits_in("\n".join(printed)) if hit.kind is HitKind.PERSONAL_NUMBER]
    assert len(found) == len(PRINTED) > 85


def test_the_lines_of_all_of_them_are_warned_of(printed):
    warned = lines_with_numbers(printed)
    assert len(warned) >= len(PRINTED)
    assert "Den sökande är" in printed[warned[0]]


def test_the_papers_have_no_number(shared):
    for seed in sorted((shared / "seeds").glob("*.txt")):
        text = seed.read_text(encoding="utf-8")
        for read in (text, "\n".join(lines_of(*text.split("\n\n")))):
            found = hits_in(read)
            assert [hit for hit in found if hit.blocks] == [], seed.name
            assert len(found) == WARNED.get(seed.name[:3], 0), seed.name


def test_a_number_planted_in_a_paper_is_the_one_that_is_found(shared):
    seed = next((shared / "seeds").glob("003*.txt")).read_text(encoding="utf-8")
    middle = seed.index(" ", len(seed) // 2)
    text = f"{seed[:middle]} 850709-\n  9805 {seed[middle:]}"
    (hit,) = [hit for hit in hits_in("\n".join(lines_of(*text.split("\n\n")))) if hit.blocks]
    assert hit.literal.startswith("850709-")
