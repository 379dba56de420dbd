"""Keeps the numbers of somebody who is about to be removed, and nothing that tells who it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import repeat
from typing import Any

from django.db.models import F, Max

from samverk.foundation import clock
from samverk.interventions import queries as catalogue
from samverk.interventions.persons.models import (
    KeptCount,
    Participation,
    Person,
    Protection,
    QueueEntry,
    Referral,
)
from samverk.interventions.persons.queries.answered import answers_of
from samverk.interventions.persons.queries.counts import Counted, Measured, ones_of
from samverk.interventions.persons.queries.sums import came_of
from samverk.rules.agreements.stretches import Span

LATEST_FOLLOW_UP = 2
_Cell = tuple[int, str, int, int, str, bool, bool]


def keep_counts(person: Person) -> None:
    """Add what a person was counted as, each year and delivery, to the numbers of those removed.

    It is counted as the live counts do, so that they are the same before and after.
    """
    cells = Counter(
        (
            delivery,
            measured.lower(),
            year,
            one.year,
            one.sex,
            one.is_followed,
            one.is_protected,
        )
        for delivery, measured, year, one in _counted(person)
    )
    for cell, many in sorted(cells.items()):
        _add(person.controller_id, cell, many)


def _counted(person: Person) -> Iterator[tuple[int, str, int, Counted]]:
    is_hidden = Protection.objects.filter(person=person, lifted_at=None).exists()
    for delivery, years in _years(person).items():
        of = catalogue.delivery_by_id(delivery)
        for year in range(years[0], years[1] + 1):
            span = Span(date(year, 1, 1), date(year, 12, 31))
            for measured in Measured:
                for one in ones_of(of, span, measured, person.pk):
                    yield delivery, measured.name, year, one
            for measure, by in answers_of([delivery], span, person.pk):
                for (_, sex), number in by.items():
                    row = Counted(sex, year, is_followed=False, is_protected=is_hidden)
                    yield from repeat((delivery, measure.name, year, row), number)
        # Follow-ups come after the end
        for year in range(years[0], years[1] + 1 + LATEST_FOLLOW_UP):
            span = Span(date(year, 1, 1), date(year, 12, 31))
            for measure, by in came_of([delivery], span, person.pk):
                for (_, sex), number in by.items():
                    one = Counted(sex, year, is_followed=True)
                    yield from repeat((delivery, measure.name, year, one), number)


def _years(person: Person) -> dict[int, tuple[int, int]]:
    """Find in which years a person was referred, in a queue or took part, by delivery (id)."""
    found: dict[int, tuple[int, int]] = {}
    parts = Participation.objects.filter(person=person)
    waits = QueueEntry.objects.filter(person=person)
    referred = Referral.objects.filter(person=person)
    referred = referred.annotate(last=Max("steps__happened_on"))
    rows = (
        *referred.values_list("delivery", "clock_start", "last"),
        *parts.values_list("delivery", "starts_on", "ended_on"),
        *waits.values_list("delivery", "joined_on", "left_on"),
    )
    for delivery, start, end in rows:
        if start is None:
            continue
        last = (end or clock.today()).year
        before = found.get(delivery, (start.year, last))
        found[delivery] = (min(before[0], start.year), max(before[1], last))
    return found


def _add(body: int, cell: _Cell, many: int) -> None:
    names = ("delivery_id", "measured", "year", "began", "sex", "is_followed", "is_protected")
    where: dict[str, Any] = dict(zip(names, cell, strict=True))
    row, _ = KeptCount.objects.get_or_create(controller_id=body, **where)
    KeptCount.objects.filter(pk=row.pk).update(number=F("number") + many)
