"""Reviews of who has read about persons: a review is itself noted in the log."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.models import User
from samverk.foundation.permissions import Right
from samverk.foundation.reading_lines import ReadingLine
from samverk.foundation.tracing import Mark
from samverk.interventions.persons.actions.reading import MISSING, inside, person_at
from samverk.interventions.persons.models import DryRun, Person
from samverk.interventions.persons.queries.joined import kept_of
from samverk.interventions.persons.queries.readings import readings_of
from samverk.interventions.persons.reading_grounds import ALL_RIGHTS, mark_at
from samverk.interventions.persons.zone import Authority, authorities_of, authority

LOG_REVIEWED = acts.kind("persons.log_reviewed", "Läslogg granskad", is_reading=True)
LIST_READ = acts.kind("persons.dry_run_read", "Provgallring läst", is_reading=True)
EXTRACT_READ = acts.kind("persons.extract_read", "Utdrag ur läsloggen", is_reading=True)


@contextmanager
def reviewing(actor: Actor, body: int) -> Iterator[Callable[[str], None]]:
    """Let somebody review an authority's log: they note which part of it, then read.

    Raises NotFoundError, the same as for an authority that is none.
    """
    if body not in authorities_of(actor, Right.REVIEW_READINGS):
        raise NotFoundError(MISSING)
    home = authority(body)

    def note(choice: str) -> None:
        mark = _mark(actor, home)
        act = acts.Act(actor, LOG_REVIEWED, "", home.organisation, choice, body=body, mark=mark)
        acts.log_readings(act, [User(pk=actor.user, full_name=actor.name)])

    with transaction.atomic():
        yield note


def _mark(actor: Actor, home: Authority) -> Mark:
    return mark_at(actor, home.organisation, home.body, Right.REVIEW_READINGS)


def note_list_read(actor: Actor, run: DryRun) -> None:
    """Note that somebody reads a trial's list, where persons stand by pseudonym."""
    home = authority(run.controller_id)
    mark = mark_at(actor, home.organisation, home.body, Right.DECIDE_DISPOSAL, *ALL_RIGHTS)
    act = acts.Act(actor, LIST_READ, "", home.organisation, body=home.body, mark=mark)
    acts.log_readings(act, [run])


def extract(actor: Actor, person: uuid.UUID) -> tuple[Person, list[ReadingLine]]:
    """Answer who has read about a person: to the log's auditor by pseudonym, to a coordinator.

    A coordinator is told of nobody whom they may not know of; an auditor reads the log alone, where
    everybody is. That the extract was made is noted. Raises NotFoundError.
    """
    with inside(actor, Right.COORDINATE_PERSONS, Right.REVIEW_READINGS):
        for body in authorities_of(actor, Right.REVIEW_READINGS):
            found = readings_of(person, authority(body))
            if found is not None:
                return _told(actor, Person(pk=person, controller_id=body), found)
        # By the id of a record that was emptied the log of the kept one is found
        row = person_at(kept_of(person) or person)
        if row.controller_id not in authorities_of(actor, Right.COORDINATE_PERSONS):
            raise NotFoundError(MISSING)
        return _told(actor, row, readings_of(row.pk, authority(row.controller_id)) or [])


def _told(
    actor: Actor, person: Person, found: list[ReadingLine]
) -> tuple[Person, list[ReadingLine]]:
    home = authority(person.controller_id)
    mark = mark_at(actor, home.organisation, home.body)
    act = acts.Act(actor, EXTRACT_READ, "", home.organisation, body=home.body, mark=mark)
    acts.log_readings(act, [person])
    return person, found
