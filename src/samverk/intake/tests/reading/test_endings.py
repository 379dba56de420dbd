"""What stands below a decision: to whom it is sent, and who signs."""

from __future__ import annotations

import pytest

from samverk.intake.reading.labels import match_label
from samverk.intake.tests.reading.given import in_paragraph, paragraph

SENT = [
    "Utdraget skickas till:",
    "Beslutet expedieras",
    "Beslut till",
    "För kännedom",
    "För kännedom till:",
    "Skickas för kännedom till",
    "PARAGRAFEN SKICKAS TILL",
    "Beslutet ska delges",
    "Underrättelse om beslutet till",
    "Kopia för åtgärd till",
    "Protokollsutdrag",
]
SIGNED = [
    "Justerat 2024-02-09",
    "Justerat den 9 februari 2024",
    "Protokollet justeras",
    "Utdraget bestyrks 2024-02-12 Siv Ås",
    "Rätt utdraget intygar",
    "Utdragets riktighet intygas",
    "Protokollsutdraget överensstämmer med originalet",
    "Vid protokollet                 Justeras",
]


@pytest.mark.parametrize("label", SENT)
def test_what_stands_under_it_is_a_recipient_and_no_decision(label: str) -> None:
    record = in_paragraph(f"Beslut\nBadet byggs.\n\n{label}\nKommunstyrelsen\nSimklubben Delfin\n")
    assert [r.name for r in record.recipients] == ["Kommunstyrelsen", "Simklubben Delfin"]
    assert record.decision_text == "Badet byggs."


@pytest.mark.parametrize("label", SENT[:-1])
def test_recipients_may_follow_on_its_line(label: str) -> None:
    text = f"{label.rstrip(':')}: Kommunstyrelsen, Fritidskontoret"
    record = in_paragraph(f"Beslut\nBadet byggs.\n\n{text}")
    assert [r.name for r in record.recipients] == ["Kommunstyrelsen", "Fritidskontoret"]


@pytest.mark.parametrize("label", SIGNED)
def test_what_is_signed_below_is_no_decision(label: str) -> None:
    record = in_paragraph(f"Beslut\nBadet byggs.\n\n{label}\nSiv Ås")
    assert (record.decision_text, record.recipients) == ("Badet byggs.", [])


@pytest.mark.parametrize(
    "text",
    [
        "Beslutet skickas till kommunstyrelsen när det har fått laga kraft.",
        "Beslut till följd av motionen",
        "Justerat förslag till budget",
        "Justerat belopp 2024-02-09 är lägre",
        "Utdraget visar kostnaden",
        "Protokollet bör sparas",
        "För kännedom",
    ],
)
def test_text_of_the_matter_is_no_ending(text: str) -> None:
    assert match_label(text) is None


def test_what_is_only_made_known_at_a_meeting_has_no_recipients() -> None:
    record = in_paragraph("För kännedom\nBeslut från tillsynen\n\nBeslut\nTackas för.")
    assert (record.recipients, record.decision_text) == ([], "Tackas för.")


def test_a_matter_may_have_such_a_title() -> None:
    assert paragraph("§ 4\nFör kännedom\n\nBeslut\nTackas för.").title == "För kännedom"


@pytest.mark.parametrize("beside", ["2024-02-06", "Sida 2 (2)", "Norrvik kommun"])
def test_the_word_in_a_page_header_sends_nothing(beside: str) -> None:
    record = in_paragraph(
        f"Beslut\nBadet byggs av\n\nProtokollsutdrag\nFritidsnämnden\n{beside}\n\nfastighetsbolaget."
    )
    assert record.recipients == []
    assert "Protokollsutdrag" not in (record.decision_text or "")
