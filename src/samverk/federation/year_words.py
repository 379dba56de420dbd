"""How the tasks of a year are told: their state in words and tone, and the months they fall in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverk.federation.queries import YearTask
from samverk.rules.federation_year import Urgency
from samverk.rules.wording import MONTHS

TONES = {
    Urgency.OVERDUE: "attention",
    Urgency.PASSED: "unknown",
    Urgency.NEAR: "running",
    Urgency.LATER: "neutral",
    Urgency.DONE: "good",
    Urgency.DONE_LATE: "attention",
    Urgency.NOT_NEEDED: "neutral",
}


@dataclass(frozen=True, slots=True)
class ToldTask:
    """A task as a row: its state in words, with the tone of them."""

    task: YearTask
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year with its tasks (månad)."""

    name: str
    id: str
    rows: tuple[ToldTask, ...]


def told(task: YearTask) -> ToldTask:
    """Tell how a task stands."""
    return ToldTask(task, _words(task), TONES[task.standing.urgency])


def _words(task: YearTask) -> str:
    days, done = task.standing.days, task.done_on
    return {
        Urgency.OVERDUE: f"försenad {_days(-days)}",
        Urgency.PASSED: "inte antecknad som klar",
        Urgency.NEAR: f"{_days(days)} kvar" if days else "sista dagen i dag",
        Urgency.LATER: "kvar",
        Urgency.DONE: f"klar {done}" if done else "klar",
        Urgency.DONE_LATE: f"klar {done}, för sent",
        Urgency.NOT_NEEDED: "behövs inte",
    }[task.standing.urgency]


def _days(count: int) -> str:
    return f"{count} {'dag' if count == 1 else 'dagar'}"


def months_of(tasks: Iterable[YearTask]) -> tuple[Month, ...]:
    """Group tasks by the month of their last day, those without tasks left out."""
    by_month: dict[int, list[ToldTask]] = {}
    for one in tasks:
        by_month.setdefault(one.duty.due.month, []).append(told(one))
    return tuple(
        Month(MONTHS[number - 1].capitalize(), MONTHS[number - 1], tuple(rows))
        for number, rows in sorted(by_month.items())
    )


def next_tasks(tasks: Sequence[YearTask], limit: int) -> list[ToldTask]:
    """List what is left and not overdue, the earliest last day first."""
    left = [one for one in tasks if one.standing.is_left and one.standing.days >= 0]
    return [told(one) for one in sorted(left, key=lambda one: one.duty.due)[:limit]]
