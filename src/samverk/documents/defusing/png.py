"""Copies a PNG chunk by chunk: the picture's own, without texts, places and what follows its end."""

from __future__ import annotations

import struct
from zlib import crc32

from samverk.documents.defusing.found import Found, NoCopyError

SIGNATURE = 8
END = b"IEND"
SHOWN = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", END, b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs")
)


def defused_png(content: bytes, found: set[Found]) -> bytes:
    """Keep the chunks that draw the picture. Raises NoCopyError for a broken one."""
    kept, place = [content[:SIGNATURE]], SIGNATURE
    while place + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        whole = content[place : place + 12 + length]
        if len(whole) != 12 + length or crc32(whole[4:-4]) != struct.unpack(">I", whole[-4:])[0]:
            break
        place += len(whole)
        if kind in SHOWN:
            kept.append(whole)
        else:
            found.add(Found.FACTS)
        if kind == END:
            if place != len(content):
                found.add(Found.AROUND)
            return b"".join(kept)
    raise NoCopyError("unreadable")
