"""Who recorded a fact and who struck it, from the log of acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samverk.federation.actions import FACT_RECORDED, FACT_SET_ASIDE, MembershipFact
from samverk.foundation import acts
from samverk.foundation.models import AuditEvent

# A fact has two events at most: that it was recorded and that it was struck.
MOST_EVENTS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on a fact: who, when, and why."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Trail:
    """A fact's way through the log (spår); None for what has not happened or was not logged."""

    recorded: Entry | None
    struck: Entry | None


def trails_of(facts: Iterable[MembershipFact]) -> dict[int, Trail]:
    """Find the trails of facts by the fact's id, in one query."""
    rows = list(facts)
    events = acts.events_on(*rows, limit=MOST_EVENTS * len(rows)) if rows else []
    found = {(event.subject_id, event.kind): _entry(event) for event in events}
    return {
        row.pk: Trail(
            found.get((str(row.pk), FACT_RECORDED)), found.get((str(row.pk), FACT_SET_ASIDE))
        )
        for row in rows
    }


def _entry(event: AuditEvent) -> Entry:
    return Entry(event.actor_name, event.recorded_at, event.why)
