"""Who reads the secret items of a meeting, and the note in the log that they do.

The body's own readers read all of them. So do its members on the meeting's day, once the papers have
been sent, and a substitute who is called in: before the meeting all, then what they serve in. Reading
gives no right to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from samverk.directory import queries as directory
from samverk.foundation.actors import Actor, Role
from samverk.foundation.barring import Barred, barred_now, reading_as
from samverk.foundation.compartments import opened
from samverk.foundation.permissions import (
    Allowed,
    Denied,
    Permission,
    controllers_open_to,
    may_open,
    require,
)
from samverk.foundation.reads import noting
from samverk.meetings.actions.inside import may_handle
from samverk.meetings.models import AgendaItem, ItemDocument, Meeting, MeetingFactKind
from samverk.meetings.queries.absence import calls_of
from samverk.meetings.queries.roster import agreeing, events_of, roster_of
from samverk.meetings.queries.turns import turn_in_hand
from samverk.registry import queries as registry
from samverk.registry.actions.reading import open_secret_file
from samverk.registry.queries import SecretFile
from samverk.rules.serving import serving_through

ELECTED = frozenset({Role.MEMBER, Role.CHAIR})
NOT_SENT = (
    "Sekretessbelagda punkter läses av ledamöterna när handlingarna till sammanträdet är skickade."
)
NOT_SERVING = (
    "En sekretessbelagd punkt läses av en ersättare först när ersättaren är inkallad och tjänstgör i"
    " den. Säg till sekreteraren om du tjänstgör men inte är antecknad."
)
NOT_SEATED = (
    "Punkten är sekretessbelagd. Den läses av dem som har en roll i just det här organet, av dess"
    " ledamöter den dagen och av ersättare som tjänstgör i den."
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody reads: the compartments (ids of bodies), and items (ids) shut all the same."""

    controllers: frozenset[int]
    shut: frozenset[int] = frozenset()


def may_read_item(actor: Actor, item: AgendaItem) -> Permission:
    """Answer whether ``actor`` may read what is said in an item; of an open one, all may."""
    if not item.secret:
        return Allowed()
    permission: Permission = may_open(actor, item.meeting.body_id)
    if not permission:
        found = _takes_part(actor, item.meeting, [item])
        if isinstance(found, Denied):
            return found
        permission = Allowed() if item.pk in found else Denied(NOT_SERVING)
    return permission and may_handle(actor, item)


def reach_of(actor: Actor, meeting: Meeting, items: Iterable[AgendaItem]) -> Reach:
    """Answer how far ``actor`` reads ``items`` of a meeting."""
    own = controllers_open_to(actor)
    secret = [item for item in items if item.secret]
    if meeting.body_id in own or not secret:
        return Reach(own)
    found = _takes_part(actor, meeting, secret)
    if isinstance(found, Denied) or not found:
        return Reach(own)
    shut = frozenset(item.pk for item in secret) - found
    return Reach(own | {meeting.body_id}, shut)


def _takes_part(
    actor: Actor, meeting: Meeting, items: Iterable[AgendaItem]
) -> frozenset[int] | Denied:
    """Answer which items (ids) somebody who is no reader of the body reads as its member or substitute."""
    is_elected = any(h.body == meeting.body_id and h.role in ELECTED for h in actor.roles)
    if actor.person is None or not is_elected:
        return Denied(NOT_SEATED)
    seats = directory.seats_of(meeting.body_id, actor.person, meeting.day)
    if not seats:
        return Denied(NOT_SEATED)
    if not is_sent(meeting):
        return Denied(NOT_SENT)
    if any(not seat.substitute for seat in seats):
        return frozenset(item.pk for item in items)
    return _served(actor.person, meeting, items)


def is_sent(meeting: Meeting) -> bool:
    """Answer whether the meeting's papers have gone to its members, or it has begun without."""
    if meeting.opened_at:
        return True
    sent = {MeetingFactKind.CALLED, MeetingFactKind.DISPATCHED}
    return any(fact.kind in sent for fact in meeting.facts.all())


def _served(person: int, meeting: Meeting, items: Iterable[AgendaItem]) -> frozenset[int]:
    """Answer in which items (ids) a substitute serves; in one that waits, who serves now.

    One called in beforehand (``call_in``) prepares for all of them until the meeting is opened.
    """
    if meeting.opened_at is None:
        is_called = any(call.substitute_id == person for call in calls_of(meeting).values())
        return frozenset(item.pk for item in items) if is_called else frozenset()
    now = turn_in_hand(meeting.items.all())
    turns = {item.pk: item.turn or now for item in items}
    with agreeing():
        events = events_of(meeting.presence.order_by("number"))
        serving = serving_through(roster_of(meeting), events, turns.values())
    return frozenset(pk for pk, turn in turns.items() if person in serving[turn].value.people)


def _papers_of(shut: frozenset[int], *, besides: Iterable[AgendaItem]) -> frozenset[int]:
    """List the papers (ids of documents) of items that are shut, but for those of the others."""
    if not shut:
        return frozenset()
    rows = ItemDocument.objects.filter(item__in=[each.pk for each in besides])
    pairs = list(rows.values_list("item", "document"))
    open_ones = {document for item, document in pairs if item not in shut}
    return frozenset(document for _, document in pairs) - open_ones


@contextmanager
def reading(actor: Actor, meeting: Meeting, items: Iterable[AgendaItem]) -> Iterator[None]:
    """Let the block read ``items`` of a meeting as far as ``actor`` may, noting in the log what is secret.

    What the reach leaves out stays shut by the wall itself. If the note cannot be written nothing
    is read.
    """
    if actor.person is None and not controllers_open_to(actor):
        yield
        return
    given = tuple(items)
    reach = reach_of(actor, meeting, given)
    barred = barred_now()
    shut = Barred(
        barred.items | reach.shut,
        barred.documents | _papers_of(reach.shut, besides=given),
        barred.cases,
    )
    seen = [each for each in given if each.secret and each.pk not in shut.items]
    if meeting.body_id not in reach.controllers:
        seen = []
    told = partial(noting, organisation=meeting.body.organisation_id, body=meeting.body_id)
    with reading_as(lambda: shut), opened(reach.controllers), told(actor, seen):
        yield


def read_item_file(actor: Actor, item: AgendaItem, file: int, *, key: str) -> SecretFile:
    """Open a secret file that belongs to a secret item, for those who may read the item; it is logged.

    Raises NotAllowedError for others, and NotFoundError for a file that is not the item's.
    """
    require(may_read_item(actor, item) if item.secret else may_open(actor, item.meeting.body_id))
    papers = item.papers.values_list("document", flat=True)
    # A paper from another body's diary is in that body's compartment, and not found in this one
    with opened([item.meeting.body_id]):
        document = registry.document_of_secret_file(file, papers)
    return open_secret_file(actor, document, file, key=key)
