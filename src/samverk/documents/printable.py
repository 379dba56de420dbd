"""Text as it can be printed: without signs that are not seen, and with those that a file's reader left.

A paper's text may come out of any file. PDF/A takes no sign that its fonts cannot show.
"""

from __future__ import annotations

import re
import unicodedata

# What a PDF gives for a hyphen at the end of a line, and what word processors draw a bullet with
_HYPHENS = "\x02\ufffe"
_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf0b0\uf076\uf02d\uf06e\uf071"
# Wide forms of the ordinary signs
_WIDE = {0xFF00 + place: 0x20 + place for place in range(1, 0x5F)}
_TABLE = _WIDE | {ord(sign): "-" for sign in _HYPHENS} | {ord(sign): "•" for sign in _BULLETS}
_LINES = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNSHOWN = "\N{REPLACEMENT CHARACTER}"
# Seen to be in the fonts that go with the compiler: Latin, Greek, Cyrillic, signs of print and of money
_SHOWN = re.compile(
    r"[^\n\x20-\x7e\xa0-\u024f\u0300-\u0304\u0306-\u030c\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"
    r"\u0400-\u045f\u1e80-\u1e85\u1e9e\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033"
    r"\u2039\u203a\u2044\u20ac\u2116\u2122\u2190-\u2195\u2212\u221a\u221e\u2248\u2260\u2264\u2265\u25a0\u25a1"
    r"\u2610-\u2612\u2713\u2717\ufb01\ufb02\ufffd]"
)


def printable(text: str) -> str:
    """Give a text without controls, marks that are not seen and signs of nobody's script."""
    lines = _LINES.sub("\n", text.replace("\t", " ")).translate(_TABLE)
    return "".join(map(_printed, unicodedata.normalize("NFC", lines)))


def _printed(sign: str) -> str:
    if sign == "\n":
        return sign
    match unicodedata.category(sign):
        case "Cc" | "Cf":
            return ""
        case "Co" | "Cn" | "Cs":
            return _UNSHOWN
        case _:
            return sign


def surely_printable(text: str) -> str:
    """Give a printable text in which every sign that our fonts may lack is shown as one that is missing."""
    return _SHOWN.sub(_UNSHOWN, text)
