"""A meeting as eight tasks, each with its deadline and how far it has come (sammanträdets steg).

Deadline and state are computed from facts each time and never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.adjustment import adjustment_limit
from samverk.rules.assembly import Assembly
from samverk.rules.calling import NO_TERMS, Calling, CallingTerms, calling
from samverk.rules.example import Example
from samverk.rules.notice import notice_limit
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_NOTICE_BOARDS
from samverk.rules.statutes.provision import because
from samverk.rules.wording import running_date


class Step(StrEnum):
    """The steps of a meeting (steg), in the order a secretary meets them."""

    CALL = "kallelse"
    DISPATCH = "utskick"
    ATTENDANCE = "närvaro"
    ITEMS = "ärenden"
    MINUTES = "protokoll"
    ADJUSTMENT = "justering"
    NOTICE = "anslag"
    EXTRACTS = "expediering"


class TaskState(StrEnum):
    """How far a step has come (läge)."""

    NOT_STARTED = "ej påbörjad"
    INCOMPLETE = "påbörjad men ofullständig"
    DONE = "klar"
    LATE = "försenad"
    UNKNOWN = "okänd"


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many are done (antal). Raises ValueError for more done than there are."""

    done: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.total:
            raise ValueError("Fler är gjorda än det finns.")

    @property
    def is_all(self) -> bool:
        """Answer whether all are done; of none, none is missing."""
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What has happened around one meeting (underlag för stegen).

    Days are those on which the whole step was done, None when no paper shows it. A count is None
    when the step has not begun; one that has begun counts what is ready. ``adjusters`` counts
    signatures, ``boards`` postings, ``extracts`` those sent or handed over; ``to_hand_over`` of the
    rest are certified and wait for somebody to hand them over. ``sets_budget`` says that it is a
    federation's budget meeting, which is to be announced also where no rule sets a day.
    """

    meeting: date
    assembly: Assembly
    terms: CallingTerms = NO_TERMS
    announced: date | None = None
    called: date | None = None
    dispatched: date | None = None
    deliveries: Count | None = None
    attendance: Count | None = None
    items: Count | None = None
    paragraphs: Count | None = None
    adjusters: Count | None = None
    adjusted: date | None = None
    boards: Count | None = None
    posted: date | None = None
    extracts: Count | None = None
    to_hand_over: int = 0
    sets_budget: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One step with its deadline and state (uppgift). No deadline where no rule sets one.

    ``was_late`` says of a finished step that it was finished after its deadline.
    """

    step: Step
    state: TaskState
    deadline: date | None = None
    was_late: bool = False


def meeting_tasks(facts: TaskFacts, today: date) -> tuple[Ruling[Task], ...]:
    """Answer for all eight steps, in order, how far each has come on ``today``."""
    return tuple(_STEPS[step](facts, today) for step in Step)


def _call(facts: TaskFacts, today: date) -> Ruling[Task]:
    found = calling(
        facts.meeting,
        assembly=facts.assembly,
        terms=facts.terms,
        announced=facts.announced,
        called=facts.called,
    )
    kept = [each for each in (found.value.announcement, found.value.call) if each is not None]
    # What is left to do sets the deadline; when nothing is, the first one stands.
    left = [each for each in kept if each.done is None] or kept
    deadline = min((each.latest for each in left), default=None)
    wanted = [each.done for each in kept] or [facts.called]
    if facts.sets_budget and found.value.announcement is None:
        wanted.append(facts.announced)
        found = _with_budget(found, facts.meeting)
    begun = any(day is not None for day in wanted)
    if all(day is not None for day in wanted):
        late = any(each.done is not None and each.done > each.latest for each in kept)
        return _ruling(Task(Step.CALL, TaskState.DONE, deadline, late), found)
    # Once the meeting is held a missing day is a missing paper, not work left to do.
    if today > facts.meeting:
        return _ruling(Task(Step.CALL, TaskState.UNKNOWN, deadline), found)
    return _ruling(Task(Step.CALL, _open_state(deadline, today, begun=begun), deadline), found)


def _with_budget(found: Ruling[Calling], meeting: date) -> Ruling[Calling]:
    rule = "Sammanträdet då budgeten fastställs tillkännages så som förbundsordningen anger."
    reason = because(rule, FINSAM_NOTICE_BOARDS, meeting)
    return Ruling(found.value, (*found.reasons, reason), found.remarks)


def _dispatch(facts: TaskFacts, today: date) -> Ruling[Task]:
    call = calling(facts.meeting, assembly=facts.assembly, terms=facts.terms).value.call
    deadline = call.latest if call else None
    rule = Reason(
        "Lagen anger ingen tid för handlingarna. De räknas här till kallelsens dag, det är Samverks "
        "läsning."
    )
    sent = facts.dispatched is not None
    arrived = facts.deliveries is None or facts.deliveries.is_all
    if sent and arrived:
        late = deadline is not None and facts.dispatched is not None and facts.dispatched > deadline
        return Ruling(Task(Step.DISPATCH, TaskState.DONE, deadline, late), (rule,))
    begun = sent or facts.deliveries is not None
    if not begun and today > facts.meeting:
        return Ruling(Task(Step.DISPATCH, TaskState.UNKNOWN, deadline), (rule, _UNKNOWN))
    reasons = (rule, *_left("mottagare nådda", facts.deliveries))
    return Ruling(Task(Step.DISPATCH, _open_state(deadline, today, begun=begun), deadline), reasons)


_UNKNOWN = Reason("Okänt, handling saknas: inget visar att steget har gjorts.")


def _attendance(facts: TaskFacts, today: date) -> Ruling[Task]:
    return _on_the_day(Step.ATTENDANCE, facts.attendance, "platser prickade", facts, today)


def _items(facts: TaskFacts, today: date) -> Ruling[Task]:
    return _on_the_day(Step.ITEMS, facts.items, "ärenden med utgång", facts, today)


def _on_the_day(
    step: Step, count: Count | None, what: str, facts: TaskFacts, today: date
) -> Ruling[Task]:
    """What is done while the meeting lasts; its deadline is the meeting day itself."""
    reason = Reason(f"Görs under sammanträdet {running_date(facts.meeting)}.")
    if count is not None and count.is_all:
        return Ruling(Task(step, TaskState.DONE, facts.meeting), (reason,))
    state = _open_state(facts.meeting, today, begun=count is not None)
    return Ruling(Task(step, state, facts.meeting), (reason, *_left(what, count)))


def _minutes(facts: TaskFacts, today: date) -> Ruling[Task]:
    found = adjustment_limit(facts.meeting, assembly=facts.assembly)
    deadline = found.value.latest
    count = facts.paragraphs
    if count is not None and count.total and count.is_all:
        return _ruling(Task(Step.MINUTES, TaskState.DONE, deadline), found)
    state = _open_state(deadline, today, begun=count is not None)
    return _ruling(Task(Step.MINUTES, state, deadline), found, *_left("paragrafer skrivna", count))


def _adjust(facts: TaskFacts, today: date) -> Ruling[Task]:
    found = adjustment_limit(facts.meeting, facts.adjusted, assembly=facts.assembly)
    deadline = found.value.latest
    if facts.adjusted is not None:
        late = facts.adjusted > deadline
        return _ruling(Task(Step.ADJUSTMENT, TaskState.DONE, deadline, late), found)
    state = _open_state(deadline, today, begun=facts.adjusters is not None)
    return _ruling(
        Task(Step.ADJUSTMENT, state, deadline), found, *_left("signaturer", facts.adjusters)
    )


def _notice(facts: TaskFacts, today: date) -> Ruling[Task]:
    if facts.adjusted is None:
        reason = Reason("Anslås när protokollet är justerat, senast andra dagen efter.")
        return Ruling(Task(Step.NOTICE, TaskState.NOT_STARTED), (reason,))
    found = notice_limit(facts.adjusted, facts.posted)
    deadline = found.value.latest
    if facts.posted is not None and (facts.boards is None or facts.boards.is_all):
        late = facts.posted > deadline
        return _ruling(Task(Step.NOTICE, TaskState.DONE, deadline, late), found)
    begun = facts.posted is not None or bool(facts.boards and facts.boards.done)
    state = _open_state(deadline, today, begun=begun)
    return _ruling(Task(Step.NOTICE, state, deadline), found, *_left("anslagstavlor", facts.boards))


def _extracts(facts: TaskFacts, _: date) -> Ruling[Task]:
    reason = Reason("Lagen anger ingen tid för att expediera utdrag.")
    count = facts.extracts
    if count is not None and count.is_all:
        return Ruling(Task(Step.EXTRACTS, TaskState.DONE), (reason,))
    begun = bool(count and count.done) or facts.to_hand_over > 0
    state = TaskState.INCOMPLETE if begun else TaskState.NOT_STARTED
    by_hand = (
        f"{facts.to_hand_over} utdrag ska överlämnas på annat sätt: anteckna när det är gjort."
    )
    waits = (Reason(by_hand),) if facts.to_hand_over else ()
    return Ruling(Task(Step.EXTRACTS, state), (reason, *_left("utdrag skickade", count), *waits))


def _open_state(deadline: date | None, today: date, *, begun: bool) -> TaskState:
    if deadline is not None and today > deadline:
        return TaskState.LATE
    return TaskState.INCOMPLETE if begun else TaskState.NOT_STARTED


def _left(what: str, count: Count | None) -> tuple[Reason, ...]:
    return () if count is None else (Reason(f"{count.done} av {count.total} {what}."),)


def _ruling(task: Task, found: Ruling[object], *more: Reason) -> Ruling[Task]:
    return Ruling(task, (*found.reasons, *more), found.remarks)


_STEPS: dict[Step, Callable[[TaskFacts, date], Ruling[Task]]] = {
    Step.CALL: _call,
    Step.DISPATCH: _dispatch,
    Step.ATTENDANCE: _attendance,
    Step.ITEMS: _items,
    Step.MINUTES: _minutes,
    Step.ADJUSTMENT: _adjust,
    Step.NOTICE: _notice,
    Step.EXTRACTS: _extracts,
}


def meeting_task(facts: TaskFacts, today: date, *, step: Step) -> Ruling[Task]:
    """Answer for one step, as ``meeting_tasks`` does for all."""
    return _STEPS[step](facts, today)


_FACTS = TaskFacts(
    date(2026, 3, 18),
    Assembly.FEDERATION,
    CallingTerms(7, source="Förbundsordningen"),
    called=date(2026, 3, 10),
    adjusters=Count(1, 2),
)
EXAMPLES: Sequence[Example] = (
    Example(
        meeting_task,
        {"facts": _FACTS, "today": date(2026, 3, 20), "step": Step.CALL},
        Task(Step.CALL, TaskState.DONE, date(2026, 3, 11)),
        "konstruerat: kallat en vecka före enligt förbundsordningen",
    ),
    Example(
        meeting_task,
        {"facts": _FACTS, "today": date(2026, 4, 2), "step": Step.ADJUSTMENT},
        Task(Step.ADJUSTMENT, TaskState.LATE, date(2026, 4, 1)),
        "räknat för hand: fjorton dagar efter sammanträdet saknas en signatur",
    ),
)
