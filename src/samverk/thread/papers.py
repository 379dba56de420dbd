"""Which papers may show what happened to a membership: those of the matter's own cases."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.decisions import queries as decisions
from samverk.federation.queries import Member
from samverk.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Papers:
    """Choices for a form: papers as b<decision> or h<document>, and the cases to register in."""

    choices: list[tuple[str, str]]
    cases: list[tuple[str, str]]


def papers_of(member: Member) -> Papers:
    """List the council's decisions, and the documents and cases that the chain already touches."""
    council = decisions.council_decisions(member.membership.member_id)
    cases = registry.cases_by_id(_case_ids(member))
    documents = registry.documents_of_cases([case.pk for case in cases])
    return Papers(
        [(f"b{found.pk}", f"Beslut: {found}") for found in council]
        + [(f"h{found.pk}", f"Handling: {found}") for found in documents],
        [(str(case.pk), str(case)) for case in cases],
    )


def _case_ids(member: Member) -> set[int]:
    rows = [step.row for step in member.facts]
    of_decisions = {row.decision.case_id for row in rows if row.decision and row.decision.case_id}
    return of_decisions | {row.document.case_id for row in rows if row.document}
