"""Input made to break a reader: it must answer, and in time that grows with its length."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.intake.lints.run import findings
from samverk.intake.tests.reading.given import SAMPLES, read

PROCESSOR_SECONDS = 60
HEAD = "§ 1 Dnr KS 2024/1\n\nRubrik\n\nBeslut\nKommunstyrelsen beslutar.\n\nOmröstning\n"
PIECES = [
    "ja ",
    "Nej för ",
    "§ 1 ",
    "1, ",
    "Anna Alm (S), ",
    "Anna Alm (S) yrkar bifall. ",
    "Anna Alm (S) reserverar sig. ",
    "Anna Alm (S) röstar Ja (1). ",
    "Anna Alm (S)   X\n",
    "1",
    "a",
    "barn- och ",
    "kommunstyrelsen föreslår att ",
    "2024-01-01 § 1, ",
    "den som ",
    "5 ja och 3 nej. ",
    "a\t1\t2\n",
    "|",
    " ",
    "ab-\n",
    "1 000 ",
    "3 kap. 8 § kommunallagen revisor ",
    "10 kvinnor och ",
    "Datum: 2024-01-01\nHandläggare: A\nDnr: KS 2024/1\n",
    "Voteringslista\n",
    "(",
]


def read_within_the_limits(text: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Read ``text`` as the upload does: in a process that is ended at a bound of processor time.

    A reader that backtracks over its input would need hours for such a text.
    """
    source = folder / "fientlig.txt"
    source.write_text(text, encoding="utf-8")
    bounded = f'ulimit -t {PROCESSOR_SECONDS}; exec "$0" intake "$1" --json'
    samverk = Path(sys.executable).with_name("samverk")
    return subprocess.run(["sh", "-c", bounded, samverk, source], capture_output=True, check=False)


@pytest.mark.parametrize("piece", PIECES)
def test_a_hostile_text_is_read_to_its_end(piece: str, tmp_path: Path) -> None:
    text = HEAD + piece * (200_000 // len(piece))
    assert read_within_the_limits(text, tmp_path).returncode == 0


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=150)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    findings(read(HEAD + text))
    findings(read(text or "x"))


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    reading = read(data)
    assert reading.documents or reading.unreadable


@given(st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_cut_of_a_real_document_makes_the_reader_fail(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(SAMPLES.iterdir())))
    text = path.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = text[start:end].split("\n")
    findings(read("\n".join(data.draw(st.permutations(lines))) or "x"))
