"""A body's minutes as a document: what is printed, and the port through which it is rendered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Protocol

from samverk.documents.compiling import compile_pdf


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of a paragraph under its heading: texts, numbered points, and a list, in that order."""

    heading: str
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph with its number and title as heading, and its parts in the body's own order."""

    heading: str
    case: str
    parts: tuple[PrintedPart, ...]


@dataclass(frozen=True, slots=True)
class PrintedMinutes:
    """Minutes to print. ``facts`` are pairs of what and how; ``served`` and ``signers`` are rows.

    ``note`` stands under the title, such as that the minutes are not adjusted yet.
    """

    title: str
    organisation: str
    body: str
    day: str
    footer: str
    facts: tuple[tuple[str, str], ...]
    served: tuple[tuple[str, str, str], ...]
    paragraphs: tuple[PrintedParagraph, ...]
    signing: str = ""
    signers: tuple[tuple[str, str], ...] = ()
    note: str = ""


class MinutesRenderer(Protocol):
    """Makes a PDF of minutes."""

    def __call__(self, minutes: PrintedMinutes, *, moment: datetime) -> bytes:
        """Render ``minutes``; ``moment`` is when the document says it was made."""
        ...


def render_minutes(minutes: PrintedMinutes, *, moment: datetime) -> bytes:
    """Render minutes as PDF/A-2a and PDF/UA-1, in Swedish."""
    return compile_pdf("minutes", asdict(minutes), made=moment)
