"""A proportional election in the room: the request, the ballots by group, and who was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, ElectionHeld, ElectionRequested
from samverk.rules.election import (
    Asked,
    Election,
    ElectionRequest,
    elected,
    election,
    election_request,
)
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with its ballots and seats, and those chosen from its list in order."""

    name: str
    votes: int
    seats: int
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElectionPage:
    """A request with its ruling and, once the ballots are counted, what they gave.

    ``order`` tells whether each chosen name came by its list; None before the ballots are noted.
    """

    request: ElectionRequested
    asked: Ruling[ElectionRequest]
    held: ElectionHeld | None
    result: Ruling[Election] | None
    order: Ruling[Mapping[str, tuple[str, ...]]] | None
    groups: tuple[GroupRow, ...]

    @property
    def is_complete(self) -> bool:
        """Answer whether every seat is given, or the request did not stand and nothing is left."""
        if not self.asked.value.stands:
            return True
        return self.result is not None and self.result.value.tied is None

    @property
    def lines(self) -> tuple[str, ...]:
        """Word the result as the decision has it, for each group that got a seat."""
        return tuple(f"{', '.join(row.chosen)} ({row.name})" for row in self.groups if row.chosen)


def request_by_id(request: int) -> ElectionRequested:
    """Answer which request this is, with its item; raises NotFoundError."""
    rows = ElectionRequested.objects.select_related("item__meeting__body__organisation")
    found = rows.filter(pk=request).first()
    if found is None:
        raise NotFoundError("Begäran finns inte.")
    return found


def election_of(item: AgendaItem) -> ElectionPage | None:
    """Gather the item's proportional election; None when nobody has asked for one."""
    return elections_of([item]).get(item.pk)


def elections_of(items: Sequence[AgendaItem]) -> dict[int, ElectionPage]:
    """Gather the proportional elections of items, by item (id); without those where nobody asked."""
    if not items:
        return {}
    last = ElectionRequested.objects.filter(item__in=items).order_by("id").prefetch_related("held")
    requests = {request.item_id: request for request in last}
    found = {}
    for item in items:
        if request := requests.get(item.pk):
            held = max(request.held.all(), key=lambda each: each.pk, default=None)
            found[item.pk] = page_of(request, held, item)
    return found


def page_of(
    request: ElectionRequested, held: ElectionHeld | None, item: AgendaItem
) -> ElectionPage:
    """Rule on a request and its ballots. Raises ValueError for ballots that cannot be."""
    day = item.meeting.day
    asked = Asked(request.present, request.requesters)
    ruling = election_request(asked, request.seats, day=day)
    if held is None:
        return ElectionPage(request, ruling, None, None, None, ())
    votes = {name: number for name, number, _ in held.groups}
    lists = {name: tuple(names) for name, _, names in held.groups}
    result = election(votes, request.seats, asked=asked, lots=held.lots, day=day)
    order = elected(result.value, lists, day=day)
    rows = tuple(
        GroupRow(name, votes[name], result.value.seats.get(name, 0), order.value.get(name, ()))
        for name in votes
    )
    return ElectionPage(request, ruling, held, result, order, rows)
