"""Counts of one delivery for a period, and the days that municipalities settle: no person comes out.

What is here is exact and small. It leaves the zone only through disclosure control. Who has a
protected identity is in the totals alone, and a page's totals leave out whom its reader may not know
of: else they are found by subtraction. Who has not consented to follow-up is counted by sex and year
of start alone. What was entered in error is nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import repeat
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value

from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import (
    Participation,
    QueueEntry,
    Sex,
)
from samverk.interventions.persons.queries.followed import consents, is_protected
from samverk.interventions.persons.queries.kept_counts import Kept, kept_counts
from samverk.interventions.persons.queries.sessions import STARTED
from samverk.interventions.persons.walls import reading, unread
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.queue import QueueState

UNKNOWN = "okänt"


class Measured(StrEnum):
    """What is counted (mått), each in participations; those who wait in places in the queue."""

    TOOK_PART = "deltog"
    STARTED = "började"
    ENDED = "slutade"
    WAITING = "väntade den sista dagen"


class Cut(StrEnum):
    """By what it is counted (indelning)."""

    HOME = "hemkommun"
    PROVIDER = "utförarens kommun"
    PARTY = "remitterande part"
    AGE = "ålder vid starten"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table (rad): a group, and how many women, men, and of sex not told."""

    group: str
    women: int = 0
    men: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All in the group."""
        return self.women + self.men + self.unknown


@dataclass(frozen=True, slots=True)
class Table:
    """One measure by one cut (tabell), of those who are followed up and not protected."""

    measured: Measured
    cut: Cut
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """One measure in all (summa): ``everybody``; ``by_sex`` leaves out who is protected.

    ``not_followed`` has one line for each year of start.
    """

    measured: Measured
    everybody: int
    by_sex: Line
    not_followed: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DeliveryCounts:
    """What is counted of a delivery (id) during a period.

    ``removed`` tells that some of those in the totals are removed, and in no table; ``is_short`` that
    some cannot be counted: they are kept by whole years.
    """

    delivery: int
    span: Span
    totals: tuple[Total, ...]
    tables: tuple[Table, ...]
    removed: bool = False
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """One participation or place in a queue, with nothing that tells who it is."""

    sex: str
    year: int
    groups: dict[Cut, str] = field(default_factory=dict)
    is_followed: bool = False
    is_protected: bool = False


BANDS = ((30, "under 30"), (45, "30–44"), (60, "45–59"))


def place_of(group: str) -> tuple[bool, str]:
    """Give where a group stands in a table: by name, but the youngest before the older."""
    return (not group.startswith(BANDS[0][1]), group)


def age_band(age: int | None) -> str:
    """Name the band of an age in whole years."""
    if age is None:
        return UNKNOWN
    return next((name for below, name in BANDS if age < below), "60 och äldre")


def counts_of(
    delivery: Delivery,
    span: Span,
    controllers: Iterable[int],
    measures: Iterable[Measured] = tuple(Measured),
) -> DeliveryCounts:
    """Count a delivery's participations and queue at authorities (body ids), for a period.

    Everybody is counted: it is for what no person reads before disclosure control has been there.
    """
    bodies = list(controllers)
    with unread(bodies):
        return _counts(delivery, span, bodies, measures)


def counts_shown(delivery: Delivery, span: Span, body: int, user: int | None) -> DeliveryCounts:
    """Count as ``counts_of`` those at an authority (body id) whom a reader (user id) may know of.

    Of those removed nobody knows who was protected from whom: they are left out.
    """
    with reading([body], user):
        return _counts(delivery, span, [body], tuple(Measured), is_shown=True)


def _counts(
    delivery: Delivery,
    span: Span,
    bodies: list[int],
    measures: Iterable[Measured],
    *,
    is_shown: bool = False,
) -> DeliveryCounts:
    found = {measured: ones_of(delivery, span, measured) for measured in measures}
    kept = kept_counts([delivery.pk], span, bodies, is_shown=is_shown)
    return DeliveryCounts(
        delivery.pk,
        span,
        tuple(
            _total(measured, [*ones, *_removed(kept, measured)]) for measured, ones in found.items()
        ),
        tuple(
            _table(measured, cut, ones)
            for measured, ones in found.items()
            for cut in Cut
            if (measured, cut) != (Measured.WAITING, Cut.AGE)
        ),
        removed=bool(kept.rows),
        is_short=kept.is_short,
    )


def _removed(kept: Kept, measured: Measured) -> Iterator[Counted]:
    """Give those removed that a measure counted: of each no more than sex and years is known."""
    for row in kept.of(measured):
        one = Counted(row.sex, row.began, {}, row.is_followed, row.is_protected)
        yield from repeat(one, row.number)


def under_way(delivery: Delivery, span: Span) -> QuerySet[Participation]:
    """Find the participations that were under way during a period, while the delivery was given."""
    last = min(span.to_date, delivery.to_date or span.to_date)
    return Participation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=span.from_date),
        delivery=delivery,
        state__in=STARTED,
        starts_on__lte=last,
    ).filter(_is_given(delivery, span))


def _is_given(delivery: Delivery, span: Span) -> Q:
    """Answer nobody when the delivery had ended before the period."""
    over = delivery.to_date is not None and delivery.to_date < span.from_date
    return Q(pk__in=()) if over else Q()


def ones_of(
    delivery: Delivery, span: Span, measured: Measured, person: UUID | None = None
) -> list[Counted]:
    """List what is measured, of everybody or one person. The compartment is open, and read by nobody."""
    only = Q(person=person) if person else Q()
    within = (span.from_date, span.to_date)
    match measured:
        case Measured.WAITING:
            return [_queued(delivery, row) for row in _waiting(delivery, span.to_date).filter(only)]
        case Measured.STARTED:
            rows = under_way(delivery, span).filter(starts_on__range=within)
        case Measured.ENDED:
            rows = under_way(delivery, span).filter(ended_on__range=within)
        case Measured.TOOK_PART:
            rows = under_way(delivery, span)
    named = (
        rows.filter(only)
        .annotate(
            is_protected=is_protected(),
            home_name=F("home__short_name"),
            party_name=F("party__short_name"),
            town_name=F("town__short_name"),
        )
        .values_list(*_READ, "age", "starts_on", named=True)
    )
    return [_part(delivery, row) for row in named]


# What is read of each, and no key to anybody
_READ = ("sex", "is_followed", "is_protected", "home_name", "party_name", "town_name")


def _waiting(delivery: Delivery, day: date) -> QuerySet[Any]:
    """Find who waited at the end of a day."""
    rows = QueueEntry.objects.filter(
        Q(left_on=None) | Q(left_on__gt=day), delivery=delivery, joined_on__lte=day
    )
    named = rows.exclude(state=QueueState.ENTERED_IN_ERROR).annotate(
        is_followed=consents(day, delivery.provider_id),
        is_protected=is_protected(),
        sex=F("person__sex"),
        home_name=F("person__home__short_name"),
        party_name=F("referral__sender__short_name"),
        # Where it will be given is not known before the start
        town_name=Value(""),
    )
    return named.values_list(*_READ, "joined_on", named=True)


def _groups(delivery: Delivery, row: Any) -> dict[Cut, str]:
    return {
        Cut.HOME: row.home_name or UNKNOWN,
        Cut.PROVIDER: row.town_name or (delivery.municipality or delivery.provider).short_name,
        Cut.PARTY: row.party_name,
    }


def _queued(delivery: Delivery, row: Any) -> Counted:
    groups = _groups(delivery, row)
    return Counted(row.sex, row.joined_on.year, groups, row.is_followed, row.is_protected)


def _part(delivery: Delivery, row: Any) -> Counted:
    groups = {**_groups(delivery, row), Cut.AGE: age_band(row.age)}
    return Counted(row.sex, row.starts_on.year, groups, row.is_followed, row.is_protected)


def _total(measured: Measured, ones: list[Counted]) -> Total:
    seen = [one for one in ones if not one.is_protected]
    return Total(
        measured,
        len(ones),
        next(iter(_lines(seen, lambda _: "alla")), Line("alla")),
        _lines((one for one in seen if not one.is_followed), lambda one: str(one.year)),
    )


def _table(measured: Measured, cut: Cut, ones: Iterable[Counted]) -> Table:
    told = (one for one in ones if one.is_followed and not one.is_protected)
    return Table(measured, cut, _lines(told, lambda one: one.groups[cut]))


def _lines(ones: Iterable[Counted], group: Callable[[Counted], str]) -> tuple[Line, ...]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in ones:
        found[group(one)][one.sex] += 1
    return tuple(
        Line(name, many[Sex.WOMAN], many[Sex.MAN], many[Sex.UNKNOWN])
        for name, many in sorted(found.items(), key=lambda pair: place_of(pair[0]))
    )
