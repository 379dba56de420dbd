"""Signs that print nothing are in no text that is read."""

from __future__ import annotations

import pytest

from samverk.intake.reading.as_json import reading_as_json
from samverk.intake.tests.reading.given import read

TEXT = (
    "Socialnämnden 2024-02-06\n\n§ 8 Dnr SN 2024/5\nBadhuset är slitet\n\nBeslut\nBadet sparas.\n"
)


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x07", "\x1b", "\x7f"])
def test_a_sign_that_prints_nothing_changes_nothing(sign: str) -> None:
    marked = TEXT.replace("Badet", f"B{sign}adet")
    assert reading_as_json(read(marked)) == reading_as_json(read(TEXT))


@pytest.mark.parametrize("sign", ["\t", "\f"])
def test_a_tab_and_a_form_feed_are_kept_as_before(sign: str) -> None:
    (record,) = read(TEXT.replace("Badet", f"{sign}Badet")).paragraphs
    assert record.decision_text == "Badet sparas."
