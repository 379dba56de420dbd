"""A coordination federation and the interventions that it pays for, as everybody may read of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from samverk.foundation.errors import NotFoundError
from samverk.foundation.sorting import swedish_key
from samverk.publishing.models import Kind
from samverk.publishing.queries.open_rows import (
    Row,
    day_in,
    lines,
    named,
    published,
    rows_in,
    those,
    whole,
)

MOST_INTERVENTIONS, BODIES = 200, 50
# Of the catalogue a page shows as many as are drawn at once; most federations have fewer
PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Party:
    """A member of a federation: for which part it pays, and since when it belongs to it."""

    name: str
    share: str
    since: date | None
    until: date | None
    status: str


@dataclass(frozen=True, slots=True)
class YearCells:
    """What each party is to pay a year, in whole kronor; None where it is not known."""

    name: str
    amounts: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Fees:
    """Contributions, a line for each party and a column for each year."""

    years: Sequence[int]
    rows: Sequence[YearCells]


@dataclass(frozen=True, slots=True)
class FederationPage:
    """A federation: its members, what they pay, its bodies, and its interventions."""

    federation: Row
    members: list[Party]
    fees: Fees
    facts: list[tuple[str, str]]
    bodies: list[Row]
    interventions: list[Row]


def federation_page(source: int) -> FederationPage:
    """Read a federation. Three questions."""
    federation = whole(Kind.FEDERATION, source)
    owner = federation.organisation
    beside = published().filter(
        those(Kind.BODY, organisation=owner) | those(Kind.INTERVENTION, organisation=owner)
    )
    rows = lines(beside.order_by("kind", "id")[: BODIES + MOST_INTERVENTIONS])
    federation, *found = named([federation, *rows])
    data = federation.data
    return FederationPage(
        federation,
        [_party(told) for told in rows_in(data.get("members"))],
        fees_in(data.get("contributions") or data.get("fees")),
        _facts(data.get("facts") or data.get("bylaws")),
        [row for row in found if row.kind == Kind.BODY],
        _by_name(row for row in found if row.kind == Kind.INTERVENTION),
    )


def _party(told: dict[str, Any]) -> Party:
    return Party(
        str(told.get("name", "")),
        str(told.get("share") or ""),
        day_in(told.get("since")),
        day_in(told.get("until")),
        str(told.get("status") or ""),
    )


def fees_in(found: Any) -> Fees:
    """Turn what each party pays each year into a table: the latest year last."""
    told = [one for one in rows_in(found) if isinstance(one.get("year"), int)]
    years = sorted({one["year"] for one in told})
    paid: dict[str, dict[int, int]] = {}
    for one in told:
        amount = one.get("amount")
        if isinstance(amount, int):
            paid.setdefault(str(one.get("name") or "Alla parter"), {})[one["year"]] = amount
    return Fees(
        years, [YearCells(name, [of.get(year) for year in years]) for name, of in paid.items()]
    )


def _facts(found: Any) -> list[tuple[str, str]]:
    return [(str(one.get("term", "")), str(one.get("words", ""))) for one in rows_in(found)]


def _by_name(rows: Any) -> list[Row]:
    return sorted(rows, key=lambda row: swedish_key(row.title))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A page of the catalogue of interventions, by federation; ``more`` is where the rest begins."""

    shelves: list[tuple[Row | None, list[Row]]]
    more: str
    is_first: bool


def catalogue(organisation: int | None, after: str = "") -> Catalogue:
    """Read a page of the catalogue. Three questions. Raises NotFoundError for a place that is none."""
    asked = published(Kind.INTERVENTION).filter(organisation__isnull=False)
    if organisation:
        asked = asked.filter(organisation=organisation)
    if after:
        asked = asked.filter(_beyond(after))
    rows = named(lines(asked.order_by("organisation", "id")[: PER_PAGE + 1]))
    shown = rows[:PER_PAGE]
    owners = {row.organisation for row in shown}
    federations = lines(published(Kind.FEDERATION).filter(organisation__in=owners))
    by_owner = {row.organisation: row for row in federations}
    shelves = [
        (by_owner.get(owner), _by_name(row for row in shown if row.organisation == owner))
        for owner in dict.fromkeys(row.organisation for row in shown)
    ]
    last = shown[-1] if len(rows) > PER_PAGE else None
    return Catalogue(shelves, f"{last.organisation}.{last.id}" if last else "", not after)


def _beyond(after: str) -> Q:
    """Ask for what comes after a place, which is written as an organisation and a record (ids)."""
    read = re.fullmatch(r"([0-9]{1,18})\.([0-9]{1,18})", after)
    if not read:
        raise NotFoundError("Sidan finns inte.")
    owner, record = int(read[1]), int(read[2])
    return Q(organisation__gte=owner) & (Q(organisation__gt=owner) | Q(id__gt=record))


@dataclass(frozen=True, slots=True)
class Waits:
    """How long one waits for an intervention, in words, and on what that rests."""

    words: str
    day: date | None
    number: int | None


@dataclass(frozen=True, slots=True)
class InterventionPage:
    """An intervention: what it is, for whom, how one comes there and how long one waits."""

    intervention: Row
    federation: Row | None
    waits: Waits
    requirements: list[str]
    statistics: list[dict[str, Any]]


def intervention_page(source: int) -> InterventionPage:
    """Read an intervention. Three questions."""
    intervention = whole(Kind.INTERVENTION, source)
    of = lines(published().filter(those(Kind.FEDERATION, organisation=intervention.organisation)))
    (intervention,) = named([intervention])
    data = intervention.data
    return InterventionPage(
        intervention,
        of[0] if of else None,
        waits_in(data),
        [str(one) for one in data.get("requirements") or [] if isinstance(one, str)],
        [
            one | {"day": day_in(one.get("published_on"))}
            for one in data.get("statistics") or []
            if isinstance(one, dict)
        ],
    )


def waits_in(data: dict[str, Any]) -> Waits:
    """Read how long one waits; in words, else that nothing is told."""
    told = data.get("waits")
    told = told if isinstance(told, dict) else {}
    number = told.get("n")
    return Waits(
        str(told.get("words") or ""),
        day_in(told.get("day")),
        number if isinstance(number, int) else None,
    )
