from __future__ import annotations

import pytest

from samverk.intake.tests.lints.found import found, ids, memo

TABLE = (
    "\n\nAntal deltagare\n\nInsats\tKvinnor\tMän\tSumma\n"
    "Aktiv\t90\t43\t133\nTeam\t18\t8\t26\nSumma\t108\t51\t159"
)


def test_women_and_men_that_differ_from_the_table_are_a_question() -> None:
    (finding,) = found(memo("Under året deltog 266 personer, 167 kvinnor och 99 män." + TABLE))
    assert (finding.lint.id, finding.lint.kind) == ("text-against-table", "question")
    assert "266 personer (167 kvinnor, 99 män)" in finding.text
    assert "159 (108, 51)" in finding.text


@pytest.mark.parametrize(
    "text",
    [
        "Under året deltog 159 personer, 108 kvinnor och 51 män.",
        "I Aktiv deltog 90 kvinnor och 43 män.",
        "Cirka 100 personer har dessutom kommit på öppna möten.",
        "Totalt har 159 personer deltagit.",
        "Totalt har cirka 160 personer deltagit.",
        "Totalt kostar det 400 kronor.",
        "Totalt sett är det få personer.",
    ],
)
def test_figures_that_agree_or_are_of_something_else_are_right(text: str) -> None:
    assert ids(memo(text + TABLE)) == []


def test_a_total_that_differs_from_the_tables_is_a_question() -> None:
    (finding,) = found(memo("Totalt har 255 personer deltagit." + TABLE))
    assert "tabellens summa är 159" in finding.text


def test_without_a_table_there_is_nothing_to_compare() -> None:
    assert ids(memo("Under året deltog 266 personer, 167 kvinnor och 99 män.")) == []


def test_a_table_without_a_sum_row_is_summed_for_women_and_men() -> None:
    table = TABLE.replace("\nSumma\t108\t51\t159", "")
    assert ids(memo("Det deltog 108 kvinnor och 51 män." + table)) == []
    assert ids(memo("Det deltog 109 kvinnor och 51 män." + table)) == ["text-against-table"]
