"""Cold start of `samverk law`, against a bare interpreter with argparse, json and datetime.

Run from the project's root: `.venv/bin/python benchmarks/law_start.py`. The two are measured in turn,
so that a busy machine slows both; medians are compared.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
LIMIT = 4.0
BARE = [sys.executable, "-c", "import argparse, json, datetime"]
RULES = {
    "appeal": ["--posted", "2025-12-03"],
    "withdrawal": ["--notice", "2020-06-15", "--years", "3", "--counting", "calendar-years"],
    "deferral": ["--body", "council", "--yes", "35", "--no", "12", "--abstain", "3"],
    "vote": ["--yes", "6", "--no", "6", "--abstain", "1", "--chair", "yes"],
    "quorum": ["--members", "51", "--present", "26"],
    "shares": ["--total", "14300000", "--population", "Alingsås=42382,Härryda=39875"],
    "three-months": ["2022-11-30"],
    "diary": ["2022VFN360 709"],
}


def seconds(command: list[str]) -> float:
    """Time one process from start to end."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


def compare(command: list[str]) -> tuple[float, float]:
    """Give the medians of the command and of the bare interpreter, measured in turn."""
    pairs = [(seconds(command), seconds(BARE)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def run() -> list[tuple[str, str]]:
    """Time each rule; the last row holds the worst ratio against the limit."""
    samverk = str(Path(sys.executable).with_name("samverk"))
    rows, worst = [], 0.0
    for rule, words in RULES.items():
        ours, bare = compare([samverk, "law", rule, *words, "--json"])
        worst = max(worst, ours / bare)
        said = f"{ours * 1000:.0f} ms, bare {bare * 1000:.0f} ms, {ours / bare:.1f} x"
        rows.append((f"samverk law {rule}", said))
    return [*rows, (f"worst ratio (limit {LIMIT:.0f} x)", f"{worst:.1f} x")]


if __name__ == "__main__":
    for label, value in run():
        print(f"{label}: {value}")
