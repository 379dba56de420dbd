"""A paper as everybody gets it: made anew of its masked words, with nothing of the file that it was.

A covered word can be read out of a PDF that has it under a box. Here it was never written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

import typst

from samverk.documents.compiling import compile_pdf
from samverk.documents.printable import printable, surely_printable
from samverk.rules.wording import running_date

NOTE = "Uppgifter är maskade i denna version. Det som är borttaget är ersatt med [maskat]."


@dataclass(frozen=True, slots=True)
class PublicPart:
    """A part of a paper: a heading or "", its texts, numbered points and bullets."""

    heading: str = ""
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicSection:
    """A paragraph of minutes, or a chapter: ``number`` is its § or "", ``facts`` stand under its heading."""

    heading: str
    number: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[PublicPart, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """A published paper (publicerad handling): whose it is, what is told of it, and its words.

    ``parts`` come before the sections, for a paper that has none. ``made`` is when it was published, in
    local time. ``is_masked`` tells the reader that something was taken out.
    """

    kind: str
    title: str
    organisation: str
    made: datetime
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[PublicPart, ...] = ()
    sections: tuple[PublicSection, ...] = ()
    is_masked: bool = False


def public_paper(paper: PublicPaper) -> bytes:
    """Make the paper's PDF (PDF/A-2a and PDF/UA-1). The same paper gives the same bytes."""
    given = asdict(paper)
    made = given.pop("made")
    day = running_date(paper.made.date())
    data = given | {"day": day, "note": NOTE if paper.is_masked else ""}
    try:
        return compile_pdf("public_paper", _each_text(data, printable), made=made)
    except typst.TypstError:
        # A sign that no font of ours has; a fault in the source itself is met again
        plain = _each_text(data, lambda text: surely_printable(printable(text)))
        return compile_pdf("public_paper", plain, made=made)


def _each_text(data: dict[str, object], change: Callable[[str], str]) -> dict[str, object]:
    return {name: _changed(value, change) for name, value in data.items()}


def _changed(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, (list, tuple)):
        return [_changed(each, change) for each in value]
    return _each_text(value, change) if isinstance(value, dict) else value
