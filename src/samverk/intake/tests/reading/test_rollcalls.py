from __future__ import annotations

import pytest

from samverk.intake.reading.model import Vote
from samverk.intake.tests.reading.given import in_paragraph


def vote(text: str) -> Vote:
    (found,) = in_paragraph(f"Omröstning\n{text}\n\nBeslut\nJa.").votes
    return found


def cast(text: str) -> dict[str, str | None]:
    return {ballot.name: ballot.option for ballot in vote(text).ballots}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Alm (S), Bo Ek (V) och ordföranden Cia Dal (C) röstar Ja (3). Dan Fors (M) röstar Nej (1).",
        "Ja röstar Anna Alm (S), Bo Ek (V) och Cia Dal (C).\nNej röstar Dan Fors (M).",
        "Ja-röster: Anna Alm (S), Bo Ek (V), Cia Dal (C). Nej-röster: Dan Fors (M).",
        "Anna Alm (S) - JA\nBo Ek (V) - JA\nCia Dal (C) - JA\nDan Fors (M) - NEJ\nUtfall: 3 ja och 1 nej.",
        "Utfall: 3 ja och 1 nej.\n\nAnna Alm (S) Ja\nBo Ek (V) Ja\nCia Dal (C) Ja\nDan Fors (M) Nej",
    ],
)
def test_names_are_read_in_the_forms_met(text: str) -> None:
    assert cast(text) == {"Anna Alm": "yes", "Bo Ek": "yes", "Cia Dal": "yes", "Dan Fors": "no"}


def test_counts_in_brackets_are_the_result() -> None:
    found = vote("Anna Alm (S) och Bo Ek (V) röstar Ja (2). Cia Dal (C) röstar Nej (1).")
    assert (found.yes, found.no) == (2, 1)


def test_without_counts_the_result_is_not_printed() -> None:
    found = vote("Ja röstar Anna Alm (S) och Bo Ek (V). Nej röstar Cia Dal (C).")
    assert (found.yes, found.no) == (None, None)
    assert len(found.ballots) == 3


def test_those_who_abstain_are_read() -> None:
    text = "Anna Alm (S) och Bo Ek (V) röstar Ja (2). Cia Dal (C) röstar Nej (1). Dan Fors (M) avstår (1)."
    assert cast(text)["Dan Fors"] == "abstain"


def test_the_chair_keeps_the_role() -> None:
    found = vote(
        "Anna Alm (S) och ordföranden Bo Ek (V) röstar Ja (2). Cia Dal (C) röstar Nej (1)."
    )
    assert [ballot.role for ballot in found.ballots] == [None, "ordförande", None]


def test_a_name_broken_over_lines_is_whole() -> None:
    assert "Karl-Erik Dal" in cast(
        "Anna Alm (S), Karl-\nErik Dal (C) röstar Ja (2). Bo Ek (V) röstar Nej (1)."
    )


def test_two_rounds_in_rows_are_two_votes() -> None:
    rows = "Anna Alm (S) - {}\nBo Ek (V) - {}\n"
    record = in_paragraph(
        "Omröstning\nRösterna: 2 ja och 0 nej.\n\n"
        + rows.format("JA", "JA")
        + "\nRösterna: 1 ja och 1 nej.\n\n"
        + rows.format("JA", "NEJ")
        + "\nBeslut\nJa."
    )
    assert [[b.option for b in v.ballots] for v in record.votes] == [["yes", "yes"], ["yes", "no"]]
