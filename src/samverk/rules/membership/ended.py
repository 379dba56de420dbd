"""What the papers of the end tell (medlemskapets upphörande)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samverk.rules.membership.exit import Exit
from samverk.rules.membership.facts import Fact, FactKind, latest
from samverk.rules.membership.status import NoticeState


def last_day_as_member(facts: Sequence[Fact], found: Exit) -> date | None:
    """Find the day on which a document shows that membership ended; None when none does.

    A document without a date shows that the exit took effect as computed, if nothing in the
    computation is assumed or open to choice, and nothing by itself.
    """
    ended = latest(facts, FactKind.ENDED)
    if ended is None or not ended.is_documented:
        return None
    is_open = found.is_assumed or found.others or found.notice is NoticeState.WITHDRAWN
    return ended.day or (None if is_open else found.earliest)


def is_end_unclear(day: date, facts: Sequence[Fact], found: Exit) -> bool:
    """Answer whether an end is told of before ``day`` that no dated document shows."""
    ended = latest(facts, FactKind.ENDED)
    if ended is None:
        return False
    if ended.day:
        return not ended.is_documented and ended.day < day
    return (found.earliest or date.min) < day
