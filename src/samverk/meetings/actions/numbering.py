"""Saying where a body's paragraphs begin, for one that goes over to Samverk during a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.directory import queries as directory
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.numbering import begin_series, hold_series
from samverk.foundation.permissions import require
from samverk.meetings.actions.doors import may_hold
from samverk.meetings.models import NumberingStart
from samverk.meetings.queries.numbering import is_by_meeting, numbering_in, series_of_year

NUMBERING_BEGUN = acts.kind("meetings.numbering_begun", "Paragrafnumreringens början antecknad")
HIGHEST = 9_999


@dataclass(frozen=True, slots=True)
class NewStart:
    """The first § of a year in Samverk; ``source`` names the minutes that it goes on from."""

    year: int
    first: int
    source: str


def begin_numbering(actor: Actor, body: int, new: NewStart, *, key: str) -> NumberingStart:
    """Let a body's (id) § of a year begin where its earlier minutes ended.

    Raises InputError for no possible number, a year that by-laws number by meeting, or without a
    source; ConflictError once a § of the year is given here: numbers have no gaps and no doubles.
    """
    found = directory.body_ref(body)
    require(may_hold(actor, found))
    act = acts.Act(actor, NUMBERING_BEGUN, key, found.organisation, content=(body, new), body=body)

    def begin() -> NumberingStart:
        _check(body, new)
        series = series_of_year(body, new.year)
        hold_series(series)
        if last := numbering_in(body, new.year).last:
            raise ConflictError(
                f"§ {last} {new.year} har redan getts i Samverk: numreringen fortsätter från den."
            )
        begin_series(series, new.first)
        return NumberingStart.objects.create(
            body_id=body,
            year=new.year,
            first=new.first,
            source=new.source.strip(),
            noted_by=actor.name,
        )

    return acts.carry_out(act, begin)


def _check(body: int, new: NewStart) -> None:
    if not 1 <= new.first <= HIGHEST:
        raise InputError(f"Skriv ett nummer från 1 till {HIGHEST}.", field="first")
    if not new.source.strip():
        raise InputError("Skriv vilket protokoll numreringen fortsätter från.", field="source")
    if all(is_by_meeting(body, day) for day in (date(new.year, 1, 1), date(new.year, 12, 31))):
        raise InputError(
            "Reglementet säger att paragraferna numreras från 1 vid varje sammanträde.",
            field="first",
        )
