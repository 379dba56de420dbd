"""How a body's paragraphs are numbered in a year, and where they began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from samverk.directory import queries as directory
from samverk.directory.queries import Numbering
from samverk.meetings.models import AgendaItem, Meeting, NumberingStart
from samverk.rules.wording import NO_BREAK


def series_of(meeting: Meeting) -> str:
    """Name the series of §: the body's for the year, or the meeting's own where by-laws say so."""
    if is_by_meeting(meeting.body_id, meeting.day):
        return f"paragraf/möte/{meeting.pk}"
    return series_of_year(meeting.body_id, meeting.day.year)


def series_of_year(body: int, year: int) -> str:
    """Name the series of a body's (id) § that run through a year."""
    return f"paragraf/{body}/{year}"


def is_by_meeting(body: int, day: date) -> bool:
    """Answer whether every meeting of a body (id) begins at § 1, by the by-laws of a day."""
    terms = directory.terms_on(body, day)
    return bool(terms and terms.numbering == Numbering.MEETING)


@dataclass(frozen=True, slots=True)
class YearsNumbering:
    """How far a year's § have come here: where they begin, and the last that is given, if any."""

    year: int
    start: NumberingStart | None
    last: int | None

    @property
    def next(self) -> int:
        """The § that the next item gets."""
        if self.last:
            return self.last + 1
        return self.start.first if self.start else 1

    @property
    def words(self) -> str:
        """Say which § comes next, and what that stands on."""
        coming = f"Nästa paragraf {self.year} blir §{NO_BREAK}{self.next}."
        if self.last:
            return f"{coming} Numreringen är i gång och kan inte flyttas."
        if self.start:
            return f"{coming} Fortsätter från: {self.start.source}"
        return f"{coming} Står årets första paragrafer i ett annat system börjar numreringen högre."


def numbering_in(body: int, year: int) -> YearsNumbering:
    """Answer how far a body's (id) § of a year have come."""
    start = NumberingStart.objects.filter(body=body, year=year).order_by("-id").first()
    given = AgendaItem.objects.filter(meeting__body=body, meeting__day__year=year)
    return YearsNumbering(year, start, given.aggregate(last=Max("paragraph"))["last"])
