"""What opens a paragraph and what only names one, and titles that go on below."""

from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import paragraph, read

MATTER = "Kommunstyrelsen 2024-02-06\n\n§ 6 Badhuset\n\nÄrendet\n"


@pytest.mark.parametrize(
    "above",
    [
        "Enligt",
        "Förbundet får med stöd av",
        "Jfr",
        "Se även 3 kap.",
        "Bestämmelser finns i",
        "Enligt lagen,",
    ],
)
def test_a_statutes_section_opens_no_paragraph(above: str) -> None:
    text = f"{MATTER}{above}\n§ 7 Badlagen får badet inte\nvärmas.\n\nBeslut\nJa."
    assert [record.paragraph for record in read(text).paragraphs] == [6]


@pytest.mark.parametrize("above", ["Badet är öppet.", "Bo Ek", "Anna Alm (S)", "", "---------"])
def test_a_paragraph_may_open_below_a_short_line(above: str) -> None:
    text = f"{MATTER}{above}\n§ 7 Badtaxa\n\nBeslut\nJa."
    assert [record.paragraph for record in read(text).paragraphs] == [6, 7]


@pytest.mark.parametrize("diary", ["Dnr KS 2024/19", "Diarienr: KS 2024/19", "Dnr: KS 2024/19"])
@pytest.mark.parametrize("last", ["Delta", "Norra Delta"])
def test_a_title_goes_on_until_its_diary_number(diary: str, last: str) -> None:
    record = paragraph(f"§ 120 Utträde ur Samordningsförbundet\n{last}\n{diary}\n\nBeslut\nJa.")
    assert (record.title, record.diary) == (
        f"Utträde ur Samordningsförbundet {last}",
        "KS 2024/19",
    )


@pytest.mark.parametrize("below", ["Badet är slitet.", "Kommunstyrelsen", "Handläggare: Siv Ås"])
def test_what_else_stands_above_the_diary_number_is_no_title(below: str) -> None:
    record = paragraph(f"§ 120 Badhuset\n{below}\nDnr KS 2024/19\n\nBeslut\nJa.")
    assert record.title == "Badhuset"
