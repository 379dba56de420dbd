"""Steps of a chain: what acts on a decision, further sources, and citations found later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverk.decisions import queries
from samverk.decisions.actions.citations import (
    cited_organisations,
    hold_citations,
    save_citations,
)
from samverk.decisions.actions.marking import done_for
from samverk.decisions.actions.permission import may_write
from samverk.decisions.actions.step_checks import Source, check_step
from samverk.decisions.models import Decision, DecisionSource, Lineage
from samverk.decisions.placing import NewCitation
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


def add_step(actor: Actor, new: NewStep, *, key: str, read_by: BodyRef | None = None) -> Lineage:
    """Register that one step acts on another; the same arrow is drawn once.

    Whoever may write for either end may; ``read_by`` is the body whose diary holds a paper that
    the acting step stands in, when somebody read it there. Raises InputError, at ``relation`` or
    ``other``, for a step that the law, the kinds or the days forbid (``check_step``).
    """
    target = queries.decision_by_id(new.target)
    source = _source(new)
    organisation, body = _require_an_end(actor, source, target, read_by)
    act = acts.Act(actor, STEP_ADDED, key, organisation, content=new, body=body)
    return acts.carry_out(act, lambda: draw_step(source, target, new.relation))


def draw_step(source: Source, target: Decision, relation: str) -> Lineage:
    """Draw the arrow inside an act, or find it if it is there; raises InputError (``check_step``)."""
    check_step(source, target, relation)
    decision, document = (source, None) if isinstance(source, Decision) else (None, source)
    return Lineage.objects.get_or_create(
        target=target, relation=relation, decision=decision, document=document
    )[0]


def _source(new: NewStep) -> Source:
    if new.decision and not new.document:
        return queries.decision_by_id(new.decision)
    if new.document and not new.decision:
        return registry.document_by_id(new.document)
    raise InputError("Välj ett beslut eller en handling som ledet kommer från.", field="other")


def _require_an_end(
    actor: Actor, source: Source, target: Decision, read_by: BodyRef | None
) -> tuple[int, int | None]:
    """Ask for the right at either end; answer the organisation and body it is registered for."""
    at_target = may_write(actor, target.organisation_id, target.body_id)
    if at_target:
        return target.organisation_id, target.body_id
    if read_by is not None and _stands_in(source, read_by):
        require(may_write(actor, target.organisation_id, None, read_by=read_by))
        return read_by.organisation, read_by.id
    if isinstance(source, Decision) and may_write(actor, source.organisation_id, source.body_id):
        return source.organisation_id, source.body_id
    require(at_target)
    return target.organisation_id, target.body_id


def _stands_in(source: Source, diary: BodyRef) -> bool:
    """Answer whether the acting step is a paper of the diary, or stands in one."""
    if isinstance(source, Decision):
        return source.sources.filter(document__case__body=diary.id).exists()
    return source.case.body_id == diary.id


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

    act = acts.Act(
        actor,
        SOURCE_ADDED,
        key,
        organisation,
        content=(decision.pk, new),
        body=done_for(actor, organisation, body, new.read_by),
    )
    return acts.carry_out(act, work)


def add_citations(
    actor: Actor, decision: Decision, new: Iterable[NewCitation], *, key: str
) -> Decision:
    """Register citations found in a decision after it was registered."""
    _require(actor, decision)
    found = tuple(new)

    def work() -> Decision:
        hold_citations(*cited_organisations(decision.organisation_id, found))
        save_citations(found, organisation=decision.organisation_id, decision=decision)
        return decision

    act = acts.Act(
        actor,
        CITATIONS_ADDED,
        key,
        decision.organisation_id,
        content=(decision.pk, found),
        body=decision.body_id,
    )
    return acts.carry_out(act, work)


def _require(actor: Actor, decision: Decision) -> None:
    require(may_write(actor, decision.organisation_id, decision.body_id))
