"""Runs every benchmark and writes benchmarks/results.md.

A benchmark is a module here with ``run() -> list[tuple[str, str]]``: what was measured, and the
figure with its unit. Names given as arguments run those alone and leave results.md as it is.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"

Rows = list[tuple[str, str]]


def names() -> list[str]:
    """List the benchmarks, by module name."""
    return sorted(p.stem for p in HERE.glob("*.py") if not p.stem.startswith("_"))


def machine() -> str:
    """Describe the machine, without its name or any path of it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} kärnor ({_processor()}), {memory:.0f} GB minne, {platform.system()},"
        f" Python {platform.python_version()}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def measured(name: str) -> Rows:
    """Run one benchmark."""
    print(f"{name} …", file=sys.stderr, flush=True)
    rows: Rows = import_module(f"benchmarks.{name}").run()
    return rows


def report(results: dict[str, Rows], day: str, where: str) -> str:
    """Write the results as Markdown: a table per benchmark, headed by what the module says it is."""
    parts = [f"# Mätningar\n\n`make bench` den {day}: {where}."]
    for name, rows in results.items():
        about = (import_module(f"benchmarks.{name}").__doc__ or name).strip().splitlines()[0]
        lines = [f"| {what} | {figure} |" for what, figure in rows]
        parts.append("\n".join([f"## {about}", "", "| Mätt | Värde |", "|---|---|", *lines]))
    return "\n\n".join(parts) + "\n"


def main(chosen: Sequence[str]) -> int:
    """Run the chosen benchmarks, or all; answer 2 when one of them does not exist."""
    if unknown := sorted(set(chosen) - set(names())):
        print(
            f"Finns inte: {', '.join(unknown)}. Välj bland {', '.join(names())}.", file=sys.stderr
        )
        return 2
    results = {name: measured(name) for name in chosen or names()}
    text = report(results, datetime.now(UTC).date().isoformat(), machine())
    print(text)
    if not chosen:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
