"""Takes what a publication has told away from everybody, at once: pages, index, API, feeds and files."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from samverk.foundation import acts
from samverk.meetings.queries import meeting_by_id
from samverk.publishing.actions import records
from samverk.publishing.models import Kind, Record, Release, ReleaseKind, ReleaseState

WITHDRAWN = acts.kind("publishing.withdrawn", "Publicering tillbakadragen")


def take_away(found: Release, *, by: str, why: str) -> None:
    """Withdraw a publication that stands, and all that it has told."""
    moment = timezone.now()
    found.state, found.withdrawn_at = ReleaseState.WITHDRAWN, moment
    found.withdrawn_by_name, found.withdrawn_why = by, why.strip()[:300]
    found.save()
    told = Record.objects.filter(_told_by(found)).values_list("pk", flat=True)
    records.withdraw(Record.objects.filter(pk__in=list(told)), moment)


def _told_by(found: Release) -> Q:
    """Choose all that a publication has told, also what a later one of something else has told again."""
    if found.kind not in (ReleaseKind.CALLING, ReleaseKind.MINUTES):
        return Q(release=found)
    meeting = meeting_by_id(found.subject)
    of_meeting = Q(meeting=meeting.pk, kind__in=(Kind.ITEM, Kind.VOTE, Kind.FILE))
    decided = Q(kind=Kind.DECISION, body=meeting.body_id, day=meeting.day)
    return Q(release=found) | Q(kind=Kind.MEETING, source=meeting.pk) | of_meeting | decided
