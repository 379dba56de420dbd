"""What recorded facts tell of a decision's way through the courts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from samverk.decisions.models import ForceFact
from samverk.rules.courts import CourtAct, CourtActKind

# The administrative courts are few; a town's name is listed, since a genitive ends in s as Malmö's does.
_TOWNS = (
    "Falun|Göteborg|Härnösand|Jönköping|Karlstad|Linköping|Luleå|Malmö|Stockholm|Sundsvall|Umeå"
    "|Uppsala|Växjö"
)
_COURT = re.compile(
    rf"\b(?:(förvaltningsrätten|kammarrätten)(?: i ({_TOWNS}))?|högsta förvaltningsdomstolen)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CourtRow:
    """A recorded step of an appeal (led i domstolsprövningen), and the same as the rules read it.

    ``words`` say what happened; ``court`` is "" where the note does not tell which court.
    """

    act: CourtAct
    words: str
    court: str
    note: str
    recorded_on: date


def court_rows(facts: Iterable[ForceFact]) -> tuple[CourtRow, ...]:
    """Pick what has to do with courts, in time order."""
    kinds = frozenset(CourtActKind)
    rows = [_row(fact) for fact in facts if fact.kind in kinds]
    return tuple(sorted(rows, key=lambda row: row.act.order))


def _row(fact: ForceFact) -> CourtRow:
    act = CourtAct(CourtActKind(fact.kind), fact.happened_on)
    recorded_on = localdate(fact.recorded_at)
    return CourtRow(act, fact.get_kind_display(), court_in(fact.note), fact.note, recorded_on)


def acts_of(rows: Iterable[CourtRow]) -> tuple[CourtAct, ...]:
    """Give the rows as the rules read them."""
    return tuple(row.act for row in rows)


def court_in(note: str) -> str:
    """Read which court a note names; "" when it names none, or more than one.

    Of two nothing tells which one acted and whose judgment it was about.
    """
    named = list(_COURT.finditer(note))
    if len(named) != 1:
        return ""
    kind, town = named[0].groups()
    name = (kind or named[0].group()).capitalize()
    return f"{name} i {town.capitalize()}" if town else name
