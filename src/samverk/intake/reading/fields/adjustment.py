"""Whether the paragraph was adjusted at once (omedelbar justering)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverk.intake.reading.model import Place
from samverk.intake.reading.prose import Prose
from samverk.intake.reading.sections import Section

_SENTENCE = re.compile(
    r"omedelbart justera(?:d|t|s)\b"
    r"|paragrafen är justerad\b|justeras (?:vid sammanträdet|direkt|omedelbart)\b",
    re.IGNORECASE,
)


def immediate_adjustment(sections: Sequence[Section], present: Prose) -> Place | None:
    """Answer where the paragraph says that it was adjusted at once; None where it does not."""
    for section in sections:
        if section.concept == "immediate_adjustment":
            return section.heading[0].place
    match = _SENTENCE.search(present.text) if "juster" in present.text.lower() else None
    return present.place(match.start()) if match else None
