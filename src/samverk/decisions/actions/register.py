"""Registering a decision, with what it cites, whom it assigns, and who has cited it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from samverk.decisions import queries
from samverk.decisions.actions.assignments import NewAssignment, save_assignment
from samverk.decisions.actions.citations import (
    cited_organisations,
    hold_citations,
    missing_citations,
    resolve_earlier,
    save_citations,
)
from samverk.decisions.actions.marking import done_for, may_speak_for, paper_read
from samverk.decisions.actions.permission import may_write
from samverk.decisions.actions.steps import draw_step
from samverk.decisions.models import AppealForm, Decision, DecisionKind, DecisionSource
from samverk.decisions.placing import NewCitation
from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import require
from samverk.registry import queries as registry

__all__ = ["ActsOn", "NewAssignment", "NewCitation", "NewDecision", "register_decision"]

DECISION_REGISTERED = acts.kind("decisions.registered", "Beslut registrerat")


@dataclass(frozen=True, slots=True)
class ActsOn:
    """What a decision to register does to a registered one (id); ``relation`` is a Relation."""

    relation: str
    target: int


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision to register. What the source does not print stays None or empty.

    ``documents`` are ids of the documents it is read in. ``appeal_form`` "" takes the form that
    follows from the kind: none for a proposal or a note, else laglighetsprövning.
    """

    organisation: int
    title: str
    kind: str
    body: int | None = None
    decided_on: date | None = None
    paragraph: int | None = None
    diary_number: str = ""
    case: int | None = None
    text: str = ""
    appeal_form: str = ""
    cited_only: bool = False
    record_id: str = ""
    documents: tuple[int, ...] = ()
    citations: tuple[NewCitation, ...] = ()
    assignments: tuple[NewAssignment, ...] = ()
    acts_on: tuple[ActsOn, ...] = ()


def register_decision(
    actor: Actor, new: NewDecision, *, key: str, read_by: BodyRef | None = None
) -> Decision:
    """Register a decision, and link it with what it cites and what has cited it.

    ``read_by`` is the body whose diary holds the paper it was read in, where it was read in one.

    A decision known only from citations becomes this one when its own minutes come: the row is
    kept, so everything that points at it still does. So does one that others have read in a paper,
    when its own people register it; until then it is marked (``Decision.read_from``).

    Raises InputError for a body or case of another organisation, a day that has not been or an
    appeal form that a proposal cannot have; ConflictError when body, day and paragraph are
    registered already. What it acts on is checked as a step is (``check_step``), and without it
    nothing is registered.
    """
    require(may_write(actor, new.organisation, new.body, read_by=read_by))
    act = acts.Act(
        actor,
        DECISION_REGISTERED,
        key,
        new.organisation,
        effective_on=new.decided_on,
        content=new,
        body=done_for(actor, new.organisation, new.body, read_by),
    )
    own = may_speak_for(actor, new.organisation, new.body)
    return acts.carry_out(act, lambda: _register(new, read_by, own=own))


def _register(new: NewDecision, read_by: BodyRef | None, *, own: bool) -> Decision:
    hold_citations(*cited_organisations(new.organisation, new.citations))
    _check(new)
    _check_places(new, read_by)
    try:
        with transaction.atomic():
            decision = _fill(_standing_in(new, own=own) or Decision(), new)
            paper = next(iter(new.documents), None)
            decision.read_from = "" if own else paper_read(paper, read_by)
            decision.save()
    except IntegrityError as fault:
        raise ConflictError(_taken(new)) from fault
    for document in new.documents:
        DecisionSource.objects.get_or_create(decision=decision, document_id=document)
    missing = missing_citations(new.citations, organisation=new.organisation, decision=decision)
    save_citations(missing, organisation=new.organisation, decision=decision)
    for given in new.assignments:
        save_assignment(decision, given)
    for step in new.acts_on:
        draw_step(decision, queries.decision_by_id(step.target), step.relation)
    resolve_earlier(decision)
    return decision


def _check(new: NewDecision) -> None:
    if not new.title.strip():
        raise InputError("Skriv en rubrik för beslutet.", field="title")
    if new.decided_on and new.decided_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="decided_on")
    if new.kind == DecisionKind.PROPOSES and new.appeal_form not in ("", AppealForm.NONE):
        raise InputError("Ett förslag kan inte överklagas.", field="appeal_form")


def _check_places(new: NewDecision, read_by: BodyRef | None) -> None:
    """A right in one organisation gives none to write for another's body.

    A decision read in a paper stands in the case of that paper, whoever's diary it is in.
    """
    if new.body and directory.body_ref(new.body).organisation != new.organisation:
        raise InputError("Organet hör till en annan organisation.", field="body")
    if new.case:
        owner = registry.case_by_id(new.case).body.organisation_id
        if owner not in (new.organisation, read_by and read_by.organisation):
            raise InputError("Ärendet hör till en annan organisation.", field="case")
    registry.documents_by_id(new.documents)


def _standing_in(new: NewDecision, *, own: bool) -> Decision | None:
    """Find the row that stood for this decision while only others knew of it.

    They had cited it; or, for the body's ``own`` people, they had read it in some paper.
    """
    if new.body is None or new.decided_on is None or new.paragraph is None:
        return None
    others_word = Q(cited_only=True) | (~Q(read_from="") if own else Q(pk__in=[]))
    same = {"body": new.body, "decided_on": new.decided_on, "paragraph": new.paragraph}
    return Decision.objects.select_for_update().filter(others_word, **same).first()


def _fill(decision: Decision, new: NewDecision) -> Decision:
    decision.organisation_id = new.organisation
    decision.body_id = new.body
    decision.decided_on = new.decided_on
    decision.paragraph = new.paragraph
    decision.diary_number = new.diary_number.strip()
    decision.case_id = new.case
    decision.title = new.title.strip()
    decision.text = new.text.strip()
    decision.kind = new.kind
    decision.appeal_form = new.appeal_form or appeal_form_of(new.kind)
    decision.cited_only = new.cited_only
    decision.record_id = new.record_id or decision.record_id
    return decision


def appeal_form_of(kind: str) -> str:
    """Answer the form of appeal that follows from what a paragraph does, when nobody says another."""
    preparatory = (DecisionKind.PROPOSES, DecisionKind.NOTES)
    return AppealForm.NONE if kind in preparatory else AppealForm.LAWFULNESS


def _taken(new: NewDecision) -> str:
    if new.paragraph and new.decided_on:
        return (
            f"§ {new.paragraph} den {new.decided_on} är redan registrerad för organet."
            " Öppna det beslutet i stället."
        )
    return "Samma paragraf är redan registrerad. Öppna det beslutet i stället."
