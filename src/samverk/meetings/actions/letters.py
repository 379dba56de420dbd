"""Putting letters in the queue, in the caller's own transaction, and sending one again."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Max
from procrastinate.contrib.django import app as jobs

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on, hold_any
from samverk.meetings.models import (
    Dispatch,
    DispatchKind,
    Letter,
    LetterStep,
    LetterStepKind,
    Meeting,
)
from samverk.meetings.queries.letters import happened, occasion_of, reached_by_calling
from samverk.meetings.queries.reach import meeting_holders
from samverk.rules.letters import letter_state, may_send_again

SENT_AGAIN = acts.kind("meetings.letter_sent_again", "Brev skickat igen")
SEND_JOB = "samverk.meetings.jobs.send_letter"
NO_POST = (
    "E-post är inte inställt i den här installationen (EMAIL_HOST), så inget kan skickas härifrån."
    " Skicka på annat sätt och anteckna utskicket."
)


def check_address(address: str, field: str | None) -> None:
    """Raise InputError for what is no address."""
    try:
        validate_email(address)
    except ValidationError as fault:
        raise InputError(f"{address} är ingen e-postadress.", field=field) from fault


def queue_letter(letter: Letter, address: str, *, number: int = 1, turn: int = 1) -> LetterStep:
    """Put a letter in the queue, in the caller's transaction."""
    made = LetterStep.objects.create(
        letter=letter, number=number, round=turn, kind=LetterStepKind.QUEUED, address=address
    )
    jobs.configure_task(SEND_JOB).defer(letter=letter.pk, at=turn)
    return made


def next_dispatch(meeting: Meeting) -> int:
    """Give the number of a meeting's next dispatch."""
    last: int | None = meeting.dispatches.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def last_calling(meeting: Meeting) -> Dispatch | None:
    """Find the last calling that was sent to a meeting."""
    return meeting.dispatches.filter(kind=DispatchKind.CALLING).order_by("number").last()


def word_of(
    actor: Actor, meeting: Meeting, kind: DispatchKind, message: str, called: Dispatch
) -> Dispatch:
    """Save a dispatch without papers to those whom a calling has reached, in the caller's transaction."""
    return Dispatch.objects.create(
        meeting=meeting,
        number=next_dispatch(meeting),
        kind=kind,
        occasion=occasion_of(meeting),
        message=message,
        minutes=called.minutes,
        page=called.page,
        reply_to=called.reply_to,
        sent_by=actor.name,
    )


def call_off(actor: Actor, meeting: Meeting) -> Dispatch | None:
    """Send everybody whom the calling may have reached word that the meeting is cancelled.

    None when no letter has gone, when e-mail is not set up, or when the day has passed.
    """
    reached, called = reached_by_calling(meeting), last_calling(meeting)
    if called is None or not reached or not settings.EMAIL_HOST or meeting.day < clock.today():
        return None
    made = word_of(actor, meeting, DispatchKind.CANCELLATION, meeting.cancelled_why, called)
    for address, (name, person) in reached.items():
        queue_letter(Letter.objects.create(dispatch=made, name=name, person_id=person), address)
    return made


def warn_holders(actor: Actor, meeting: Meeting, message: str) -> Dispatch | None:
    """Send word to those who hold the body's meetings, such as that a notice is gone from a board.

    In the caller's transaction. None when e-mail is not set up, or nobody has an address.
    """
    holders = meeting_holders(meeting) if settings.EMAIL_HOST else {}
    if not holders:
        return None
    called = last_calling(meeting)
    made = Dispatch.objects.create(
        meeting=meeting,
        number=next_dispatch(meeting),
        kind=DispatchKind.NOTICE_GONE,
        occasion=occasion_of(meeting),
        message=message,
        minutes=0,
        page=called.page if called else "",
        sent_by=actor.name,
    )
    for address, name in holders.items():
        queue_letter(Letter.objects.create(dispatch=made, name=name), address)
    return made


def send_letter_again(actor: Actor, letter: Letter, address: str, *, key: str) -> LetterStep:
    """Send a letter once more, to the same address or another.

    Raises InputError for what is no address, ConflictError while the worker still has the letter.
    """
    check_address(address, "address")
    meeting = letter.meeting
    act = act_on(actor, SENT_AGAIN, key, meeting, (letter.pk, address))

    def again() -> LetterStep:
        hold_any(meeting.pk)
        if not settings.EMAIL_HOST:
            raise InputError(NO_POST)
        steps = list(LetterStep.objects.filter(letter=letter).order_by("number"))
        waited = clock.now() - steps[-1].happened_at
        if not may_send_again(letter_state(happened(steps)), waited):
            raise ConflictError("Brevet är på väg. Vänta tills det syns hur det gick.")
        return queue_letter(letter, address, number=steps[-1].number + 1, turn=steps[-1].round + 1)

    return acts.carry_out(act, again)
