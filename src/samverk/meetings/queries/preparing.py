"""How the council's items were prepared: what other bodies have decided in the matter before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from samverk.decisions import queries as decisions
from samverk.directory.queries import BodyKind
from samverk.meetings.models import AgendaItem, Meeting
from samverk.meetings.queries.roster import assembly_of
from samverk.registry import queries as registry
from samverk.rules.assembly import Assembly
from samverk.rules.preparation import Preparer, Step, StepKind

PREPARERS = {
    BodyKind.EXECUTIVE: Preparer.EXECUTIVE,
    BodyKind.BOARD: Preparer.BOARD,
    BodyKind.COMMITTEE: Preparer.SUBCOMMITTEE,
}


def chains_of(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, tuple[Step, ...]]:
    """List the steps of preparation by item (id), oldest first; none but a council needs them.

    A step is a decision of another body of the organisation in the item's case, or in one linked
    with it, before the meeting or on an unknown day.
    """
    cases = {item.pk: item.case_id for item in items if item.case_id}
    if assembly_of(meeting.body.kind) is not Assembly.COUNCIL or not cases:
        return {}
    linked = registry.linked_with(cases.values())
    wanted = {case for each in linked.values() for case in each}
    by_case: dict[int, list[decisions.Decision]] = defaultdict(list)
    for decision in decisions.decisions_of_cases(wanted):
        if decision.case_id:
            by_case[decision.case_id].append(decision)
    return {
        item: tuple(
            step
            for near in sorted(linked[case])
            for decision in by_case[near]
            if (step := _step(meeting, decision))
        )
        for item, case in cases.items()
    }


def _step(meeting: Meeting, decision: decisions.Decision) -> Step | None:
    body = decision.body
    if body is None or body.organisation_id != meeting.body.organisation_id:
        return None
    by = PREPARERS.get(BodyKind(body.kind))
    if by is None or (decision.decided_on and decision.decided_on > meeting.day):
        return None
    proposes = decision.kind == decisions.DecisionKind.PROPOSES
    return Step(by, StepKind.PROPOSED if proposes else StepKind.PREPARED, decision.decided_on)
