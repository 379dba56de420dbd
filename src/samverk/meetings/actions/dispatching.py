"""Sending the calling with its papers: one letter to each, put in the queue in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, WithheldError
from samverk.meetings.actions.doors import act_on, hold, hold_open
from samverk.meetings.actions.letters import (
    NO_POST,
    check_address,
    next_dispatch,
    queue_letter,
)
from samverk.meetings.actions.meetings import NewMeetingFact, record_meeting_fact
from samverk.meetings.calling import bundle_of
from samverk.meetings.models import (
    Dispatch,
    DispatchKind,
    Letter,
    MailAddress,
    Meeting,
    MeetingFactKind,
    StepOwner,
)
from samverk.meetings.queries.letters import occasion_of
from samverk.meetings.queries.outgoing import Outgoing, outgoing_of, recipients_of_calling
from samverk.rules.meeting_tasks import Step

DISPATCHED = acts.kind("meetings.dispatched", "Kallelse och handlingar skickade")
ADDRESSES_NOTED = acts.kind("meetings.addresses_noted", "E-postadresser antecknade")
STEP_ASSIGNED = acts.kind("meetings.step_assigned", "Ansvarig för ett steg utsedd")

LONGEST_MEETING = 24 * 60


@dataclass(frozen=True, slots=True)
class NewDispatch:
    """What to send. ``page`` is the meeting's address, ``others`` are (name, address) beside the seats."""

    page: str
    minutes: int = 120
    message: str = ""
    reply_to: str = ""
    others: tuple[tuple[str, str], ...] = ()


def dispatch(actor: Actor, meeting: Meeting, new: NewDispatch, *, key: str) -> Dispatch:
    """Send the calling, with all open papers, to every member and substitute with an address.

    The first one is noted as the day the meeting was called and its papers sent. Secret items and
    documents are never in it.

    Raises InputError when e-mail is not set up, nobody can be reached, an address is none, the
    agenda is empty or the day has passed; ConflictError once the meeting has been opened.
    """
    act = act_on(actor, DISPATCHED, key, meeting, new)
    return acts.carry_out(act, lambda: _dispatch(actor, hold_open(meeting.pk), new, key))


def _dispatch(actor: Actor, meeting: Meeting, new: NewDispatch, key: str) -> Dispatch:
    outgoing = outgoing_of(meeting)
    _check(meeting, new, outgoing)
    made = save_dispatch(actor, meeting, new, outgoing)
    for one in outgoing.reached:
        letter = Letter.objects.create(dispatch=made, name=one.greeted, person_id=one.person)
        queue_letter(letter, one.address)
    reached = {one.address for one in outgoing.reached}
    for address, name in {address: name for name, address in new.others}.items():
        if address in reached:
            continue
        queue_letter(Letter.objects.create(dispatch=made, name=name), address)
    if made.number == 1:
        for kind in (MeetingFactKind.CALLED, MeetingFactKind.DISPATCHED):
            _note(actor, meeting, kind, key)
    return made


def _check(meeting: Meeting, new: NewDispatch, outgoing: Outgoing) -> None:
    if not settings.EMAIL_HOST:
        raise InputError(NO_POST)
    if meeting.opened_at:
        raise ConflictError("Sammanträdet har öppnats: kallelsen kan inte längre skickas.")
    if meeting.day < clock.today():
        raise InputError(f"Sammanträdet var {meeting.day}: en kallelse kan inte längre skickas.")
    if not outgoing.items:
        raise InputError("Föredragningslistan är tom: lägg till den första punkten.")
    if not outgoing.reached and not new.others:
        raise InputError("Ingen har en e-postadress: anteckna adresserna först.")
    if not 1 <= new.minutes <= LONGEST_MEETING:
        raise InputError("Skriv längden i minuter, högst ett dygn.", field="minutes")
    for _, address in new.others:
        check_address(address, "others")


def save_dispatch(
    actor: Actor,
    meeting: Meeting,
    new: NewDispatch,
    outgoing: Outgoing,
    *,
    kind: DispatchKind = DispatchKind.CALLING,
) -> Dispatch:
    """Save a dispatch with the papers as they stand, in the caller's transaction."""
    now = clock.now()
    try:
        content = bundle_of(meeting, outgoing, now).content
    except WithheldError as fault:
        raise ConflictError(f"Handlingarna kan inte skickas än. {fault.message}") from fault
    digest = hashlib.sha256(content).hexdigest()
    return Dispatch.objects.create(
        meeting=meeting,
        number=next_dispatch(meeting),
        kind=kind,
        occasion=occasion_of(meeting),
        message=new.message.strip(),
        minutes=new.minutes,
        page=new.page,
        reply_to=new.reply_to,
        bundle=ContentFile(content, name=digest),
        size=len(content),
        sha256=digest,
        held_back=len(outgoing.secret_items),
        sent_by=actor.name,
    )


def _note(actor: Actor, meeting: Meeting, kind: MeetingFactKind, key: str) -> None:
    """Note the day, unless the secretary has noted it by hand."""
    today = clock.today()
    if not meeting.facts.filter(kind=kind, happened_on=today).exists():
        new = NewMeetingFact(kind.value, today, note="Skickat som e-post från Samverk.")
        record_meeting_fact(actor, meeting, new, key=f"{key}/{kind.value}")


def note_addresses(
    actor: Actor, meeting: Meeting, addresses: Mapping[int, str], *, key: str
) -> Meeting:
    """Note the addresses of those who are called, by person (id); "" takes one away.

    They are kept for the body, not for the meeting alone. Raises InputError for what is no address,
    or a person who holds no seat on the meeting's day.
    """
    given = {person: address.strip().lower() for person, address in addresses.items()}
    act = act_on(actor, ADDRESSES_NOTED, key, meeting, sorted(given.items()))

    def note() -> Meeting:
        found = hold(meeting.pk)
        known = {one.person: one for one in recipients_of_calling(found)}
        for person, address in given.items():
            if person not in known:
                raise InputError("Personen har ingen plats i organet den dagen.")
            if address:
                check_address(address, f"person-{person}")
            if address != known[person].address:
                MailAddress.objects.create(body_id=found.body_id, person_id=person, address=address)
        return found

    return acts.carry_out(act, note)


def assign_step(actor: Actor, meeting: Meeting, step: str, name: str, *, key: str) -> StepOwner:
    """Say who answers for a step of the meeting. Raises InputError for a step that is none, or nobody."""
    if step not in {one.value for one in Step}:
        raise InputError("Det finns inget sådant steg.")
    if not name.strip():
        raise InputError("Skriv vem som ansvarar.", field="name")
    act = act_on(actor, STEP_ASSIGNED, key, meeting, (step, name.strip()))

    def assign() -> StepOwner:
        return StepOwner.objects.create(meeting=hold(meeting.pk), step=step, name=name.strip())

    return acts.carry_out(act, assign)
