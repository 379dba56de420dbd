"""Kept what-ifs of a queue, in the team's open compartment, and their answers in words."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverk.interventions.persons.models import QueueEntry, WhatIf
from samverk.interventions.persons.queries.followed import is_protected
from samverk.rules.interventions.queue import QueueState
from samverk.rules.wording import running_date

MOST_LISTED = 50
# Fewer people than this behind a line tell of them
LEAST_PEOPLE = 5
# Longer than so many months is told of each group, as it was counted (analytics.waiting.measures)
MONTHS = (3, 6, 12)
FIRST = (("first_home", "Går först: boende i"), ("first_party", "Går först: remitterade av"))
LEAVING = (("leaves_home", "Lämnar: boende i"), ("leaves_party", "Lämnar: remitterade av"))


def what_ifs_of(delivery: int) -> list[WhatIf]:
    """List what has been asked of a delivery's queue, the latest first."""
    rows = WhatIf.objects.filter(delivery=delivery).defer("question", "answer")
    return list(rows.order_by("-recorded_at", "pk")[:MOST_LISTED])


def what_if_at(pk: uuid.UUID) -> WhatIf | None:
    """Answer which what-if this is, None for one that is not to be seen here."""
    return WhatIf.objects.select_related("delivery").filter(pk=pk).first()


def homes_and_parties(delivery: int) -> list[tuple[str | None, str]]:
    """List the home municipality and the party of each who has stood in a queue, as the reader sees it."""
    rows = QueueEntry.objects.filter(~is_protected(), delivery=delivery).exclude(
        state=QueueState.ENTERED_IN_ERROR
    )
    return list(rows.values_list("person__home__short_name", "referral__sender__short_name"))


def choices_of(delivery: int) -> tuple[list[str], list[str]]:
    """List the home municipalities and the parties of those who have stood in a queue, by name.

    Of those whose identity is protected nothing is told, not even to who may read about them.
    """
    rows = QueueEntry.objects.filter(~is_protected(), delivery=delivery)
    homes = rows.exclude(person__home=None).values_list("person__home__short_name", flat=True)
    parties = rows.values_list("referral__sender__short_name", flat=True)
    return sorted(set(homes)), sorted(set(parties))


def alternatives_of(row: WhatIf) -> list[dict[str, Any]]:
    """List what was asked in each of the alternatives, those of earlier what-ifs first."""
    own = {name: value for name, value in row.asked.items() if name != "beside"}
    return [*(row.asked.get("beside") or []), own]


def confirmed_now(row: WhatIf) -> int:
    """Answer after how many days a wait was confirmed when it was asked; 0 where no course changes it."""
    changed = any(one.get("confirm_every") for one in alternatives_of(row))
    return int(row.asked.get("confirm_now", 0)) if changed else 0


def outside(row: WhatIf) -> int:
    """Count those who wait without consent to be in a group; 0 also where so few that it would tell."""
    return int(row.question.get("outside", 0))


@dataclass(frozen=True, slots=True)
class Alternative:
    """What would be otherwise in one course (alternativ), in words."""

    name: str
    facts: tuple[tuple[str, str], ...]


def alternatives_told(row: WhatIf) -> list[Alternative]:
    """Tell in words what each course but the first changes."""
    named = [one["scenario"] for one in row.answer[1:]]
    return [
        Alternative(name, tuple(_facts(asked)))
        for name, asked in zip(named, alternatives_of(row), strict=True)
    ]


def _facts(asked: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Från och med", _on(asked["from_date"])
    if asked["places"] is not None:
        yield "Antal platser", str(asked["places"])
    if asked.get("new_places") is not None:
        only = f", bara för boende i {asked['new_home']}" if asked["new_home"] else ""
        yield "Ny verksamhet", f"{asked['new_places']} platser{only}"
    yield from _named(asked, FIRST)
    if asked.get("confirm_every"):
        yield "Väntan bekräftas", f"var {asked['confirm_every']}:e dag"
    if asked["stop_from"]:
        until = f" till och med {_on(asked['stop_to'])}" if asked["stop_to"] else " tills vidare"
        yield "Intagningsstopp", f"från {_on(asked['stop_from'])}{until}"
    yield from _named(asked, LEAVING)
    if asked["leaves_home"] or asked["leaves_party"]:
        yield "De som väntar", "står kvar" if asked["keeps_place"] else "lämnar kön"
        yield "De som deltar", "går klart" if asked.get("finishes", True) else "slutar"


def _named(asked: dict[str, Any], terms: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    yield from ((term, asked[name]) for name, term in terms if asked[name])


def _on(day: str) -> str:
    return running_date(date.fromisoformat(day))


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
    return lines


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """How long those of one home municipality or party wait (väntan i en grupp), in each course."""

    label: str
    lines: tuple[ToldLine, ...]


def told_groups(row: WhatIf) -> list[ToldGroup]:
    """Tell the waits of each home municipality and party, the courses side by side."""
    return [
        ToldGroup(f"{word} {name}" if name else unknown, tuple(_waits(row.answer, kind, name)))
        for kind, word, unknown in (
            ("homes", "Boende i", "Hemkommunen är okänd"),
            ("parties", "Remitterade av", "Remittenten är okänd"),
        )
        for name in dict.fromkeys(one["name"] for course in row.answer for one in course[kind])
    ]


def _each(courses: list[dict[str, Any]], name: str, say: Any) -> tuple[str, ...]:
    return tuple(say(one[name]) for one in courses)


def _waits(courses: list[dict[str, Any]], kind: str, name: str) -> Iterator[ToldLine]:
    """Tell one group's waits: the middle, the span, and how many of a hundred wait longer than months."""
    found = [next((one for one in course[kind] if one["name"] == name), None) for course in courses]
    enough = [one if one and one["people"] >= LEAST_PEOPLE else None for one in found]
    yield ToldLine("Hälften väntar högst", _cells(enough, _middle))
    yield ToldLine("Åtta av tio väntar", _cells(enough, _spanned))
    for nth, months in enumerate(MONTHS):
        yield ToldLine(f"Väntar över {months} månader", _cells(enough, _share_over(nth)))


def _cells(found: list[dict[str, Any] | None], say: Callable[[Any], str]) -> tuple[str, ...]:
    return tuple("för få" if one is None else say(one) for one in found)


def _middle(found: dict[str, Any]) -> str:
    from samverk.analytics.waiting import words

    middle = found["wait"]["middle"]
    return "går inte att säga" if middle is None else words.length(middle)


def _spanned(found: dict[str, Any]) -> str:
    from samverk.analytics.waiting import words

    low, high = found["wait"]["low"], found["wait"]["high"]
    if low is None or high is None:
        return "går inte att säga"
    return words.length(low) if round(low) == round(high) else words.between(low, high)


def _share_over(nth: int) -> Callable[[dict[str, Any]], str]:
    def say(found: dict[str, Any]) -> str:
        _, share = found["over"][nth]
        return f"{round(share * 100)} %"

    return say


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
