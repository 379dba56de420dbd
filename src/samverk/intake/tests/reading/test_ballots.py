from __future__ import annotations

import pytest

from samverk.intake.reading.ballots import BallotList, is_ballot_header, read_ballots
from samverk.intake.tests.reading.given import lines

BLANKS = """Ledamot Ja Nej Avstår
Anna Alm (S), ordförande X
Bo Ek (M), ledamot  X
Cia Dal (C), ersättare   X
Resultat 1 1 1"""
ALIGNED = """Ledamot             Ja    Nej   Avstår
Anna Alm (S)        X
Bo Ek (M)                 X
Cia Dal (C)                     X
Resultat            1     1     1"""
TABS = "Ledamot\tJa\tNej\tAvstår\nAnna Alm (S)\tX\t\t\nBo Ek (M)\t\tX\t\nCia Dal (C)\t\t\tX"
PIPES = """| Ledamot | Ja | Nej | Avstår |
|---|---|---|---|
| Anna Alm (S) | X | | |
| Bo Ek (M) | | X | |
| Cia Dal (C) | | | X |"""
WORDS = "Anna Alm (S) Ja\nBo Ek (M) Nej\nCia Dal (C) Avstår\nDan Fors (V) Frånvarande"
DASHES = "Anna Alm (S) - JA\nBo Ek (M) – NEJ\nCia Dal (C): AVSTÅR"
APPENDIX = """Namn          Parti   Plats   Funktion   Resultat
Anna Alm      S       12      Ledamot    Ja
Bo Ek         M       13      Ledamot    Nej
Cia Dal       C       14      Ersättare  Avstår"""


def ballots(text: str) -> BallotList:
    return read_ballots(lines(text))


def options(text: str) -> dict[str, str | None]:
    (vote,) = ballots(text).votes
    return {ballot.name: ballot.option for ballot in vote.ballots}


@pytest.mark.parametrize("text", [BLANKS, ALIGNED, TABS, PIPES, WORDS, DASHES, APPENDIX])
def test_every_layout_met_gives_the_same_votes(text: str) -> None:
    assert options(text) == {"Anna Alm": "yes", "Bo Ek": "no", "Cia Dal": "abstain"}


def test_party_role_and_place_are_kept() -> None:
    (vote,) = ballots(BLANKS).votes
    first = vote.ballots[0]
    assert (first.party, first.role, first.place.line) == ("S", "ordförande", 2)


def test_party_and_role_may_have_columns_of_their_own() -> None:
    (vote,) = ballots(APPENDIX).votes
    assert [(b.party, b.role) for b in vote.ballots][1:] == [("M", "ledamot"), ("C", "ersättare")]


@pytest.mark.parametrize("text", [BLANKS, ALIGNED])
def test_the_result_row_is_read(text: str) -> None:
    (vote,) = ballots(text).votes
    assert (vote.yes, vote.no, vote.abstain) == (1, 1, 1)


def test_counts_above_the_list_are_its_result() -> None:
    (vote,) = ballots("Antal Ja 43\nAntal Nej 38\nAntal Avstår 0\n" + WORDS).votes
    assert (vote.yes, vote.no, vote.abstain) == (43, 38, 0)


def test_the_absent_cast_no_ballot() -> None:
    assert "Dan Fors" not in options(WORDS)


def test_a_substitute_votes_in_the_members_place() -> None:
    text = (
        "Ledamot      Parti   Valkrets   Ersättare     Ja   Nej\n"
        "Lars Myr     S       Alla       Irma Hed      X"
    )
    (vote,) = ballots(text).votes
    assert (vote.ballots[0].name, vote.ballots[0].role) == ("Irma Hed", "ersättare för Lars Myr")


def test_a_page_carry_is_no_row() -> None:
    assert len(options(ALIGNED.replace("Bo Ek", "Transport:          1     0     0\nBo Ek"))) == 3


def test_a_repeated_header_on_the_next_page_sets_the_columns_anew() -> None:
    text = (
        ALIGNED
        + "\n\nLedamot                    Ja    Nej   Avstår\nDan Fors (V)                     X"
    )
    assert options(text)["Dan Fors"] == "no"


def test_columns_for_several_votes_give_several_votes() -> None:
    text = "Ledamot\tJa\tNej\tJa\tNej\nAnna Alm (S)\tX\t\t\tX\nBo Ek (M)\t\tX\tX\t"
    found = ballots(text).votes
    assert [[b.option for b in vote.ballots] for vote in found] == [["yes", "no"], ["no", "yes"]]


def test_lost_columns_give_no_option_but_a_note() -> None:
    found = ballots(BLANKS.replace("  X", " X").replace("  X", " X"))
    assert [b.option for b in found.votes[0].ballots] == [None, None, None]
    assert "förlorade" in found.notes[0]


def test_a_list_where_all_say_yes_has_lost_nothing() -> None:
    text = "Ledamot Ja Nej Avstår\nAnna Alm (S) X\nBo Ek (M) X\nResultat 2 0 0"
    assert set(options(text).values()) == {"yes"}


@pytest.mark.parametrize(
    "text", ["Ledamot Ja Nej Avstår", "Namn   Parti   Ja   Nej   Avst   Frånv", "LEDAMOT JA NEJ"]
)
def test_a_header_of_columns_is_known(text: str) -> None:
    assert is_ballot_header(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ja-röster: 21. Nej-röster: 19.",
        "Ja eller nej",
        "Ja för bifall, nej för avslag",
        "Ledamot",
        "",
    ],
)
def test_other_lines_are_no_header(text: str) -> None:
    assert not is_ballot_header(text)


def test_running_text_holds_no_ballots() -> None:
    assert ballots("Nämnden säger ja.\nAnna Alm (S) yrkar bifall.\nTyp X av avtal").votes == []
