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


MOLNDAL = """| Namn | Parti | Ja | Nej | Avst |
|---|---|---|---|---|
| Anna Alm | S | X | | |
| Bo Ek | M | | X | |
| Cia Dal | C | | | X |"""
EVERY_COLUMN = """| Nr | Ledamot | Parti | Kommentar | Ja | Nej | Avstår | Frånvarande |
|---|---|---|---|---|---|---|---|
| 1 | Anna Alm | S | | X | | | |
| 2 | Bo Ek | M | | | X | | |
| 3 | Cia Dal | C | | | | X | |
| 4 | Dan Fors | V | sjuk | | | | X |"""
NO_OUTER_BARS = """Nr | Ledamot | Parti | Ja | Nej | Avstår
1 | Anna Alm | S | x | |
2 | Bo Ek | M | | x |
3 | Cia Dal | C | | | x"""
CUT_SHORT = (
    "Namn | Parti | Ja | Nej | Avstår\nAnna Alm | S | x\nBo Ek | M | | x\nCia Dal | C | | | x"
)
FIGURES = """| Parti | Namn | Ja | Nej | Avstår |
| S | Anna Alm | 1 | 0 | 0 |
| M | Bo Ek | 0 | 1 | 0 |
| C | Cia Dal | 0 | 0 | 1 |"""
TICKS = """| Ja | Nej | Avstår | Namn | Parti |
| ✓ | | | Anna Alm | (S) |
| | ✔ | | Bo Ek | (M) |
| | | ☒ | Cia Dal | (C) |"""
WORD_CELLS = """| Namn | Parti | Röst |
|---|---|---|
| Anna Alm | S | Ja |
| Bo Ek | M | Nej |
| Cia Dal | C | Avstår |"""
WORDS_IN_COLUMNS = """| Namn | Parti | Ja | Nej | Avstår |
| Anna Alm | Socialdemokraterna | Ja | | |
| Bo Ek | Moderaterna | | Nej | |
| Cia Dal | Centerpartiet | | | Avstår |"""
WORD_BETWEEN = (
    "| Namn | Röst | Parti |\n| Anna Alm | Ja | S |\n| Bo Ek | Nej | M |\n| Cia Dal | Avstår | C |"
)
TABS_EVERY_COLUMN = (
    "Nr\tLedamot\tParti\tKommentar\tJa\tNej\tAvstår\tFrånvarande\n"
    "1\tAnna Alm\tS\t\tX\t\t\t\n2\tBo Ek\tM\t\t\tX\t\t\n3\tCia Dal\tC\t\t\t\tX\t"
)
FIXED_WIDTH = """Nr  Ledamot       Parti   Kommentar    Ja   Nej   Avstår   Frånvarande
1   Anna Alm      S                    X
2   Bo Ek         M                         X
3   Cia Dal       C                               X
4   Dan Fors      V                                        X"""
FIXED_FIGURES = """Nr  Ledamot       Parti   Ja   Nej   Avstår
1   Anna Alm      S       1    0     0
2   Bo Ek         M       0    1     0
3   Cia Dal       C       0    0     1"""
PARTY_FIRST = """Parti  Ledamot       Ja   Nej   Avstår
S      Anna Alm      X
M      Bo Ek              X
C      Cia Dal                  X"""
COUNTED_FIGURES = "Ledamot Ja Nej Avstår\nAnna Alm (S) 1 0 0\nBo Ek (M) 0 1 0\nCia Dal (C) 0 0 1"
SURNAME_FIRST = """| Namn | Parti | Ja | Nej | Avst |
| Alm, Anna | S | X | | |
| Ek, Bo | M | | X | |
| Dal, Cia | C | | | X |"""
UNNAMED_COLUMN = """| | Ja | Nej | Avst |
| Anna Alm (S) | X | | |
| Bo Ek (M) | | X | |
| Cia Dal (C) | | | X |"""
WITH_COLUMNS = [
    *(
        MOLNDAL,
        EVERY_COLUMN,
        NO_OUTER_BARS,
        CUT_SHORT,
        FIGURES,
        TICKS,
        WORD_CELLS,
        WORDS_IN_COLUMNS,
    ),
    *(WORD_BETWEEN, TABS_EVERY_COLUMN, FIXED_WIDTH, FIXED_FIGURES, PARTY_FIRST, COUNTED_FIGURES),
    *(SURNAME_FIRST, UNNAMED_COLUMN),
]


def ballots(text: str) -> BallotList:
    return read_ballots(lines(text))


def options(text: str) -> dict[str, str | None]:
    (vote,) = ballots(text).votes
    return {ballot.name: ballot.option for ballot in vote.ballots}


@pytest.mark.parametrize("text", [BLANKS, ALIGNED, TABS, PIPES, WORDS, DASHES, APPENDIX])
def test_every_layout_met_gives_the_same_votes(text: str) -> None:
    assert options(text) == {"Anna Alm": "yes", "Bo Ek": "no", "Cia Dal": "abstain"}


@pytest.mark.parametrize("text", WITH_COLUMNS)
def test_columns_may_stand_in_any_order_with_any_mark(text: str) -> None:
    (vote,) = ballots(text).votes
    assert [(b.name, b.party, b.option) for b in vote.ballots] == [
        ("Anna Alm", "S", "yes"),
        ("Bo Ek", "M", "no"),
        ("Cia Dal", "C", "abstain"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        MOLNDAL + "\n| Resultat | | 1 | 1 | 1 |",
        FIGURES + "\n| | Summa | 1 | 1 | 1 |",
        FIXED_FIGURES + "\n    Summa                 1    1     1",
    ],
)
def test_the_sums_of_a_table_are_its_result(text: str) -> None:
    (vote,) = ballots(text).votes
    assert (vote.yes, vote.no, vote.abstain, len(vote.ballots)) == (1, 1, 1, 3)


def test_two_marks_for_one_division_cannot_be_told_apart() -> None:
    text = "| Namn | Parti | Ja | Nej |\n| Anna Alm | S | X | X |\n| Bo Ek | M | | X |"
    assert options(text) == {"Anna Alm": None, "Bo Ek": "no"}


def test_a_row_without_a_mark_casts_no_ballot() -> None:
    text = "| Namn | Parti | Ja | Nej |\n| Anna Alm | S | | |\n| Eva Gren | L | jäv | |\n| Bo Ek | M | | X |"
    assert options(text) == {"Bo Ek": "no"}


def test_a_mark_in_another_column_is_no_vote() -> None:
    text = "| Namn | Tjg | Ja | Nej |\n| Anna Alm (S) | X | | |\n| Bo Ek (M) | X | | X |"
    assert options(text) == {"Bo Ek": "no"}


@pytest.mark.parametrize(
    ("remark", "role"),
    [
        ("ersätter Ove Ros (M)", "ersätter Ove Ros (M)"),
        ("Ordförande", "ordförande"),
        ("kom 18.30", None),
    ],
)
def test_a_remark_tells_in_what_capacity_one_votes(remark: str, role: str | None) -> None:
    text = f"| Namn | Parti | Kommentar | Ja | Nej |\n| Bo Ek | M | {remark} | X | |"
    (vote,) = ballots(text).votes
    assert (vote.ballots[0].name, vote.ballots[0].role) == ("Bo Ek", role)


def test_a_substitute_in_a_table_votes_in_the_members_place() -> None:
    text = (
        "| Ledamot | Parti | Valkrets | Ersättare | Ja | Nej |\n"
        "| Lars Myr | S | Alla | Irma Hed | X | |\n| Bo Ek | M | Alla | | | X |"
    )
    (vote,) = ballots(text).votes
    assert [(b.name, b.role) for b in vote.ballots] == [
        ("Irma Hed", "ersättare för Lars Myr"),
        ("Bo Ek", None),
    ]


def test_a_substitute_may_stand_after_party_and_constituency() -> None:
    text = (
        "Ledamot      Parti  Valkrets  Ersättare   Ja   Nej\n"
        "Lars Myr     (S)    Alla      Irma Hed    X\n"
        "Bo Ek        (M)    Alla                       X"
    )
    (vote,) = ballots(text).votes
    assert [(b.name, b.party, b.role, b.option) for b in vote.ballots] == [
        ("Irma Hed", "S", "ersättare för Lars Myr", "yes"),
        ("Bo Ek", "M", None, "no"),
    ]


@pytest.mark.parametrize(
    "text", ["Anna Alm (S) säger nej", "Anna Alm (S) röstar inte ja", "Anna Alm (S) vill ha ett ja"]
)
def test_a_sentence_that_ends_in_an_option_is_no_row(text: str) -> None:
    assert ballots(text).votes == []


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
