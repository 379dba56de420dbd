"""Notes in the log that somebody read what is secret, before any of it is shown.

The note is written in the same transaction as the reading. If it cannot be written the fault goes
on, and nothing is shown (fails closed).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Right
from samverk.foundation.tracing import Mark, reading_mark

SECRET_READ = acts.kind("foundation.secret_read", "Sekretessbelagd uppgift läst", is_reading=True)

Noted = set[tuple[str, str]]
_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)


@contextmanager
def within_one_request() -> Iterator[None]:
    """Note each thing that is read once inside, however many parts of the page ask for it."""
    token = _noted.set(set())
    try:
        yield
    finally:
        _noted.reset(token)


@contextmanager
def noting(
    actor: Actor, subjects: Iterable[models.Model], *, organisation: int, body: int
) -> Iterator[None]:
    """Note that ``actor`` reads ``subjects``, and let the block read them.

    A block that fails takes its notes with it: what is read again is noted again. The system reads
    without a note.
    """
    before = _noted.get()
    try:
        note_read(actor, subjects, organisation=organisation, body=body)
        yield
    except BaseException:
        if before is not None:
            before.clear()
        raise


def note_read(
    actor: Actor,
    subjects: Iterable[models.Model],
    *,
    organisation: int,
    body: int,
    mark: Mark | None = None,
) -> None:
    """Write in the log, in one query, that ``actor`` reads ``subjects``; of each once in a request.

    ``mark`` tells in what role, on what ground and how; without it, that they hold office there.
    """
    noted = _noted.get()
    known = set() if noted is None else noted
    named = {(one._meta.label, str(one.pk)): one for one in subjects}
    new = {name: one for name, one in named.items() if name not in known}
    if actor.is_system or not new:
        return
    mark = mark or reading_mark(actor, organisation, body, {}, Right.READ_SECRET)
    act = acts.Act(actor, SECRET_READ, "", organisation, body=body, mark=mark)
    acts.log_readings(act, new.values())
    known |= set(new)
