"""Draws the numbers that a board's decisions are called by.

They are drawn and not counted: in a row without gaps, a missing one would tell that somebody protected was
registered, and between which two.
"""

from __future__ import annotations

import secrets

from samverk.execution.models import GrantedDecision
from samverk.execution.walls import counting
from samverk.foundation.numbering import hold_series

FIRST, LAST = 1_000_000, 9_999_999
AT_ONCE = 5_000


def hold_register(body: int) -> None:
    """Let one at a time register, protect or put right at a board (id), until the transaction ends."""
    hold_series(f"execution/{body}")


def draw_numbers(body: int, many: int) -> list[int]:
    """Draw so many numbers that no decision of a board (id) has, in order. Other drawers wait meanwhile."""
    hold_register(body)
    drawn: set[int] = set()
    with counting():
        while left := many - len(drawn):
            asked = {FIRST + secrets.randbelow(LAST - FIRST + 1) for _ in range(min(left, AT_ONCE))}
            rows = GrantedDecision.objects.filter(controller=body, number__in=asked)
            drawn |= asked - set(rows.values_list("number", flat=True))
    return sorted(drawn)
