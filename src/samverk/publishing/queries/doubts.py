"""What of a publication may not be public yet, and what somebody has answered to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samverk.directory.queries import BodyKind, body_ref
from samverk.foundation import clock
from samverk.meetings.queries.telling import ToldMeeting, told_meeting
from samverk.publishing.models import DoubtAnswer, Release, ReleaseKind
from samverk.registry.queries import case_by_id, documents_of_case
from samverk.rules.public_paper import Doubt, minutes_doubt, paper_doubt
from samverk.rules.ruling import Ruling

DRAWN_UP = "drawn_up"
TITLES = {
    Doubt.COMMITTEE: "Ett utskotts protokoll",
    Doubt.PREPARES: "Ärenden som bara bereds här",
    Doubt.WORKING: "Kan vara arbetsmaterial",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to try before it is published: what is in doubt, of what, and why it is published anyway."""

    doubt: Doubt
    place: int
    what: str
    ruling: Ruling[Doubt]
    why: str = ""

    @property
    def title(self) -> str:
        """Name it: what is in doubt, and of what."""
        return f"{TITLES[self.doubt]}: {self.what}"


def remarks_on(release: Release) -> tuple[Remark, ...]:
    """List what must be tried in a publication, with what has been answered to it."""
    rows = DoubtAnswer.objects.filter(release=release).order_by("pk")
    told = {(row.code, row.place): row.why for row in rows}
    return tuple(
        Remark(found.value, place, what, found, told.get((found.value.value, place), ""))
        for place, what, found in _tried(release, clock.today())
        if found.value is not Doubt.NONE
    )


def _tried(release: Release, day: date) -> Iterator[tuple[int, str, Ruling[Doubt]]]:
    if release.kind == ReleaseKind.MINUTES:
        told = told_meeting(release.subject)
        yield told.meeting.pk, str(told.meeting), _minutes(told, day)
    elif release.kind == ReleaseKind.CASE:
        yield from _papers(release.subject, day)


def _minutes(told: ToldMeeting, day: date) -> Ruling[Doubt]:
    body = body_ref(told.meeting.body_id)
    others = (each.item.decider_id for each in told.items if each.locked)
    return minutes_doubt(
        day,
        is_committee=body.kind == BodyKind.COMMITTEE,
        is_for_another=any(one and one != body.id for one in others),
    )


def _papers(subject: int, day: date) -> Iterator[tuple[int, str, Ruling[Doubt]]]:
    case = case_by_id(subject)
    if case.secret:
        return
    for paper in documents_of_case(case.pk):
        if not paper.secret:
            is_here, is_closed = paper.direction == DRAWN_UP, case.closed_on is not None
            ruling = paper_doubt(day, is_drawn_up_here=is_here, is_case_closed=is_closed)
            yield paper.pk, paper.subject, ruling
