"""Requests to be told what is held about oneself: taken, given more time, and answered (GDPR art. 15)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right
from samverk.interventions.persons.actions.people import person_in
from samverk.interventions.persons.actions.reading import inside, noted_identity, row_at
from samverk.interventions.persons.actions.steps import locked
from samverk.interventions.persons.models import IdentityCheck, RequestWay, SubjectRequest
from samverk.interventions.persons.queries.subject_access import Extract, extract_of
from samverk.interventions.persons.reading_grounds import mark_at
from samverk.interventions.persons.zone import Desk, authority, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.subject_access import answer_by, extended_to, may_extend

REQUEST_TAKEN = acts.kind("persons.access_asked", "Begäran om registerutdrag", is_quiet=True)
REQUEST_EXTENDED = acts.kind("persons.access_extended", "Tiden att svara förlängd", is_quiet=True)
REQUEST_ANSWERED = acts.kind("persons.access_answered", "Registerutdrag lämnat", is_quiet=True)
EXTRACT_MADE = acts.kind("persons.access_extract", "Registerutdrag framställt", is_reading=True)


@dataclass(frozen=True, slots=True)
class NewSubjectRequest:
    """A request as it came: whose, on which day, how, and how it was made sure who asked."""

    person: uuid.UUID
    received_on: date
    way: str
    identity_check: str


def take_request(actor: Actor, body: int, new: NewSubjectRequest, *, key: str) -> SubjectRequest:
    """Take a request; the last day to answer is computed. Raises InputError for a day to come."""
    if new.received_on > clock.today():
        raise InputError("Dagen är i framtiden.", field="received_on")
    if new.way not in set(RequestWay):
        raise InputError("Välj hur begäran kom.", field="way")
    if new.identity_check not in set(IdentityCheck):
        raise InputError("Välj hur identiteten kontrollerades.", field="identity_check")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        person = person_in(new.person)
        act = acts.Act(actor, REQUEST_TAKEN, key, home.organisation, body=body, content=new)
        return acts.carry_out(
            act,
            lambda: SubjectRequest.objects.create(
                controller_id=body,
                person=person,
                received_on=new.received_on,
                way=new.way,
                identity_check=new.identity_check,
                taken_by=actor.name,
                due_on=answer_by(new.received_on).value,
            ),
        )


def extend_request(
    actor: Actor, body: int, request: uuid.UUID, why: str, *, key: str
) -> SubjectRequest:
    """Take two months more to answer, with a written reason that the person is told.

    Raises InputError after the first month, and ConflictError for one that is answered or extended.
    """
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        act = acts.Act(
            actor, REQUEST_EXTENDED, key, home.organisation, body=body, content=(str(request), why)
        )

        def extend() -> SubjectRequest:
            row = _open(request)
            if row.extended_on is not None:
                raise ConflictError("Tiden är redan förlängd. Den kan bara förlängas en gång.")
            ruling = may_extend(row.received_on, clock.today(), why)
            if not ruling.value:
                raise InputError(ruling.reasons[0].text, field="why")
            row.extended_on, row.extended_why = clock.today(), why.strip()
            row.due_on = extended_to(row.received_on).value
            row.save(update_fields=["extended_on", "extended_why", "due_on"])
            return row

        return acts.carry_out(act, extend)


def answer_request(actor: Actor, body: int, request: uuid.UUID, *, key: str) -> SubjectRequest:
    """Note that the person has got their extract today. Raises ConflictError for one answered before."""
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        act = acts.Act(
            actor, REQUEST_ANSWERED, key, home.organisation, body=body, content=str(request)
        )

        def answer() -> SubjectRequest:
            row = _open(request)
            row.answered_on, row.answered_by = clock.today(), actor.name
            row.save(update_fields=["answered_on", "answered_by"])
            return row

        return acts.carry_out(act, answer)


def _open(request: uuid.UUID) -> SubjectRequest:
    row = locked(SubjectRequest, request)
    if row.answered_on is not None:
        raise ConflictError("Begäran är redan besvarad.")
    return row


def make_extract(
    actor: Actor, request: uuid.UUID, *, whole: bool
) -> tuple[SubjectRequest, Extract]:
    """Answer what a person is told on their request; it is noted as read, and that it was made.

    With ``whole`` the number stands whole, as in what the person gets. Raises NotFoundError.
    """
    with inside(actor, Right.COORDINATE_PERSONS):
        row = row_at(SubjectRequest, request, "person__home")
        home = authority(row.controller_id)
        who = noted_identity(actor, row.person)
        why = "Med hela numret, att lämna ut" if whole else "På skärmen"
        mark = mark_at(actor, home.organisation, home.body)
        act = acts.Act(actor, EXTRACT_MADE, "", home.organisation, why, body=home.body, mark=mark)
        acts.log_readings(act, [row.person])
        digits = f"{who.number[:8]}-{who.number[8:]}" if who.number else "saknas"
        return row, extract_of(row.person, who, home, number=digits if whole else who.masked)
