"""What every act on a meeting begins with: the right, the lock, and what can no longer be changed."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from samverk.directory import queries as directory
from samverk.directory.queries import BodyKind
from samverk.foundation import acts
from samverk.foundation.actors import Actor, Role
from samverk.foundation.errors import ConflictError, NotFoundError
from samverk.foundation.permissions import Allowed, Denied, Permission, Right, may, require
from samverk.meetings.models import AgendaItem, DeviceVote, Meeting, MeetingFactKind
from samverk.meetings.queries.doors import doors_of, is_public

# Whoever handles claims has no part in the meetings of that organisation
OF_CLAIMS = frozenset({Role.PROVIDER_ECONOMIST, Role.CLAIM_REVIEWER, Role.CLAIM_CERTIFIER})
NO_PREPARERS = OF_CLAIMS | {Role.MEMBER, Role.AUDITOR, Role.ADMINISTRATOR}
NO_READERS = OF_CLAIMS | {Role.AUDITOR, Role.ADMINISTRATOR}
NOT_TAKING_PART = OF_CLAIMS | {Role.AUDITOR}
NOT_SENT = (
    "Föredragningslistan, förslagen och handlingarna visas när kallelsen är skickad till ledamöterna."
    " Till dess är de arbetsmaterial."
)
NOT_ANNOUNCED = (
    "Föredragningslistan, förslagen och handlingarna visas när sammanträdet är tillkännagivet på"
    " anslagstavlan. Till dess är de arbetsmaterial."
)


def may_hold(actor: Actor, body: directory.BodyRef) -> Permission:
    """Answer whether ``actor`` may prepare and hold the meetings of a body."""
    return may(actor, Right.HOLD_MEETING, organisation=body.organisation, body=body.id)


def may_enter(actor: Actor, meeting: Meeting, *, closed_doors: bool = False) -> Permission:
    """Answer whether ``actor`` may follow a meeting while its minutes are not adjusted.

    A board meets behind closed doors unless it has decided otherwise (KL 6 kap. 25 §), the council
    in public but for what it closes its doors on (5 kap. 42 §).
    """
    if _takes_part(actor, meeting) or (is_public(meeting) and not closed_doors):
        return Allowed()
    return Denied(
        "Mötesrummet är öppet bara för dem som deltar i mötet. Vad som beslutades står i protokollet"
        " när det är justerat."
    )


def may_follow_item(actor: Actor, item: AgendaItem) -> Permission:
    """Answer whether ``actor`` may follow how an item is handled: not behind closed doors from outside."""
    meeting = item.meeting
    if _takes_part(actor, meeting):
        return Allowed()
    return may_enter(actor, meeting, closed_doors=doors_of(meeting, item).value)


def may_read_draft(actor: Actor, meeting: Meeting) -> Permission:
    """Answer whether ``actor`` may read minutes that are adjusted: also a public meeting's are a draft."""
    if _takes_part(actor, meeting):
        return Allowed()
    return Denied(
        "Protokollet läses här av dem som har en roll i organet och av dem som justerar det. När det är"
        " justerat begärs det ut hos registratorn."
    )


def may_see_agenda(actor: Actor, meeting: Meeting) -> Permission:
    """Answer whether ``actor`` may see what a meeting is to handle: before the papers go, who prepares.

    Until then the agenda and the proposals are working material. The council's is open from when the
    meeting is announced, which its members may see as soon as they are called.
    """
    if meeting.opened_at or _prepares(actor, meeting):
        return Allowed()
    called = {MeetingFactKind.CALLED, MeetingFactKind.DISPATCHED}
    announced = {MeetingFactKind.ANNOUNCED}
    is_council = meeting.body.kind == BodyKind.COUNCIL
    enough = announced if is_council else called
    if _takes_part(actor, meeting):
        enough = called | enough
    if any(fact.kind in enough for fact in meeting.facts.all()):
        return Allowed()
    return Denied(NOT_ANNOUNCED if is_council else NOT_SENT)


def may_read_along(actor: Actor, meeting: Meeting) -> Permission:
    """Answer whether ``actor`` reads a meeting's papers for work: searches, and keeps notes of their own.

    Those who take part in the body's meetings or prepare them, once they may see the agenda.
    """
    if actor.user is None:
        return Denied("Logga in för att söka i handlingarna och skriva egna anteckningar.")
    body = meeting.body
    takes_part = actor.is_system or any(
        held.organisation == body.organisation_id
        and held.body in {None, body.pk}
        and held.role not in NO_READERS
        for held in actor.roles
    )
    if not takes_part:
        return Denied(
            "Det här är till för dem som deltar i organets sammanträden eller bereder dem."
        )
    return may_see_agenda(actor, meeting)


def _prepares(actor: Actor, meeting: Meeting) -> bool:
    body = meeting.body
    return actor.is_system or any(
        held.organisation == body.organisation_id and held.body in {None, body.pk}
        for held in actor.roles
        if held.role not in NO_PREPARERS
    )


def _takes_part(actor: Actor, meeting: Meeting) -> bool:
    body = meeting.body
    return actor.is_system or any(
        held.organisation == body.organisation_id and held.body in {None, body.pk}
        for held in actor.roles
        if held.role not in NOT_TAKING_PART
    )


def act_on(actor: Actor, kind: str, key: str, meeting: Meeting, content: object) -> acts.Act:
    """Ask for the right to the meeting, and make the act that is logged on it."""
    body = meeting.body
    require(may(actor, Right.HOLD_MEETING, organisation=body.organisation_id, body=body.pk))
    return acts.Act(
        actor,
        kind,
        key,
        body.organisation_id,
        effective_on=meeting.day,
        content=(meeting.pk, content),
        body=body.pk,
    )


def hold(meeting: int) -> Meeting:
    """Lock a meeting until the transaction ends: those who write about it wait for each other.

    Raises NotFoundError, and ConflictError when the meeting is cancelled.
    """
    return _not_cancelled(hold_any(meeting))


def hold_any(meeting: int) -> Meeting:
    """Lock a meeting, also one that is cancelled. Raises NotFoundError."""
    return _hold(Q(pk=meeting), "Sammanträdet finns inte.")


def _hold(which: Q, missing: str) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body__organisation")
    found = rows.filter(which).first()
    if found is None:
        raise NotFoundError(missing)
    return found


def _not_cancelled(found: Meeting) -> Meeting:
    if found.cancelled_on:
        raise ConflictError(f"Sammanträdet ställdes in {found.cancelled_on}.")
    return found


def hold_open(meeting: int) -> Meeting:
    """Lock a meeting that has not ended. Raises ConflictError when it has."""
    return _not_ended(hold(meeting))


def _not_ended(meeting: Meeting) -> Meeting:
    if meeting.ended_at:
        raise ConflictError("Sammanträdet är avslutat: det här kan inte längre ändras.")
    return meeting


def hold_item(item: int) -> AgendaItem:
    """Lock an item with its meeting, and tell whether its members are voting (``has_open_vote``).

    Raises NotFoundError, and ConflictError when it is struck.
    """
    meeting = _not_ended(_not_cancelled(_hold(Q(items=item), "Punkten finns inte.")))
    voting = DeviceVote.objects.filter(item=OuterRef("pk"), closed_at__isnull=True)
    rows = AgendaItem.objects.select_related("draft").annotate(has_open_vote=Exists(voting))
    found = rows.get(pk=item)
    found.meeting = meeting
    if found.struck_on:
        raise ConflictError(f"Punkten har utgått: {found.struck_why}")
    return found
