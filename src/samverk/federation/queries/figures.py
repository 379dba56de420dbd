"""The figures that papers and counts state: populations, keys, the state's amounts and incomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from samverk.federation.models import (
    DistributionKey,
    KeyWeight,
    Population,
    Share,
    StateAmount,
    StatedIncome,
    StatedReturn,
)
from samverk.federation.queries.members import Member

PAPERS = ("decision__body", "decision__organisation", "document")


def people_by_day(members: Iterable[Member]) -> Mapping[date, Mapping[str, int]]:
    """Gather the municipalities' populations by day and short name, the oldest day first."""
    rows = [m.membership for m in members if m.membership.share == Share.MUNICIPALITY]
    names = {row.member_id: row.member.short_name for row in rows}
    days: defaultdict[date, dict[str, int]] = defaultdict(dict)
    counted = Population.objects.filter(municipality__in=names).order_by("counted_on")
    for day, municipality, people in counted.values_list("counted_on", "municipality", "people"):
        days[day][names[municipality]] = people
    return days


def populations(members: Iterable[Member]) -> list[tuple[date, Mapping[str, int]]]:
    """List the days on which every municipality's population is known, as {short name: people}."""
    known = list(members)
    return complete(people_by_day(known), known)


def complete(
    days: Mapping[date, Mapping[str, int]], members: Iterable[Member]
) -> list[tuple[date, Mapping[str, int]]]:
    """Keep the days on which every municipality among ``members`` is counted, those alone."""
    towns = [m.name for m in members if m.membership.share == Share.MUNICIPALITY]
    return [
        (day, {name: people[name] for name in towns})
        for day, people in days.items()
        if towns and set(towns) <= set(people)
    ]


def populations_of(members: Iterable[Member]) -> list[Population]:
    """List every recorded population of the members that are municipalities, latest first."""
    towns = [m.membership.member_id for m in members if m.membership.share == Share.MUNICIPALITY]
    found = Population.objects.filter(municipality__in=towns).select_related("municipality")
    return list(found.order_by("-counted_on", "municipality__name"))


def stated_incomes(federation: int) -> list[StatedIncome]:
    """List what papers say of the federation's income, by year."""
    found = StatedIncome.objects.filter(federation=federation).select_related("document")
    return list(found.order_by("year"))


def returns_to(federation: int, membership: int | None = None) -> list[StatedReturn]:
    """List what goes back as papers state it, by year, latest version last.

    To all members of a federation (id), or to one (membership id).
    """
    rows = StatedReturn.objects.filter(membership__federation=federation)
    if membership is not None:
        rows = rows.filter(membership=membership)
    rows = rows.select_related(*PAPERS)
    return list(rows.order_by("year", "id"))


def keys_of(federation: int, *, with_papers: bool = True) -> list[DistributionKey]:
    """List the keys, the latest first, with their numbers, and their papers where they are told."""
    found = DistributionKey.objects.filter(federation=federation)
    found = found.select_related(*PAPERS) if with_papers else found
    rows = list(found.order_by("-from_date"))
    weights = Prefetch("weights", KeyWeight.objects.select_related("membership__member"))
    # A key by population has none
    prefetch_related_objects([row for row in rows if not row.counted_on], weights)
    return rows


def state_amounts(federation: int, *, with_papers: bool = True) -> list[StateAmount]:
    """List the state's amounts, the latest year and version first, and papers where they are told."""
    found = StateAmount.objects.filter(federation=federation)
    found = found.select_related(*PAPERS) if with_papers else found
    return list(found.order_by("-year", "-id"))
