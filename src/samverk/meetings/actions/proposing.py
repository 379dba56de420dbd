"""Taking an approved memo's points as an item's proposal to decide."""

from __future__ import annotations

from samverk.directory import queries as directory
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import may_open, require
from samverk.meetings.actions.agenda import add_paper
from samverk.meetings.actions.doors import act_on
from samverk.meetings.actions.inside import controller_of
from samverk.meetings.actions.motions import set_draft
from samverk.meetings.models import AgendaItem
from samverk.meetings.queries.proposals import Proposal, proposals_for

PROPOSAL_TAKEN = acts.kind("meetings.proposal_taken", "Förslag hämtat ur tjänsteskrivelsen")


def take_proposal(actor: Actor, item: AgendaItem, version: int, *, key: str) -> AgendaItem:
    """Let an item's proposal be what an approved memo (version's id) proposes to the body.

    The memo and its attachments become the item's papers, where they are of the body's own diary.

    Raises InputError for a memo that is not approved, belongs to another case, is secret while the
    item is open, or proposes nothing to this body; ConflictError once a step has been taken.
    """
    act = act_on(actor, PROPOSAL_TAKEN, key, item.meeting, (item.pk, version))
    controller = controller_of(item)
    if controller is None:
        return acts.carry_out(act, lambda: _take(actor, item, version, key))
    require(may_open(actor, controller))
    with opened([controller]):
        return acts.carry_out(act, lambda: _take(actor, item, version, key))


def _take(actor: Actor, item: AgendaItem, version: int, key: str) -> AgendaItem:
    found = next((one for one in proposals_for(item) if one.memo.version == version), None)
    if found is None:
        raise InputError("Välj en godkänd tjänsteskrivelse i punktens ärende.", field="version")
    if found.memo.secret and not item.secret:
        raise InputError(
            "Tjänsteskrivelsen är sekretessbelagd: hämta den bara till en sekretessbelagd punkt.",
            field="version",
        )
    if not found.points:
        raise InputError("Tjänsteskrivelsen föreslår inget som organet beslutar.", field="version")
    set_draft(actor, item, name_of(item, found), found.points, key=f"{key}/förslag")
    _add_papers(actor, item, found, key)
    return item


def name_of(item: AgendaItem, proposal: Proposal) -> str:
    """Name the proposal by whose it is: the administration's, or the board's below."""
    if proposal.memo.home == item.meeting.body_id:
        return "förvaltningens förslag"
    return f"förslag ur {directory.body_ref(proposal.memo.home).name}s tjänsteskrivelse"


def _add_papers(actor: Actor, item: AgendaItem, proposal: Proposal, key: str) -> None:
    if proposal.memo.home != item.meeting.body_id:
        return
    known = set(item.papers.values_list("document", flat=True))
    for document in (proposal.memo.document, *proposal.memo.attached):
        if document not in known:
            add_paper(actor, item, document, key=f"{key}/handling/{document}")
