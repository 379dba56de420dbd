"""Readings that were refused: one line each, whether what was asked for is hidden, foreign or missing.

The line is written without looking for the thing, so that it takes as long, and says as much, when
there is none. What was asked for stands as a keyed digest: whoever knows of the thing can find out who
has tried to open it, and nobody reads out of the log that there is one.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.crypto import salted_hmac

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.tracing import Mark, Reading, read_as

# As they stand in logs since before there was more than one room of persons
READ_REFUSED, REFUSED_THING = "persons.read_refused", "persons.Refused"
SALT, DIGEST = "samverk.interventions.persons.refused", 32
acts.kind(READ_REFUSED, "Nekad läsning", is_reading=True)
SHORT = 8
Marking = Callable[[Actor, int, int], Mark]


def asked_digest(thing: object) -> str:
    """Digest what somebody asked for (an id), so that only who knows of it can tell what it was."""
    return salted_hmac(SALT, str(thing), algorithm="sha256").hexdigest()[:DIGEST]


def note_refused(actor: Actor, asked: Iterable[object], marking: Marking) -> None:
    """Note that somebody asked for things (ids) and met that the page does not exist.

    It stands at each authority where they work, and at their organisation when they work at none: it
    is their own log's auditor who asks why. Raises UnloggedError.
    """
    digests = [asked_digest(one) for one in asked if isinstance(one, uuid.UUID)]
    read = [(REFUSED_THING, one, f"okänd {one[:SHORT]}") for one in digests]
    with transaction.atomic():
        for organisation, body in _places(actor) if read else ():
            with read_as(Reading.REFUSED):
                mark = marking(actor, organisation or 0, body or 0)
            acts.log_read(
                acts.Act(actor, READ_REFUSED, "", organisation, body=body, mark=mark), read
            )


def _places(actor: Actor) -> list[tuple[int | None, int | None]]:
    held = dict.fromkeys((one.organisation, one.body) for one in actor.roles if one.body)
    whole = dict.fromkeys((one.organisation, None) for one in actor.roles)
    return [*(held or whole)] or [(None, None)]
