"""Tells a text from what is none, whatever its encoding, by its first part."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

SAMPLE = 20_000
MARKS = (BOM_UTF16_LE, BOM_UTF16_BE)
# An editor writes none of these; a few stray ones are no reason to turn a paper away.
CONTROL = frozenset(range(0x09)) | frozenset(range(0x0E, 0x20)) | {0x7F}
MOST_CONTROL = 0.05
# Latin text in UTF-16 has a null in every other byte.
WIDE = 0.7
KNOWN = (
    (b"\x7fELF", "är ett program, inte en handling."),
    (b"MZ", "är ett program, inte en handling."),
    (b"%PDF-", "är en PDF. Ge den ett namn som slutar på .pdf."),
    (b"PK\x03\x04", "är ett arkiv eller ett Office-dokument, ingen text. Ge den rätt filnamn."),
    (b"{\\rtf", "är i formatet RTF. Spara om den som Word (.docx) eller PDF."),
)
NO_TEXT = "är ingen text. Spara om den som PDF, Word (.docx) eller text."


def text_fault(content: bytes) -> str:
    """Say why bytes are no text; "" for a text in any encoding a Swedish office writes."""
    for magic, fault in KNOWN:
        if content.startswith(magic) and not (magic == b"MZ" and _reads(content)):
            return fault
    return "" if content.startswith(MARKS) or _reads(content) else NO_TEXT


def _reads(content: bytes) -> bool:
    head = _narrow(content[:SAMPLE])
    return sum(byte in CONTROL for byte in head) <= MOST_CONTROL * len(head)


def _narrow(head: bytes) -> bytes:
    """Leave out the nulls of UTF-16 without a mark, which stand in one half of the bytes."""
    for nulls, signs in ((head[1::2], head[::2]), (head[::2], head[1::2])):
        if nulls and nulls.count(0) > WIDE * len(nulls):
            return signs
    return head
