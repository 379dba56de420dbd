"""Who a delivery is for, as the rules read it and as people do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverk.foundation.errors import NotFoundError
from samverk.interventions.models import Requirement
from samverk.rules.interventions.eligibility import (
    AgeRule,
    HorizonRule,
    IncomeRule,
    PartyRule,
    PlaceRule,
    Rule,
    TestDay,
    is_in_force,
)
from samverk.rules.interventions.facts import Horizon
from samverk.rules.interventions.target_group import in_words

# What a requirement's rules are read from, beside its own row
PARTS = ("homes__municipality", "parties__organisation")


@dataclass(frozen=True, slots=True)
class ToldRequirement:
    """A requirement with its rules in words."""

    row: Requirement
    words: tuple[str, ...]


def requirement_by_id(requirement: int) -> Requirement:
    """Answer which requirement this is. Raises NotFoundError."""
    rows = Requirement.objects.select_related("delivery__intervention__federation")
    found = rows.prefetch_related(*PARTS).filter(pk=requirement).first()
    if found is None:
        raise NotFoundError("Kravet finns inte.")
    return found


def rules_of(delivery: int) -> list[Rule]:
    """List who a delivery is for, as the rules read it, whatever day they hold."""
    return rules_in(requirements_of(delivery))


def requirements_of(delivery: int) -> list[Requirement]:
    """List the requirements of a delivery (id), whatever day they hold, the oldest first."""
    rows = Requirement.objects.filter(delivery=delivery).order_by("from_date", "pk")
    return list(rows.prefetch_related(*PARTS))


def rules_in(rows: Iterable[Requirement]) -> list[Rule]:
    """Read requirements, with their ``PARTS`` fetched, as rules."""
    found: list[Rule] = []
    for row in rows:
        when = (TestDay(row.tested_on), row.from_date, row.to_date, row.blocks)
        if row.youngest is not None or row.oldest is not None:
            found.append(AgeRule(row.youngest, row.oldest, *when))
        homes = frozenset(home.municipality.short_name for home in row.homes.all())
        if homes:
            found.append(PlaceRule(homes, *when))
        parties = frozenset(one.organisation.short_name for one in row.parties.all())
        if parties:
            found.append(PartyRule(parties, *when))
        if row.incomes:
            found.append(IncomeRule(frozenset(row.incomes), *when))
        if row.horizon:
            found.append(HorizonRule(Horizon(row.horizon), *when))
    return found


def told(rows: Iterable[Requirement], day: date | None = None) -> list[ToldRequirement]:
    """Tell requirements in words: those in force on a day, or all when no day is given."""
    found = []
    for row in rows:
        rules = [one for one in rules_in([row]) if day is None or is_in_force(one, day)]
        if rules:
            found.append(ToldRequirement(row, tuple(map(in_words, rules))))
    return found
