from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import document

NOTICE = """Kallelse till socialnämnden

Tid: 2024-09-05, kl. 09:00-12:00
Plats: Rådhuset

Ärendelista
1. Upprop
2. Avtal om lokaler, 2024.076
SN
3. Yttrande över motion om
   trygghetslarm (SN 2024/52)

Ulla Nord (S)
Ordförande
"""


def test_body_and_day_are_read() -> None:
    found = document(NOTICE)
    assert (found.kind, found.body, str(found.date)) == ("notice", "Socialnämnden", "2024-09-05")


def test_items_have_number_title_and_diary_number() -> None:
    assert [(i.number, i.title, i.diary) for i in document(NOTICE).items] == [
        (1, "Upprop", None),
        (2, "Avtal om lokaler", "2024.076 SN"),
        (3, "Yttrande över motion om trygghetslarm", "SN 2024/52"),
    ]


def test_items_know_their_line() -> None:
    assert [item.place.line for item in document(NOTICE).items] == [7, 8, 10]


def test_what_follows_the_list_belongs_to_no_item() -> None:
    assert all("Ulla" not in item.title for item in document(NOTICE).items)


def test_a_stray_number_starts_no_item() -> None:
    text = NOTICE.replace("1. Upprop", "1. Upprop\n2024 års närvaro")
    assert [item.number for item in document(text).items] == [1, 2, 3]


def test_items_may_be_numbered_without_a_stop() -> None:
    text = "Föredragningslista\n\n1 Upprop\n2 Budget 2025\n3 Val"
    assert [item.title for item in document(text).items] == ["Upprop", "Budget 2025", "Val"]


def test_a_list_of_contents_gives_the_minutes_items() -> None:
    text = "§ 1 Upprop\n§ 2 Avtal\n\n§ 1\n\nUpprop\n\nBeslut\nJa.\n\n§ 2\n\nAvtal\n\nBeslut\nJa."
    assert [(i.number, i.title) for i in document(text).items] == [(1, "Upprop"), (2, "Avtal")]


def test_a_title_ends_with_its_diary_number() -> None:
    text = (
        "Kallelse till socialnämnden\n\n1. Budget - SN 2024/00045\n   Bilaga\n2. Avtal om lokaler\n"
        "   SN 2024/7\n   Föredragande: Eva Ek\n3. Motion (dnr SN24.900)\n4. Plan om\nunderlag\n"
    )
    assert [(i.title, i.diary) for i in document(text).items] == [
        ("Budget", "SN 2024/00045"),
        ("Avtal om lokaler", "SN 2024/7"),
        ("Motion", "SN24.900"),
        ("Plan om underlag", None),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "KALLELSE\nSocialnämnden kallas till sammanträde",
        "KALLELSE\nSocialnämnden sammanträder i Rådhuset",
        "KALLELSE\nTill socialnämnden",
        "KALLELSE\nSocialnämnden",
        "Socialnämnden\n\nKALLELSE",
        "Kallelse till socialnämnden",
    ],
)
def test_whom_a_notice_calls_is_read_where_it_is_printed(head: str) -> None:
    found = document(
        f"ALE KOMMUN\n{head}\n\nTid: 2024-09-05, kl. 09:00\n\nÄrendelista\n1. Upprop\n2. Val"
    )
    assert (found.kind, found.body, str(found.date)) == ("notice", "Socialnämnden", "2024-09-05")


def test_a_body_in_the_list_is_not_called() -> None:
    found = document(
        "KALLELSE\n\nTid: 2024-09-05\n\nÄrendelista\n1. Upprop\n2. Val i socialnämnden"
    )
    assert found.body is None


def test_items_may_stand_in_a_table() -> None:
    found = document(
        "# Kallelse till socialnämnden\n\n## Ärenden\n\n| Nr | Ärende | Dnr | Föredragande |\n"
        "|---|---|---|---|\n| 1 | Upprop | | |\n| 2 | Avtal om bad | SN 2024/40 | Chefen |\n"
    )
    assert [(i.number, i.title, i.diary) for i in found.items] == [
        (1, "Upprop", None),
        (2, "Avtal om bad", "SN 2024/40"),
    ]


def test_a_list_of_contents_with_leaders_gives_titles_alone() -> None:
    found = document(
        "Socialnämnden\n\n§ 60 Val av justerare ................................ 3\n"
        "§ 61 Årsredovisning 2023 ............................. 4\n\n"
        "§ 60\nVal av justerare\nBeslut\nJa.\n\n§ 61\nÅrsredovisning 2023\nBeslut\nJa.\n"
    )
    assert [i.title for i in found.items] == ["Val av justerare", "Årsredovisning 2023"]
