from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph


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
