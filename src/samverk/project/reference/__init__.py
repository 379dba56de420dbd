"""The reference part of the documentation, written from the code: ``make docs``.

A test compares what is written with what the code says, so neither moves without the other.
"""

from __future__ import annotations

from pathlib import Path

from samverk.project.reference import glossary, intake, law

DOCS = Path(__file__).resolve().parents[4] / "docs"


def pages() -> dict[Path, str]:
    """Give the text of every generated page, by its place."""
    return {
        DOCS / "glossary.md": glossary.text(),
        DOCS / "reference" / "intake.md": intake.text(),
        DOCS / "reference" / "law.md": law.text(),
    }
