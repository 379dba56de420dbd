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


def rounds(text: str) -> list[dict[str, str | None]]:
    votes = in_paragraph(f"{text}\n\nBeslut\nJa.").votes
    return [{b.name.split()[0]: b.option for b in v.ballots} for v in votes]


ONE = {"Anna": "yes", "Bo": "yes", "Cia": "no"}
TWO = {"Anna": "yes", "Bo": "no", "Cia": "no"}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Alm (S) och Bo Ek (M) röstar Ja (2). Cia Dal (C) röstar Nej (1).\n\n"
        "Huvudvotering\nAnna Alm (S) röstar Ja (1). Bo Ek (M) och Cia Dal (C) röstar Nej (2).",
        "2 ja och 1 nej.\nJa-röster: Anna Alm (S), Bo Ek (M)\nNej-röster: Cia Dal (C)\n\n"
        "Huvudvotering\n1 ja och 2 nej.\nJa-röster: Anna Alm (S)\nNej-röster: Bo Ek (M), Cia Dal (C)",
        "Ja-röster: Anna Alm (S), Bo Ek (M)\nNej-röster: Cia Dal (C)\n2 ja och 1 nej.\n\n"
        "Huvudvotering\nJa-röster: Anna Alm (S)\nNej-röster: Bo Ek (M), Cia Dal (C)\n1 ja och 2 nej.",
        "Ja röstar Anna Alm (S) och Bo Ek (M). Nej röstar Cia Dal (C).\n"
        "Vid huvudvoteringen röstar ja Anna Alm (S). Nej röstar Bo Ek (M) och Cia Dal (C).",
        "2 ja och 1 nej.\nAnna Alm (S) Ja\nBo Ek (M) Ja\nCia Dal (C) Nej\n\n"
        "Huvudvotering\n1 ja och 2 nej.\nAnna Alm (S) Ja\nBo Ek (M) Nej\nCia Dal (C) Nej",
        "Ja: Anna Alm (S), Bo Ek (M) = 2\nNej: Cia Dal (C) = 1\n\n"
        "Omröstning\nJa: Anna Alm (S) = 1\nNej: Bo Ek (M), Cia Dal (C) = 2",
    ],
)
def test_names_stay_with_their_own_division(text: str) -> None:
    assert rounds(f"Omröstning\n{text}") == [ONE, TWO]


def test_members_told_one_by_one_vote_in_one_division() -> None:
    text = "Omröstning\nAnna Alm (S) röstar ja. Cia Dal (C) röstar nej. Bo Ek (M) röstar ja."
    assert rounds(text) == [ONE]


def test_the_casting_vote_is_no_ballot_more() -> None:
    text = (
        "Votering\nAnna Alm (S) röstar ja (1). Bo Ek (M) röstar nej (1). "
        "Ordföranden Anna Alm (S) röstar ja med sin utslagsröst. Mötet fortsätter."
    )
    assert rounds(text) == [{"Anna": "yes", "Bo": "no"}]


def test_a_casting_vote_told_below_takes_no_ballot_away() -> None:
    text = (
        "Omröstning\nFöljande röstar Ja: Anna Alm (S)\nFöljande röstar Nej: Bo Ek (M)\n"
        "Följande avstår: Cia Dal (C)\nJa 1\nNej 1\nAvstår 1\n"
        "Vid lika röstetal avgör ordförandens utslagsröst."
    )
    assert rounds(text) == [{"Anna": "yes", "Bo": "no", "Cia": "abstain"}]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Alm (S) avstår från att reservera sig.",
        "Anna Alm (S) avstår från att delta i beslutet.",
        "Anna Alm (S) hade röstat nej om hon tjänstgjort.",
        "Bo Ek (M) röstar inte ja.",
        "Anna Alm (S) yrkar bifall.",
        "Den som röstar på Anna Alms (S) förslag röstar ja.",
    ],
)
def test_who_is_said_to_do_something_else_casts_no_ballot(text: str) -> None:
    found = rounds(f"Votering\n{text} Dan Fors (V) närvarar. Utfallet blev 2 ja och 1 nej.")
    assert found == [{}]


def test_those_under_the_next_heading_cast_no_ballot() -> None:
    text = (
        "Votering\n1 ja-röst, 2 nej-röster\n\nReservation\nAnna Alm (S), Bo Ek (V) reserverar sig."
    )
    assert rounds(text) == [{}]


def test_one_who_spoke_before_the_list_is_not_in_it() -> None:
    text = "Votering\nAnna Alm (S) yrkar bifall.\n\nJa-röster: Bo Ek (M)\nNej-röster: Cia Dal (C)"
    assert rounds(text) == [{"Bo": "yes", "Cia": "no"}]


def test_rows_after_the_lists_go_on_with_them() -> None:
    text = (
        "Omröstning\n2 ledamöter röstar JA och 2 NEJ.\nRöstar JA:\nAnna Alm (S)\n"
        "Röstar NEJ:\nBo Ek (M)\n\nCia Dal (C) - JA\nDan Fors (V) - NEJ"
    )
    assert rounds(text) == [{"Anna": "yes", "Bo": "no", "Cia": "yes", "Dan": "no"}]
