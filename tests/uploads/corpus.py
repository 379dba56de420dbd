"""The kinds of hostile files: each a name, and a maker that draws one from a seed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from samverk.integrations.scanning.fake import EICAR
from tests.uploads import packages, pdfs, pictures

Make = Callable[[Random], bytes]
OTHERS: dict[str, tuple[str, Make]] = {
    "program": ("a.exe", lambda _: b"MZ" + bytes(100)),
    "program-as-pdf": ("a.pdf", lambda _: b"MZ" + bytes(100)),
    "elf-as-text": ("a.txt", lambda _: b"\x7fELF" + bytes(100)),
    "page": ("a.html", lambda _: b"<script>alert(1)</script>"),
    "page-as-pdf": ("a.pdf", lambda _: b"<html>%PDF-1.7 obj startxref</html>"),
    "page-as-png": ("a.png", lambda _: b"<html>"),
    "gif-as-png": ("a.png", lambda _: b"GIF89a/*" + bytes(40)),
    "gif-as-pdf": ("a.pdf", lambda _: b"GIF89a=1;%PDF-1.7 obj startxref"),
    "script-as-pdf": ("a.pdf", lambda _: b"#!/bin/sh\n%PDF-1.7 obj startxref"),
    "svg": ("a.svg", lambda _: b"<svg onload='alert(1)'/>"),
    "docm": ("a.docm", lambda _: packages.packed(packages.word())),
    "two-endings": ("a.pdf.exe", lambda _: b"%PDF-1.7 obj startxref"),
    "null-in-name": ("a.exe\x00.pdf", lambda _: b"%PDF-1.7 obj startxref"),
    "turned-name": ("a\u202efdp.exe", lambda _: b"%PDF-1.7 obj startxref"),
    "long-name": ("å" * 5000 + ".txt", lambda _: b"Hej"),
    "no-name": (".pdf", lambda _: b""),
    "climbing-name": ("../../../etc/passwd.txt", lambda _: b"Hej"),
    "empty": ("a.pdf", lambda _: b""),
    "noise-as-pdf": ("a.pdf", lambda draw: b"%PDF-" + draw.randbytes(3000) + b"obj startxref"),
    "noise-as-docx": ("a.docx", lambda draw: b"PK\x03\x04" + draw.randbytes(3000)),
    "noise-as-jpeg": ("a.jpg", lambda draw: b"\xff\xd8\xff" + draw.randbytes(3000)),
    "noise-as-png": ("a.png", lambda draw: pictures.SIGNATURE + draw.randbytes(3000)),
    "noise-as-text": ("a.txt", lambda draw: draw.randbytes(3000)),
    "eicar": ("a.txt", lambda _: EICAR),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of hostile file."""

    name: str
    file: str
    make: Make

    def drawn(self, seed: int) -> bytes:
        """Draw one."""
        return self.make(Random(zlib.crc32(f"{self.name}/{seed}".encode())))


def kinds() -> list[Kind]:
    """List every kind."""
    return [*_pdfs(), *_packages(), *_pictures(), *_others()]


def _pdfs() -> Iterator[Kind]:
    for act in pdfs.ACTS:
        for wrap in pdfs.WRAPS:
            yield Kind(f"pdf/{act}/{wrap}", "a.pdf", partial(_pdf, act, wrap))


def _pdf(act: str, wrap: str, draw: Random) -> bytes:
    return pdfs.made(draw, act, wrap)


def _packages() -> Iterator[Kind]:
    for ending, base, acts in (
        ("docx", packages.word, packages.WORD_ACTS),
        ("xlsx", packages.sheet, packages.SHEET_ACTS),
        ("odt", packages.text, packages.TEXT_ACTS),
    ):
        for act in acts:
            make = partial(_package, base, acts[act], packages.WRAPS["plain"])
            yield Kind(f"{ending}/{act}", f"a.{ending}", make)
        for name, wrap in (packages.WRAPS | packages.BOMBS).items():
            yield Kind(f"{ending}/{name}", f"a.{ending}", partial(_package, base, _as_it_is, wrap))


def _as_it_is(_: packages.Parts) -> None:
    """Lay nothing in."""


def _package(
    base: Callable[[], packages.Parts],
    act: packages.Act,
    wrap: Callable[[Random, packages.Parts], bytes],
    draw: Random,
) -> bytes:
    parts = base()
    act(parts)
    return wrap(draw, parts)


def _pictures() -> Iterator[Kind]:
    for ending, makers in (("png", pictures.PNGS), ("jpg", pictures.JPEGS)):
        for name, make in makers.items():
            yield Kind(f"{ending}/{name}", f"a.{ending}", make)


def _others() -> Iterator[Kind]:
    for name, (file, make) in OTHERS.items():
        yield Kind(f"other/{name}", file, make)


def alive(media_type: str, content: bytes) -> list[str]:
    """List what still acts in a file that is handed out as ``media_type``."""
    if media_type == "application/pdf":
        return pdfs.alive(content)
    if media_type.startswith("image/"):
        return pictures.alive(content)
    return [] if media_type.startswith("text/") else packages.alive(content)
