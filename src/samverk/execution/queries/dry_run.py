"""The dry run of a file (provkörning): what would be registered, changed and left, and every fault at once.

It is worked out by the same rules as the run. What concerns a decision that the uploader may not know of
is counted, and nothing of it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverk.directory import queries as directory
from samverk.documents.xlsx_kinds import Line
from samverk.execution.models import Sex
from samverk.execution.queries.codes import area_name, kind_name
from samverk.execution.queries.history import HAPPENED, said
from samverk.execution.queries.imported import Kept, kept_of
from samverk.execution.queries.retention import digest_of
from samverk.execution.queries.settings import book_of
from samverk.execution.records import Concerned
from samverk.foundation.sealing import search_key
from samverk.rules.unexecuted.code_books import CodeBook, CodeList
from samverk.rules.unexecuted.grounds import GROUNDS
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.import_mapping import LABELS, ColumnMap, Target
from samverk.rules.unexecuted.import_plan import plan_row
from samverk.rules.unexecuted.import_planned import TARGETS, Facts, Planned, Verdict
from samverk.rules.unexecuted.import_row import Codes, Decided
from samverk.rules.unexecuted.import_rows import ReadRows, read_rows
from samverk.rules.unexecuted.reading import Fault

HIDDEN_FAULT = (
    "Raden stämmer inte med det som är registrerat."
    " Be den som är namngiven handläggare att pröva den."
)
DIGITS_CHANGED = " (de fyra sista är ändrade)"
_GROUNDS = {one.code: one.text for one in GROUNDS}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file goes (plats): the board (body id), the source's name, and the user it is shown to."""

    body: int
    source: str
    reader: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its plan, and the decision it is of where the register has it (planerad rad)."""

    decided: Decided
    planned: Planned
    kept: Kept | None

    @property
    def is_hidden(self) -> bool:
        """Answer whether the uploader may not know of its decision."""
        return self.kept is not None and self.kept.is_hidden


@dataclass(frozen=True, slots=True)
class Tried:
    """What a dry run found (provkörning)."""

    rows: Sequence[Row]
    faults: Sequence[Fault]
    remarks: Sequence[Fault]
    read: ReadRows
    book: CodeBook

    @property
    def counts(self) -> dict[str, int]:
        """Count the rows by what becomes of them, and those that are not shown."""
        found = Counter(one.planned.verdict.value for one in self.rows)
        hidden = sum(one.is_hidden and one.planned.verdict is Verdict.CHANGED for one in self.rows)
        numbers = {verdict.value: found[verdict] for verdict in Verdict}
        return numbers | {
            "hidden": hidden,
            "faults": len(self.faults),
            "remarks": len(self.remarks),
        }


def codes(book: CodeBook) -> Codes:
    """Give the codes of a board that files are read by, with the municipalities by their names."""
    towns = {
        name.lower(): one.id
        for one in directory.organisations()
        if one.kind == "municipality"
        for name in (one.name, one.short_name)
    }
    return Codes(
        book.every_type(), book.every(CodeList.REASON), book.every(CodeList.AREA), towns=towns
    )


def try_file(
    at: Place,
    lines: Sequence[Line],
    columns: ColumnMap,
    today: date,
    *,
    locks: bool = False,
) -> Tried:
    """Work out what a file makes in a register; the compartment is open and read by nobody."""
    book = book_of(at.body)
    known = codes(book)
    acts = {one.code: one.act for one in known.types}
    read = read_rows(lines, columns, today, known)
    kept = kept_of(at.body, at.source, [one.key for one in read.decided], at.reader, locks=locks)
    rows, faults, remarks = [], list(read.faults), list(read.remarks)
    for decided in read.decided:
        before = kept.get(decided.key)
        plan = plan_row(decided, before.registered if before else None, today, acts)
        row = Row(decided, plan.planned, before)
        rows.append(row)
        if row.is_hidden:
            if plan.faults:
                faults.append(_fault(columns, decided.line, (Target.KEY, HIDDEN_FAULT)))
            continue
        faults += [_fault(columns, decided.line, one) for one in plan.faults]
        remarks += [_fault(columns, decided.line, one) for one in plan.remarks]
    return Tried(rows, _in_order(faults), _in_order(remarks), read, book)


def _fault(columns: ColumnMap, line: int, told: tuple[Target, str]) -> Fault:
    target, text = told
    return Fault(line, columns.columns.get(target, LABELS[target]), text)


def _in_order(found: list[Fault]) -> list[Fault]:
    return sorted(found, key=lambda one: one.line)


def shown(tried: Tried) -> dict[str, Any]:
    """Give a dry run as it is kept, sealed, for its page; nothing of what the uploader may not know."""
    called = Words(_towns(), tried.book)
    return {
        "rows": [_shown(one, called) for one in tried.rows if not one.is_hidden],
        "faults": [[one.line, one.column, one.text] for one in tried.faults],
        "remarks": [[one.line, one.column, one.text] for one in tried.remarks],
        "words": {target.value: list(w) for target, w in tried.read.unknown_words.items()},
    }


def digest(body: int, kept: dict[str, Any]) -> str:
    """Digest what a dry run showed, with the board's key: the run has to find the same."""
    return search_key(body, f"evb/import/{digest_of(kept)}")


@dataclass(frozen=True, slots=True)
class Words:
    """What codes and municipalities (ids) are called (ord): the board's own words."""

    towns: Mapping[int, str]
    book: CodeBook


def words_of(body: int) -> Words:
    """Give what a board (id) calls its codes, with the municipalities' names."""
    return Words(_towns(), book_of(body))


def _towns() -> dict[int, str]:
    return {one.id: one.short_name for one in directory.organisations()}


def _shown(row: Row, called: Words) -> dict[str, Any]:
    planned, kept = row.planned, row.kept
    facts = planned.facts
    told: dict[str, Any] = {
        "line": planned.line,
        "verdict": planned.verdict.value,
        "decision": str(kept.row.pk) if kept else "",
        "name": f"{facts.first_name} {facts.last_name}".strip(),
        "kind": kind_name(facts.kind, called.book, facts.decided_on),
        "day": facts.decided_on.isoformat(),
    }
    if planned.verdict is Verdict.SAME:
        return told
    return told | {
        "changes": changes(kept.registered.facts, planned, called) if kept else [],
        "steps": [
            [
                HAPPENED[one.event],
                one.day.isoformat(),
                said(one.event, one.code, called.book, one.day),
                one.note,
            ]
            for one in planned.steps
            if one.event not in (ExecutionEvent.AMEND, ExecutionEvent.DECIDE)
        ],
        "protects": planned.protects,
    }


def changes(before: Facts, planned: Planned, called: Words) -> list[list[str]]:
    """List what is put right: the field, what stands, and what will stand, as people read it."""
    found = []
    for name in planned.changed:
        old, new = (_words(name, one, called) for one in (before, planned.facts))
        if name == "number" and old == new:
            new += DIGITS_CHANGED
        found.append([LABELS[TARGETS[name]], old, new])
    return found


def _words(name: str, facts: Facts, called: Words) -> str:
    value: Any = getattr(facts, name)
    told = "" if value in ("", None) else str(value)
    match name:
        case "kind":
            told = kind_name(told, called.book)
        case "ground":
            told = _GROUNDS.get(told, told)
        case "area":
            told = area_name(told, called.book)
        case "sex":
            told = str(Sex(told).label) if told else ""
        case "stay":
            told = called.towns.get(value, "")
        case "number":
            told = Concerned("", "", told).masked if told else ""
    return told
