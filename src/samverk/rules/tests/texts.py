"""Reading the rules' texts in tests."""

from __future__ import annotations

from samverk.rules.ruling import Ruling
from samverk.rules.wording import NO_BREAK


def plain(text: str) -> str:
    """Write a text with ordinary blanks, as a test can spell it."""
    return text.replace(NO_BREAK, " ")


def told(ruling: Ruling[object]) -> str:
    """Join all that a ruling says, reasons first."""
    return plain("\n".join(each.text for each in (*ruling.reasons, *ruling.remarks)))
