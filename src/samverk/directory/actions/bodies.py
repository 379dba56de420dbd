"""Adding bodies, and the by-laws they go by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from samverk.directory import queries
from samverk.directory.models import Body, BodyKind, BodyTerms, Numbering
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require

BODY_ADDED = acts.kind("directory.body_added", "Organ upplagt")
TERMS_SET = acts.kind("directory.terms_set", "Reglemente registrerat")


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body to add to an organisation (ids); ``kind`` is a value of BodyKind."""

    organisation: int
    kind: str
    name: str
    abbreviation: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class NewTerms:
    """By-laws of a body from a day; the earlier ones end the day before.

    ``diary_format`` names one of ``queries.numbering_formats()``. The rest is as ``BodyTerms`` says.
    """

    body: int
    from_date: date
    source: str
    members: int | None = None
    substitutes: int | None = None
    calling_days: int | None = None
    adjusters: int | None = None
    diary_format: str = ""
    announce_days: int | None = None
    service_order: str = ""
    begun_keeps_priority: bool = True
    late_member_takes_over: bool = True
    broken_off_stays_out: bool = True
    party_turns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    distance: str = ""
    adjustment_form: str = ""
    numbering: str = Numbering.YEAR.value
    opinions_noted: bool | None = None
    minutes_layout: str = ""
    immediate_adjustment: str = ""
    questions_by_fewer: bool = False


def add_body(actor: Actor, new: NewBody, *, key: str) -> Body:
    """Add a body to an organisation.

    Raises InputError for a committee that stands under no body of the same organisation, and
    ConflictError when the organisation has a body of that name.
    """
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=new.organisation))
    act = acts.Act(actor, BODY_ADDED, key, new.organisation, content=new)
    return acts.carry_out(act, lambda: _add_body(new))


def _add_body(new: NewBody) -> Body:
    if new.kind == BodyKind.COMMITTEE and new.parent is None:
        raise InputError("Välj vilket organ utskottet hör till.", field="parent")
    if new.parent and queries.body_ref(new.parent).organisation != new.organisation:
        raise InputError("Välj ett organ i samma organisation.", field="parent")
    try:
        with transaction.atomic():
            return Body.objects.create(
                organisation_id=new.organisation,
                kind=new.kind,
                name=new.name.strip(),
                abbreviation=new.abbreviation.strip(),
                parent_id=new.parent,
            )
    except IntegrityError as fault:
        raise ConflictError(f"Organisationen har redan ett organ som heter {new.name}.") from fault


def set_terms(actor: Actor, new: NewTerms, *, key: str) -> BodyTerms:
    """Register by-laws from a day on; the ones before end the day before and stay.

    Raises InputError when by-laws from that day or later are registered, when their source is not
    named, when the diary format cannot number new cases, or when another body than a council would
    answer interpellations and questions by fewer.
    """
    body = queries.body_ref(new.body)
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=body.organisation, body=body.id))
    act = acts.Act(
        actor,
        TERMS_SET,
        key,
        body.organisation,
        effective_on=new.from_date,
        content=new,
        body=body.id,
    )
    return acts.carry_out(act, lambda: _set_terms(new))


def _set_terms(new: NewTerms) -> BodyTerms:
    _check(new)
    known = BodyTerms.objects.filter(body=new.body)
    if known.filter(from_date__gte=new.from_date).exists():
        raise InputError(
            "Det finns redan ett reglemente från den dagen eller senare. Välj en senare dag.",
            field="from_date",
        )
    try:
        with transaction.atomic():
            known.filter(to_date__isnull=True).update(to_date=new.from_date - timedelta(days=1))
            return _add_terms(new)
    except IntegrityError as error:
        raise ConflictError(
            "Någon annan registrerade just ett reglemente för organet. Ladda om sidan och se efter."
        ) from error


def _add_terms(new: NewTerms) -> BodyTerms:
    plain = {each.name: getattr(new, each.name) for each in fields(new)}
    plain["source"] = new.source.strip()
    return BodyTerms.objects.create(body_id=plain.pop("body"), **plain)


def _check(new: NewTerms) -> None:
    if not new.source.strip():
        raise InputError("Skriv var reglementet finns att läsa.", field="source")
    if not (new.begun_keeps_priority and new.late_member_takes_over and new.broken_off_stays_out):
        _check_not_council(new.body)
    if new.questions_by_fewer and queries.body_ref(new.body).kind != BodyKind.COUNCIL:
        raise InputError(
            "Bara fullmäktige får bestämma att interpellationer och frågor besvaras med färre närvarande"
            " (5 kap. 45 § kommunallagen). Lämna rutan tom.",
            field="questions_by_fewer",
        )
    if new.diary_format and new.diary_format not in queries.numbering_formats():
        raise InputError("Välj ett av formaten för diarienummer.", field="diary_format")


def _check_not_council(body: int) -> None:
    """Refuse other terms of service than the act's own for a council, which they bind."""
    if queries.body_ref(body).kind == BodyKind.COUNCIL:
        raise InputError(
            "För fullmäktige gäller kommunallagens villkor för ersättarna (5 kap. 18-20 §§)."
            " Låt dem stå kvar.",
            field="begun_keeps_priority",
        )
