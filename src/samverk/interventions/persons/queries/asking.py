"""Kept what-ifs of a queue, in the team's open compartment, and their answers in words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from samverk.interventions.persons.models import QueueEntry, WhatIf
from samverk.rules.interventions.queue import QueueState

MOST_LISTED = 50
# Fewer people than this behind a line tell of them
LEAST_PEOPLE = 5


def what_ifs_of(delivery: int) -> list[WhatIf]:
    """List what has been asked of a delivery's queue, the latest first."""
    rows = WhatIf.objects.filter(delivery=delivery).defer("question", "answer")
    return list(rows.order_by("-recorded_at", "pk")[:MOST_LISTED])


def what_if_at(pk: uuid.UUID) -> WhatIf | None:
    """Answer which what-if this is, None for one that is not to be seen here."""
    return WhatIf.objects.select_related("delivery").filter(pk=pk).first()


def homes_and_parties(delivery: int) -> list[tuple[str | None, str]]:
    """List the home municipality and the party of each who has stood in a queue, as the reader sees it."""
    rows = QueueEntry.objects.filter(delivery=delivery).exclude(state=QueueState.ENTERED_IN_ERROR)
    return list(rows.values_list("person__home__short_name", "referral__sender__short_name"))


def choices_of(delivery: int) -> tuple[list[str], list[str]]:
    """List the home municipalities and the parties of those who have stood in a queue, by name."""
    rows = QueueEntry.objects.filter(delivery=delivery)
    homes = rows.exclude(person__home=None).values_list("person__home__short_name", flat=True)
    parties = rows.values_list("referral__sender__short_name", flat=True)
    return sorted(set(homes)), sorted(set(parties))


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line of the answer: what it is about, and what it is in each course."""

    label: str
    cells: tuple[str, ...]


def told(row: WhatIf) -> list[ToldLine]:
    """Tell the answer line by line, the courses side by side."""
    courses = row.answer
    lines = [
        ToldLine("Väntan för den som ställs i kö nu", _each(courses, "joiners", _days)),
        ToldLine("Personer som får börja inom ett år", _each(courses, "starts", _number)),
        ToldLine(
            "Personer som lämnar kön utan plats inom ett år", _each(courses, "removed", _number)
        ),
        ToldLine("Personer som väntar om ett år", _each(courses, "waiting", _number)),
        ToldLine("Tomma platsdagar medan någon väntar", _each(courses, "idle", _number)),
    ]
    if row.asked["day_cost"]:
        lines.append(ToldLine("Kostnad på ett år", _each(courses, "cost", _kronor)))
    for kind, word in (("homes", "Boende i"), ("parties", "Remitterade av")):
        lines += _by(courses, kind, word)
    return lines


def _each(courses: list[dict[str, Any]], name: str, say: Any) -> tuple[str, ...]:
    return tuple(say(one[name]) for one in courses)


def _by(courses: list[dict[str, Any]], kind: str, word: str) -> list[ToldLine]:
    names = dict.fromkeys(one["name"] for course in courses for one in course[kind])
    found = []
    for name in names:
        cells = []
        for course in courses:
            of = next((one for one in course[kind] if one["name"] == name), None)
            few = of is None or of["people"] < LEAST_PEOPLE
            cells.append("för få" if of is None or few else _days(of["wait"]))
        found.append(ToldLine(f"{word} {name or 'okänt'}: väntan", tuple(cells)))
    return found


def _days(found: dict[str, Any] | None) -> str:
    from samverk.analytics.waiting import words
    from samverk.analytics.waiting.forecast import Range

    return words.outlook(Range(**found) if found else None)


def _number(found: dict[str, Any]) -> str:
    return _between(found, 1)


def _kronor(found: dict[str, Any]) -> str:
    return f"{_between(found, 100)} kr"


def _between(found: dict[str, Any], by: int) -> str:
    if None in (found["low"], found["high"]):
        return "går inte att säga"
    low, high = (f"{round(found[name] / by):,}".replace(",", "\u00a0") for name in ("low", "high"))
    return low if low == high else f"{low}–{high}"
