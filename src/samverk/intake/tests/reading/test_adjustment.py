from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph, read


@pytest.mark.parametrize(
    "text",
    [
        "Paragrafen är justerad",
        "Paragrafen är omedelbart justerad.",
        "Omedelbar justering",
        "Justering\nProtokollet under denna paragraf förklaras omedelbart justerat.",
        "Direktjustering",
    ],
)
def test_immediate_adjustment_is_read(text: str) -> None:
    record = in_paragraph(f"Beslut\nJa.\n\n{text}")
    assert record.immediate_adjustment is True
    assert record.places["immediate_adjustment"].line >= 8


@pytest.mark.parametrize("text", ["Protokollet justeras den 4 maj.", "Justerare är Anna Alm (S)."])
def test_what_is_not_printed_is_unknown(text: str) -> None:
    assert in_paragraph(f"Beslut\nJa.\n\n{text}").immediate_adjustment is None


@pytest.mark.parametrize(
    "text",
    [
        "Paragrafen är omedelbart justerad: ja",
        "Omedelbar justering: Ja",
        "Omedelbar justering: ☒ Ja ☐ Nej",
        "Omedelbar justering\nKommunstyrelsen förklarar paragrafen omedelbart justerad.",
        "Paragrafen justeras omedelbart, eftersom ärendet inte kan vänta.",
        "att omedelbart justera paragrafen",
        "Nämnden beslutar om omedelbar justering.",
        "§ 12 justeras omedelbart.",
        "Ingen reserverar sig. Protokollet justeras omedelbart i denna del.",
        "§§ 10-14 förklaras omedelbart justerade.",
    ],
)
def test_it_is_read_in_every_form(text: str) -> None:
    assert in_paragraph(f"Beslut\nJa.\n\n{text}").immediate_adjustment is True


@pytest.mark.parametrize(
    "text",
    [
        "Paragrafen är omedelbart justerad: nej",
        "Paragrafen är inte omedelbart justerad.",
        "Paragrafen justeras inte omedelbart.",
        "Beslutet justeras ej omedelbart",
        "Kommunfullmäktige beslutar att paragrafen inte ska justeras omedelbart.",
        "Omedelbar justering: Nej",
        "Omedelbar justering\nNej",
        "Omedelbar justering: ☐ Ja ☒ Nej",
        "Omedelbar justering\nParagrafen justeras inte omedelbart.",
        "Omedelbar justering begärs inte.",
        "Ingen omedelbar justering.",
    ],
)
def test_what_is_denied_is_known(text: str) -> None:
    assert in_paragraph(f"Beslut\nJa.\n\n{text}").immediate_adjustment is False


@pytest.mark.parametrize(
    "text",
    [
        "Anna Alm (S) yrkar att paragrafen justeras omedelbart.",
        "Omedelbar justering\nAnna Alm (S) yrkar omedelbar justering. Yrkandet avslås.",
        "Yrkandet om omedelbar justering avslås.",
        "Om paragrafen justeras omedelbart kan beslutet verkställas.",
        "Omedelbar justering: ☐ Ja ☐ Nej",
        "Paragrafen är omedelbart justerad: Ja / Nej",
        "§ 45 justeras omedelbart.",
        "Protokollet justeras omedelbart efter sammanträdet.",
        "Paragrafen är justerad\n\nParagrafen justeras inte omedelbart.",
    ],
)
def test_what_is_wished_supposed_or_contradicted_is_unknown(text: str) -> None:
    assert in_paragraph(f"Beslut\nJa.\n\n{text}").immediate_adjustment is None


@pytest.mark.parametrize(
    "front",
    [
        "Omedelbart justerade paragrafer   § 21",
        "Paragrafer § 20-22, varav § 21 omedelbart justerad",
    ],
)
def test_a_front_page_may_tell_it_by_number(front: str) -> None:
    records = read(f"Socialnämnden\n2024-03-12\n{front}\n\n§ 20\nEtt\n\n§ 21\nTvå\n").paragraphs
    assert [r.immediate_adjustment for r in records] == [None, True]


def test_a_front_page_that_names_no_paragraph_tells_nothing() -> None:
    (record,) = read("Socialnämnden\nProtokollet är omedelbart justerat.\n\n§ 20\nEtt\n").paragraphs
    assert record.immediate_adjustment is None
