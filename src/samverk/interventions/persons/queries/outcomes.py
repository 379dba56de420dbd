"""What became of those who ended in a year: before and after, follow-up, and goals. No person comes out.

Only those who have consented to follow-up and have no protected identity are in it. The numbers are
exact, for the party's own coordinator: small ones are not to be passed on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Goal, Measurement, Participation, Point, Protection
from samverk.interventions.persons.models.outcomes import (
    Education,
    Livelihood,
    Missing,
    Occupation,
)
from samverk.interventions.persons.queries.measured import latest_of_each
from samverk.interventions.persons.walls import unread
from samverk.rules.interventions.follow_up import FollowUpPoint, due_on
from samverk.rules.interventions.participation import ENDED, ParticipationState

UNKNOWN = "inte känt"
HOURS, MOST_HOURS = ((1, "inga"), (20, "1–19"), (40, "20–39")), "40 eller fler"
GOALS = (
    ("achieved", "uppnådda"),
    ("partly", "delvis uppnådda"),
    ("not", "inte uppnådda"),
    ("", "inte bedömda"),
)
# The same cut as the measures that are sent to the federation: see sums.ENDS
ALL_GOALS, SOME_GOALS = "nådde sina mål", "nådde en del av sina mål"
NO_GOALS, NOT_JUDGED = "nådde inget mål", "inget mål bedömt"
ENDS = (
    (ParticipationState.COMPLETED.value, "slutförde som planerat"),
    (ParticipationState.ENDED_EARLY.value, "slutade i förtid"),
)
LATE, NOT_MADE, NOT_DUE = "gjord för sent", "inte gjord", "inte dags än"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of counts (tabell): a line for each group, with the number under each column."""

    title: str
    label: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of a delivery's participations that ended in a year (resultat).

    ``counted`` participations are in the tables, ``left_out`` without consent are not, and those who
    have a protected identity are in neither. ``goals`` are counted as goals,
    ``reached`` by participation. ``ends`` tells how many ended as planned, and early.
    """

    year: int
    counted: int
    left_out: int
    before_after: tuple[Table, ...]
    follow_up: Table
    goals: tuple[tuple[str, int], ...]
    reached: tuple[tuple[str, int], ...]
    ends: tuple[tuple[str, int], ...]


class _Ended(NamedTuple):
    """A participation that ended, with nothing that tells whose it is."""

    key: UUID
    state: str
    ended_on: date
    is_followed: bool
    is_hidden: bool


class _Status(NamedTuple):
    """What was measured of one at a point, in words; all "" and ``missing`` says why.

    What ``is_late`` counts as nothing.
    """

    occupation: str
    hours: str
    livelihood: str
    education: str
    missing: str
    is_late: bool


Measured = dict[tuple[UUID, str], _Status]
ASKED = (
    ("Sysselsättning", "occupation", Occupation.labels),
    ("Timmar i veckan", "hours", [*(name for _, name in HOURS), MOST_HOURS]),
    ("Försörjning", "livelihood", Livelihood.labels),
    ("Utbildning", "education", Education.labels),
)
OCCUPATIONS, LIVELIHOODS, EDUCATIONS, MISSED = (
    {code: str(name) for code, name in one.choices}
    for one in (Occupation, Livelihood, Education, Missing)
)


def outcomes_of(delivery: Delivery, year: int, controllers: Iterable[int], today: date) -> Outcomes:
    """Count what became of those who ended in a year, at authorities (body ids), in a few queries.

    The caller answers for that the counts may be taken out.
    """
    with unread(controllers):
        return outcomes_in_open(delivery, year, today)


def outcomes_in_open(delivery: Delivery, year: int, today: date) -> Outcomes:
    """Count the same where the compartments are open already, and read by nobody."""
    hidden = Exists(Protection.objects.filter(person=OuterRef("person"), lifted_at=None))
    ended = Participation.objects.filter(
        delivery=delivery, state__in=sorted(ENDED), ended_on__year=year
    ).annotate(is_hidden=hidden)
    everybody = [
        _Ended(pk, state, day, followed, is_hidden)
        for pk, state, day, followed, is_hidden in ended.values_list(
            "pk", "state", "ended_on", "is_followed", "is_hidden"
        )
        if day
    ]
    rows = [one for one in everybody if one.is_followed and not one.is_hidden]
    # Asked anew and not by their keys: hundreds of keys take longer to send than to find
    told = ended.filter(is_followed=True, is_hidden=False).values("pk")
    made = _measured(latest_of_each().filter(participation__in=told))
    goals = Goal.objects.filter(participation__in=told, struck__isnull=True).order_by()
    judged = list(goals.values_list("participation", "result"))
    return Outcomes(
        year,
        len(rows),
        sum(not one.is_followed and not one.is_hidden for one in everybody),
        tuple(_before_after(rows, made)),
        _follow_up(rows, made, today),
        tuple((name, [result for _, result in judged].count(code)) for code, name in GOALS),
        _reached(rows, judged),
        tuple((name, [one.state for one in rows].count(code)) for code, name in ENDS),
    )


def _reached(
    rows: Sequence[_Ended], judged: Iterable[tuple[UUID, str]]
) -> tuple[tuple[str, int], ...]:
    """Tell of each participation how much of its goals was reached, of those that were judged."""
    results: dict[UUID, set[str]] = defaultdict(set)
    for key, result in judged:
        results[key] |= {result} - {""}
    found = Counter(_how_much(results[one.key]) for one in rows)
    return tuple((name, found[name]) for name in (ALL_GOALS, SOME_GOALS, NO_GOALS, NOT_JUDGED))


def _how_much(results: set[str]) -> str:
    match sorted(results):
        case []:
            return NOT_JUDGED
        case ["achieved"]:
            return ALL_GOALS
        case ["not"]:
            return NO_GOALS
        case _:
            return SOME_GOALS


def _measured(found: QuerySet[Measurement]) -> Measured:
    """Read what was measured, without making a row of each."""
    fields = ("occupation", "hours", "livelihood", "education", "missing", "is_late")
    rows = found.values_list("participation", "point", *fields)
    # Hundreds of rows say a few dozen different things
    said = {row[2:]: _status(row[2:]) for row in rows}
    return {(row[0], row[1]): said[row[2:]] for row in rows}


def _status(row: tuple[Any, ...]) -> _Status:
    """Put in words what was measured: the columns that ``_measured`` asks for."""
    occupation, hours, livelihood, education, missing, late = row
    return _Status(
        OCCUPATIONS.get(occupation, ""),
        _hours(hours),
        LIVELIHOODS.get(livelihood, ""),
        EDUCATIONS.get(education, ""),
        MISSED.get(missing, ""),
        late,
    )


def _hours(hours: int | None) -> str:
    if hours is None:
        return ""
    return next((name for below, name in HOURS if hours < below), MOST_HOURS)


def _before_after(rows: Sequence[_Ended], made: Measured) -> Iterator[Table]:
    both = [
        (made.get((one.key, Point.ENTRY.value)), made.get((one.key, Point.EXIT.value)))
        for one in rows
    ]
    for title, name, labels in ASKED:
        pairs = Counter(
            (
                (before and getattr(before, name)) or UNKNOWN,
                (after and getattr(after, name)) or UNKNOWN,
            )
            for before, after in both
        )
        yield _crossed(title, (*map(str, labels), UNKNOWN), pairs)


def _crossed(title: str, names: Sequence[str], pairs: Counter[tuple[str, str]]) -> Table:
    """Lay entry against exit, with what nobody had left out, and sums."""
    before = [name for name in names if any(pairs[name, after] for after in names)]
    after = [name for name in names if any(pairs[one, name] for one in names)]
    lines = [
        (name, (*(pairs[name, one] for one in after), sum(pairs[name, one] for one in names)))
        for name in before
    ]
    sums = tuple(sum(numbers[at] for _, numbers in lines) for at in range(len(after) + 1))
    return Table(
        title,
        "Vid start",
        (*after, "alla"),
        (*lines, ("alla", sums)) if lines else (),
    )


def _follow_up(rows: Sequence[_Ended], made: Measured, today: date) -> Table:
    """Tell of each follow-up what people did, why it is missing, and which is not made."""
    names = (*Occupation.labels, *Missing.labels, LATE, NOT_MADE, NOT_DUE)
    found = {
        point: Counter(_followed(one, point, made, today) for one in rows)
        for point in FollowUpPoint
    }
    kept = [str(name) for name in names if any(many[str(name)] for many in found.values())]
    lines = tuple(
        (Point(point.value).label, (*(many[name] for name in kept), len(rows)))
        for point, many in found.items()
    )
    return Table("Uppföljning", "Tillfälle", (*kept, "alla"), lines if rows else ())


def _followed(row: _Ended, point: FollowUpPoint, made: Measured, today: date) -> str:
    one = made.get((row.key, point.value))
    if one is not None:
        return LATE if one.is_late else one.missing or one.occupation
    return NOT_MADE if due_on(row.ended_on, point) <= today else NOT_DUE
