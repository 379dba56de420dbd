"""Dissent under other words and headings, and where it does not belong: in the decision."""

from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph

BOTH = [("Tor Alm", "S"), ("Eva Dal", "V")]


@pytest.mark.parametrize(
    "text",
    [
        "Reservation mot beslutet anmäls av Tor Alm (S) och Eva Dal (V).",
        "Reservationer mot beslutet i sin helhet har lämnats in av Tor Alm (S) och Eva Dal (V).",
        "Skriftlig reservation har inkommit från Tor Alm (S) och Eva Dal (V).",
        "Avvikande mening\nTor Alm (S) och Eva Dal (V) anmäler avvikande mening.",
        "Avvikande meningar\nTor Alm (S)\nEva Dal (V)",
        "Tor Alm (S) och Eva Dal (V) anmäler en avvikande mening mot beslutet.",
        "Tor Alm, S, och Eva Dal, V, reserverar sig.",
        "Reservation av Tor Alm, S, Eva Dal, V.",
    ],
)
def test_dissent_is_told_in_many_ways_and_is_no_part_of_the_decision(text: str) -> None:
    record = in_paragraph(f"Beslut\nPlanen antas.\n\n{text}")
    assert [(r.name, r.party) for r in record.reservations] == BOTH
    assert record.decision_text == "Planen antas."


@pytest.mark.parametrize(
    "text",
    [
        "Tor Alm och Eva Dal (båda S) reserverar sig.",
        "Reservation\nTor Alm och Eva Dal, bägge (S)",
        "Mot beslutet reserverar sig Tor Alm och Eva Dal (samtliga S).",
    ],
)
def test_each_of_those_who_share_a_party_is_an_entry(text: str) -> None:
    found = in_paragraph(f"Beslut\nJa.\n\n{text}").reservations
    assert [(r.name, r.party) for r in found] == [("Tor Alm", "S"), ("Eva Dal", "S")]


@pytest.mark.parametrize(
    "text",
    [
        "Ingen avvikande mening anmäls av Tor Alm (S).",
        "Tor Alm (S) anmäler ingen avvikande mening.",
        "Tor Alm (S) anser att avvikande meningar ska få höras.",
        "Reservationen mot taxan gäller Tor Alms (S) fastighet.",
    ],
)
def test_who_does_not_dissent_is_no_entry(text: str) -> None:
    assert in_paragraph(f"Beslut\nJa.\n\n{text}").reservations == []
