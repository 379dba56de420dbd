"""Why somebody may read of a person, as the log tells it: by role, or by what is nearer than a role."""

from __future__ import annotations

from samverk.foundation.actors import Actor, Role
from samverk.foundation.permissions import Right
from samverk.foundation.tracing import NEARER, Mark, ground, reading_mark

REFERS = ground("referrer", "arbetar med remissen")
TEAM = ground("team", "hör till teamet som tar emot")
CASE_WORKER = ground("case_worker", "ansvarar för deltagare")
COORDINATOR = ground("coordinator", "samordnar hos myndigheten")
NAMED = ground("named_handler", "namngiven handläggare för personen")
EMERGENCY = ground("emergency", "nödåtkomst")
REVIEW = ground("log_review", "granskar läsloggen")
ARCHIVE = ground("archive", "beslutar om gallring")

BY_ROLE = {
    Role.REFERRER: REFERS,
    Role.RECEIVER: TEAM,
    Role.CASE_WORKER: CASE_WORKER,
    Role.COORDINATOR: COORDINATOR,
    Role.LOG_AUDITOR: REVIEW,
    Role.ARCHIVIST: ARCHIVE,
}
ALL_RIGHTS = (
    Right.REFER,
    Right.RECEIVE,
    Right.HANDLE_PARTICIPANTS,
    Right.COORDINATE_PERSONS,
)
PERSON = "persons.Person"
# Found while the line is written: a list of hundreds costs no question more
BY_NAME = f"""
(SELECT '{NAMED}' FROM persons_namedhandler h
 JOIN persons_protection p ON p.person_id = h.person_id AND p.lifted_at IS NULL
 WHERE h.person_id = read.id::uuid AND h.user_id = given.actor AND h.ended_at IS NULL LIMIT 1)
"""  # noqa: S608


def tell_of_named() -> None:
    """Let the log tell when it is a named handler who reads of a protected person."""
    NEARER[PERSON] = BY_NAME


def mark_at(actor: Actor, organisation: int, body: int, *rights: Right) -> Mark:
    """Mark a reading at an authority: the roles used there, on what ground, and how it was read."""
    return reading_mark(actor, organisation, body, BY_ROLE, *(rights or ALL_RIGHTS))
