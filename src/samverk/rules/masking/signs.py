"""The signs that a number is written with: digits of every script, what stands between, what is unseen."""

from __future__ import annotations

import unicodedata

# What a text extractor gives for a hyphen at the end of a line stands last
DASHES = (
    "-+~\u00ac\u02d7\u058a\u05be\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2e3a\u2e3b"
    "\ufe58\ufe63\uff0b\uff0d\x02\ufffe"
)
POINTS = ".,/:_*=\u00b7\u2022\u2024\u2027\u2044\u2215\u30fb\uff0e\uff0f\uff3f"
# Soft hyphens, zero widths, marks of direction, controls and what is written over a letter
UNSEEN = (
    "\x00\x01\x03-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u0300-\u036f\u034f\u061c\u115f\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e007f\U000e0100-\U000e01ef"
)
BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
# What a scanner reads for a digit
ALIKE = {"O": 0, "o": 0, "\u041e": 0, "I": 1, "l": 1, "Z": 2, "S": 5, "B": 8}


def spelled(ranges: str) -> frozenset[str]:
    """List the signs of a character class that is written with ranges; a hyphen first is itself."""
    found: set[str] = set()
    at = 0
    while at < len(ranges):
        if ranges[at + 1 : at + 2] == "-" and at + 2 < len(ranges):
            found.update(map(chr, range(ord(ranges[at]), ord(ranges[at + 2]) + 1)))
            at += 3
        else:
            found.add(ranges[at])
            at += 1
    return frozenset(found)


DASH_SIGNS = spelled(DASHES)
POINT_SIGNS = spelled(POINTS)
# Those that a word is divided with
HYPHENS = DASH_SIGNS - {"+", "~"}
UNSEEN_SIGNS = spelled(UNSEEN)


def digit_of(sign: str) -> int | None:
    """Give the value of a digit of any script; None for what is none (superscripts are not)."""
    return unicodedata.decimal(sign, None)
