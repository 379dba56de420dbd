"""What the reader's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from samverk.intake.reading.batch import Reading, read_files
from samverk.intake.tests.reading.given import SAMPLES


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """Answer the sample documents of our own writing."""
    return sorted(p for p in SAMPLES.iterdir() if p.suffix in (".txt", ".md"))


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Reading:
    """Read the five source documents together."""
    return read_files(sorted((shared / "seeds").glob("*.txt")))
