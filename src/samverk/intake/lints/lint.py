"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from samverk.intake.reading.batch import Reading
from samverk.intake.reading.model import Paragraph, Place

LintKind = Literal["fault", "question"]


class Spot(NamedTuple):
    """A place in a named source."""

    source: str
    place: Place


class Found(NamedTuple):
    """One hit of a check: what is odd, in Swedish, where, and in which records."""

    text: str
    spots: tuple[Spot, ...]
    records: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Lint:
    """A check on read documents (granskningsregel).

    ``ground`` says in Swedish why it matters, with its statute where there is one. A fault is
    wrong by the document's own words; a question may have a good answer.
    """

    id: str
    title: str
    ground: str
    kind: LintKind
    check: Callable[[Reading], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with the check that made it (anmärkning)."""

    lint: Lint
    text: str
    spots: tuple[Spot, ...]
    records: tuple[Paragraph, ...]


def in_record(text: str, record: Paragraph, *places: Place) -> Found:
    """Build a hit within one record."""
    return Found(text, tuple(Spot(record.source, place) for place in places), (record,))


def label(record: Paragraph) -> str:
    """Answer how a record is called in a sentence: "§ 128", "tjänsteskrivelsen"."""
    return f"§ {record.paragraph}" if record.paragraph is not None else "Tjänsteskrivelsen"
