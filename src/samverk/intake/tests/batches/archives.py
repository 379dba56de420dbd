"""ZIP archives as offices pack them, and as those who mean harm do; each is small."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

from samverk.intake.tests.conftest import sample

BOARD = sample("board.txt").content
NAME_LENGTH = 26


def minutes(number: int) -> bytes:
    """The board's minutes, with a matter of its own."""
    return BOARD.replace(b"2024/18", f"2024/{number}".encode())


def packed(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files by name, as Python packs them: UTF-8 that says so."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, content in files.items():
            # Of one day, so that the same files are the same archive
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return kept.getvalue()


def named_in(raw: bytes, content: bytes = BOARD) -> bytes:
    """An archive of one file whose name is these bytes, without a word of which letters they are."""
    made = packed({"x" * len(raw): content})
    return made.replace(b"x" * len(raw), raw)


def entry(name: str, content: bytes, *, mode: int = 0o100644) -> bytes:
    """An archive of one file of this kind and these rights, as Unix packs it."""
    kept = BytesIO()
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(info, content)
    return kept.getvalue()


def link(name: str, target: str) -> bytes:
    """An archive with a symbolic link."""
    return entry(name, target.encode(), mode=stat.S_IFLNK | 0o777)


def bomb(name: str = "protokoll.txt", size: int = 40_000_000) -> bytes:
    """A text of spaces, a thousandth of its size when it is packed."""
    return packed({name: b" " * size})


def lying(content: bytes, told: int) -> bytes:
    """An archive whose directory and header say that its one file is ``told`` bytes unpacked."""
    made = bytearray(packed({"protokoll.txt": content}))
    directory = made.rfind(b"PK\x01\x02")
    struct.pack_into("<I", made, 22, told)
    struct.pack_into("<I", made, directory + 24, told)
    return bytes(made)


def overlapping(count: int, size: int) -> bytes:
    """A directory that names one packed text again and again, each time as a file of its own."""
    made = packed({"aaaa.txt": b" " * size})
    directory = made.rfind(b"PK\x01\x02")
    end = made.rfind(b"PK\x05\x06")
    each = made[directory:end]
    tail = bytearray(made[end:])
    struct.pack_into("<HH", tail, 8, count, count)
    struct.pack_into("<I", tail, 12, count * len(each))
    return made[:directory] + each * count + bytes(tail)


def crowded(count: int) -> bytes:
    """An archive of so many empty folders, which are no files."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}/", b"")
        archive.writestr("a.txt", BOARD)
    return kept.getvalue()


def damaged() -> bytes:
    """An archive whose one file has lost its middle."""
    made = bytearray(packed({"protokoll.txt": BOARD}))
    made[60:90] = bytes(30)
    return bytes(made)
