"""Who was present at a meeting without serving: substitutes in waiting, and officials."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from samverk.directory import queries as directory
from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, Meeting, OfficialPresent
from samverk.meetings.queries.roster import agreeing, events_of, roster_of
from samverk.rules.ruling import Ruling
from samverk.rules.serving import Roster, Serving, serving_at
from samverk.rules.serving.intervals import paragraph_span


@dataclass(frozen=True, slots=True)
class Waiting:
    """A substitute who was present without serving, and in which paragraphs."""

    name: str
    paragraphs: tuple[int, ...]


def waiting_through(
    roster: Roster, serving: Mapping[int, Ruling[Serving]], items: Sequence[AgendaItem]
) -> tuple[Waiting, ...]:
    """List the substitutes who were present without serving, each with the paragraphs."""
    found: dict[int, list[int]] = {}
    for item in items:
        for who in serving[item.turn or 1].value.waiting:
            if who in roster.substitute_of_id and item.paragraph:
                found.setdefault(who, []).append(item.paragraph)
    order = [each.person for each in roster.substitutes if each.person in found]
    return tuple(Waiting(roster.title(who), tuple(found[who])) for who in order)


def told_waiting(rows: Sequence[Waiting], numbers: Collection[int | None]) -> str:
    """Tell of those who waited in some paragraphs, as the minutes' front does; "" of nobody."""
    here = [(row.name, [n for n in row.paragraphs if n in numbers]) for row in rows]
    return ", ".join(f"{name} {paragraph_span(found)}" for name, found in here if found)


def waiting_at(item: AgendaItem) -> tuple[tuple[int, str], ...]:
    """List the substitutes (id and name) who are present at an item without serving in it."""
    meeting = item.meeting
    roster = roster_of(meeting)
    events = events_of(meeting.presence.order_by("number"))
    with agreeing():
        waiting = serving_at(roster, events, item.turn or 1).value.waiting
    return tuple((who, roster.title(who)) for who in waiting if who in roster.substitute_of_id)


def opinions_noted(meeting: Meeting) -> bool | None:
    """Answer whether the by-laws of the day let one who does not serve have an opinion noted."""
    terms = directory.terms_on(meeting.body_id, meeting.day)
    return terms.opinions_noted if terms else None


def officials_of(meeting: Meeting) -> tuple[OfficialPresent, ...]:
    """List the others present, without those struck, in the order they were noted."""
    return tuple(meeting.officials.filter(struck_why="").order_by("id"))


def official_by_id(official: int) -> OfficialPresent:
    """Answer which one this is, with the meeting; raises NotFoundError."""
    rows = OfficialPresent.objects.select_related("meeting__body__organisation")
    found = rows.filter(pk=official).first()
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found
