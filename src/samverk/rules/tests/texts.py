"""Reading the rules' texts in tests."""

from __future__ import annotations

from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import NO_BREAK


def plain(text: str) -> str:
    """Write a text with ordinary blanks, as a test can spell it."""
    return text.replace(NO_BREAK, " ")


def told(ruling: Ruling[object]) -> str:
    """Join all that a ruling says, reasons first."""
    return plain("\n".join(each.text for each in (*ruling.reasons, *ruling.remarks)))


def in_full(ruling: Ruling[object]) -> list[str]:
    """List all that a ruling says, each line with its statute; remarks are marked with "!"."""
    remarks = [f"! {_line(each)}" for each in ruling.remarks]
    return [*map(_line, ruling.reasons), *remarks]


def _line(reason: Reason) -> str:
    return plain(reason.text) + (f" [{reason.statute}]" if reason.statute else "")
