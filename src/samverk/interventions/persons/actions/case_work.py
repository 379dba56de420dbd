"""Works with a participation, as its case worker: it is locked first, and what is done is logged once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.interventions.persons.actions.steps import Doing, done, locked
from samverk.interventions.persons.models import Participation
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand

M = TypeVar("M", bound=Model)
Work = Callable[[Participation, Doing], M]


@dataclass(frozen=True, slots=True)
class What:
    """What is done: its kind, what the form said, the note, and the day if not today."""

    kind: str
    content: object = ""
    note: str = ""
    day: date | None = None


def work_on(
    at: tuple[Actor, int], participation: uuid.UUID, what: What, key: str, work: Work[M]
) -> M:
    """Do some work with a locked participation, as its case worker."""
    actor, body = at
    with entered(actor, Desk(body, Hand.CASE_WORKER)) as home:
        doing = Doing(actor, Hand.CASE_WORKER, home, what.day or clock.today(), note=what.note)
        content = (str(participation), _plain(what.content))
        return done(
            what.kind,
            doing,
            key,
            content,
            lambda: work(locked(Participation, participation), doing),
        )


def _plain(content: object) -> object:
    """Give all that a form said, also what is left out where it is shown."""
    return asdict(content) if is_dataclass(content) and not isinstance(content, type) else content
