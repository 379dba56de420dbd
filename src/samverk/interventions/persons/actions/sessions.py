"""Sessions of a delivery, and who came to them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.places import reached_delivery
from samverk.interventions.persons.actions.steps import Doing, done, step_kind
from samverk.interventions.persons.models import Attendance, Session
from samverk.interventions.persons.queries.sessions import session_at, under_way_on
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand

HELD = step_kind("session_held", "Träff registrerad")
ATTENDANCE_NOTED = step_kind("attendance_noted", "Närvaro registrerad")
MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session to register: of which delivery (id), on which day, what it was, and how long."""

    delivery: int
    held_on: date
    title: str
    minutes: int = 60


def hold_session(actor: Actor, body: int, new: NewSession, *, key: str) -> Session:
    """Register a session of a delivery that the authority's own organisation gives.

    Raises InputError for a day to come, a day when the delivery was not given, and no title.
    """
    if not new.title.strip():
        raise InputError("Skriv vad träffen var.", field="title")
    if not 1 <= new.minutes <= MOST_MINUTES:
        raise InputError("En träff är mellan 1 minut och ett dygn.", field="minutes")
    if new.held_on > clock.today():
        raise InputError("Dagen är i framtiden. Registrera träffen när den har varit.", field="day")
    with entered(actor, Desk(body, Hand.CASE_WORKER)) as home:
        reached_delivery(actor, home, new.delivery, new.held_on)
        doing = Doing(actor, Hand.CASE_WORKER, home, new.held_on)

        def work() -> Session:
            return Session.objects.create(
                controller_id=body,
                delivery_id=new.delivery,
                held_on=new.held_on,
                title=new.title.strip(),
                minutes=new.minutes,
            )

        return done(HELD, doing, key, new, work)


Came = tuple[tuple[uuid.UUID, bool], ...]


def note_attendance(
    actor: Actor, body: int, session: uuid.UUID, came: Came, *, key: str
) -> Session:
    """Note who came to a session (participation id, whether they came); what was noted is corrected.

    What was noted before stays in the row (``Attendance.earlier``).

    Raises InputError for somebody who was not under way that day.
    """
    with entered(actor, Desk(body, Hand.CASE_WORKER)) as home:
        doing = Doing(actor, Hand.CASE_WORKER, home, clock.today())
        given = dict(came)

        def work() -> Session:
            held = session_at(session)
            if hasattr(held, "struck"):
                raise ConflictError("Träffen är felregistrerad. Registrera den rätta som en ny.")
            rows = {row.pk: row for row in under_way_on(held.delivery_id, held.held_on)}
            if set(given) - set(rows):
                raise InputError("Någon deltog inte den dagen längre. Öppna sidan på nytt.")
            Attendance.objects.bulk_create(
                [
                    Attendance(
                        controller_id=body,
                        person_id=rows[pk].person_id,
                        session=held,
                        participation_id=pk,
                        came=there,
                    )
                    for pk, there in given.items()
                ],
                update_conflicts=True,
                unique_fields=["session", "participation"],
                update_fields=["came"],
            )
            return held

        content = (str(session), tuple(sorted((str(pk), there) for pk, there in came)))
        return done(ATTENDANCE_NOTED, doing, key, content, work)
