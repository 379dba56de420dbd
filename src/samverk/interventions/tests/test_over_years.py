"""Published years are laid beside each other as they stand: nothing is computed."""

from __future__ import annotations

from samverk.interventions.queries.over_years import MISSING, over_years


def table(title, rows, *, columns=("Kvinnor", "Män", "Alla"), total="Alla"):
    lines = [{"label": label, "counts": counts} for label, counts in rows]
    return {
        "title": title,
        "label": "Hemkommun",
        "columns": list(columns),
        "rows": lines,
        "totals_row": "Alla",
        "totals_column": total,
    }


def test_a_column_for_each_year_with_what_is_hidden_and_what_is_missing():
    first = table(
        "Deltog 2022, efter hemkommun",
        [("Ale", [9, 8, 17]), ("Bo", [None, None, None]), ("Alla", [20, 11, 31])],
    )
    then = table("Deltog 2023, efter hemkommun", [("Ale + Bo", [12, 6, 18]), ("Alla", [12, 6, 18])])
    (found,) = over_years([(2023, [then]), (2022, [first])])
    assert (found.title, found.years) == ("Deltog, efter hemkommun", (2022, 2023))
    assert found.rows == (
        ("Ale", (17, MISSING)),
        ("Bo", (None, MISSING)),
        ("Ale + Bo", (MISSING, 18)),
        ("Alla", (31, 18)),
    )


def test_a_table_without_one_number_for_each_row_is_left_out():
    crossed = table("Före och efter, 2023", [("Ale", [9, 8])], columns=("a", "b"), total=None)
    listed = table("Mål, 2023", [("Nådda", [9])], columns=("deltaganden",), total=None)
    assert [one.title for one in over_years([(2023, [crossed, listed])])] == ["Mål"]


def test_nothing_published_is_no_table():
    assert over_years([]) == []
