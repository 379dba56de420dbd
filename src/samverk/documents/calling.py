"""A calling with its agenda (kallelse med föredragningslista), as a PDF.

What comes in here goes to everybody by e-mail: whoever gathers it leaves out what is secret.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from samverk.documents.compiling import compile_pdf
from samverk.documents.rendering import PDF, Rendered


@dataclass(frozen=True, slots=True)
class CallingItem:
    """An item of the agenda; ``papers`` names its documents, or says where they are read."""

    number: int
    title: str
    diary_number: str = ""
    papers: tuple[str, ...] = ()
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class CallingGroup:
    """Items under one heading."""

    heading: str
    items: tuple[CallingItem, ...]


@dataclass(frozen=True, slots=True)
class CallingPaper:
    """A calling to print. ``closing`` is what the members are told after the agenda."""

    title: str
    organisation: str
    body: str
    day: str
    made: datetime
    facts: tuple[tuple[str, str], ...]
    groups: tuple[CallingGroup, ...]
    closing: tuple[str, ...] = ()


def calling_pdf(paper: CallingPaper) -> Rendered:
    """Make the calling's PDF (PDF/A-2a and PDF/UA-1)."""
    data = asdict(paper)
    made = data.pop("made")
    return Rendered(compile_pdf("calling", data, made=made), PDF, "pdf")
