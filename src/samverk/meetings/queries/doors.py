"""Whose meetings and items the public may follow, and what it shall find on the website, by the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samverk.meetings.models import AgendaItem, Meeting
from samverk.meetings.queries.roster import assembly_of
from samverk.rules.assembly import Assembly
from samverk.rules.doors import Doors, is_closed
from samverk.rules.ruling import Ruling
from samverk.rules.website import OnWebsite, Shown, on_website


def is_public(meeting: Meeting) -> bool:
    """Answer whether the public is let in: to a council by law, to others where it is decided."""
    is_council = assembly_of(meeting.body.kind) is Assembly.COUNCIL
    return is_council if meeting.public is None else meeting.public


def doors_of(meeting: Meeting, item: AgendaItem) -> Ruling[bool]:
    """Answer whether an item is handled behind closed doors, and by which law."""
    assembly = assembly_of(meeting.body.kind)
    doors = Doors(
        is_public(meeting),
        item.closed_doors,
        item.secret,
        assembly is Assembly.FEDERATION and item.treats == Shown.BUDGET.value,
    )
    return is_closed(doors, assembly=assembly, day=meeting.day)


def doors_told(meeting: Meeting, doors: Ruling[bool]) -> str:
    """Tell the doors of an item: that they are to be open, where the law asks for it of a closed meeting."""
    if doors.value:
        return "stängda"
    return "öppna" if is_public(meeting) else "ska vara öppna"


def budget_item(meeting: Meeting, items: Iterable[AgendaItem]) -> AgendaItem | None:
    """Find the item that sets a federation's budget; None in other bodies, or when there is none."""
    if assembly_of(meeting.body.kind) is not Assembly.FEDERATION:
        return None
    budget = Shown.BUDGET.value
    return next((i for i in items if i.treats == budget and i.struck_on is None), None)


def shown_at(meeting: Meeting) -> tuple[str, ...]:
    """List what the body treats that shall be on the website by then; nothing in a board."""
    assembly = assembly_of(meeting.body.kind)
    wanted = (
        each for each in Shown if on_website(each, meeting.day, assembly=assembly).value.is_required
    )
    return tuple(each.value for each in wanted)


def shown_on(meeting: Meeting, item: AgendaItem, announced: date | None) -> Ruling[OnWebsite]:
    """Answer whether what an item treats was on the website from the announcement of its meeting.

    Raises ValueError for an item that treats nothing of the kind.
    """
    return on_website(
        Shown(item.treats),
        meeting.day,
        assembly=assembly_of(meeting.body.kind),
        announced=announced,
        published=item.shown_on,
    )
