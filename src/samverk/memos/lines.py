"""A part as plain lines, for comparing and for those who only read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from samverk.directory import queries as directory
from samverk.memos.content import Attached, Content, Figures, Names, Points, Words, read
from samverk.registry import queries as registry
from samverk.rules.memos.comparing import paragraphs_of
from samverk.rules.memos.economy import Economy, sums
from samverk.rules.memos.layouts import Part
from samverk.rules.wording import sentence
from samverk.web.swedish import number

Written = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Naming:
    """What the bodies and documents (ids) that a memo names are called."""

    bodies: Mapping[int, str]
    documents: Mapping[int, str]

    @classmethod
    def of(cls, versions: Iterable[Written]) -> Naming:
        """Find the names of what some versions name, in two queries at most."""
        deciders, papers = set(), set()
        for parts in versions:
            proposal = read(Part.PROPOSAL, parts.get(Part.PROPOSAL.value, {}))
            attached = read(Part.ATTACHMENTS, parts.get(Part.ATTACHMENTS.value, {}))
            assert isinstance(proposal, Points)
            assert isinstance(attached, Attached)
            deciders |= {p.decider for p in proposal.points if p.decider is not None}
            papers |= set(attached.documents)
        bodies = {b.id: b.name for b in directory.bodies()} if deciders else {}
        documents = registry.documents_by_id(tuple(papers)) if papers else ()
        return cls(bodies, {d.pk: sentence(str(d)) for d in documents})


def lines_of(content: Content, naming: Naming) -> tuple[str, ...]:
    """Write a part as plain lines."""
    match content:
        case Words(text):
            return paragraphs_of(text)
        case Points(points):
            return tuple(
                _point(n, p.text, p.decider, naming) for n, p in enumerate(points, start=1)
            )
        case Names(names):
            return names
        case Attached(documents):
            return tuple(naming.documents[one] for one in documents)
        case Figures(Economy() as economy):
            return _figures(economy)
        case Figures():
            return ()


def _point(place: int, text: str, decider: int | None, naming: Naming) -> str:
    who = f"{naming.bodies[decider]} beslutar: " if decider is not None else ""
    return f"{place}. {who}{text}"


def _figures(economy: Economy) -> tuple[str, ...]:
    return tuple("; ".join((f"{row[0]} ({row[1]})", *row[2:])) for row in figure_rows(economy))


def kronor(ore: int) -> str:
    """Write an amount in kronor, with öre only where there are any."""
    return f"{number(ore / 100, 2 if ore % 100 else 0)}\N{NO-BREAK SPACE}kr"


def figure_rows(economy: Economy) -> tuple[tuple[str, ...], ...]:
    """Write the rows with their sum: label, kind, an amount a year, and all the years together."""
    added = sums(economy)
    rows = [
        (row.label, row.kind.value, *map(kronor, row.ore), kronor(sum(row.ore)))
        for row in economy.rows
    ]
    total = ("Kostnader minus besparingar", "summa", *map(kronor, added.net), kronor(added.total))
    return (*rows, total)


def figure_head(economy: Economy) -> tuple[str, ...]:
    """Name the columns of ``figure_rows``."""
    return ("Vad", "Slag", *map(str, economy.listed_years), "Summa")
