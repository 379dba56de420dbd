"""Extracts that have come from other bodies: those to put in a case, and the proposals among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import QuerySet

from samverk.directory import queries as directory
from samverk.directory.queries import BodyKind, BodyRef
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import Right
from samverk.meetings.models import AgendaItem, IncomingExtract, PlacedExtract
from samverk.meetings.queries.course import content_words
from samverk.meetings.queries.reach import bodies_reached
from samverk.registry import queries as registry
from samverk.registry.queries import Case

SHOWN = 50


def _incoming() -> QuerySet[IncomingExtract]:
    return IncomingExtract.objects.select_related("body__organisation", "sender")


def unplaced(bodies: Collection[int], *, limit: int = SHOWN) -> list[IncomingExtract]:
    """List the extracts that have come to some bodies (ids) and are in no case, oldest first."""
    found = _incoming().filter(body__in=bodies, placed__isnull=True)
    return list(found.order_by("received_at", "id")[:limit])


def lately_placed(bodies: Collection[int], *, limit: int = 20) -> list[PlacedExtract]:
    """List the extracts last put in a case of some bodies (ids)."""
    found = PlacedExtract.objects.filter(incoming__body__in=bodies).select_related(
        "incoming__body__organisation", "incoming__sender", "case", "document"
    )
    return list(found.order_by("-placed_at", "-id")[:limit])


def incoming_by_id(incoming: int) -> IncomingExtract:
    """Answer which incoming extract this is; raises NotFoundError."""
    found = _incoming().select_related("placed__case").filter(pk=incoming).first()
    if found is None:
        raise NotFoundError("Utdraget finns inte.")
    return found


def sorted_by(actor: Actor) -> frozenset[int]:
    """List the bodies (ids) whose incoming extracts ``actor`` puts in cases."""
    return bodies_reached(actor, Right.REGISTER_CASE)


def case_for(incoming: IncomingExtract) -> Case | None:
    """Find the one open case of the receiving body that an extract belongs to; None in doubt.

    By the receiver's own diary number, else by the sender's: a case linked with it, or one where
    an extract with the same number has been put before.
    """
    content, body = incoming.content, incoming.body_id
    number, theirs = content["to_diary_number"], content["diary_number"]
    found = _of_body(registry.cases_to_link(number), body) if number else []
    found = found or _linked(incoming, theirs)
    if not found and theirs:
        before = PlacedExtract.objects.filter(
            incoming__body=body,
            incoming__sender=incoming.sender_id,
            incoming__content__body=content["body"],
            incoming__content__diary_number=theirs,
        )
        found = registry.cases_by_id(set(before.values_list("case", flat=True)))
    open_ones = [case for case in found if case.closed_on is None and not case.secret]
    return open_ones[0] if len(open_ones) == 1 else None


def _of_body(cases: Sequence[Case], body: int) -> list[Case]:
    diaries = directory.diaries_of(body) if cases else ()
    return [case for case in cases if case.body_id in diaries]


def _linked(incoming: IncomingExtract, theirs: str) -> list[Case]:
    own = senders_case(incoming.sender_id, incoming.content["body"], theirs)
    if own is None:
        return []
    if _of_body([own], incoming.body_id):
        return [own]
    near = registry.linked_with([own.pk])[own.pk]
    return _of_body(registry.cases_by_id(near), incoming.body_id)


def body_named(organisation: int, name: str) -> BodyRef | None:
    """Find an organisation's body by its name or abbreviation."""
    word = name.strip().casefold()
    for body in directory.bodies(organisation=organisation):
        if word in (body.name.casefold(), body.abbreviation.casefold()):
            return body
    return None


def course_told(incoming: IncomingExtract) -> tuple[str, ...]:
    """Tell how an incoming paragraph was settled, in the words of the minutes."""
    sender = body_named(incoming.sender_id, incoming.content["body"])
    is_council = sender is not None and sender.kind == BodyKind.COUNCIL
    return content_words(incoming.content, is_council=is_council)


def senders_case(organisation: int, body: str, number: str) -> Case | None:
    """Find the sender's own case, where the sending body keeps its diary in this installation."""
    found = body_named(organisation, body) if number else None
    if found is None:
        return None
    return next(iter(_of_body(registry.cases_to_link(number), found.id)), None)


def proposals_for(item: AgendaItem) -> list[PlacedExtract]:
    """List the proposals that have come in an item's case to the body that meets, latest first."""
    if item.case_id is None or item.secret:
        return []
    found = PlacedExtract.objects.filter(
        case=item.case_id, incoming__body=item.meeting.body_id, incoming__content__kind="proposes"
    )
    return list(found.select_related("incoming__sender", "decision").order_by("-id"))


def placed_in(cases: Iterable[int], body: int) -> list[PlacedExtract]:
    """List the extracts that have been put in a body's cases (ids)."""
    found = PlacedExtract.objects.filter(case__in=cases, incoming__body=body)
    return list(found.select_related("incoming__body", "case").order_by("id"))
