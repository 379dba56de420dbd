"""Emergency access: what somebody has asked for, what waits for a yes, and what is to be reviewed."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from samverk.foundation import clock
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.models import (
    EmergencyGrant,
    EmergencyRequest,
    EmergencyState,
    NamedHandler,
    Person,
)
from samverk.interventions.persons.records import Identity, asked_for, why_asked
from samverk.rules.clock_change import Hour, hour_of
from samverk.rules.interventions.emergency import WAITS, review_by

MOST_LISTED = 50
EMERGENCY_READ = "persons.read_in_emergency"
_SEASONS = {"CEST": "sommartid", "CET": "normaltid"}


@dataclass(frozen=True, slots=True)
class Asking:
    """A request as those involved see it (begäran): ``number`` is masked.

    It looks the same whether anybody has the number or nobody does.
    """

    row: EmergencyRequest
    number: str
    why: str

    @property
    def is_open(self) -> bool:
        """Answer whether it is approved and its time has not run out."""
        return self.row.until is not None and clock.now() < self.row.until

    @property
    def is_stale(self) -> bool:
        """Answer whether nobody answered it in time."""
        return self.row.state == EmergencyState.ASKED and clock.now() >= self.row.asked_at + WAITS

    @property
    def may_be_decided(self) -> bool:
        """Answer whether somebody may still say yes or no."""
        return self.row.state == EmergencyState.ASKED and not self.is_stale

    @property
    def until(self) -> str:
        """When it closes, in words; an hour that comes twice tells which of the two."""
        return in_words(self.row.until) if self.row.until else ""


def in_words(moment: datetime) -> str:
    """Write a moment as the clock on the wall shows it, with which hour it is when it comes twice."""
    there = timezone.localtime(moment)
    written = f"{there:%Y-%m-%d %H:%M}"
    if hour_of(there.date(), there.time().replace(tzinfo=None, fold=0)).value is Hour.TWICE:
        return f"{written} {_SEASONS.get(there.tzname() or '', '')}".strip()
    return written


def shown(row: EmergencyRequest) -> Asking:
    """Open a request for whoever may see it."""
    said = asked_for(row)
    return Asking(row, Identity("", str(said["number"])).masked, str(said["why"]))


def _rows() -> QuerySet[EmergencyRequest]:
    return EmergencyRequest.objects.select_related("asked_by", "decided_by", "controller")


def asked_by(user: int, body: int) -> list[Asking]:
    """List what somebody (user id) has asked for at an authority (body id), the latest first."""
    rows = _rows().filter(controller=body, asked_by=user).order_by("-asked_at", "pk")
    return [shown(row) for row in rows[:MOST_LISTED]]


def waiting_for(user: int | None, body: int) -> list[Asking]:
    """List what waits for a yes or a no at an authority (body id) of another than who asked (user id)."""
    rows = _rows().filter(
        controller=body, state=EmergencyState.ASKED, asked_at__gt=clock.now() - WAITS
    )
    return [shown(row) for row in rows.exclude(asked_by=user).order_by("asked_at", "pk")]


def request_at(pk: uuid.UUID) -> EmergencyRequest | None:
    """Find a request in what is open."""
    return _rows().filter(pk=pk).first()


def grant_now(request: EmergencyRequest, user: int) -> EmergencyGrant | None:
    """Find what a request has opened to somebody (user id) at this moment."""
    rows = EmergencyGrant.objects.filter(request=request, user=user)
    return rows.filter(from_moment__lte=clock.now(), until__gt=clock.now()).first()


@dataclass(frozen=True, slots=True)
class ToReview:
    """An emergency access as the log's auditor sees it: of whom by pseudonym, "" for nobody.

    ``readings`` is how many times it was used. ``is_over`` answers whether its time has run out.
    """

    row: EmergencyRequest
    why: str
    person: uuid.UUID | None
    pseudonym: str
    readings: int

    @property
    def is_reviewed(self) -> bool:
        """Answer whether it has been reviewed."""
        return hasattr(self.row, "review")

    @property
    def is_over(self) -> bool:
        """Answer whether its time has run out."""
        return self.row.until is not None and clock.now() >= self.row.until

    @property
    def review_by(self) -> datetime | None:
        """Answer until when it is to be reviewed."""
        return review_by(self.row.decided_at) if self.row.decided_at else None

    @property
    def is_late(self) -> bool:
        """Answer whether it should have been reviewed by now."""
        last = self.review_by
        return not self.is_reviewed and last is not None and clock.now() > last


def to_review(body: int) -> list[ToReview]:
    """List an authority's (body id) approved accesses: those not reviewed first, then the latest."""
    rows = (
        _rows()
        .select_related("review__reviewed_by")
        .filter(controller=body, state=EmergencyState.APPROVED)
    )
    waiting = list(rows.filter(review=None).order_by("decided_at", "pk"))
    done = list(rows.exclude(review=None).order_by("-decided_at", "pk")[:MOST_LISTED])
    return reviewed_as([*waiting, *done])


def unreviewed(body: int) -> list[datetime]:
    """List until when the accesses of an authority (body id) that have run out are to be reviewed.

    The first that is due stands first.
    """
    rows = EmergencyRequest.objects.filter(controller=body, state=EmergencyState.APPROVED)
    over = rows.filter(review=None, until__lte=clock.now()).order_by("decided_at")
    return [review_by(one) for one in over.values_list("decided_at", flat=True) if one]


def reviewed_as(rows: Iterable[EmergencyRequest]) -> list[ToReview]:
    """Tell of approved requests as the auditor sees them."""
    listed = list(rows)
    grants = EmergencyGrant.objects.filter(request__in=listed)
    persons = dict(grants.values_list("request", "person"))
    marks = [mark_of(one) for one in listed]
    used = Counter(
        AuditEvent.objects.filter(kind=EMERGENCY_READ, why__in=marks).values_list("why", flat=True)
    )
    return [
        ToReview(one, why_asked(one), of, str(Person(pk=of)) if of else "", used[mark_of(one)])
        for one in listed
        for of in [persons.get(one.pk)]
    ]


def mark_of(request: EmergencyRequest) -> str:
    """Say in the log by which request something was read."""
    return f"Nödåtkomst {request.pk}"


def of_those_named(user: int, bodies: Iterable[int]) -> list[EmergencyGrant]:
    """List what has been opened, and not yet reviewed, of those whom somebody (user id) is named for."""
    named = NamedHandler.objects.filter(user=user, controller__in=list(bodies), ended_at=None)
    rows = EmergencyGrant.objects.filter(
        person__in=named.values("person"), request__review=None
    ).exclude(user=user)
    return list(rows.order_by("-from_moment"))
