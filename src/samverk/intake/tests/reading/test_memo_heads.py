"""How memos begin: the word with what stands beside it, and whom they are for."""

from __future__ import annotations

import pytest

from samverk.intake.reading.labels import match_field
from samverk.intake.tests.reading.given import document, paragraph, read
from samverk.intake.tests.reading.making import docx_of

FIELDS = "Datum 2024-02-02\nDiarienummer FN 2024/15\nHandläggare Siv Ås\n"
REST = "\nFritidsnämnden\n\nBadhuset\n\nFörslag till beslut\nFritidsnämnden bygger ett bad."


@pytest.mark.parametrize(
    "title",
    [
        "Tjänsteskrivelse 1 (2)",
        "TJÄNSTESKRIVELSE\t1(2)",
        "Tjänsteutlåtande    Sida 1 av 3",
        "Fritidsförvaltningen Tjänsteskrivelse",
        "Kultur- och fritidskontoret, Tjänsteskrivelse 1 (4)",
        "Norrviks kommun TJÄNSTESKRIVELSE",
    ],
)
def test_a_memos_title_may_have_a_page_or_a_sender_beside_it(title: str) -> None:
    found = document(f"{title}\n{FIELDS}{REST}")
    (record,) = found.paragraphs
    assert (found.kind, record.title, record.addressed_to) == (
        "memo",
        "Badhuset",
        "Fritidsnämnden",
    )


@pytest.mark.parametrize(
    "title",
    [
        "Tjänsteskrivelse 2024-02-02\nDiarienummer FN 2024/15\n",
        "Tjänsteskrivelse, den 2 februari 2024\nDnr FN 2024/15\n",
        "Tjänsteskrivelse\t2024-02-02\tFN 2024/15\n",
    ],
)
def test_day_and_diary_number_may_stand_beside_the_title(title: str) -> None:
    record = paragraph(title + REST)
    assert (str(record.date), record.diary) == ("2024-02-02", "FN 2024/15")
    assert (record.title, record.places["date"].line) == ("Badhuset", 1)


def test_a_head_in_a_table_of_word_opens_a_memo() -> None:
    rows = ["Datum\t2024-02-02", "Diarienummer\tFN 2024/15", "Handläggare\tSiv Ås"]
    record = paragraph("\n".join(rows) + "\n" + REST)
    assert (str(record.date), record.diary, record.title) == (
        "2024-02-02",
        "FN 2024/15",
        "Badhuset",
    )
    table = [["Datum", "2024-02-02"], ["Dnr", "FN 2024/15"], ["Handläggare", "Siv Ås"]]
    (found,) = read(docx_of("Fritidskontoret", table=table), "a.docx").documents
    assert found.kind == "memo"


@pytest.mark.parametrize(
    "text",
    [
        "Tjänsteskrivelse daterad 2024-02-02\nDatum 2024-02-02\nText.",
        "Tjänsteskrivelse om badhuset, 2024-02-02\nDatum 2024-02-02",
        "Vår tjänsteskrivelse 1 (2)\nDatum 2024-02-02",
        "§ 4 Badhuset\n\nBeslutsunderlag\nTjänsteskrivelse 2024-02-02\nDatum 2024-02-05\nDnr FN 2024/1",
        "§ 4 Badhuset\n\nBeslutsunderlag\nTjänsteskrivelse\nDatum: 2024-02-05\n\nBeslut\nJa.",
        "§ 4 Badhuset\n\nHandlingar\nTjänsteskrivelse 1 (2)\nDnr: FN 2024/1\n\nBeslut\nJa.",
    ],
)
def test_the_name_of_a_memo_opens_none(text: str) -> None:
    assert "memo" not in {found.kind for found in read(text).documents}


def test_a_memo_may_follow_the_papers_of_a_matter() -> None:
    text = f"§ 4 Badhuset\n\nBeslut\nJa.\n\nBeslutsunderlag\nBilaga 1\n\nTjänsteskrivelse\n{FIELDS}{REST}"
    assert [found.kind for found in read(text).documents] == ["minutes", "memo"]


@pytest.mark.parametrize(
    "text", ["Handläggare Siv Ås", "Handläggare\tSiv Ås", "Handläggare:Siv Ås"]
)
def test_who_handles_it_may_stand_without_colon(text: str) -> None:
    field = match_field(text)
    assert field is not None
    assert (field.concept, field.rest) == ("officer", "Siv Ås")


@pytest.mark.parametrize("text", ["Handläggare Siv Ås berättar", "Handläggare saknas"])
def test_a_sentence_about_who_handles_it_is_no_field(text: str) -> None:
    assert match_field(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "Mottagare: Fritidsnämnden",
        "Nämnd: fritidsnämnden",
        "Till: Fritidsnämnden",
        "Till Fritidsnämnden",
        "Nämnd\tFritidsnämnden",
        "Fritidskontoret\n\nTill Fritidsnämnden",
        "Enheten för bad\nsiv.as@exempel.se\nTill fritidsnämnden",
    ],
)
def test_whom_the_memo_is_for_is_no_title(line: str) -> None:
    record = paragraph(f"Tjänsteskrivelse\n{FIELDS}{line}\n\nBadhuset\n\nBakgrund\nText.")
    assert (record.addressed_to, record.title) == ("Fritidsnämnden", "Badhuset")
    assert record.places["addressed_to"].line == 4 + line.count("\n") + 1


@pytest.mark.parametrize(
    "line",
    [
        "E-post: siv.as@exempel.se",
        "siv.as@exempel.se",
        "Adress: Badgatan 1",
        "Fritidskontoret",
        "Mottagare: Simklubben Delfin",
    ],
)
def test_how_to_reach_the_sender_is_no_title(line: str) -> None:
    record = paragraph(f"Tjänsteskrivelse\n{FIELDS}{line}\n\nBadhuset\n\nBakgrund\nText.")
    assert (record.title, record.addressed_to) == ("Badhuset", None)


@pytest.mark.parametrize(
    "title", ["Till salu: badhuset", "Enheten för bad läggs ned", "Fritidskontorets budget"]
)
def test_a_title_may_begin_like_them(title: str) -> None:
    record = paragraph(f"Tjänsteskrivelse\n{FIELDS}\n{title}\n\nBakgrund\nText.")
    assert record.title == title
