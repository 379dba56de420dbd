from __future__ import annotations

import pytest

from samverk.intake.reading.headers import header_of, several_of


@pytest.mark.parametrize(
    ("text", "number", "diary"),
    [
        ("§ 440  Dnr 2022KS554", 440, "2022KS554"),
        ("§ 243 2023.076 SN", 243, "2023.076 SN"),
        ("§ 162   Diarienummer 00322/2026", 162, "00322/2026"),
        ("§ 100 Ärendenummer SLK-2023-00262", 100, "SLK-2023-00262"),
        ("§ 10 0901/22", 10, "0901/22"),
        ("§5", 5, None),
        ("§ 63/20", 63, None),
        ("KF § 102 DNR: KU.2017.3", 102, "KU.2017.3"),
        ("Kf §12", 12, None),
        ("§ 54. Svar på uppsägning", 54, None),
        ("§54. Svar på uppsägning", 54, None),
        ("§ 54: Svar på uppsägning", 54, None),
        ("§ 54/2023 Svar på uppsägning", 54, None),
        ("§ 54. Dnr SFI 2023-45", 54, "SFI 2023-45"),
        ("KS § 12. Dnr KS 2024/3", 12, "KS 2024/3"),
        ("Paragraf 54 Svar på uppsägning", 54, None),
        ("PARAGRAF 54", 54, None),
    ],
)
def test_headers_met_in_practice_are_read(text: str, number: int, diary: str | None) -> None:
    header = header_of(text, follows_text=False)
    assert header is not None
    assert (header.number, header.diary) == (number, diary)


@pytest.mark.parametrize(
    "text",
    [
        "§ 94 2021-05-26, utträde då förvaltningen",
        "§ 94 den 26 maj 2021",
        "§ 15 i förbundsordningen",
        "§§ 186-194",
        "enligt § 15",
        "Text utan tecken",
        "§ 94.",
        "§ 94. Nämnden föreslår att planen antas.",
        "Paragrafen är justerad",
        "Paragraf 15 i förbundsordningen",
    ],
)
def test_a_citation_is_no_header(text: str) -> None:
    assert header_of(text, follows_text=False) is None


def test_a_bare_number_within_a_sentence_is_no_header() -> None:
    assert header_of("§ 94", follows_text=True) is None


def test_a_diary_number_makes_a_header_wherever_it_stands() -> None:
    assert header_of("§ 128        Dnr 2019KS742", follows_text=True) is not None


def test_a_title_on_the_line_is_kept_and_parted_from_its_number() -> None:
    header = header_of("§ 27 Tillsynsplan 2025 (MN 2025 00030)", follows_text=False)
    assert header is not None
    assert (header.title, header.diary) == ("Tillsynsplan 2025", "MN 2025 00030")


def test_a_body_before_the_sign_is_the_paragraphs() -> None:
    header = header_of("KF § 7", follows_text=False)
    assert header is not None
    assert header.organ == "Kommunfullmäktige"


def test_a_repeated_header_says_that_it_goes_on() -> None:
    header = header_of("§ 16 1379/22 forts.", follows_text=False)
    assert header is not None
    assert header.is_continued
    assert header.diary == "1379/22"


def test_several_paragraphs_may_open_as_one() -> None:
    header = several_of("§§ 141–142 Ärendena utgår")
    assert header is not None
    assert (header.number, header.last_number, header.title) == (141, 142, "Ärendena utgår")


@pytest.mark.parametrize("text", ["§§ 142-141", "§§ 1-90", "§§ 3-5 och 8", "§§ 12, 13", "§ 12-14"])
def test_a_range_that_cannot_be_a_heading_opens_nothing(text: str) -> None:
    assert several_of(text) is None


@pytest.mark.parametrize("text", ["§ 12 KSAU", "§ 12 KSAU 2022-02-21", "§ 94 KF, 2021-05-26"])
def test_a_body_alone_after_the_sign_is_a_citation(text: str) -> None:
    assert header_of(text, follows_text=False) is None
