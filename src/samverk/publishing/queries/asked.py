"""Makes of a question what the index is asked, and of a choice the words that stand for it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

from samverk.rules.searching.asking import Question, Term
from samverk.rules.searching.compounds import base


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen among what is published; None and empty leave it open."""

    organisation: int | None = None
    body: int | None = None
    kind: str = ""
    status: str = ""
    sort: str = ""
    force: str = ""
    party: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def marks(self) -> tuple[str, ...]:
        """List the words that stand for it in the index."""
        named = (
            ("organisation", self.organisation),
            ("body", self.body),
            ("kind", self.kind),
            ("status", self.status),
            ("sort", self.sort),
            ("force", self.force),
            ("party", self.party.lower()),
        )
        return tuple(f"={name}:{value}" for name, value in named if value)

    @property
    def is_narrow(self) -> bool:
        """Answer whether it leaves so little that the newest of all are not the place to look."""
        return bool(self.organisation or self.body or self.party or self.sort or self.force)


def chosen_status(told: str) -> dict[str, str]:
    """Read what was chosen under "Läge": a status, or by its column, "sort:bordlagt", "force:annulled"."""
    column, mark, value = told.partition(":")
    return {column: value} if mark and column in ("sort", "force") else {"status": told}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the index is asked (a tsquery as text, empty for all), and the stems to mark in a text.

    ``begins`` are beginnings of words that are asked for as such.
    """

    query: str
    words: str
    stems: frozenset[str]
    begins: tuple[str, ...]


def quoted(mark: str) -> str:
    """Quote a word of the index as a query takes it."""
    inside = mark.replace("\\", "\\\\").replace("'", "''")
    return f"'{inside}'"


def force_mark(state: str) -> str:
    """Ask the index for the decisions of a state of legal force."""
    return quoted(f"=force:{state}")


def ask(question: Question, choice: Choice) -> Asked:
    """Ask the database how a question reads in the index, in one query."""
    query, values = _query(question)
    spoken = [*question.words, *map(base, question.words)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ({query})::text, tsvector_to_array(to_tsvector('swedish', %s))",
            [*values, " ".join(spoken)],
        )
        words, stems = cursor.fetchone()
    both = " & ".join([*([f"({words})"] if words else []), *map(quoted, choice.marks)])
    begins = tuple(term.words[-1] for term in question.terms if term.begins)
    return Asked(both, words, frozenset(stems), begins)


def _query(question: Question) -> tuple[str, list[str]]:
    """Give the expression of a question, and the values in it."""
    values: list[str] = []
    groups = []
    for group in question.wanted:
        told = list(_told(group))
        values += [value for _, value in told]
        groups.append("(" + " || ".join(part for part, _ in told) + ")")
    for part, value in _told(question.without):
        groups.append(f"!!({part})")
        values.append(value)
    return " && ".join(groups) or "''::tsquery", values


def _told(terms: tuple[Term, ...]) -> Iterator[tuple[str, str]]:
    for term in terms:
        words = " ".join(term.words)
        if term.begins:
            yield "to_tsquery('simple', %s)", f"{quoted(words)}:*"
            continue
        yield "phraseto_tsquery('swedish', %s)", words
        known = base(words)
        if known != words:
            yield "phraseto_tsquery('swedish', %s)", known
