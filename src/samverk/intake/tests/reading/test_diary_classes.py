"""Diary numbers with a class code, and several of them in one paragraph's head."""

from __future__ import annotations

import pytest

from samverk.intake.reading.diary import diary_at_start, without_diary
from samverk.intake.tests.reading.given import paragraph

TITLE = "Anslutning till gemensam växel"


def head(opening: str) -> tuple[str | None, str | None]:
    record = paragraph(f"{opening}\n\n{TITLE}\n\nBeslut\nAvtalet godkänns.")
    return record.diary, record.title


@pytest.mark.parametrize(
    "diary",
    [
        *("KS 2024-00317 1.3.2", "2024-317 1.3.2", "KS 2024-00317 00.1", "KS.2024.317.106"),
        *("SBN 2024 00317 3.5", "2024.317 KS 2.1", "00317/2024 2.6", "KS/2024:317 042"),
    ],
)
def test_a_class_code_belongs_to_the_number_and_the_title_is_below(diary: str) -> None:
    assert head(f"§ 9 Dnr {diary}") == (diary, TITLE)
    assert head(f"§ 9   {diary}") == (diary, TITLE)


def test_a_title_after_a_class_code_begins_at_its_first_word() -> None:
    found = diary_at_start("Dnr KS 2024-00317 1.3.2 Taxa för bad")
    assert found is not None
    assert (found.text, found.end) == ("KS 2024-00317 1.3.2", 23)


def test_a_class_code_that_ends_in_a_point_leaves_no_title() -> None:
    assert head("§ 9 Dnr 00317/2024 2.6.") == ("00317/2024 2.6", TITLE)


@pytest.mark.parametrize(
    ("printed", "diary"),
    [
        ("KS 2024/317 13.30-14.00", "KS 2024/317"),
        ("KS 2024/317 2024-05-01", "KS 2024/317"),
        ("2024-317 3 platser", "2024-317"),
    ],
)
def test_a_time_a_day_or_a_count_is_no_class_code(printed: str, diary: str) -> None:
    found = diary_at_start(f"Dnr {printed}")
    assert found is not None
    assert found.text == diary


@pytest.mark.parametrize(
    "numbers",
    [
        *("KS 2019/49 och SN 2019/12", "KS 2019/49, KS 2019/50", "KS 2019/49, dnr SN 2019/12"),
        *("KS 2019/49 samt SN 2019/12", "KS 2019/49; SN 2019/12, MN 2020/3"),
    ],
)
def test_of_several_numbers_the_first_is_kept_and_none_is_a_title(numbers: str) -> None:
    assert head(f"§ 9 Dnr {numbers}") == ("KS 2019/49", TITLE)
    assert head(f"§ 9\nDnr {numbers}\n") == ("KS 2019/49", TITLE)


def test_numbers_without_a_body_are_several_where_no_title_follows() -> None:
    assert head("§ 9 Dnr 2019/49, 2019/50") == ("2019/49", TITLE)
    assert head("§ 9 Dnr 2019/49, 2020-2022 års plan")[0] == "2019/49"


def test_several_numbers_at_the_end_of_a_title_are_no_part_of_it() -> None:
    assert without_diary("Ny växel (KS 2019/49, SN 2019/12)") == ("Ny växel", "KS 2019/49")


def test_the_body_of_a_number_stands_before_its_class() -> None:
    found = diary_at_start("2024.317 SN 2.1")
    assert found is not None
    assert found.body == "SN"
