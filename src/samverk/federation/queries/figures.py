"""The figures that papers and counts state: populations and the federation's income."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from samverk.federation.models import Population, Share, StatedIncome, StatedReturn
from samverk.federation.queries.members import Member


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


def returns_of(membership: int) -> list[StatedReturn]:
    """List what goes back to a member (membership id) as papers state it, by year, latest version last."""
    rows = StatedReturn.objects.filter(membership=membership)
    rows = rows.select_related("decision__body", "decision__organisation", "document")
    return list(rows.order_by("year", "id"))
