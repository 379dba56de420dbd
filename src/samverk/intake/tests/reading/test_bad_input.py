"""Files nobody can read, through the command line: one Swedish line each, in bounded memory."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from samverk.intake.tests.reading.making import docx_of, pdf_of, pdf_of_lines, zip_of

SAMVERK = Path(sys.executable).with_name("samverk")
# Address space, more than memory: all refusals were seen to fit in 100 MB, a long text needs more.
KILOBYTES = 300_000
TEXT = "§ 7 Dnr KS 2024/1\n\nTaxa för vård å ö\n\nBeslut\nTaxan för träning antas.\n"
BOMB = b"<w:p>" + b" " * 40_000_000


class Run(NamedTuple):
    """How a run of the command ended."""

    status: int
    out: str
    err: str


def intake(path: Path) -> Run:
    """Read a file with the real command, in a process that may take no more than its memory."""
    bounded = f'ulimit -v {KILOBYTES}; exec "$0" intake "$1" --json'
    done = subprocess.run(["sh", "-c", bounded, SAMVERK, path], capture_output=True, check=False)
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def scanned() -> bytes:
    return pdf_of([[], []])


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def of_many_pages() -> bytes:
    pdf = pikepdf.new()
    for _ in range(3_001):
        pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "tom.txt": (lambda: b"", "är tom"),
    "blank.txt": (lambda: b" \n\t\r\n\0", "är tom"),
    "program.txt": (lambda: bytes(range(256)) * 400, "varken text, PDF eller Word"),
    "bild.pdf": (lambda: b"\x89PNG\r\n" + bytes(500), "är en bild"),
    "gammal.doc": (lambda: b"\xd0\xcf\x11\xe0" + bytes(900), "äldre Office-format"),
    "stor.txt": (lambda: b"Beslut\n" * 7_500_000, "för stor (50,1 MB; gränsen är 5 MB"),
    "noll.bin": (lambda: b"x" + bytes(52_000_000), "för stor"),
    "lås.pdf": (lambda: pdf_of([[(60, 700, "Beslut")]], password="hund"), "skyddad med lösenord"),
    "skannad.pdf": (scanned, "troligen inskannad"),
    "halv.pdf": (lambda: half(pdf_of_lines(TEXT * 40)), "ingen hel PDF"),
    "sidor.pdf": (of_many_pages, "fler än 3000 sidor"),
    "halv.docx": (lambda: half(docx_of(TEXT)), "ingen hel Word-fil"),
    "bomb.docx": (lambda: zip_of(word__document_xml=BOMB), "packar upp till mer"),
    "arkiv.zip": (lambda: zip_of(a_xml=b"<a/>"), "ett arkiv men ingen Word-fil"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told_in_one_swedish_line(name: str, tmp_path: Path) -> None:
    make, said = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(make())
    run = intake(path)
    assert (run.status, run.err.count("\n")) == (2, 1)
    assert run.err.startswith(f"”{name}” ")
    assert said in run.err


ENCODED = {
    "cp1252.txt": (TEXT.encode("cp1252"), "Windows-1252"),
    "mac.txt": (TEXT.encode("mac_roman"), "MacRoman"),
    "utf16.txt": (TEXT.encode("utf-16-le"), "UTF-16"),
    "trasig.txt": (TEXT.encode() + b"\xe5", "trasig UTF-8: 1 byte"),
    "dubbel.txt": (TEXT.encode().decode("cp1252").encode(), "kodad två gånger"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_another_encoding_is_read_whole_and_said(name: str, tmp_path: Path) -> None:
    data, said = ENCODED[name]
    path = tmp_path / name
    path.write_bytes(data)
    run = intake(path)
    assert (run.status, run.err) == (0, "")
    assert "Taxa för vård å ö" in run.out
    assert said in run.out


def test_a_large_text_within_the_limit_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "lång.txt"
    path.write_text(TEXT + "Inget särskilt att säga om detta.\n" * 20_000, encoding="utf-8")
    run = intake(path)
    assert (run.status, run.err) == (0, "")


def peak_of(path: Path) -> tuple[int, float, str]:
    """Answer the status of a run, the most megabytes it or its reader held, and what it said."""
    asked = (
        "import resource, subprocess, sys; r = subprocess.run(sys.argv[1:], stdout=-3).returncode;"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024); sys.exit(r)"
    )
    command = [sys.executable, "-c", asked, str(SAMVERK), "intake", str(path), "--json"]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode, float(done.stdout), done.stderr.decode()


def test_a_text_that_asks_for_much_memory_is_refused_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "rader.txt"
    path.write_text("§ 1 Dnr KS 2024/1\n\nRubrik\n\nBeslut\n" + "a\n" * 2_000_000)
    status, megabytes, said = peak_of(path)
    assert (status, said.count("\n")) == (2, 1)
    assert "mer minne eller tid" in said
    assert megabytes < 260
