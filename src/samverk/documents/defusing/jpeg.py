"""Copies a JPEG segment by segment, without where and when it was taken, by whom and with what.

Which way is up stands among those facts, and is told again in the copy.
"""

from __future__ import annotations

import struct

from samverk.documents.defusing.found import Found, NoCopyError

START, END, SCAN = 0xD8, 0xD9, 0xDA
JFIF, EXIF, PROFILE, ADOBE, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
UPRIGHT = 1
ORIENTATION = 0x0112
PLAIN_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def defused_jpeg(content: bytes, found: set[Found]) -> bytes:
    """Keep the segments that draw the picture. Raises NoCopyError for a broken one."""
    kept, place = [content[:2]], 2
    while place + 2 <= len(content):
        if content[place] != 0xFF:
            break
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == END:
            return _ended(content, place, kept, found)
        length = int.from_bytes(content[place + 2 : place + 4])
        segment = content[place : place + 2 + length]
        if len(segment) != 2 + length or length < 2:
            break
        kept.append(_kept(marker, segment, found))
        place += len(segment)
        if marker == SCAN:
            stop = _scanned(content, place)
            kept.append(content[place:stop])
            place = stop
    raise NoCopyError("unreadable")


def _ended(content: bytes, place: int, kept: list[bytes], found: set[Found]) -> bytes:
    if place + 2 != len(content):
        found.add(Found.AROUND)
    return b"".join([*kept, b"\xff\xd9"])


def _scanned(content: bytes, place: int) -> int:
    """Find where the drawn part ends: at a marker that is no restart and no escaped byte."""
    while (place := content.find(b"\xff", place)) >= 0 and place + 1 < len(content):
        following = content[place + 1]
        if following and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return place
        place += 1 if following == 0xFF else 2
    raise NoCopyError("unreadable")


def _kept(marker: int, segment: bytes, found: set[Found]) -> bytes:
    if marker == JFIF:
        # Said anew: the length of this one is where a script hides in a picture that is both
        return PLAIN_JFIF
    if marker == PROFILE and segment[4:16] == b"ICC_PROFILE\0":
        return segment
    if marker == ADOBE and segment[4:9] == b"Adobe" and len(segment) == 16:
        return segment
    if marker == EXIF:
        found.add(Found.FACTS)
        return _turned(_orientation(segment[10:]))
    if marker == COMMENT or 0xE0 <= marker <= 0xEF:
        found.add(Found.FACTS)
        return b""
    return segment


def _orientation(exif: bytes) -> int:
    """Read which way is up; what cannot be read is upright."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None or len(exif) < 10:
        return UPRIGHT
    (first,) = struct.unpack(f"{order}I", exif[4:8])
    if not 8 <= first <= len(exif) - 2:
        return UPRIGHT
    (count,) = struct.unpack(f"{order}H", exif[first : first + 2])
    for place in range(first + 2, min(first + 2 + 12 * count, len(exif) - 11), 12):
        tag, kind, _, value = struct.unpack(f"{order}HHIH", exif[place : place + 10])
        if tag == ORIENTATION and kind == 3 and 1 <= value <= 8:
            return int(value)
    return UPRIGHT


def _turned(orientation: int) -> bytes:
    if orientation == UPRIGHT:
        return b""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, orientation, 0)
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
