"""Saying which registered decision a citation names, where its words do not settle it alone."""

from __future__ import annotations

from samverk.decisions.actions.citations import hold_citations
from samverk.decisions.actions.marking import done_for
from samverk.decisions.actions.permission import may_write
from samverk.decisions.cited import perhaps_cited
from samverk.decisions.models import Citation, Decision
from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Permission, Right, may, require

CITATION_LINKED = acts.kind("decisions.citation_linked", "Hänvisning kopplad till beslut")


def may_link(actor: Actor, citation: Citation, *, read_by: BodyRef | None = None) -> Permission:
    """Answer whether ``actor`` may say what a citation names: who may write of the citing thing.

    ``read_by`` is the body whose diary holds the paper, and counts only where it does.
    """
    document, decision = citation.document, citation.decision
    if document is not None:
        diary = directory.body_ref(document.case.body_id)
        return may(actor, Right.READ_IN, organisation=diary.organisation, body=diary.id)
    assert decision is not None
    holds = read_by and decision.sources.filter(document__case__body=read_by.id).exists()
    return may_write(
        actor, decision.organisation_id, decision.body_id, read_by=read_by if holds else None
    )


def link_citation(
    actor: Actor, citation: Citation, target: Decision, *, key: str, read_by: BodyRef | None = None
) -> Citation:
    """Link a citation to a decision that it may name (``perhaps_cited``).

    Raises InputError for a decision that it cannot name, ConflictError when it is linked to another.
    """
    require(may_link(actor, citation, read_by=read_by))

    def work() -> Citation:
        hold_citations(citation.organisation_id)
        found = Citation.objects.select_for_update(of=("self",)).get(pk=citation.pk)
        if found.target_id not in (None, target.pk):
            raise ConflictError("Hänvisningen är redan kopplad till ett annat beslut.")
        if found.target_id is None:
            _link(found, target)
        return found

    home = citation.decision.organisation_id if citation.decision else citation.organisation_id
    own = citation.decision.body_id if citation.decision else None
    act = acts.Act(
        actor,
        CITATION_LINKED,
        key,
        home,
        content=(citation.pk, target.pk),
        body=done_for(actor, home, own, read_by),
    )
    return acts.carry_out(act, work)


def _link(citation: Citation, target: Decision) -> None:
    fits = perhaps_cited([citation]).get(citation.pk, [])
    if target.pk not in {one.pk for one in fits}:
        raise InputError("Hänvisningen kan inte mena det beslutet: § och dag stämmer inte.")
    citation.target, citation.body_id = target, target.body_id or citation.body_id
    citation.save(update_fields=["target", "body"])
