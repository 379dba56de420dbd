"""Opening, linking and closing cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.numbering import next_number
from samverk.foundation.permissions import Right, may, may_open, require
from samverk.registry.models import Case, CaseLink, CaseSecret, LinkKind
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

    With ``secret`` set, ``title`` is what the public register shows. ``opened_by_then`` says that
    the day is only when the case is first seen: the number has been given out before.
    """

    body: int
    title: str
    opened_on: date
    diary_number: str = ""
    secret: Secret | None = None
    opened_by_then: bool = False


def open_case(actor: Actor, new: NewCase, *, key: str) -> Case:
    """Open a case in a body's diary.

    Raises InputError without a title, for a day that has not been or, for a secret case, without a
    provision; NotAllowedError when a secret case is not the actor's to keep; ConflictError when the
    diary number is taken.
    """
    body = directory.body_ref(new.body)
    require(may(actor, Right.REGISTER_CASE, organisation=body.organisation, body=body.id))
    if new.secret:
        require(may_open(actor, body.id))
    act = acts.Act(
        actor,
        CASE_OPENED,
        key,
        body.organisation,
        effective_on=new.opened_on,
        content=new,
        body=body.id,
    )
    return acts.carry_out(act, lambda: _open_case(body, new))


def _check(new: NewCase) -> None:
    if not new.title.strip():
        raise InputError("Skriv en rubrik för ärendet.", field="title")
    if new.opened_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="opened_on")
    if new.secret:
        check_secret(new.secret)


def check_secret(secret: Secret) -> None:
    """Refuse a secrecy marking that does not say why; the day and the authority follow by themselves."""
    if not secret.provision.strip():
        raise InputError(
            "Skriv vilken sekretessbestämmelse markeringen gäller (OSL 5 kap. 5 §).",
            field="provision",
        )


def _open_case(body: directory.BodyRef, new: NewCase) -> Case:
    _check(new)
    sequence, number = None, new.diary_number.strip()
    if not number:
        sequence, number = _next_free(body, new.opened_on)
    try:
        with transaction.atomic():
            case = Case.objects.create(
                body_id=body.id,
                diary_number=number,
                year=new.opened_on.year if sequence else None,
                sequence=sequence,
                title=new.title.strip(),
                secret=new.secret is not None,
                opened_on=new.opened_on,
                opened_by_then=new.opened_by_then,
            )
    except IntegrityError as fault:
        raise ConflictError(
            f"Diarienumret {number} finns redan i diariet för {body.name}."
        ) from fault
    if new.secret:
        _keep_secret(case, body, new.secret)
    return case


def _next_free(body: directory.BodyRef, day: date) -> tuple[int, str]:
    """Take the next number that nobody has typed by hand; a typed one is no gap in the diary."""
    name = directory.diary_format(body.id, day) or DEFAULT_FORMAT
    while True:
        sequence = next_number(f"diarium/{body.id}/{day.year}")
        number = _written(body, day, sequence, name)
        if not Case.objects.filter(body=body.id, diary_number__iexact=number).exists():
            return sequence, number


def _written(body: directory.BodyRef, day: date, sequence: int, name: str) -> str:
    """Write the diary number in the format that the body's by-laws set on the day."""
    abbreviation = body.abbreviation or body.name[:3].upper()
    number = DiaryNumber(day.year, sequence, f"{sequence:03}", name, body=abbreviation)
    return number.written()


def _keep_secret(case: Case, body: directory.BodyRef, secret: Secret) -> None:
    with opened([body.id]):
        CaseSecret.objects.create(
            case=case,
            controller_id=body.id,
            provision=secret.provision.strip(),
            marked_on=clock.today(),
            authority=body.name,
            title=secret.title.strip() or case.title,
        )


def link_cases(actor: Actor, case: Case, other: Case, kind: str, *, key: str) -> CaseLink:
    """Say that two bodies' cases are about one thing; whoever may register in one may link it.

    A link that is there already, whichever way it was made, is found and not made again.
    """
    body = directory.body_ref(case.body_id)
    require(may(actor, Right.REGISTER_CASE, organisation=body.organisation, body=body.id))
    content = (case.pk, other.pk, kind)
    act = acts.Act(actor, CASES_LINKED, key, body.organisation, content=content, body=body.id)
    return acts.carry_out(act, lambda: _link(case, other, kind))


def _link(case: Case, other: Case, kind: str) -> CaseLink:
    if case.pk == other.pk:
        raise InputError(
            "Ett ärende kan inte kopplas till sig självt. Välj ett annat.", field="other"
        )
    if kind == LinkKind.SAME_MATTER and case.body_id == other.body_id:
        raise InputError(
            "Båda ärendena är i samma organ. Välj att det ena fortsätter det andra.", field="kind"
        )
    # Two who link the same cases at once, from either end, wait for each other.
    list(Case.objects.select_for_update().filter(pk__in=(case.pk, other.pk)).order_by("pk"))
    ends = Q(case=case, other=other)
    if kind == LinkKind.SAME_MATTER:
        ends |= Q(case=other, other=case)
    known = CaseLink.objects.filter(ends, kind=kind).first()
    return known or CaseLink.objects.create(case=case, other=other, kind=kind)


def close_case(actor: Actor, case: Case, day: date, *, key: str) -> Case:
    """Close a case.

    Raises InputError for a day before it was opened or one that has not been, and ConflictError
    when it is closed already.
    """
    body = directory.body_ref(case.body_id)
    require(may(actor, Right.REGISTER_CASE, organisation=body.organisation, body=body.id))
    act = acts.Act(
        actor,
        CASE_CLOSED,
        key,
        body.organisation,
        effective_on=day,
        content=(case.pk, day),
        body=body.id,
    )
    return acts.carry_out(act, lambda: _close(case.pk, day))


def _close(case: int, day: date) -> Case:
    found = Case.objects.select_for_update().get(pk=case)
    if found.closed_on is not None:
        raise ConflictError(f"Ärendet är redan avslutat {found.closed_on}.")
    if day < found.opened_on:
        raise InputError(f"Ärendet öppnades {found.opened_on}.", field="closed_on")
    if day > clock.today():
        raise InputError("Dagen har inte varit än.", field="closed_on")
    found.closed_on = day
    found.save(update_fields=["closed_on"])
    return found
