"""Bytes to text: which encoding a Swedish text file is in, and what had to be assumed.

No byte is dropped in silence: whatever cannot be decoded for certain gives a note.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = (("cp1252", "Windows-1252"), ("mac_roman", "MacRoman"), ("cp850", "DOS 850"))
_SWEDISH = frozenset("åäöÅÄÖéÉ§–—”“’•\u00a0\u00ad…")
# UTF-8 read as Windows-1252 once too often: "Ã¥" for "å", "Â§" for "§".
_TWICE = re.compile("Ã[¥¤¶…„–©]|Â§")
_SAMPLE = 200_000


class Decoded(NamedTuple):
    """The text and, in Swedish, what the reader had to assume to get it."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode a text file. Never raises: the last resort keeps every byte as a visible sign."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _with_mark(data, name)
    if (wide := _utf16_without_mark(data)) is not None:
        return Decoded(_normal(data.decode(wide, "replace")), ("Texten lästes som UTF-16.",))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)
    return _mend_double(text)


def _with_mark(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    notes = (f"{lost} tecken gick inte att avkoda och visas som \ufffd.",) if lost else ()
    return Decoded(_normal(text), notes)


def _utf16_without_mark(data: bytes) -> str | None:
    """Answer which UTF-16 the bytes look like: Latin text has a zero in every other byte."""
    head = data[:4000]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _not_utf8(data: bytes) -> Decoded:
    """Tell a broken UTF-8 file from one in a single-byte encoding, and read it as that."""
    sample = data[:_SAMPLE]
    loose = sample.decode("utf-8", "surrogateescape")
    # A cut sample can end inside a sign; one stray byte more or less decides nothing.
    whole = sum(1 for c in loose if c >= "\u0080" and not "\udc80" <= c <= "\udcff")
    stray = sum(1 for c in loose if "\udc80" <= c <= "\udcff")
    if whole > stray:
        return _broken_utf8(data)
    name, label = max(_SINGLE_BYTE, key=lambda pair: _swedishness(sample, pair[0]))
    text = data.decode(name, "replace")
    return Decoded(_normal(text), (f"Texten var inte UTF-8 och lästes som {label}.",))


def _broken_utf8(data: bytes) -> Decoded:
    text = data.decode("utf-8", "surrogateescape")
    stray = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    mended = "".join(_single(c) if "\udc80" <= c <= "\udcff" else c for c in text)
    return Decoded(
        _normal(mended),
        (f"Texten är trasig UTF-8: {stray} byte lästes var för sig som Windows-1252.",),
    )


def _single(sign: str) -> str:
    return bytes([ord(sign) - 0xDC00]).decode("cp1252", "replace")


def _swedishness(sample: bytes, encoding: str) -> int:
    """Score an encoding by what its high bytes become: Swedish letters count for it."""
    high = bytes(b for b in sample if b >= 0x80)
    text = high.decode(encoding, "replace")
    swedish = sum(1 for c in text if c in _SWEDISH)
    return 2 * swedish - (len(text) - swedish)


def _mend_double(text: str) -> Decoded:
    if not (("Ã" in text or "Â" in text) and _TWICE.search(text)):
        return Decoded(_normal(text))
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return Decoded(
            _normal(text), ("Texten verkar vara kodad två gånger; den lästes som den är.",)
        )
    return Decoded(_normal(mended), ("Texten var kodad två gånger i UTF-8 och rättades.",))


def _normal(text: str) -> str:
    # Files from macOS write å as a + ring; the labels are compared letter by letter.
    return text if text.isascii() else unicodedata.normalize("NFC", text)
