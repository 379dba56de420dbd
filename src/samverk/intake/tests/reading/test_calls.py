"""Notices that number their items with a sign, and public notices of a meeting."""

from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import document, read

HEAD = (
    "Samordningsförbundet Delta\nKallelse till styrelsemöte\nDatum: 2024-05-07\nPlats: Badhuset\n\n"
)
AGENDA = "Dagordning\n§ 1 Mötets öppnande\n§ 2 Föregående protokoll\n§ 3 Budget\n"


def items(text: str) -> list[tuple[int, str]]:
    return [(item.number, item.title) for item in document(text).items]


@pytest.mark.parametrize(
    "agenda",
    [
        AGENDA,
        AGENDA.replace("\n", "\n\n"),
        AGENDA.replace("Dagordning\n", ""),
        AGENDA.replace("§ ", "§"),
        AGENDA.replace(
            "Budget", "Budget\nChefen berättar.\nFörslag till beslut: Styrelsen beslutar ja."
        ),
    ],
)
def test_items_with_a_sign_are_the_notices(agenda: str) -> None:
    assert items(HEAD + agenda) == [
        (1, "Mötets öppnande"),
        (2, "Föregående protokoll"),
        (3, "Budget"),
    ]


def test_the_day_is_read_where_a_label_prints_it() -> None:
    found = document(HEAD + AGENDA)
    assert (found.kind, str(found.date), found.paragraphs) == ("notice", "2024-05-07", [])


@pytest.mark.parametrize(
    "minutes",
    [
        "§ 1 Budget\n\nBeslut\nAntas.",
        "§ 1 Budget\nStyrelsen beslutar att anta den.",
        "§ 1 Mötet öppnas\n§ 2 Budget\n\nReservation\nSiv Ås (S)",
    ],
)
def test_minutes_after_a_notice_are_minutes(minutes: str) -> None:
    assert [found.kind for found in read(HEAD + minutes).documents] == ["notice", "minutes"]


@pytest.mark.parametrize(
    "text",
    [
        f"Styrelseprotokoll 2024-05-07\n\n{AGENDA}",
        f"{AGENDA}\nChefen berättar.\n",
        f"{AGENDA}\n§ 1 Mötets öppnande\n\nSiv Ås öppnar mötet.\n\n§ 2 Val\n\nBeslut\nJa.",
    ],
)
def test_minutes_may_begin_with_an_agenda(text: str) -> None:
    assert read(text).documents[-1].kind == "minutes"


def test_an_agenda_alone_is_a_notice() -> None:
    assert items(f"Samordningsförbundet Delta\n\n{AGENDA}")[1] == (2, "Föregående protokoll")


def test_a_notice_with_items_of_its_own_takes_no_paragraphs() -> None:
    text = f"{HEAD}1. Upprop\n2. Val\n\n§ 41 Läget\n\nChefen berättar."
    assert [found.kind for found in read(text).documents] == ["notice", "minutes"]


@pytest.mark.parametrize(
    "call",
    [
        "Kungörelse\n\nKommunfullmäktige sammanträder den 7 maj 2024 kl. 18.00 i Badhuset.",
        "KUNGÖRELSE\nKommunfullmäktige i Norrvik kallas till sammanträde tisdagen den 7 maj 2024",
        "Kungörelse om att kommunfullmäktige sammanträder den 7 maj 2024 kl. 18.00 i Badhuset.",
        "Kungörelse\nNorrviks kommunfullmäktige håller sammanträde\nTid: 2024-05-07 kl. 18.00",
    ],
)
def test_a_public_notice_of_a_meeting_is_read(call: str) -> None:
    found = document(f"{call}\n\nÄrenden\n1. Upprop\n2. Badtaxa\n")
    assert (found.kind, found.body) == ("notice", "Kommunfullmäktige")
    assert (str(found.date), [item.title for item in found.items]) == (
        "2024-05-07",
        ["Upprop", "Badtaxa"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Kungörelse om samråd\n\nFörslag till detaljplan för badhuset ställs ut.\n1. Karta",
        "§ 4 Läget\n\nKungörelse om sammanträdet\nhar skett.\n\nBeslut\nJa.",
    ],
)
def test_other_public_notices_call_to_no_meeting(text: str) -> None:
    assert document(text).kind != "notice"
