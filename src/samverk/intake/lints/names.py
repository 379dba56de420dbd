"""Names that are nearly the same: one person spelled in two ways, or two persons?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from samverk.intake.lints.lint import Found, Lint, in_record
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.model import Paragraph, Place
from samverk.intake.reading.persons import persons_in
from samverk.intake.reading.records import plain


class _Named(NamedTuple):
    name: str
    party: str
    place: Place


def _near(reading: Reading) -> Iterator[Found]:
    for record in reading.paragraphs:
        for one, other in _pairs(_told(record), _listed(record)):
            text = f"{one.name} och {other.name} ({one.party}): samma person?"
            yield in_record(text, record, one.place, other.place)


def _told(record: Paragraph) -> list[_Named]:
    """Answer the persons named in running text, each spelling once."""
    if record.prose is None:
        return []
    found: dict[tuple[str, str], _Named] = {}
    for person in persons_in(record.prose.text):
        place = record.prose.place(person.start)
        found.setdefault((person.name, person.party), _Named(person.name, person.party, place))
    return list(found.values())


def _listed(record: Paragraph) -> list[_Named]:
    ballots = [b for vote in record.votes for b in vote.ballots]
    return [_Named(b.name, b.party or "", b.place) for b in ballots]


def _pairs(told: Sequence[_Named], listed: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Yield pairs of spellings: the text against the list, or within the text without one.

    Two names in one list are two persons, however alike: brothers sit in councils too.
    """
    if not listed:
        yield from ((a, b) for a, b in combinations(told, 2) if _is_near(a, b, 1))
        return
    spelled_alike = {t.name for t in told} & {n.name for n in listed}
    for one in told:
        if one.name in spelled_alike:
            continue
        for other in listed:
            # A member whom the text also spells as the list does is somebody else.
            if other.name not in spelled_alike and _is_near(one, other, 2):
                yield one, other
                break


def _is_near(one: _Named, other: _Named, most: int) -> bool:
    """Answer whether two names of one party differ by blanks, hyphens or a letter or two."""
    if one.party != other.party or one.name == other.name:
        return False
    a, b = plain(one.name), plain(other.name)
    if a == b:
        return True
    # The first name carries over when one letter differs: "Jan" and "Dan" are two persons.
    if a[:2] != b[:2] or abs(len(a) - len(b)) > most or min(len(a), len(b)) < 8:
        return False
    return _distance(a, b, most) <= most


def _distance(a: str, b: str, most: int) -> int:
    """Count the edits between two names; stops counting past ``most``."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
        if min(row) > most:
            return most + 1
    return row[-1]


LINT = Lint(
    "near-names",
    "Namn som nästan är lika",
    "Protokollet ska visa vilka som deltog (5 kap. 66 § kommunallagen); stavas ett namn på två "
    "sätt går det inte att veta om det är samma person.",
    "question",
    _near,
)
LINTS = (LINT,)
