"""A report of a quarter laid out once, for page, PDF and Excel: blocks of paragraphs and tables.

Three reports are three types. The council's holds figures and nothing else, so that no row of one
person can be given to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.execution.quarter_texts import NONE, since_before, told
from samverk.execution.queries.report_figures import FigureLine, Figures
from samverk.execution.queries.report_rows import (
    AuditRow,
    AuditRows,
    PersonRow,
    PersonRows,
    unlisted_told,
)
from samverk.rules.ruling import Reason
from samverk.rules.unexecuted.counting import WORDS

# A day is written as one in Excel; None is what is empty
Cell = str | int | date | None
COUNTED = (
    "Ej verkställda",
    "Avbrutna",
    "Tidigare räknade som nu verkställts eller avslutats",
    "Varav verkställda",
)
WAITING = COUNTED[:2]
PERSONS = (
    "Nr",
    "Den enskilde",
    "Insats",
    "Lagrum",
    "Beslutsdag",
    "Avbrutet",
    "Dagar sedan beslutet",
    "Senast erbjudet",
    "Skäl",
    "Utfall",
)
AUDITED = (
    "Rad",
    "Insats",
    "Lagrum",
    "Beslutsdag",
    "Avbrutet",
    "Dagar sedan beslutet",
    "Skäl",
    "Utfall",
)
LISTS = ("Ej verkställda beslut", "Avbrutna beslut", "Verkställda och avslutade")
EMPTY = "–"
LATEST = "Skäl och erbjudande är de senaste i registret den dag rapporten togs fram."
NOBODY = "Listan är utan namn, nummer, kön och fritext."


@dataclass(frozen=True, slots=True)
class CouncilReport:
    """The council's report (rapport till fullmäktige): statistics alone."""

    figures: Figures
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class BoardReport:
    """The board's own report (rapport till nämnden): statistics, and each decision."""

    figures: Figures
    why: tuple[Reason, ...]
    rows: PersonRows


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The auditors' report (rapport till revisorerna): statistics, and each decision without its person."""

    figures: Figures
    why: tuple[Reason, ...]
    rows: AuditRows


Report = CouncilReport | BoardReport | AuditReport


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a report (avsnitt): what is said, a table with its sum, and points."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: tuple[Cell, ...] = ()
    bullets: tuple[str, ...] = ()

    @property
    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows and their sum."""
        return (*self.rows, *((self.total,) if self.total else ()))

    @property
    def names_rows(self) -> bool:
        """Answer whether the first cell names its row."""
        return len(self.rows) > 1 or bool(self.total) or self.head[:1] in {PERSONS[:1], AUDITED[:1]}

    def shown(self) -> Iterator[list[str]]:
        """Write each row as text; what is empty is a dash."""
        for row in self.all_rows:
            yield [EMPTY if cell is None or cell == "" else _capital(str(cell)) for cell in row]


def blocks_of(report: Report) -> list[Block]:
    """Lay a report out: its figures, its rows where it has any, and how it was counted."""
    found = list(figure_blocks(report.figures))
    if isinstance(report, BoardReport):
        found += _person_blocks(report.rows)
    elif isinstance(report, AuditReport):
        found += _audit_blocks(report.rows)
    return [*found, Block("Så är det räknat", bullets=tuple(map(told, report.why)))]


def figure_blocks(figures: Figures) -> Iterator[Block]:
    """Lay the figures out: in all, by type, and by time since the decision. Definition under each table."""
    words, total = WORDS[figures.definition], figures.total
    zero = (NONE,) if figures.is_zero else ()
    yield Block(
        "Antal",
        (*zero, words, *since_before(figures)),
        (*COUNTED, "Nya"),
        ((total.not_executed, total.interrupted, total.ended, total.executed, figures.new),),
    )
    if figures.kinds:
        # The council's types say nothing of what has ended
        ended = any(one.ended for one in figures.kinds)
        head = ("Insats", *(COUNTED if ended else WAITING))
        lines = tuple(_line(one, ended=ended) for one in figures.kinds)
        yield Block("Insatser", (words,), head, lines, _line(total, ended=ended))
    if not figures.is_zero:
        lines = tuple(_line(one, ended=False) for one in figures.classes)
        head = ("Tid sedan beslutet", *WAITING)
        yield Block("Tid sedan beslutet", (words,), head, lines, _line(total, ended=False))


def _line(one: FigureLine, *, ended: bool) -> tuple[Cell, ...]:
    more = (one.ended, one.executed) if ended else ()
    return (_capital(one.label), one.not_executed, one.interrupted, *more)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _person_blocks(rows: PersonRows) -> Iterator[Block]:
    lists = (rows.waiting, rows.interrupted, rows.ended)
    for nth, (name, some) in enumerate(zip(LISTS, lists, strict=True)):
        notes = (*_notes(rows.unlisted if nth == 0 else 0, some), *((LATEST,) if some else ()))
        yield Block(name, notes, PERSONS if some else (), tuple(map(_person, some)))


def _person(one: PersonRow) -> tuple[Cell, ...]:
    return (
        one.number,
        one.name,
        one.kind,
        one.ground,
        one.decided_on,
        one.interrupted_on,
        one.days,
        one.offer,
        one.reason,
        one.outcome,
    )


def _audit_blocks(rows: AuditRows) -> Iterator[Block]:
    lists = (rows.waiting, rows.interrupted, rows.ended)
    for nth, (name, some) in enumerate(zip(LISTS, lists, strict=True)):
        notes = (*_notes(rows.unlisted if nth == 0 else 0, some), *((NOBODY,) if some else ()))
        lines = tuple(_audited(place, one) for place, one in enumerate(some, 1))
        yield Block(name, notes, AUDITED if some else (), lines)


def _audited(place: int, one: AuditRow) -> tuple[Cell, ...]:
    return (
        place,
        one.kind,
        one.ground,
        one.decided_on,
        one.interrupted_on,
        one.days,
        one.reason,
        one.outcome,
    )


def _notes(unlisted: int, some: Sequence[object]) -> Iterator[str]:
    if unlisted:
        yield unlisted_told(unlisted)
    if not some:
        yield "Inget beslut att lista."
