"""Opening, linking and closing cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.directory import queries as directory
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.numbering import next_number
from samverk.foundation.permissions import Right, may, require
from samverk.registry.models import Case, CaseLink, CaseSecret
from samverk.rules.diary import DiaryNumber

CASE_OPENED = acts.kind("registry.case_opened", "Ärende registrerat")
CASE_CLOSED = acts.kind("registry.case_closed", "Ärende avslutat")
CASES_LINKED = acts.kind("registry.cases_linked", "Ärenden kopplade")

DEFAULT_FORMAT = "ORG[ /-]AAAA[/:-]NNN"


@dataclass(frozen=True, slots=True)
class Secret:
    """A secrecy marking with what it hides: the provision is required, the public text is apart."""

    provision: str
    title: str
    correspondent: str = ""


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to open. ``diary_number`` is "" to take the next number of the body's own diary.

    With ``secret`` set, ``title`` is what the public register shows.
    """

    body: int
    title: str
    opened_on: date
    diary_number: str = ""
    secret: Secret | None = None


def open_case(actor: Actor, new: NewCase, *, key: str) -> Case:
    """Open a case in a body's diary.

    Raises InputError without a title or, for a secret case, without a provision; ConflictError
    when the diary number is taken.
    """
    body = directory.body_ref(new.body)
    require(may(actor, Right.REGISTER_CASE, organisation=body.organisation, body=body.id))
    _check(new)
    act = acts.Act(actor, CASE_OPENED, key, body.organisation, effective_on=new.opened_on)
    return acts.carry_out(act, lambda: _open_case(body, new))


def _check(new: NewCase) -> None:
    if not new.title.strip():
        raise InputError("Skriv en rubrik för ärendet.", field="title")
    if new.secret and not new.secret.provision.strip():
        raise InputError(
            "Skriv vilken sekretessbestämmelse markeringen gäller (OSL 5 kap. 5 §).",
            field="provision",
        )


def _open_case(body: directory.BodyRef, new: NewCase) -> Case:
    sequence = None if new.diary_number else next_number(f"diarium/{body.id}/{new.opened_on.year}")
    try:
        with transaction.atomic():
            case = Case.objects.create(
                body_id=body.id,
                diary_number=new.diary_number or _number(body, new.opened_on, sequence or 0),
                year=new.opened_on.year if sequence else None,
                sequence=sequence,
                title=new.title.strip(),
                secret=new.secret is not None,
                opened_on=new.opened_on,
            )
    except IntegrityError as fault:
        raise ConflictError(
            f"Diarienumret {new.diary_number} finns redan i diariet för {body.name}."
        ) from fault
    if new.secret:
        _keep_secret(case, body, new.secret, new.opened_on)
    return case


def _keep_secret(case: Case, body: directory.BodyRef, secret: Secret, day: date) -> None:
    with opened([body.id]):
        CaseSecret.objects.create(
            case=case,
            controller_id=body.id,
            provision=secret.provision.strip(),
            marked_on=day,
            authority=body.name,
            title=secret.title.strip() or case.title,
        )


def _number(body: directory.BodyRef, day: date, sequence: int) -> str:
    """Write the diary number in the format that the body's by-laws set on the day."""
    name = directory.diary_format(body.id, day) or DEFAULT_FORMAT
    number = DiaryNumber(
        year=day.year,
        number=sequence,
        digits=f"{sequence:03}",
        format=name,
        body=body.abbreviation or body.name[:3].upper(),
    )
    return number.written()


def link_cases(actor: Actor, case: Case, other: Case, kind: str, *, key: str) -> CaseLink:
    """Say that two bodies' cases are about one thing; whoever may register in one may link it."""
    body = directory.body_ref(case.body_id)
    require(may(actor, Right.REGISTER_CASE, organisation=body.organisation, body=body.id))
    if case.pk == other.pk:
        raise InputError("Ett ärende kan inte kopplas till sig självt. Välj ett annat.")
    act = acts.Act(actor, CASES_LINKED, key, body.organisation)
    return acts.carry_out(
        act, lambda: CaseLink.objects.get_or_create(case=case, other=other, kind=kind)[0]
    )


def close_case(actor: Actor, case: Case, day: date, *, key: str) -> Case:
    """Close a case on a day not before it was opened."""
    body = directory.body_ref(case.body_id)
    require(may(actor, Right.REGISTER_CASE, organisation=body.organisation, body=body.id))
    if day < case.opened_on:
        raise InputError("Ärendet kan inte avslutas innan det öppnades.", field="closed_on")

    def work() -> Case:
        case.closed_on = day
        case.save(update_fields=["closed_on"])
        return case

    return acts.carry_out(
        acts.Act(actor, CASE_CLOSED, key, body.organisation, effective_on=day), work
    )
