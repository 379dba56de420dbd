from __future__ import annotations

from samverk.intake.reading.records import diary_key, is_same_record
from samverk.intake.tests.reading.given import paragraph, read, read_all

TEXT = """§ {number} {diary}

Förnyelse av medlemskap i förbundet

Ärendebeskrivning
Kommunen har sedan många år varit medlem i förbundet och deltagit i verksamheten. Förvaltningen
bedömer att medlemskapet behöver prövas på nytt inom ramen för samverkan.

Beslut
Beslutet om utträde upphävs.
"""
GIVEN = {"number": 243, "diary": "2023.076 SN"}
PLAIN = TEXT.format(**GIVEN)


def ids(*texts: str) -> list[str]:
    return [p.record_id for p in read_all(*texts).paragraphs]


def test_two_copies_are_one_record_though_one_lacks_the_day() -> None:
    one, other = ids(PLAIN, "2023-11-01\n\n" + PLAIN)
    assert one == other


def test_line_breaks_and_page_furniture_change_nothing() -> None:
    wrapped = PLAIN.replace(" sedan ", "\nsedan ") + "\nSignatur justerande Utdragsbestyrkande\n"
    one, other = ids(PLAIN, wrapped)
    assert one == other


def test_the_id_is_the_same_read_alone() -> None:
    assert ids(PLAIN) == ids("2023-11-01\n\n" + PLAIN)


def test_the_id_does_not_hang_on_the_order() -> None:
    other = TEXT.format(**{**GIVEN, "number": 244})
    assert sorted(ids(PLAIN, other)) == sorted(ids(other, PLAIN))


def test_another_number_is_another_record() -> None:
    assert len(set(ids(PLAIN, TEXT.format(**{**GIVEN, "number": 244})))) == 2


def test_another_diary_number_is_another_record() -> None:
    assert len(set(ids(PLAIN, TEXT.format(**{**GIVEN, "diary": "2022.076 SN"})))) == 2


def test_a_diary_number_written_otherwise_is_the_same() -> None:
    assert (
        len(
            set(
                ids(
                    TEXT.format(number=1, diary="Dnr KS 2024/7"),
                    TEXT.format(number=1, diary="KS 2024/07"),
                )
            )
        )
        == 1
    )


def test_another_day_is_another_record_though_all_else_is_the_same() -> None:
    assert len(set(ids("2022-11-01\n\n" + PLAIN, "2023-11-01\n\n" + PLAIN))) == 2


def test_a_copy_that_could_be_either_is_neither() -> None:
    assert len(set(ids("2022-11-01\n\n" + PLAIN, "2023-11-01\n\n" + PLAIN, PLAIN))) == 3


def test_another_municipality_is_another_record() -> None:
    one, other = (
        PLAIN.replace("Kommunen har", f"{town} kommun har") for town in ("Vikby", "Sandby")
    )
    assert len(set(ids(one, other))) == 2


def test_another_body_is_another_record() -> None:
    one = PLAIN.replace("Beslut\n", "Kommunstyrelsens beslut\n")
    other = PLAIN.replace("Beslut\n", "Kommunfullmäktiges beslut\n")
    assert len(set(ids(one, other))) == 2


def test_another_text_is_another_record() -> None:
    other = PLAIN.replace(
        "Kommunen har sedan många år varit medlem i förbundet och deltagit i verksamheten.", ""
    )
    other = other.replace(
        "bedömer att medlemskapet behöver prövas på nytt inom ramen för samverkan", "avstår"
    )
    other = other.replace(
        "Förvaltningen", "Region Väst lämnar remissvar kring helt andra frågor, såsom bussar"
    )
    assert len(set(ids(PLAIN, other))) == 2


def test_without_diary_number_body_and_day_make_the_record() -> None:
    page = "Kommunstyrelsen     Sammanträdesdatum {}\n\n§ 1\n\nUpprop\n\nBeslut\nUpprop förrättas."
    first, second, again = ids(
        page.format("2024-01-10"), page.format("2025-01-15"), page.format("2024-01-10")
    )
    assert first == again
    assert first != second


def test_without_anything_printed_the_text_makes_the_record() -> None:
    one, other = ids("§ 1\n\nUpprop\n\nBeslut\nEtt.", "§ 1\n\nUpprop\n\nBeslut\nTvå.")
    assert one != other


def test_two_memos_of_one_matter_and_two_days_are_two() -> None:
    memo = "Datum: {}\nHandläggare: A B\nDnr: KS 2024/1\n\nAvtal\n\nBakgrund\nText."
    assert len(set(ids(memo.format("2024-01-02"), memo.format("2024-01-03")))) == 2


def test_the_class_code_is_no_part_of_a_diary_number() -> None:
    assert diary_key("2022VFN360 709") == diary_key("2022VFN360")


def test_an_unknown_form_of_diary_number_is_compared_by_its_signs() -> None:
    assert diary_key("Ärende nr-7") == diary_key("ÄRENDE NR 7")
    assert diary_key(None) == ""


def test_readings_made_apart_can_be_compared() -> None:
    assert is_same_record(paragraph(PLAIN), paragraph("2023-11-01\n\n" + PLAIN))
    later = paragraph("2024-11-01\n\n" + PLAIN)
    assert not is_same_record(paragraph("2023-11-01\n\n" + PLAIN), later)


def test_a_day_labelled_on_the_front_page_is_the_meetings() -> None:
    front = "Socialnämnden\n\nDatum: 2023-05-04\nKlockan: 13.00-15.40\nJustering: 2023-05-08\n\n"
    (record,) = read(front + "§ 62 Avtal\n\nBeslut\nJa.").paragraphs
    assert (record.body, str(record.date)) == ("Socialnämnden", "2023-05-04")
    assert record.places["date"].line == 3
