"""How the council's items were prepared: what other bodies have decided in the matter before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from samverk.decisions import queries as decisions
from samverk.directory import queries as directory
from samverk.directory.queries import BodyKind, BodyRef
from samverk.meetings.models import AgendaItem, Hearing, Meeting
from samverk.meetings.queries.roster import assembly_of
from samverk.registry import queries as registry
from samverk.rules.agenda import Section
from samverk.rules.assembly import Assembly
from samverk.rules.preparation import Preparer, Step, StepKind

PREPARERS = {
    BodyKind.EXECUTIVE: Preparer.EXECUTIVE,
    BodyKind.BOARD: Preparer.BOARD,
    BodyKind.COMMITTEE: Preparer.SUBCOMMITTEE,
}

UNPREPARED = frozenset({Section.QUESTIONS.value, Section.INFORMATION.value})


def chains_of(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, tuple[Step, ...]]:
    """List the steps of preparation by item (id), oldest first; none but a council needs them.

    A step is a decision of another body of the organisation in the item's case, or in one linked
    with it, before the meeting or on an unknown day; or that a body was given time to say its word.
    An interpellation, a question or mere information needs none, and nothing is asked of them.
    """
    wanting = [item for item in items if item.section not in UNPREPARED]
    if assembly_of(meeting.body.kind) is not Assembly.COUNCIL or not wanting:
        return {}
    cases = {item.pk: item.case_id for item in wanting if item.case_id}
    found: dict[int, tuple[Step, ...]] = _decided(meeting, cases) if cases else {}
    for heard in Hearing.objects.filter(item__in=[item.pk for item in wanting]).select_related(
        "body"
    ):
        by = _preparer(meeting, heard.body.kind, heard.body.parent_id)
        if by and heard.given_on <= meeting.day:
            step = Step(by, StepKind.HEARD, heard.given_on)
            found[heard.item_id] = (*found.get(heard.item_id, ()), step)
    return found


def _decided(meeting: Meeting, cases: Mapping[int, int]) -> dict[int, tuple[Step, ...]]:
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
    by = _preparer(meeting, body.kind, body.parent_id)
    if by is None or (decision.decided_on and decision.decided_on > meeting.day):
        return None
    # To note a matter is neither to prepare it nor to be heard on it
    if decision.kind == decisions.DecisionKind.NOTES:
        return None
    proposes = decision.kind == decisions.DecisionKind.PROPOSES
    return Step(by, StepKind.PROPOSED if proposes else StepKind.PREPARED, decision.decided_on)


def _preparer(meeting: Meeting, kind: str, parent: int | None) -> Preparer | None:
    """Answer what a body is in the preparation; the council's own committee drafts for it (KL 5:26)."""
    if kind == BodyKind.COMMITTEE and parent == meeting.body_id:
        return Preparer.COUNCIL_DRAFTING
    return PREPARERS.get(BodyKind(kind))


def may_be_heard(meeting: Meeting) -> list[BodyRef]:
    """List the bodies that may be heard in the council's items; none where it is no council."""
    if assembly_of(meeting.body.kind) is not Assembly.COUNCIL:
        return []
    listed = directory.bodies(organisation=meeting.body.organisation_id)
    return [one for one in listed if one.kind in (BodyKind.EXECUTIVE, BodyKind.BOARD)]
