"""Readings that were refused: one line each, whether what was asked for is hidden, foreign or missing.

The line is written without looking for the thing, so that it takes as long, and says as much, when
there is none. What was asked for stands as a keyed digest: whoever knows of the thing can find out who
has tried to open it, and nobody reads out of the log that there is one.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.tracing import Reading, read_as
from samverk.interventions.persons.queries.readings import READ_REFUSED, REFUSED_THING, asked_digest
from samverk.interventions.persons.reading_grounds import mark_at

acts.kind(READ_REFUSED, "Nekad läsning", is_reading=True)
SHORT = 8


def note_refused(actor: Actor, asked: Iterable[object]) -> None:
    """Note that somebody asked for things (ids) and met that the page does not exist.

    It stands at each authority where they work, and at their organisation when they work at none: it
    is their own log's auditor who asks why. Raises UnloggedError.
    """
    digests = [asked_digest(one) for one in asked if isinstance(one, uuid.UUID)]
    read = [(REFUSED_THING, one, f"okänd {one[:SHORT]}") for one in digests]
    with transaction.atomic():
        for organisation, body in _places(actor) if read else ():
            with read_as(Reading.REFUSED):
                mark = mark_at(actor, organisation or 0, body or 0)
            acts.log_read(
                acts.Act(actor, READ_REFUSED, "", organisation, body=body, mark=mark), read
            )


def _places(actor: Actor) -> list[tuple[int | None, int | None]]:
    held = dict.fromkeys((one.organisation, one.body) for one in actor.roles if one.body)
    whole = dict.fromkeys((one.organisation, None) for one in actor.roles)
    return [*(held or whole)] or [(None, None)]
