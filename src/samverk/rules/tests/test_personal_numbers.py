"""Personal identity numbers are seen in every way they are written; other numbers are not.

The numbers are from the tax agency's public range for tests.
"""

from __future__ import annotations

import pytest

from samverk.rules.personal_numbers import has_personal_number, lines_with_numbers


@pytest.mark.parametrize(
    "text",
    [
        "18900101-9802",
        "189001019802",
        "18900101 9802",
        "900101-9802",
        "900101+9802",
        "9001019802",
        "900101 9802",
        "900101\N{EN DASH}9802",
        "1890-01-02-9819",
        "1890 01 02 9819",
        "(18900102-9819)",
        "pnr:18900102-9819.",
    ],
)
def test_a_personal_number_is_seen(text):
    assert has_personal_number(f"Provpersonen {text} nämns.")


def test_a_coordination_number_is_seen():
    assert has_personal_number("900161-9809")
    assert not has_personal_number("900192-9802")


@pytest.mark.parametrize(
    "text",
    [
        "18900101-9803",
        "18901301-9802",
        "18900132-9802",
        "212000-1157",
        "222000-2071",
        "0322-61 64 65",
        "2023-11-01",
        "2022VFN360 709",
        "118900101-9802",
        "18900101-98020",
        "14300000",
    ],
)
def test_another_number_is_not_taken_for_one(text):
    assert not has_personal_number(text)


def test_the_lines_are_told_by_their_index():
    assert lines_with_numbers(["ett", "900101-9802", "två", "900102-9819"]) == [1, 3]


def test_a_number_that_a_line_cuts_is_of_both_lines():
    assert lines_with_numbers(["ett", "av 900101-", "", "9802 och", "9802"]) == [1, 2, 3]


def test_the_seeds_hold_none(shared):
    for seed in sorted((shared / "seeds").glob("*.txt")):
        assert lines_with_numbers(seed.read_text(encoding="utf-8").splitlines()) == []
