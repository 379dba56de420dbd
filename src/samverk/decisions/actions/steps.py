"""Steps of a chain: what acts on a decision, further sources, and citations found later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from samverk.decisions import queries
from samverk.decisions.actions.citations import NewCitation, save_citations
from samverk.decisions.actions.permission import may_write
from samverk.decisions.models import Decision, DecisionSource, Lineage, Relation
from samverk.decisions.standing import DECIDING
from samverk.directory.queries import BodyRef
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import require
from samverk.registry import queries as registry

STEP_ADDED = acts.kind("decisions.step_added", "Led i beslutskedjan registrerat")
SOURCE_ADDED = acts.kind("decisions.source_added", "Källa till beslut registrerad")
CITATIONS_ADDED = acts.kind("decisions.citations_added", "Hänvisningar registrerade")


@dataclass(frozen=True, slots=True)
class NewStep:
    """An arrow to ``target`` from a decision or a document (ids); ``relation`` is a Relation."""

    target: int
    relation: str
    decision: int | None = None
    document: int | None = None


def add_step(actor: Actor, new: NewStep, *, key: str) -> Lineage:
    """Register that one step acts on another.

    Only a decision of a body that decides can decide or repeal, and a repeal only within its own
    organisation and not before what it repeals. Raises InputError else.
    """
    target = queries.decision_by_id(new.target)
    _require(actor, target)
    act = acts.Act(actor, STEP_ADDED, key, target.organisation_id, content=new)
    return acts.carry_out(act, lambda: _step(target, new))


def _step(target: Decision, new: NewStep) -> Lineage:
    """Find the arrow if it is there already, else make it."""
    _check(target, new)
    same = Q(decision=new.decision) & Q(document=new.document) & Q(relation=new.relation)
    return target.acted_on_by.filter(same).first() or Lineage.objects.create(
        target=target,
        relation=new.relation,
        decision_id=new.decision,
        document_id=new.document,
    )


def _check(target: Decision, new: NewStep) -> None:
    if (new.decision is None) == (new.document is None):
        raise InputError("Välj ett beslut eller en handling som ledet kommer från.", field="source")
    if new.decision == target.pk:
        raise InputError("Ett beslut kan inte verka på sig självt.", field="source")
    if new.document:
        registry.document_by_id(new.document)
    source = queries.decision_by_id(new.decision) if new.decision else None
    if new.relation not in (Relation.REPEALS, Relation.DECIDES):
        return
    if source is None or source.kind not in DECIDING:
        raise InputError(
            "Ett förslag varken beslutar eller upphäver: välj ledet föreslår.", field="relation"
        )
    if new.relation == Relation.REPEALS:
        _check_repeal(source, target)


def _check_repeal(source: Decision, target: Decision) -> None:
    if source.organisation_id != target.organisation_id:
        raise InputError(
            "Bara samma organisation upphäver sitt beslut. Domstols upphävande registreras"
            " under laga kraft.",
            field="source",
        )
    days = (source.decided_on, target.decided_on)
    if days[0] and days[1] and days[0] < days[1]:
        raise InputError("Upphävandet är äldre än beslutet som upphävs.", field="source")


@dataclass(frozen=True, slots=True)
class NewSource:
    """A document (id) that a decision is found in, and where in it.

    ``read_by`` is the body whose diary holds the document, where it was read in.
    """

    document: int
    place: str = ""
    read_by: BodyRef | None = None


def add_source(actor: Actor, decision: Decision, new: NewSource, *, key: str) -> Decision:
    """Say that a decision is found in one more document: one record, two sources."""
    organisation, body = decision.organisation_id, decision.body_id
    require(may_write(actor, organisation, body, read_by=new.read_by))

    def work() -> Decision:
        registry.document_by_id(new.document)
        DecisionSource.objects.get_or_create(
            decision=decision, document_id=new.document, defaults={"place": new.place}
        )
        return decision

    act = acts.Act(actor, SOURCE_ADDED, key, organisation, content=(decision.pk, new))
    return acts.carry_out(act, work)


def add_citations(
    actor: Actor, decision: Decision, new: Iterable[NewCitation], *, key: str
) -> Decision:
    """Register citations found in a decision after it was registered."""
    _require(actor, decision)
    found = tuple(new)

    def work() -> Decision:
        save_citations(found, organisation=decision.organisation_id, decision=decision)
        return decision

    content = (decision.pk, found)
    act = acts.Act(actor, CITATIONS_ADDED, key, decision.organisation_id, content=content)
    return acts.carry_out(act, work)


def _require(actor: Actor, decision: Decision) -> None:
    require(may_write(actor, decision.organisation_id, decision.body_id))
