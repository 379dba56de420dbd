from __future__ import annotations

import csv
from pathlib import Path

import pytest

from samverk.intake.reading.diary import diary_at_end, diary_at_start, without_diary
from samverk.rules.diary import FORMATS


@pytest.mark.parametrize("example", [row.example for row in FORMATS])
def test_every_format_is_found_after_a_label(example: str) -> None:
    found = diary_at_start(f"Dnr {example} Rubrik här")
    assert found is not None
    assert found.text == example


def test_every_golden_number_is_found_verbatim(shared: Path) -> None:
    with (shared / "golden" / "diary_numbers.csv").open(encoding="utf-8") as file:
        examples = [row["example"] for row in csv.DictReader(file)]
    found = {e: diary_at_start(f"Dnr {e} Rubrik") for e in examples}
    assert [e for e, mention in found.items() if mention is None or mention.text != e] == []


@pytest.mark.parametrize("text", ["2021-05-26, utträde", "den 26 maj 2021", "Rubrik", "", "12"])
def test_a_day_or_a_word_is_no_diary_number(text: str) -> None:
    assert diary_at_start(text) is None


def test_a_class_code_glued_to_the_number_is_left_out() -> None:
    found = diary_at_start("Dnr 00123/20212.6.")
    assert found is not None
    assert found.text == "00123/2021"


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Antagande av plan (KS/2017:499)", ("Antagande av plan", "KS/2017:499")),
        ("Förnyelse av avtal, 2023.076 SN", ("Förnyelse av avtal", "2023.076 SN")),
        ("Plan Dnr SN 2019/10", ("Plan", "SN 2019/10")),
        ("Budget 2020-2022", ("Budget 2020-2022", None)),
        ("Taxa från 2024-01-01", ("Taxa från 2024-01-01", None)),
        ("Ändring enligt SFS 2017:725", ("Ändring enligt SFS 2017:725", None)),
        ("Yttrande över SOU 2020:15", ("Yttrande över SOU 2020:15", None)),
        ("Remiss KS/2020/0199/002-7", ("Remiss", "KS/2020/0199/002-7")),
        ("Utträde (dnr KS23.900)", ("Utträde", "KS23.900")),
        ("", ("", None)),
    ],
)
def test_a_title_is_parted_from_its_diary_number(title: str, parts: tuple[str, str | None]) -> None:
    assert without_diary(title) == parts


def test_only_the_end_of_a_title_holds_its_number() -> None:
    assert diary_at_end("Svar på KS 2019/10 om skolan i byn och mer") is None


@pytest.mark.parametrize(
    "printed", ["2023/76 KS", "2023-76 KS", "2023:761 KS", "761/2023 KS", "2023/761-KS"]
)
def test_a_body_after_a_labelled_number_is_no_part_of_it(printed: str) -> None:
    found = diary_at_start(f"Dnr {printed} Taxa")
    assert found is not None
    assert (found.text, found.body, found.end) == (printed[:-3], "KS", 4 + len(printed))


def test_a_format_that_ends_in_its_body_keeps_it() -> None:
    found = diary_at_start("2023.076 SN")
    assert found is not None
    assert (found.text, found.body) == ("2023.076 SN", "SN")


def test_without_a_label_a_figure_with_a_year_is_no_diary_number() -> None:
    assert diary_at_start("2024:311 förslag") is None


def test_a_word_after_the_number_is_no_body() -> None:
    found = diary_at_start("Dnr 2024/311 KSORT")
    assert found is not None
    assert found.body is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Dnr MSN 00245-2023", "MSN 00245-2023"),
        ("Dnr KS 2023/501-109", "KS 2023/501-109"),
        ("Dnr saknas", None),
        ("Dnr 2024-03-12", None),
        ("Dnr se bilaga 12", None),
        ("MSN 00245-2023", None),
    ],
)
def test_a_number_of_unknown_form_needs_its_label(printed: str, number: str | None) -> None:
    found = diary_at_start(printed)
    assert (found and found.text) == number
