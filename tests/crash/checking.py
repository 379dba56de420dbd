"""Holds what the clients wrote down against what the installation keeps, by questions of its own.

Nothing here asks the application: the tables are read as they lie, the chains by ``samverk verify``.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests.crash.ledger import Entry, Kind, Ledger
from tests.crash.site import Site

Mark = tuple[Kind, str]

# What each kind of form leaves behind: a row for each time that it was done, with the mark it is known
# by and the number it was given. A § carries its sign, as the pages write it.
EFFECTS = {
    Kind.CASE: "SELECT title, diary_number FROM registry_case",
    Kind.DOCUMENT: "SELECT subject, number::text FROM registry_document",
    Kind.ITEM: "SELECT title, '' FROM meetings_agendaitem",
    Kind.PARAGRAPH: """
        SELECT title, '§ ' || paragraph FROM meetings_agendaitem WHERE paragraph IS NOT NULL""",
    Kind.OUTCOME: "SELECT decisions ->> 0, '' FROM meetings_itemoutcome",
    Kind.ADJUSTMENT: """
        SELECT item.title, '' FROM meetings_agendaitem item
        JOIN meetings_adjusteditem adjusted ON adjusted.item_id = item.id
        JOIN meetings_minutesversion version USING (adjustment_id)""",
    Kind.SIGNATURE: """
        SELECT item.title, record.number || ' ' || record.digest FROM meetings_sealedrecord record
        JOIN meetings_agendaitem item ON item.id = record.item_id WHERE record.kind = 'paragraph'""",
    Kind.CORRECTION: """
        SELECT content::json ->> 'text', number::text FROM meetings_sealedrecord
        WHERE kind = 'correction'""",
}

# Every number that has been given out, by the series it is of
USED = """
SELECT 'diarium/' || body_id || '/' || year, sequence FROM registry_case WHERE sequence IS NOT NULL
UNION ALL
SELECT 'handlingar/' || case_id, number FROM registry_document
UNION ALL
SELECT 'paragraf/' || body_id || '/' || extract(year FROM day), paragraph
FROM meetings_agendaitem item JOIN meetings_meeting meeting ON meeting.id = item.meeting_id
WHERE paragraph IS NOT NULL
UNION ALL
SELECT 'kedja/' || chain, number FROM meetings_sealedrecord
UNION ALL
SELECT 'kontrollpunkter', number FROM meetings_sealcheckpoint
"""
GIVEN_OUT = "SELECT name, last FROM foundation_numberseries"

# Each form makes something new, or does something to it that is done once
LOGGED_TWICE = """
SELECT kind, subject_type || ' ' || subject_id FROM foundation_auditevent
WHERE kind IN (
    'registry.case_opened', 'registry.document_registered', 'meetings.item_added',
    'meetings.item_taken_up', 'meetings.item_settled', 'meetings.adjusted_at_once',
    'meetings.minutes_signed', 'meetings.signature_noted', 'meetings.paragraph_corrected')
GROUP BY 1, 2 HAVING count(*) > 1
"""


class Wrong(Enum):
    """What can be wrong."""

    LOST = "an acknowledged write is lost"
    OTHER_NUMBER = "a record has another number than was told"
    SAME_NUMBER = "two records were told the same number"
    TWICE = "a form was carried out more than once"
    GAP = "a series has a gap or a number twice"
    CHAIN = "a chain does not hold"
    REFUSED = "a form was refused that should have been carried out"
    BROKE = "the server broke"
    UNANSWERED = "a form was never answered"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong, and what it is about."""

    wrong: Wrong
    about: str


def faults(site: Site, ledger: Ledger) -> list[Fault]:
    """List everything that is wrong after a storm."""
    with site.connect() as connection:
        kept = _kept(connection)
        found = [
            *(fault for entry in ledger.entries for fault in _of(entry, kept)),
            *_told_twice(ledger.entries),
            *_series(connection),
            *_logged_twice(connection),
        ]
    return [*found, *_chains(site, ledger.witnesses)]


def _kept(connection: psycopg.Connection) -> dict[Mark, list[str]]:
    kept = defaultdict(list)
    for kind, question in EFFECTS.items():
        for mark, number in connection.execute(question.encode()).fetchall():
            kept[kind, mark].append(number)
    return kept


def _of(entry: Entry, kept: dict[Mark, list[str]]) -> Iterator[Fault]:
    """Give what is wrong about one form. One that was not acknowledged may be done, but once."""
    about = f"{entry.kind.value}, {entry.mark}"
    numbers = kept.get((entry.kind, entry.mark), [])
    if len(numbers) > 1:
        yield Fault(Wrong.TWICE, f"{about}: {len(numbers)} times in {entry.tries} tries")
    if entry.is_acknowledged and not numbers:
        yield Fault(Wrong.LOST, f"{about}: {entry.answer}")
    if entry.number and numbers and entry.number not in numbers:
        yield Fault(Wrong.OTHER_NUMBER, f"{about}: told {entry.number}, kept {numbers}")
    if entry.broke:
        yield Fault(Wrong.BROKE, f"{about}: {entry.broke}")
    if entry.refused:
        yield Fault(Wrong.REFUSED, f"{about}: {entry.refused}")
    elif not entry.is_acknowledged:
        yield Fault(Wrong.UNANSWERED, f"{about}: {entry.tries} tries")


def _told_twice(entries: Sequence[Entry]) -> Iterator[Fault]:
    told = Counter((entry.series, entry.number) for entry in entries if entry.number)
    for (series, number), times in told.items():
        if times > 1:
            yield Fault(Wrong.SAME_NUMBER, f"{series}: {number} was told {times} times")


def _series(connection: psycopg.Connection) -> Iterator[Fault]:
    """Hold each series against the records that have its numbers: 1 and on, each once, to the last."""
    used = defaultdict(list)
    for series, number in connection.execute(USED.encode()).fetchall():
        used[series].append(number)
    given: dict[str, int] = dict(connection.execute(GIVEN_OUT.encode()).fetchall())
    for series in sorted(used.keys() | given.keys()):
        numbers, last = sorted(used[series]), given.get(series, 0)
        if numbers != list(range(1, last + 1)):
            yield Fault(Wrong.GAP, f"{series}: given out to {last}, used {numbers}")


def _logged_twice(connection: psycopg.Connection) -> Iterator[Fault]:
    for kind, subject in connection.execute(LOGGED_TWICE.encode()).fetchall():
        yield Fault(Wrong.TWICE, f"{kind} is logged more than once on {subject}")


def _chains(site: Site, witnesses: Sequence[str]) -> Iterator[Fault]:
    """Export the chains and let ``samverk verify`` check them, with all that witnesses have kept."""
    with TemporaryDirectory() as folder:
        export = Path(folder) / "kedjor"
        site.samverk("manage", "export_chains", str(export))
        words = ["verify", str(export), "--json"]
        for number, line in enumerate(dict.fromkeys(witnesses)):
            witness = Path(folder) / f"{number}.json"
            witness.write_text(line)
            words += ["--vittne", str(witness)]
        told = json.loads(site.samverk(*words, allowed=(0, 1)))
    for fault in told["faults"]:
        yield Fault(Wrong.CHAIN, f"{fault['where']}: {fault['text']}")


def by_kind(found: Sequence[Fault]) -> Counter[Wrong]:
    """Count faults by what is wrong."""
    return Counter(fault.wrong for fault in found)
