"""The reference part of the documentation, written from the code: ``make docs``.

A test compares what is written with what the code says, so neither moves without the other.
"""

from __future__ import annotations

from pathlib import Path

from samverk.project.reference import (
    disclose,
    glossary,
    intake,
    law,
    messages,
    open_api,
    personal_data,
)

DOCS = Path(__file__).resolve().parents[4] / "docs"


def pages() -> dict[Path, str]:
    """Give the text of every generated page, by its place; the rooms must have been started."""
    reference = DOCS / "reference"
    return {
        DOCS / "glossary.md": glossary.text(),
        reference / "disclose.md": disclose.text(),
        reference / "intake.md": intake.text(),
        reference / "law.md": law.text(),
        reference / "meddelanden.md": messages.text(),
        reference / "personuppgifter.md": personal_data.text(),
        **{reference / place: text for place, text in messages.schemas()},
        **{reference / place: text for place, text in open_api.files()},
    }
