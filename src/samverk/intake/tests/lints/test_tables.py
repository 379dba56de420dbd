from __future__ import annotations

from datetime import date

import pytest

from samverk.intake.lints.periods import period_end
from samverk.intake.tests.lints.found import found, ids, memo

SUMS = "Antal 2022\n\nOrt\tKvinnor\tMän\tSumma\nVik\t4\t5\t9\nSand\t6\t7\t13\nSumma\t10\t12\t22"


def test_a_table_that_sums_is_right() -> None:
    assert ids(memo(SUMS)) == []


def test_a_column_that_does_not_sum_is_a_fault() -> None:
    findings = found(memo(SUMS.replace("\t10\t12\t22", "\t11\t12\t23")))
    assert [f.lint.id for f in findings] == ["table-sum"] * 2
    assert "Kvinnor summerar till 10" in findings[0].text


def test_a_row_that_does_not_sum_is_a_fault() -> None:
    findings = found(memo(SUMS.replace("4\t5\t9", "4\t5\t8")))
    assert any("Raden Vik summerar till 9" in f.text for f in findings)


def test_the_place_is_that_of_the_row() -> None:
    findings = found(memo(SUMS.replace("6\t7\t13", "6\t7\t14").replace("\t22", "\t23")))
    assert [f.spots[0].place.line for f in findings] == [12, 13]


@pytest.mark.parametrize(
    "table",
    [
        "Andel\n\nOrt\tAndel %\nVik\t40\nSand\t50\nSumma\t100",
        "Ort\tAntal\nVik\t4\nDelsumma\t4\nSand\t6\nSumma\t10",
        "Ort\tAntal\nVik\tca 4\nSand\t6\nSumma\t11",
        "Kostnad tkr\n\nOrt\tKostnad\nVik\t3\nSand\t6\nSumma\t10",
        "Ort\tMedel\nVik\t1,4\nSand\t1,4\nSumma\t2,9",
        "Ort\tBudget\tUtfall\tTotalt\nVik\t4\t5\t1\nSand\t1\t2\t1",
        "Ort\tAntal\nVik\t4\nSumma\t5",
        "Ort\tAntal\nVik\t-\nSand\t4\nSumma\t4",
    ],
)
def test_what_does_not_add_up_for_a_reason_is_left_alone(table: str) -> None:
    assert ids(memo(table)) == []


def test_a_difference_beyond_rounding_is_a_fault() -> None:
    assert ids(memo("Kostnad tkr\n\nOrt\tKostnad\nVik\t3\nSand\t6\nSumma\t14")) == ["table-sum"]


@pytest.mark.parametrize(
    ("heading", "year", "end"),
    [
        ("2023 Q4", None, date(2023, 12, 31)),
        ("Q1 2024", None, date(2024, 3, 31)),
        ("Kvartal 2", 2023, date(2023, 6, 30)),
        ("kv 3 2023", None, date(2023, 9, 30)),
        ("T2 2024", None, date(2024, 8, 31)),
        ("Tertial 1", 2024, date(2024, 4, 30)),
        ("februari 2024", None, date(2024, 2, 29)),
        ("Kvartal 2", None, None),
        ("Antal", 2023, None),
        ("2023", None, None),
    ],
)
def test_a_heading_names_a_period(heading: str, year: int | None, end: date | None) -> None:
    assert period_end(heading, year) == end


QUARTERS = "Utfall\n\nInsats\t2023 Q3\t2023 Q4\nKontakt\t{}\t{}\nFamilj\t1\t{}"


def test_values_for_a_quarter_that_had_not_ended_are_a_fault() -> None:
    (finding,) = found(memo(QUARTERS.format(2, 0, 0)))
    assert finding.lint.id == "period-not-ended"
    assert "0/0" in finding.text


def test_an_empty_column_says_nothing_of_its_period() -> None:
    assert ids(memo(QUARTERS.format(2, "", ""))) == []


def test_the_day_after_the_quarter_is_late_enough() -> None:
    assert ids(memo(QUARTERS.format(2, 0, 0), "2024-01-01")) == []
    assert ids(memo(QUARTERS.format(2, 0, 0), "2023-12-31")) == ["period-not-ended"]


@pytest.mark.parametrize("word", ["Prognos", "Budget", "Plan för året", "Utfall till och med idag"])
def test_what_is_said_to_be_ahead_is_right(word: str) -> None:
    assert ids(memo(QUARTERS.replace("Utfall", word).format(2, 3, 4))) == []


def test_a_period_may_stand_first_in_its_row() -> None:
    assert ids(memo("Utfall 2023\n\nPeriod\tAntal\nKvartal 3\t4\nKvartal 4\t0")) == [
        "period-not-ended"
    ]


def test_a_table_without_a_day_is_not_judged() -> None:
    assert ids(memo(QUARTERS.format(2, 0, 0), "utan dag")) == []
