"""Steps of a chain: what acts on a decision, further sources, and citations found later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from samverk.decisions.actions.citations import NewCitation, save_citations
from samverk.decisions.actions.permission import may_write
from samverk.decisions.models import Decision, DecisionKind, DecisionSource, Lineage, Relation
from samverk.directory.queries import BodyRef
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import require

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

    A proposal can neither decide nor repeal: only a decision of a body that decides does.
    """
    target = Decision.objects.get(pk=new.target)
    _require(actor, target)
    if new.relation in (Relation.REPEALS, Relation.DECIDES):
        source = new.decision and Decision.objects.filter(pk=new.decision).first()
        if not source or source.kind == DecisionKind.PROPOSES:
            raise InputError("Ett förslag varken beslutar eller upphäver: välj ledet föreslår.")
    act = acts.Act(actor, STEP_ADDED, key, target.organisation_id)
    return acts.carry_out(
        act,
        lambda: _step(target, new),
    )


def _step(target: Decision, new: NewStep) -> Lineage:
    """Find the arrow if it is there already, else make it."""
    same = Q(decision=new.decision) & Q(document=new.document) & Q(relation=new.relation)
    return target.acted_on_by.filter(same).first() or Lineage.objects.create(
        target=target,
        relation=new.relation,
        decision_id=new.decision,
        document_id=new.document,
    )


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

    def work() -> Decision:
        save_citations(new, organisation=decision.organisation_id, decision=decision)
        return decision

    return acts.carry_out(acts.Act(actor, CITATIONS_ADDED, key, decision.organisation_id), work)


def _require(actor: Actor, decision: Decision) -> None:
    require(may_write(actor, decision.organisation_id, decision.body_id))
