from __future__ import annotations

import pytest

from samverk.intake.reading.furniture import furniture_of
from samverk.intake.tests.reading.given import lines


def marked(text: str) -> list[str]:
    found = lines(text)
    return [found[i].text for i in sorted(furniture_of(found).marks)]


@pytest.mark.parametrize(
    "text",
    [
        "Signatur justerande Utdragsbestyrkande",
        "Justerandes sign.",
        "Justerande               Utdragsbestyrkande",
        "Ordförandes sign   Justerandes sign   Utdragsbestyrkande",
        "Rätt utdraget bestyrkes",
        "Justerandes signatur",
        "Sida 4 (19)",
        "4 (19)",
        "Sid 3 av 12",
        "SAMMANTRÄDESPROTOKOLL",
        "Sammanträdesdatum",
        "Protokoll nr 1",
        "Kommunstyrelsen        2024-02-12      3(9)",
    ],
)
def test_page_furniture_is_marked(text: str) -> None:
    assert marked(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Protokollet godkänns.",
        "Sidan om ärendet är kort.",
        "Utdraget visar kostnaden.",
        "Justerande",
        "Signalen kom sent   Utdragsbestyrkande",
        "Protokollsutdrag skickas till",
        "2 (av flera) förslag",
        "Beslut",
    ],
)
def test_text_is_not_furniture(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sammanträdesprotokoll\nKommunstyrelsen\n2024-02-12",
        "Kommunstyrelsen            Sammanträdesdatum\n                     2024-02-12",
        "Sammanträdesdatum 2024-02-12\nKommunstyrelsen",
        "NORRVIKS KOMMUN     Sammanträdesprotokoll\nKommunstyrelsen     2024-02-12",
        "Kommunstyrelsen        2024-02-12      3(9)",
        "Protokoll från kommunstyrelsen 2024-02-12",
        "Sammanträde med kommunstyrelsen den 12 februari 2024",
    ],
)
def test_a_page_header_names_body_and_day(text: str) -> None:
    found = furniture_of(lines(text)).contexts
    assert {c.body for c in found if c.body} == {"Kommunstyrelsen"}
    assert {str(c.date) for c in found if c.date} == {"2024-02-12"}


def test_place_and_time_give_the_day_also_below() -> None:
    found = furniture_of(
        lines("Plats och tid\nKommunhuset\nmåndagen den 12 februari 2024")
    ).contexts
    assert [str(c.date) for c in found] == ["2024-02-12"]


def test_an_empty_header_names_nothing() -> None:
    (found,) = furniture_of(lines("Sammanträdesdatum\nSignatur justerande")).contexts
    assert (found.body, found.date) == (None, None)
