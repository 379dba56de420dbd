"""Pictures that are something else as well, say where they were taken, or break their reader."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from random import Random

from tests.uploads.pdfs import CANARY

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SECRET = CANARY.encode()


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png(width: int = 2, height: int = 2, *, more: bytes = b"", end: bool = True) -> bytes:
    """A PNG, with chunks before its picture."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" + bytes(width)) * height) if width * height < 10_000 else b""
    return SIGNATURE + head + more + chunk(b"IDAT", rows) + (chunk(b"IEND", b"") if end else b"")


def segment(marker: int, content: bytes) -> bytes:
    """One segment of a JPEG."""
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg(width: int = 8, height: int = 8, *, more: bytes = b"", end: bool = True) -> bytes:
    """A JPEG's parts in their order, with segments before its frame."""
    frame = segment(0xC0, b"\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + more + frame + scan + (b"\xff\xd9" if end else b"")


def exif(orientation: int = 6) -> bytes:
    """What a camera says: which way is up, and where it was."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    return segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + bytes(4) + SECRET)


def _flipped(content: bytes) -> Callable[[Random], bytes]:
    def change(draw: Random) -> bytes:
        changed = bytearray(content)
        for _ in range(draw.randrange(1, 10)):
            changed[draw.randrange(len(changed))] = draw.randrange(256)
        return bytes(changed)

    return change


def _cut(content: bytes) -> Callable[[Random], bytes]:
    return lambda draw: content[: draw.randrange(1, len(content))]


def _is(content: bytes) -> Callable[[Random], bytes]:
    return lambda _: content


PHP = b"<?php system($_GET['a']); ?>" + SECRET
PNGS: dict[str, Callable[[Random], bytes]] = {
    "text": _is(png(more=chunk(b"tEXt", b"Author\0" + SECRET))),
    "page": _is(png(more=chunk(b"iTXt", b"<script>" + SECRET))),
    "place": _is(png(more=chunk(b"eXIf", SECRET))),
    "own-chunk": _is(png(more=chunk(b"prVt", PHP))),
    "before-page": _is(png() + b"<script>" + SECRET),
    "before-zip": _is(png() + b"PK\x03\x04" + SECRET),
    "huge": _is(png(60_000, 60_000)),
    "none": _is(png(0, 0)),
    "endless": _is(png(end=False)),
    "bad-sum": _is(png()[:-1] + b"x"),
    "long-chunk": _is(
        SIGNATURE + struct.pack(">I", 2**32 - 1) + b"IHDR" + struct.pack(">II", 2, 2)
    ),
    "flipped": _flipped(png(more=chunk(b"tEXt", SECRET))),
    "cut": _cut(png(more=chunk(b"tEXt", SECRET))),
}
JPEGS: dict[str, Callable[[Random], bytes]] = {
    "place": _is(jpeg(more=exif())),
    "comment": _is(jpeg(more=segment(0xFE, PHP))),
    "script": _is(jpeg(more=segment(0xE0, b"/*" + SECRET + b"*/=alert(1)"))),
    "own-segment": _is(jpeg(more=segment(0xED, SECRET))),
    "odd-profile": _is(jpeg(more=segment(0xE2, b"MPF\0" + SECRET))),
    "before-zip": _is(jpeg() + b"PK\x05\x06" + SECRET),
    "before-film": _is(jpeg() + b"ftypmp42" + SECRET),
    "huge": _is(jpeg(65_000, 65_000)),
    "none": _is(jpeg(0, 0)),
    "endless": _is(jpeg(end=False)),
    "short-segment": _is(b"\xff\xd8\xff\xe0\x00\x00" + bytes(40)),
    "flipped": _flipped(jpeg(more=exif())),
    "cut": _cut(jpeg(more=exif())),
}


def alive(content: bytes) -> list[str]:
    """List what is left of what hides in a picture that is handed out."""
    found = [CANARY] if SECRET in content else []
    ends = (b"IEND\xaeB`\x82", b"\xff\xd9")
    return found if content.endswith(ends) else [*found, "after the end"]
