"""What the worker does with a letter: sends it, notes how it went, and never sends it twice.

Each try is noted before it is made, in a transaction of its own. A try that nobody saw the end of,
because the worker fell or the server fell silent after it was given the letter, is told as unsure:
a person decides whether to send it again.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction

from samverk.foundation.errors import NotYetError, WithheldError
from samverk.meetings.actions.doors import hold_any
from samverk.meetings.letters import message_of
from samverk.meetings.models import DispatchKind, Letter, LetterStep, LetterStepKind
from samverk.meetings.queries.letters import happened, letter_by_id
from samverk.rules.letters import Turn, turn

PERMANENT = 500
CANCELLED = "Sammanträdet är inställt: kallelsen skickas inte."
FELL = "Försöket avbröts mitt i: brevet kan ha gått fram."


class PostOfficeClosedError(Exception):
    """The letter could not be handed over now; it certainly did not go out. The queue tries again."""


def send_letter(letter: int, at: int) -> None:
    """Send a letter in a round, if it is its turn. Raises PostOfficeClosedError to be tried again."""
    found = letter_by_id(letter)
    address = _take(found, at)
    if not address:
        return
    note = _noting(found, at, address)
    try:
        message = message_of(found, address)
    except FileNotFoundError:
        note(LetterStepKind.REFUSED, "Filen saknas i lagret: skicka det på annat sätt.")
        return
    except NotYetError as fault:
        note(LetterStepKind.FAILED, "En bilaga väntar på viruskontroll.")
        raise PostOfficeClosedError from fault
    except WithheldError as fault:
        note(LetterStepKind.REFUSED, fault.message[:200])
        return
    try:
        connection: BaseEmailBackend = get_connection()
        connection.open()
    except (OSError, smtplib.SMTPException) as fault:
        # Nothing has been handed over yet
        note(LetterStepKind.FAILED, f"Postservern svarar inte: {_told(fault)}")
        raise PostOfficeClosedError from fault
    try:
        connection.send_messages([message])
    except smtplib.SMTPResponseException as fault:
        _answered(note, fault.smtp_code, _told(fault), fault)
    except smtplib.SMTPRecipientsRefused as fault:
        code, words = next(iter(fault.recipients.values()))
        _answered(note, code, words.decode(errors="replace"), fault)
    except (OSError, smtplib.SMTPException) as fault:
        note(LetterStepKind.UNSURE, f"{FELL} {_told(fault)}")
    else:
        note(LetterStepKind.SENT, "")
    finally:
        connection.close()


Note = Callable[[LetterStepKind, str], None]


def _take(letter: Letter, at: int) -> str:
    """Note a try before it is made; answer where to, "" when the letter is not the worker's to send."""
    with transaction.atomic():
        # Whoever cancels the meeting holds it meanwhile, and sees every try that was noted before
        meeting = hold_any(letter.meeting.pk)
        steps = list(LetterStep.objects.filter(letter=letter).order_by("number"))
        doing = turn(happened(steps), at)
        calls_in_vain = (
            letter.dispatch
            and letter.dispatch.kind in {DispatchKind.CALLING, DispatchKind.CALLED_IN}
            and meeting.cancelled_on
        )
        if doing is Turn.SEND and calls_in_vain:
            _noting(letter, at, steps[-1].address)(LetterStepKind.REFUSED, CANCELLED)
            return ""
        return _begun(letter, at, steps, doing)


def _begun(letter: Letter, at: int, steps: list[LetterStep], doing: Turn) -> str:
    match doing:
        case Turn.LEAVE:
            return ""
        case Turn.DOUBT:
            _noting(letter, at, steps[-1].address)(LetterStepKind.UNSURE, FELL)
            return ""
        case Turn.SEND:
            # The number after what was read: of two workers who read the same only one gets it
            row = _step(letter, at, LetterStepKind.TRYING, steps[-1].address)
            return row.address if _added(row, steps[-1].number + 1) else ""


def _step(
    letter: Letter, at: int, kind: LetterStepKind, address: str, detail: str = ""
) -> LetterStep:
    return LetterStep(letter=letter, round=at, kind=kind, address=address, detail=detail[:300])


def _added(row: LetterStep, number: int) -> bool:
    """Add a step with its number; answer no when the number is taken."""
    row.number = number
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _noting(letter: Letter, at: int, address: str) -> Note:
    """Give the way to note how a try went: it is never lost, whoever else writes of the letter."""

    def note(kind: LetterStepKind, detail: str) -> None:
        row = _step(letter, at, kind, address, detail)
        while not _added(row, _last(letter) + 1):
            pass

    return note


def _last(letter: Letter) -> int:
    last = LetterStep.objects.filter(letter=letter).order_by("number").last()
    return last.number if last else 0


def _answered(note: Note, code: int, words: str, fault: Exception) -> None:
    """Note a clear no from the server: for good, or to be tried again."""
    if code >= PERMANENT:
        note(LetterStepKind.REFUSED, f"Postservern tog inte emot det: {words}")
        return
    note(LetterStepKind.FAILED, f"Postservern tog inte emot det nu: {words}")
    raise PostOfficeClosedError from fault


def _told(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        words = fault.smtp_error
        told = words.decode(errors="replace") if isinstance(words, bytes) else words
        return f"{fault.smtp_code} {told}"
    return str(fault) or type(fault).__name__
