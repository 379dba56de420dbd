"""Which papers may show what happened to a membership, and where a new one may be registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision, DecisionKind
from samverk.federation.queries import Member
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Right, may
from samverk.registry import queries as registry
from samverk.registry.queries import Case, Document
from samverk.thread.kinds import EventForm, PaperOf


@dataclass(frozen=True, slots=True)
class Papers:
    """Papers to choose among, as b<decision> or h<document>, and cases to register a new one in.

    ``days`` holds each document's own day, None where it prints none.
    """

    choices: list[tuple[str, str]]
    cases: list[Case]
    days: Mapping[str, date | None]


def papers_of(member: Member, event: EventForm, actor: Actor) -> Papers:
    """List the papers that may show ``event``, and the cases where ``actor`` may register a new one."""
    if event.papers is PaperOf.NOTHING:
        return Papers([], [], {})
    if event.papers is PaperOf.COUNCIL:
        found = decisions.council_decisions(member.membership.member_id)
        return Papers([_decision(one) for one in found], [], {})
    cases = _cases(member, actor)
    documents = registry.documents_of_cases([case.pk for case in cases])
    choices = [_document(one) for one in documents]
    if event.papers is PaperOf.PROPOSAL:
        choices = [*_proposals(member), *choices]
    days = {f"h{one.pk}": one.dated_on for one in documents}
    return Papers(choices, [case for case in cases if _may_register(actor, case)], days)


def _proposals(member: Member) -> list[tuple[str, str]]:
    """List the member's own decisions but for the council's: that one decides, others propose."""
    found = decisions.decisions_of_organisation(member.membership.member_id)
    boards = (one for one in found if one.body is None or one.body.kind != "council")
    return [_decision(one) for one in boards if one.kind != DecisionKind.NOTES]


def _decision(found: Decision) -> tuple[str, str]:
    return f"b{found.pk}", f"{found}: {found.title}"


def _document(found: Document) -> tuple[str, str]:
    text = str(found)
    return f"h{found.pk}", text[:1].upper() + text[1:]


def _cases(member: Member, actor: Actor) -> list[Case]:
    """Gather the cases that the chain touches, then the latest in the diaries open to ``actor``."""
    touched = registry.cases_by_id(_case_ids(member))
    parties = (member.membership.member_id, member.membership.federation_id)
    bodies = {held.body for held in actor.roles if held.organisation in parties and held.body}
    own = [case for body in sorted(bodies) for case in registry.register(body=body, limit=20)]
    return list({case.pk: case for case in (*touched, *own)}.values())


def _may_register(actor: Actor, case: Case) -> bool:
    organisation = case.body.organisation_id
    return bool(may(actor, Right.REGISTER_CASE, organisation=organisation, body=case.body_id))


def _case_ids(member: Member) -> set[int]:
    rows = [step.row for step in member.facts]
    of_decisions = {row.decision.case_id for row in rows if row.decision and row.decision.case_id}
    return of_decisions | {row.document.case_id for row in rows if row.document}
