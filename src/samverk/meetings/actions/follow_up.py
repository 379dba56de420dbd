"""Following up: what was raised and when it was decided or reported, and what delegates have decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from samverk.directory import queries as directory
from samverk.directory.queries import BodyKind
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import require
from samverk.meetings.actions.doors import may_hold
from samverk.meetings.models import DelegatedDecision, RaisedMatter
from samverk.registry import queries as registry
from samverk.rules.one_year import Raised

MATTER_RAISED = acts.kind("meetings.matter_raised", "Motion eller medborgarförslag registrerat")
MATTER_NOTED = acts.kind("meetings.matter_noted", "Motion eller medborgarförslag följt upp")
DELEGATED_RECORDED = acts.kind("meetings.delegated_recorded", "Delegationsbeslut registrerat")
DELEGATED_NOTED = acts.kind("meetings.delegated_noted", "Delegationsbeslut följt upp")

Row = TypeVar("Row", RaisedMatter, DelegatedDecision)
# What is noted of each, and when: the field that keeps the day
OF_MATTER = {"avgjort": "decided_on", "anmalt": "reported_on"}
OF_DELEGATED = {"anmalt": "reported_on", "protokollfort": "recorded_on", "anslaget": "announced_on"}


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A motion or citizens' proposal; ``case`` is an id."""

    what: str
    title: str
    raised_on: date
    case: int | None = None


def raise_matter(actor: Actor, body: int, new: NewMatter, *, key: str) -> RaisedMatter:
    """Register a motion or a citizens' proposal of a body (id), from when it was raised.

    Raises InputError for one that another kind of body decides, a day that has not been, or another
    body's case.
    """
    act = _act(actor, MATTER_RAISED, key, body, new)

    def write() -> RaisedMatter:
        _check_matter(body, new)
        return RaisedMatter.objects.create(
            body_id=body,
            what=new.what,
            title=new.title.strip(),
            raised_on=new.raised_on,
            case_id=new.case,
        )

    return acts.carry_out(act, write)


def _act(actor: Actor, kind: str, key: str, body: int, content: object) -> acts.Act:
    found = directory.body_ref(body)
    require(may_hold(actor, found))
    return acts.Act(actor, kind, key, found.organisation, content=(body, content), body=body)


def _check_matter(body: int, new: NewMatter) -> None:
    if not new.title.strip():
        raise InputError("Skriv vad det gäller.", field="title")
    if new.what not in {one.value for one in Raised}:
        raise InputError("Välj vad det är.", field="what")
    if directory.body_ref(body).kind == BodyKind.FEDERATION_BOARD:
        raise InputError("I ett förbund väcks inga motioner eller medborgarförslag.", field="what")
    is_council = directory.body_ref(body).kind == BodyKind.COUNCIL
    if is_council == (new.what == Raised.CITIZEN_HANDED_OVER.value):
        raise InputError(
            "Motioner och medborgarförslag väcks i fullmäktige. En nämnd följer upp dem som"
            " fullmäktige har lämnat över till den.",
            field="what",
        )
    if new.raised_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="raised_on")
    if new.case and not registry.may_take_up(body, registry.case_by_id(new.case)):
        raise InputError("Ärendet hör till ett annat organs diarium.", field="case")


def note_matter(
    actor: Actor, matter: RaisedMatter, how: str, day: date, *, key: str
) -> RaisedMatter:
    """Note the day when a raised matter was decided ("avgjort") or reported ("anmalt").

    Raises InputError for a day before it was raised or that has not been, ConflictError when that is
    noted already.
    """
    act = _act(actor, MATTER_NOTED, key, matter.body_id, (matter.pk, how, day))

    def write() -> RaisedMatter:
        found = RaisedMatter.objects.select_for_update().get(pk=matter.pk)
        return _noted(found, OF_MATTER.get(how), day, since=found.raised_on)

    return acts.carry_out(act, write)


def _noted(row: Row, field: str | None, day: date, *, since: date) -> Row:
    if field is None:
        raise InputError("Välj vad som gjordes.")
    if day < since:
        raise InputError(f"Dagen är före {since}, då det började.", field="day")
    if day > clock.today():
        raise InputError("Dagen har inte varit än.", field="day")
    if known := getattr(row, field):
        raise ConflictError(f"Det är redan antecknat den {known}.")
    setattr(row, field, day)
    row.save(update_fields=[field])
    return row


@dataclass(frozen=True, slots=True)
class NewDelegated:
    """A delegated decision to register, as ``DelegatedDecision`` has it."""

    title: str
    delegate: str
    decided_on: date
    is_urgent: bool = False
    by_employee: bool = True
    shall_be_reported: bool | None = None
    appealable: bool = True


def record_delegated(actor: Actor, body: int, new: NewDelegated, *, key: str) -> DelegatedDecision:
    """Register a decision that a delegate has taken on a body's (id) behalf.

    Raises InputError without words or a delegate, for a day that has not been, and for an urgent one
    by an employee: only the chair or a named member takes those (KL 6:39).
    """
    act = _act(actor, DELEGATED_RECORDED, key, body, new)

    def write() -> DelegatedDecision:
        if not new.title.strip():
            raise InputError("Skriv vad beslutet gäller.", field="title")
        if not new.delegate.strip():
            raise InputError("Skriv vem som beslutade, med funktion.", field="delegate")
        if new.decided_on > clock.today():
            raise InputError("Dagen har inte varit än.", field="decided_on")
        if new.is_urgent and new.by_employee:
            raise InputError(
                "Ett brådskande beslut fattas av ordföranden eller en utsedd ledamot, inte av en"
                " anställd (6 kap. 39 § kommunallagen).",
                field="is_urgent",
            )
        return DelegatedDecision.objects.create(
            body_id=body,
            title=new.title.strip(),
            delegate=new.delegate.strip(),
            decided_on=new.decided_on,
            is_urgent=new.is_urgent,
            by_employee=new.by_employee,
            shall_be_reported=new.shall_be_reported,
            appealable=new.appealable,
        )

    return acts.carry_out(act, write)


def note_delegated(
    actor: Actor, decision: DelegatedDecision, how: str, day: date, *, key: str
) -> DelegatedDecision:
    """Note the day when a delegated decision was reported, recorded by itself, or announced.

    ``how`` is "anmalt", "protokollfort" or "anslaget". Raises InputError and ConflictError as
    ``note_matter``.
    """
    act = _act(actor, DELEGATED_NOTED, key, decision.body_id, (decision.pk, how, day))

    def write() -> DelegatedDecision:
        found = DelegatedDecision.objects.select_for_update().get(pk=decision.pk)
        return _noted(found, OF_DELEGATED.get(how), day, since=found.decided_on)

    return acts.carry_out(act, write)
