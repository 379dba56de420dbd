"""What is registered because somebody read it in a paper of their own diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.decisions.actions.citations import (
    cited_organisations,
    hold_citations,
    missing_citations,
    resolve_earlier,
    save_citations,
)
from samverk.decisions.actions.marking import done_for, may_speak_for, paper_read
from samverk.decisions.actions.permission import may_write
from samverk.decisions.actions.register import appeal_form_of
from samverk.decisions.models import Citation, Decision
from samverk.decisions.placing import NewCitation
from samverk.directory.queries import BodyRef
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import Right, may, require

DECISION_COMPLETED = acts.kind("decisions.completed", "Beslut kompletterat ur ytterligare källa")
DOCUMENT_CITES = acts.kind("decisions.document_cites", "Hänvisningar i handling registrerade")


@dataclass(frozen=True, slots=True)
class Completion:
    """What one more source prints of a decision; what it does not print is None or empty.

    ``document`` is the source (id), which is named when the words are not the body's own.
    """

    body: int | None = None
    decided_on: date | None = None
    paragraph: int | None = None
    diary_number: str = ""
    text: str = ""
    case: int | None = None
    record_id: str = ""
    citations: tuple[NewCitation, ...] = ()
    title: str = ""
    kind: str = ""
    document: int | None = None


def complete_decision(
    actor: Actor, decision: Decision, new: Completion, *, key: str, read_by: BodyRef | None = None
) -> Decision:
    """Fill in what no source had printed before, and add citations that are not there yet.

    What the body's own people say replaces what others had read; else nothing that is registered is
    changed. What others fill in marks the decision as read (``Decision.read_from``).

    Raises ConflictError when what is filled in makes the decision one that is registered already.
    """
    organisation, body = decision.organisation_id, decision.body_id
    require(may_write(actor, organisation, body, read_by=read_by))
    act = acts.Act(
        actor,
        DECISION_COMPLETED,
        key,
        organisation,
        content=(decision.pk, new),
        body=done_for(actor, organisation, body or new.body, read_by),
    )
    own = may_speak_for(actor, organisation, body)
    paper = "" if own else paper_read(new.document, read_by)
    return acts.carry_out(act, lambda: _complete(decision.pk, organisation, new, paper))


def _complete(pk: int, organisation: int, new: Completion, paper: str) -> Decision:
    """Complete a decision; ``paper`` is what others read it in, "" when its own people speak."""
    hold_citations(*cited_organisations(organisation, new.citations))
    decision = Decision.objects.select_for_update().get(pk=pk)
    is_new = _fill(decision, new, overrule=not paper and bool(decision.read_from))
    decision.case_id = decision.case_id or new.case
    decision.record_id = decision.record_id or new.record_id
    if not paper:
        decision.read_from = ""
    elif is_new:
        decision.read_from = decision.read_from or paper
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError as fault:
        raise ConflictError(
            "Organ, dag och paragraf är redan ett annat registrerat beslut. Välj det i stället."
        ) from fault
    missing = missing_citations(new.citations, organisation=organisation, decision=decision)
    save_citations(missing, organisation=organisation, decision=decision)
    resolve_earlier(decision)
    return decision


def _fill(decision: Decision, new: Completion, *, overrule: bool) -> bool:
    """Fill in what is lacking, or with ``overrule`` all that is given; answer whether any was new."""
    given = {
        "body_id": new.body,
        "decided_on": new.decided_on,
        "paragraph": new.paragraph,
        "diary_number": new.diary_number.strip(),
        "text": new.text.strip(),
        "title": new.title.strip(),
        "kind": new.kind,
    }
    filled = {
        name: value
        for name, value in given.items()
        if value and (overrule or not getattr(decision, name))
    }
    usual = appeal_form_of(decision.kind)
    for name, value in filled.items():
        setattr(decision, name, value)
    if appeal_form_of(decision.kind) != usual:
        # What was read as a proposal and decides can be appealed, and the other way about
        decision.appeal_form = appeal_form_of(decision.kind)
    return bool(filled)


@dataclass(frozen=True, slots=True)
class CitingDocument:
    """A document (id) and what it cites; ``organisation`` is the one whose bodies it names."""

    document: int
    organisation: int
    citations: tuple[NewCitation, ...]


def cite_from_document(actor: Actor, new: CitingDocument, *, key: str, read_by: BodyRef) -> None:
    """Register the decisions that a document cites, each once, and linked when its target is known.

    ``read_by`` is the body whose diary holds the document.
    """
    require(may(actor, Right.READ_IN, organisation=read_by.organisation, body=read_by.id))
    if not new.citations:
        return

    def work() -> Citation:
        hold_citations(*cited_organisations(new.organisation, new.citations))
        home, paper = new.organisation, new.document
        missing = missing_citations(new.citations, organisation=home, document=paper)
        save_citations(missing, organisation=home, document=paper)
        return Citation.objects.filter(document=new.document).latest("id")

    act = acts.Act(actor, DOCUMENT_CITES, key, read_by.organisation, content=new, body=read_by.id)
    acts.carry_out(act, work)
