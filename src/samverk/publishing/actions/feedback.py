"""Telling what does not work on the pages, which anybody may, and marking that it was answered.

A function for it is asked for by 13 § lag (2018:1937) om tillgänglighet till digital offentlig service.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError, NotFoundError
from samverk.foundation.sealing import new_key, seal
from samverk.publishing.models import Feedback
from samverk.publishing.queries.feedback import place, require_reader
from samverk.publishing.queries.subscribers import NOBODYS
from samverk.rules.personal_numbers import has_personal_number

GIVEN = acts.kind("publishing.feedback_given", "Synpunkt lämnad", is_quiet=True)
ANSWERED = acts.kind("publishing.feedback_answered", "Synpunkt besvarad", is_quiet=True)
NO_NUMBERS = (
    "Här står ett personnummer. Ta bort det och skicka igen. Det du har skrivit finns kvar."
)
GONE = "Synpunkten finns inte."


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """What does not work, on which page, and where an answer goes."""

    words: str
    page: str = ""
    address: str = field(default="", repr=False)


def give_feedback(actor: Actor, new: NewFeedback, *, key: str) -> Feedback:
    """Keep what somebody tells, the address sealed. Sending the form again changes nothing.

    Raises InputError without words, and for a personal identity number in any of it.
    """
    words = new.words.strip()
    if not words:
        raise InputError("Skriv vad som inte fungerar.", field="words")
    for name in ("words", "page", "address"):
        if has_personal_number(getattr(new, name)):
            raise InputError(NO_NUMBERS, field=name)

    def give() -> Feedback:
        row = Feedback(words=words, page=new.page.strip(), given_at=clock.now())
        if new.address:
            row.key = new_key(NOBODYS)
            row.sealed = seal(row.key, NOBODYS, place(row), {"address": new.address})
        row.save(force_insert=True)
        return row

    # The address too: a form that is sent again with it put right is not what was kept
    content = (new.words, new.page, new.address)
    return acts.carry_out(acts.Act(actor, GIVEN, key, content=content), give)


def answer_feedback(actor: Actor, feedback: uuid.UUID, *, key: str) -> Feedback:
    """Mark that something told has been answered, by whom and when, and let its address go.

    One that is answered already stays as it is. Raises NotFoundError.
    """
    require_reader(actor)

    def answer() -> Feedback:
        row = Feedback.objects.select_for_update().filter(pk=feedback).first()
        if row is None:
            raise NotFoundError(GONE)
        if row.answered_at is None:
            row.answered_at, row.answered_by_name = clock.now(), actor.name
            row.key, row.sealed = b"", b""
            row.save(update_fields=["answered_at", "answered_by_name", "key", "sealed"])
        return row

    return acts.carry_out(acts.Act(actor, ANSWERED, key, content=str(feedback)), answer)
