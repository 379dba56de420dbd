"""All that an authority has published of a year and sent to a federation, read for what is published next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from samverk.interventions.models import Delivery, YearSubject
from samverk.interventions.persons.models import InterventionCounts, PublishedCounts, Sex
from samverk.interventions.persons.queries.beside import Beside, YearOut, sent_of
from samverk.interventions.persons.queries.counts import Cut, Measured, ones_of
from samverk.interventions.persons.queries.intervention_tables import Where
from samverk.interventions.persons.queries.statistics import YearTables, protected_beside
from samverk.interventions.persons.queries.together import (
    OfDelivery,
    OfIntervention,
    Role,
    Summed,
    Together,
    editions_in,
    renamed,
)
from samverk.interventions.persons.queries.year_links import OneYear
from samverk.interventions.persons.walls import unread
from samverk.rules.agreements.stretches import Span

if TYPE_CHECKING:
    from samverk.analytics.disclosure.table import Table

TIED = (YearSubject.TOOK_PART, YearSubject.OUTCOMES)
ORDER = (Sex.WOMAN, Sex.MAN, Sex.UNKNOWN)


def year_together(body: int, federation: int, year: int, own: Delivery | None = None) -> Together:
    """Read all that is out of an authority's (body id) year with a federation (id), of those who take part.

    The tables of ``own`` keep their names: it is the one that is published next.
    """
    with unread([body]):
        rows = PublishedCounts.objects.filter(
            controller=body,
            year=year,
            subject__in=TIED,
            delivery__intervention__federation=federation,
        )
        published = list(rows.select_related("delivery__intervention").order_by("delivery__name"))
        kept = InterventionCounts.objects.filter(
            controller=body, year=year, intervention__federation=federation
        )
        interventions = list(kept.select_related("intervention").order_by("pk"))
        of = {row.delivery_id: row.delivery for row in published}
        sent = sent_of(list(of.values()), year, [body]) if of else {}
    names = names_of(list(of.values()))
    if own is not None:
        names[str(own.code)] = ""
    deliveries = [
        _of_delivery(one, [row for row in published if row.delivery_id == one.pk], sent, names)
        for one in of.values()
    ]
    by_code = {one.code: one for one in deliveries}
    return Together(deliveries, [_of_intervention(row, by_code) for row in interventions])


def names_of(deliveries: Sequence[Delivery]) -> dict[str, str]:
    """Name deliveries so that no two are alike, by code."""
    times = Counter(one.name for one in deliveries)
    return {
        str(one.code): one.name if times[one.name] == 1 else f"{one.name} ({str(one.code)[:8]})"
        for one in deliveries
    }


def _of_delivery(
    one: Delivery,
    rows: Sequence[PublishedCounts],
    sent: dict[str, list[list[dict[str, object]]]],
    names: dict[str, str],
) -> OfDelivery:
    code = str(one.code)
    tables = {row.subject: editions_in(row.tables) for row in rows}
    return OfDelivery(
        code,
        names[code],
        YearOut(code, sent[code], {}).beside(YearSubject.TOOK_PART),
        tables.get(YearSubject.TOOK_PART, ()),
        tables.get(YearSubject.OUTCOMES, ()),
    )


def _of_intervention(row: InterventionCounts, of: dict[str, OfDelivery]) -> OfIntervention:
    head = f"Insatsen {row.intervention.name}"
    editions = [renamed(one, f"{head}: {one.table.name}") for one in editions_in(row.tables)]
    return OfIntervention(
        [replace(of[one["code"]], town=one["town"]) for one in row.deliveries],
        [
            Summed(Role(told["role"]), one.table, told["code"])
            for told, one in zip(row.tables, editions, strict=True)
        ],
        editions,
    )


def protected_with_all(
    year: int, subject: YearSubject, new: Sequence[Table], out: Beside, every: Together
) -> YearTables:
    """Protect a delivery's new tables beside all that is out of the authority's year, and prove it."""
    own = next((one for one in every.deliveries if one.code == out.code), None)
    tables = {
        YearSubject.TOOK_PART: [one.table for one in own.statistics] if own else [],
        YearSubject.OUTCOMES: [one.table for one in own.outcomes] if own else [],
        subject: list(new),
    }
    links = OneYear(out.code, out.messages(), *(tables[one] for one in TIED)).links()
    editions = {one.table.name: one for one in (*every.out(), *out.editions())}
    found = tuple(dict.fromkeys([*every.links(), *links]))
    return protected_beside(year, list(new), list(editions.values()), found)


def where_given(delivery: Delivery, year: int, body: int) -> Where:
    """Count those who may be counted by home, where they took part and sex (its place among columns)."""
    span = Span(date(year, 1, 1), date(year, 12, 31))
    with unread([body]):
        ones = ones_of(delivery, span, Measured.TOOK_PART)
    return Counter(
        (one.groups[Cut.HOME], one.groups[Cut.PROVIDER], ORDER.index(Sex(one.sex)))
        for one in ones
        if one.is_followed and not one.is_protected
    )
