"""Diary numbers: read, written back, and the nearest format for what cannot be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samverk.rules.diary import (
    FORMATS,
    DiaryFormat,
    DiaryNumber,
    nearest_formats,
    other_meaning,
    read_diary_number,
)

BODIES = st.sampled_from(["KS", "SN", "VFN", "Sam", "ÄN", "MSN", "KFSKN"])
ZEROS = st.integers(0, 3)
CLASSES = ("01", "709", "0001", "1.3.2")


def _read(text: str) -> DiaryNumber:
    number = read_diary_number(text).value
    assert number is not None
    return number


def _classes(row: DiaryFormat) -> list[str]:
    """Answer which of the classes a row takes: some take figures alone, some only what has points."""
    example = _read(row.example)
    return [code for code in CLASSES if row.match(replace(example, class_code=code).written())]


@st.composite
def diary_numbers(draw) -> DiaryNumber:
    row = draw(st.sampled_from(FORMATS))
    number = draw(st.integers(0, 99_999))
    has = row.template.count
    return DiaryNumber(
        year=draw(st.integers(1970, 2069)),
        number=number,
        digits="0" * draw(ZEROS) + str(number),
        format=row.name,
        body=draw(BODIES) if has("{body}") else None,
        class_code=draw(st.sampled_from(_classes(row)))
        if has("{class_code}") and (draw(st.booleans()) or not has("{class_mark}"))
        else None,
        sub=draw(st.sampled_from([None, "12", "-1"])) if has("{sub}") else None,
        separators=row.separators,
    )


@given(diary_numbers())
def test_what_is_written_is_read_back_as_the_same_number(number):
    text = number.written()
    assume(other_meaning(text) is None)

    readings = read_diary_number(text)

    # A text may fit an earlier row too; then the remark names the row it was written in.
    assert readings.value == number or number.format in str(readings.remarks)


@given(st.text(max_size=40))
def test_whatever_is_typed_gets_a_number_or_a_reason(text):
    ruling = read_diary_number(text)

    assert ruling.reasons
    assert ruling.value is None or ruling.value.text == text


@pytest.mark.parametrize("row", FORMATS, ids=[row.name for row in FORMATS])
def test_each_formats_example_is_read_by_that_format_and_written_back(row):
    number = _read(row.example)

    assert number.format == row.name
    assert number.written() == row.example


@pytest.mark.parametrize(
    ("text", "year", "body", "number", "class_code"),
    [
        ("2022KS554", 2022, "KS", 554, None),
        ("2022VFN360 709", 2022, "VFN", 360, "709"),
        ("2023.076 SN", 2023, "SN", 76, None),
        ("2011/KS 0193 10", 2011, "KS", 193, "10"),
        ("KS-2015/112", 2015, "KS", 112, None),
        ("KFN-2013-179 Dpl 01", 2013, "KFN", 179, "01"),
        ("SN 18/0098", 2018, "SN", 98, None),
        ("0263/19", 2019, None, 263, None),
        ("322-278/2009", 2009, None, 278, "322"),
        ("2020-000123", 2020, None, 123, None),
        ("KS 2024-00112 1.3.2", 2024, "KS", 112, "1.3.2"),
        ("KS 2024/112 00.1", 2024, "KS", 112, "00.1"),
        ("2024-112 1.3.2", 2024, None, 112, "1.3.2"),
        ("00123/2021 2.6", 2021, None, 123, "2.6"),
        ("2023.076 SN 1.3", 2023, "SN", 76, "1.3"),
        ("KS.2024.112.106", 2024, "KS", 112, "106"),
    ],
)
def test_real_numbers_come_apart(text, year, body, number, class_code):
    found = _read(text)

    assert (found.year, found.body, found.number, found.class_code) == (
        year,
        body,
        number,
        class_code,
    )


@pytest.mark.parametrize(
    "text",
    [
        "2022vfn360 709",
        "  2022VFN360   709 ",
        "2022VFN360\u00a0709",
        "Dnr 2022VFN360 709",
        "dnr: 2022VFN360 709",
        "Diarienummer 2022VFN360 709",
        "Beteckning: 2022VFN360 709",
    ],
)
def test_careless_spellings_are_read_and_tidied_but_kept_verbatim(text):
    number = _read(text)

    assert number.written() == "2022VFN360 709"
    assert number.text == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("KS 2018 / 14", "KS 2018/14"),
        ("KS–2015–112", "KS-2015-112"),
        ("ks/2017:499", "KS/2017:499"),
        ("slk-2024-00009:12", "SLK-2024-00009:12"),
        ("2023.076SN", "2023.076SN"),
    ],
)
def test_blanks_at_a_slash_and_long_dashes_are_tidied(text, written):
    assert _read(text).written() == written


@pytest.mark.parametrize("text", ["2024-112 3", "KS 2024/112 1.3.", "KS 2024/112 2024.05.01.1234"])
def test_a_figure_that_is_no_class_fits_no_format(text):
    assert read_diary_number(text).value is None


def test_a_body_in_mixed_case_keeps_its_spelling():
    assert _read("Sam 123/2023").body == "Sam"


@pytest.mark.parametrize(("text", "year"), [("0901/22", 2022), ("12/69", 2069), ("12/70", 1970)])
def test_two_digits_of_year_are_read_as_a_stated_guess(text, year):
    ruling = read_diary_number(text)

    assert ruling.value is not None
    assert ruling.value.year == year
    assert "Samverks läsning" in ruling.reasons[-1].text


def test_a_text_that_fits_two_formats_says_so():
    ruling = read_diary_number("SN 18/2020")

    assert ruling.value is not None
    assert (ruling.value.year, ruling.value.number) == (2020, 18)
    assert "ORG AA/NNNN" in ruling.remarks[0].text


@pytest.mark.parametrize(
    "text", ["", " ", "hej", "2022", "KS", "KS 2022", "3022KS554", "2022KS", "KS/2017:499/1", "-"]
)
def test_other_texts_are_not_forced_into_a_format(text):
    assert read_diary_number(text).value is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2022VF-N360 709", "AAAAORGNNN [klass]"),
        ("2023,076 SN", "AAAA.NNN ORG"),
        ("SLK_2023_00262", "ORG[ /-]AAAA[/:-]NNN"),
        ("2022/KS0123", "AAAA/ORG NNNN klass"),
        ("2022/KS-0123", "AAAA/ORG NNNN klass"),
    ],
)
def test_the_nearest_format_is_the_one_meant(text, name):
    assert name in [row.name for row in nearest_formats(text)]


def test_a_very_long_text_is_compared_by_its_beginning():
    assert len(nearest_formats("9" * 1_000_000)) == 3


def test_the_table_takes_a_municipalitys_own_format():
    own = DiaryFormat(
        "ORGnr AAAA",
        "KS7 2020",
        r"(?P<body>KS)(?P<number>\d+) (?P<year>\d{4})",
        "{body}{number} {year}",
    )

    number = read_diary_number("KS7 2020", (*FORMATS, own)).value

    assert number is not None
    assert number.written((*FORMATS, own)) == "KS7 2020"


def test_digits_of_other_scripts_are_not_taken_for_numbers():
    assert read_diary_number("٢٠٢٢KS554").value is None


@pytest.mark.parametrize(("text", "year", "number"), [("2023/76", 2023, 76), ("2019/8", 2019, 8)])
def test_a_plain_year_before_the_slash_is_the_year(text: str, year: int, number: int) -> None:
    found = read_diary_number(text)
    assert found.value is not None
    assert (found.value.year, found.value.number) == (year, number)


def test_a_number_that_could_be_a_year_is_told_both_ways() -> None:
    remarks = read_diary_number("2010/22").remarks
    assert [remark.text for remark in remarks] == [
        "Kan också läsas enligt NNNN/AA: år 22, nummer 2010."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2023-11-01",
        "Dnr 2023-11-01",
        "2023–11–01",
        "2023-02-30",
        "SFS 2017:725",
        "prop 2016/17:171",
        "SOU 2020:15",
        "maj 2021 12",
        "den 2021-05",
        "kl 18/30",
        "kl18.30",
        "läsåret 2021/22",
        "nr 2023/12",
    ],
)
def test_a_day_an_act_or_a_clock_is_refused_and_said_to_be_one(text: str) -> None:
    ruling = read_diary_number(text)
    assert ruling.value is None
    assert "inte ett diarienummer" in ruling.reasons[0].text


@pytest.mark.parametrize(
    "text",
    [
        "212000-1249",
        "191212-1212",
        "19121212-1212",
        "0322-616000",
        "070-123 45 67",
        "08/1234567",
        "18.30",
        "18:30-19:55",
        "3 575 000",
        "12 000:-",
        "1/12 2023",
        "20231101",
        "441 81",
    ],
)
def test_other_numbers_in_a_document_are_no_diary_numbers(text: str) -> None:
    assert read_diary_number(text).value is None


@pytest.mark.parametrize("text", ["2006-152-307", "2006-15-30", "KL 2023/12", "2023-13-45"])
def test_what_cannot_be_a_day_is_still_read(text: str) -> None:
    assert read_diary_number(text).value is not None


def test_a_number_that_may_be_a_day_of_a_month_says_so() -> None:
    (remark,) = read_diary_number("24/12").remarks
    assert remark.text == "24/12 kan också vara en dag: dag/månad."
