"""Reading 1,000 documents made from the five seeds (or the samples), on one core.

Run from the project's root: `.venv/bin/python benchmarks/intake.py`. Numbers, days and names vary
from copy to copy, so that no two documents are one record and nothing is read from a cache alone.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLES = ROOT / "tests" / "samples"
COUNT = 1_000
_NAME = re.compile(r"\b([A-ZÅÄÖ][a-zåäö]{3,})(?= \([A-Z]{1,2}\))")
# So most lines differ from copy to copy, and no cache of lines can flatter the figures.
_LONG_WORD = re.compile(r"(?<=[a-zåäö,] )[a-zåäö]{11,}(?![\wåäö])")
_NUMBER = re.compile(
    r"(?<=§ )(\d{2,3})\b|(?<=\d{4}\.)(\d{3})\b|(?<=\d{4}KS)(\d{3})|(?<=VFN)(\d{3})"
)


def documents(count: int = COUNT) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents, each text in turn with its numbers and names moved on."""
    folder = SEEDS if SEEDS.is_dir() else SAMPLES
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.iterdir()) if p.is_file()]
    for index in range(count):
        yield f"{index:04}.txt", varied(texts[index % len(texts)], index // len(texts)).encode()


def varied(text: str, turn: int) -> str:
    """Answer the text with § and diary numbers raised, and names and long words given new endings."""
    moved = _NUMBER.sub(lambda m: f"{(int(m[0]) + 7 * turn) % 1000:0{len(m[0])}}", text)
    ending = chr(97 + turn % 26) + chr(97 + turn // 26 % 26)
    return _LONG_WORD.sub(lambda m: m[0] + ending, _NAME.sub(lambda m: m[1] + ending, moved))


def measure() -> str:
    """Read all documents in this process; answer the figures as one line."""
    import resource

    from samverk.intake.lints.run import findings
    from samverk.intake.reading.batch import read_uploads

    # The texts are made first: making them is not reading, but their memory counts.
    uploads = list(documents())
    start, cpu = time.perf_counter(), time.process_time()
    reading = read_uploads(uploads)
    read, read_cpu = time.perf_counter() - start, time.process_time() - cpu
    hits = findings(reading)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    checked = time.perf_counter() - start
    counts = f"{len(reading.paragraphs)} {len(hits)}"
    return f"{COUNT / read:.0f} {COUNT / read_cpu:.0f} {COUNT / checked:.0f} {peak:.0f} {counts}"


def run() -> list[tuple[str, str]]:
    """Answer the benchmark's lines; measured in a process of its own, for the memory's sake."""
    out = subprocess.run(
        [sys.executable, __file__, "--measure"], capture_output=True, text=True, check=True
    )
    read, read_cpu, checked, peak, records, hits = out.stdout.split()
    return [
        ("intake, read", f"{read} documents/s ({read_cpu} per second of processor time)"),
        ("intake, read and checked", f"{checked} documents/s"),
        ("intake, peak memory", f"{peak} MB for {COUNT} documents"),
        ("intake, outcome", f"{records} records, {hits} findings"),
    ]


if __name__ == "__main__":
    if "--measure" in sys.argv:
        print(measure())
    else:
        for name, value in run():
            print(f"{name}: {value}")
