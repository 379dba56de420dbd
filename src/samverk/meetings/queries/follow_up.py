"""What a body has left to do: assignments, raised matters within their year, and delegated decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Assignment
from samverk.directory import queries as directory
from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, DelegatedDecision, Meeting, RaisedMatter
from samverk.meetings.queries.executing import not_carried_out
from samverk.meetings.queries.roster import assembly_of
from samverk.rules import delegation_report
from samverk.rules.delegation_report import DutyState, Reporting, reporting
from samverk.rules.one_year import OneYear, Raised, YearState, one_year
from samverk.rules.ruling import Ruling

LIMIT = 200
YEARS = {
    YearState.PENDING: ("running", "Inte avgjort än"),
    YearState.DECIDED: ("good", "Avgjort i tid"),
    YearState.DECIDED_LATE: ("attention", "Avgjort efter året"),
    YearState.REPORTED: ("running", "Anmält inom året"),
    YearState.OVERDUE: ("attention", "Året har gått ut"),
}
DUTIES = {
    DutyState.DONE: ("good", "Klart"),
    DutyState.WAITING: ("running", "Återstår"),
    DutyState.LATE: ("attention", "För sent"),
    DutyState.UNKNOWN: ("unknown", "Okänt"),
}


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A task that a decision gave, with how it stands."""

    assignment: Assignment
    tone: str
    state: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A raised matter with how its year stands, and what may still be noted of it."""

    matter: RaisedMatter
    year: Ruling[OneYear]
    tone: str
    state: str

    @property
    def is_open(self) -> bool:
        """Answer whether it is not decided yet."""
        return self.matter.decided_on is None


@dataclass(frozen=True, slots=True)
class DelegatedRow:
    """A delegated decision with its duty and how it is met."""

    decision: DelegatedDecision
    duty: Ruling[Reporting]
    tone: str
    state: str

    @property
    def is_open(self) -> bool:
        """Answer whether something is left to do."""
        return self.duty.value.state is not DutyState.DONE


@dataclass(frozen=True, slots=True)
class FollowUp:
    """All that a body follows up on a day, what is left first; ``undone`` is decided, not carried out."""

    assignments: tuple[AssignmentRow, ...]
    matters: tuple[MatterRow, ...]
    delegated: tuple[DelegatedRow, ...]
    undone: tuple[AgendaItem, ...] = ()


def follow_up_of(body: int, day: date) -> FollowUp:
    """Gather what a body (id) follows up, in a fixed number of questions."""
    kind = directory.body_ref(body).kind
    return FollowUp(
        _assignments(body, day),
        _matters(body, day),
        _delegated(body, kind, day),
        not_carried_out(body),
    )


def _assignments(body: int, day: date) -> tuple[AssignmentRow, ...]:
    return tuple(_assignment(each, day) for each in decisions.assignments_of(body, limit=LIMIT))


def _assignment(found: Assignment, day: date) -> AssignmentRow:
    if found.reported_on:
        return AssignmentRow(found, "good", f"Återrapporterat {found.reported_on}")
    if found.due_on is None:
        return AssignmentRow(found, "running", "Utan slutdag")
    if found.due_on < day:
        return AssignmentRow(found, "attention", f"Försenat sedan {found.due_on}")
    return AssignmentRow(found, "running", f"Senast {found.due_on}")


def _matters(body: int, day: date) -> tuple[MatterRow, ...]:
    rows = RaisedMatter.objects.filter(body=body, raised_on__lte=day).select_related("case")
    found = [_matter(row, day) for row in rows.order_by("raised_on", "id")[:LIMIT]]
    return tuple(sorted(found, key=lambda row: (not row.is_open, row.matter.raised_on)))


def _matter(row: RaisedMatter, day: date) -> MatterRow:
    year = one_year(
        row.raised_on, Raised(row.what), day, decided=row.decided_on, reported=row.reported_on
    )
    return MatterRow(row, year, *YEARS[year.value.state])


def _delegated(body: int, kind: str, day: date) -> tuple[DelegatedRow, ...]:
    rows = DelegatedDecision.objects.filter(body=body, decided_on__lte=day).order_by("-decided_on")
    meetings = Meeting.objects.filter(body=body, cancelled_on__isnull=True)
    days = sorted(meetings.values_list("day", flat=True))
    found = [_duty(row, kind, day, days) for row in rows[:LIMIT]]
    return tuple(sorted(found, key=lambda row: not row.is_open))


def _duty(row: DelegatedDecision, kind: str, day: date, meetings: Sequence[date]) -> DelegatedRow:
    duty = reporting(
        delegation_report.DelegatedDecision(
            row.decided_on,
            row.is_urgent,
            row.by_employee,
            row.shall_be_reported,
            row.appealable,
            row.reported_on,
            row.recorded_on,
            row.announced_on,
        ),
        day,
        assembly=assembly_of(kind),
        next_meeting=next((each for each in meetings if each >= row.decided_on), None),
    )
    return DelegatedRow(row, duty, *DUTIES[duty.value.state])


def matter_by_id(matter: int) -> RaisedMatter:
    """Answer which raised matter this is; raises NotFoundError."""
    found = RaisedMatter.objects.select_related("body__organisation").filter(pk=matter).first()
    if found is None:
        raise NotFoundError("Motionen eller medborgarförslaget finns inte.")
    return found


def delegated_by_id(decision: int) -> DelegatedDecision:
    """Answer which delegated decision this is; raises NotFoundError."""
    rows = DelegatedDecision.objects.select_related("body__organisation")
    found = rows.filter(pk=decision).first()
    if found is None:
        raise NotFoundError("Delegationsbeslutet finns inte.")
    return found
