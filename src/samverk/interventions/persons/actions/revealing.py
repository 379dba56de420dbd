"""Shows a whole personal number to somebody who needs it: noted first, with why."""

from __future__ import annotations

import uuid

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.interventions.persons.actions.people import person_in
from samverk.interventions.persons.models import NumberReveal
from samverk.interventions.persons.reading_grounds import mark_at
from samverk.interventions.persons.records import sealed
from samverk.interventions.persons.zone import Authority, Desk, entered

NUMBER_REVEALED = acts.kind("persons.number_revealed", "Personnummer visat", is_quiet=True)
LEAST_WHY = 10


def reveal_number(
    actor: Actor, desk: Desk, person: uuid.UUID, why: str, *, key: str
) -> NumberReveal:
    """Note that somebody looks at a whole number, and why: it is shown after the note is written.

    Raises ConflictError for a note that was written before: each is shown on once.
    """
    if len(why.strip()) < LEAST_WHY:
        raise InputError(f"Skriv varför, minst {LEAST_WHY} tecken.", field="why")
    if actor.user is None:
        raise NotAllowedError("Logga in för att se ett personnummer.")
    user = actor.user
    with entered(actor, desk) as home:
        found = person_in(person)
        content = (str(person), why.strip())
        act = _act(actor, home, key, content)
        noted: list[NumberReveal] = []

        def note() -> NumberReveal:
            row = NumberReveal(controller_id=desk.body, person=found, user_id=user)
            row.why = sealed(found, row, {"text": why.strip()})
            row.save(force_insert=True)
            noted.append(row)
            return row

        row = acts.carry_out(act, note)
        if not noted:
            raise ConflictError(
                "Numret har redan visats en gång på det skälet. Öppna sidan på nytt och skriv varför"
                " du behöver se det igen."
            )
        return row


def _act(actor: Actor, home: Authority, key: str, content: object) -> acts.Act:
    mark = mark_at(actor, home.organisation, home.body)
    return acts.Act(
        actor,
        NUMBER_REVEALED,
        key,
        home.organisation,
        body=home.body,
        content=content,
        mark=mark,
    )
