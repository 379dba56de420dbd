"""Do groups wait, start and get sent back alike: by party, home, sex and age, in an open compartment.

What is told has no key to any person. The age is as of the day the clock started. Whoever has a
protected identity, or has not consented to follow-up, is in no group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Q, QuerySet

from samverk.foundation import clock
from samverk.foundation.sealing import SealBrokenError
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import (
    Person,
    QueueEntry,
    Referral,
    Sex,
    Side,
)
from samverk.interventions.persons.queries.counts import UNKNOWN, age_band, place_of
from samverk.interventions.persons.queries.followed import may_be_grouped
from samverk.interventions.persons.queries.histories import ASSESSED, PASSED_OTHERS, key_of
from samverk.interventions.persons.records import told
from samverk.rules.interventions.eligibility import age_on
from samverk.rules.interventions.queue import QueueState
from samverk.rules.interventions.referral import ReferralState

if TYPE_CHECKING:
    from samverk.analytics.waiting.fairness import Group, Shown
    from samverk.analytics.waiting.history import Queue
    from samverk.analytics.waiting.quantiles import Quantile
    from samverk.analytics.waiting.spells import Spell

SEED = 1


class By(StrEnum):
    """What people are grouped by (indelning)."""

    PARTY = "party"
    HOME = "home"
    SEX = "sex"
    AGE = "age"


Traits = Mapping[By, str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the queue: the estimators' key, its groups, and whether it started before others."""

    key: str
    traits: Traits
    passed: bool


def compared(delivery: Delivery, queue: Queue, first: date, day: date) -> dict[str, Any]:
    """Compare the groups of a delivery's queue in a period, as the report keeps it."""
    places, answered = list(_places(delivery, first)), list(_answered(delivery, first, day))
    seen = _Seen(queue, first, day, places, answered)
    found = {by.value: _told(list(_groups(by, seen))) for by in By}
    # The youngest first, as people count; by name they would be the last
    found[By.AGE]["groups"].sort(key=lambda group: place_of(group["names"]))
    return found


def outside(queue: Queue, first: date, day: date) -> int:
    """Count the places in a queue in a period of those who may be in no group."""
    seen = _Seen(queue, first, day, [], [])
    return len(seen.spells({one.key for one in queue.entries if not one.told}))


def _places(delivery: Delivery, first: date) -> Iterator[_Place]:
    told = may_be_grouped(clock.today(), delivery.provider_id, "entry")
    rows = QueueEntry.objects.filter(
        Q(left_on=None) | Q(left_on__gte=first), told, delivery=delivery
    )
    rows = rows.exclude(state=QueueState.ENTERED_IN_ERROR).annotate(passed=Exists(PASSED_OTHERS))
    for row in _beside(rows, "referral__sender"):
        traits = _traits(row, row.referral.sender.short_name)
        started = row.state == QueueState.STARTED
        yield _Place(key_of(row.number), traits, started and row.passed)


def _answered(delivery: Delivery, first: date, day: date) -> Iterator[tuple[Traits, bool]]:
    """Give the groups of each referral that was answered, and whether it was sent back."""
    rows = Referral.objects.filter(
        may_be_grouped(clock.today(), delivery.provider_id, "entry__referral"),
        delivery=delivery,
        side=Side.RECEIVED,
        on_paper=False,
        clock_start__range=(first, day),
        state__in=ASSESSED,
    )
    for row in _beside(rows, "sender"):
        yield _traits(row, row.sender.short_name), row.state == ReferralState.RETURNED


def _beside(rows: QuerySet[Any], sender: str) -> QuerySet[Any]:
    return rows.select_related("person__home", sender)


def _traits(row: Any, party: str) -> Traits:
    person, sex, born = row.person, Sex(row.person.sex), _born(row.person)
    age = age_on(born, row.clock_start) if born else None
    return {
        By.PARTY: party,
        By.HOME: person.home.short_name if person.home else UNKNOWN,
        By.SEX: {Sex.WOMAN: "kvinnor", Sex.MAN: "män", Sex.UNKNOWN: "kön inte uppgivet"}[sex],
        By.AGE: age_band(age),
    }


def _born(person: Person) -> date | None:
    """Open the day of birth, for a sum that nobody reads it in; None when it is gone or not known."""
    try:
        born = str(told(person, person).get("born", ""))
    except SealBrokenError:
        return None
    return date.fromisoformat(born) if born else None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen of a queue in a period."""

    queue: Queue
    first: date
    day: date
    places: list[_Place]
    answered: list[tuple[Traits, bool]]

    def spells(self, keys: set[str]) -> tuple[Spell, ...]:
        """Give the waits of some of the places."""
        from samverk.analytics.waiting.spells import spells

        kept = tuple(one for one in self.queue.entries if one.key in keys)
        return spells(replace(self.queue, entries=kept), self.first, self.day)


def _groups(by: By, seen: _Seen) -> Iterator[Group]:
    from samverk.analytics.waiting.fairness import Group
    from samverk.analytics.waiting.spells import Exit

    members: dict[str, set[str]] = defaultdict(set)
    for one in seen.places:
        members[one.traits[by]].add(one.key)
    passed = {one.key for one in seen.places if one.passed}
    assessed = Counter(traits[by] for traits, _ in seen.answered)
    returned = Counter(traits[by] for traits, back in seen.answered if back)
    for name in sorted({*members, *assessed}):
        out = sum(one.exit is Exit.STARTED for one in seen.spells(members[name] & passed))
        yield Group(name, seen.spells(members[name]), returned[name], assessed[name], out)


def _told(groups: list[Group]) -> dict[str, Any]:
    """Tell of groups side by side: small ones are pooled or left out, and what chance may do."""
    from samverk.analytics.waiting.fairness import fairness, told

    found = fairness(groups, seed=SEED)
    return {"words": list(told(found)), "groups": [_line(one) for one in found.groups]}


def _median(found: Quantile | None) -> str:
    from samverk.analytics.waiting import words

    if found is None:
        return "för få för en median"
    return "färre än hälften har börjat" if found.value is None else words.quantile(found)


def _line(group: Shown) -> dict[str, Any]:
    from samverk.analytics.waiting import words

    return {
        "names": ", ".join(group.names),
        "n": group.n,
        "median": _median(group.median),
        "removed": words.share(group.removed),
        "returned": words.share(group.returned),
        "out_of_order": words.share(group.out_of_order),
    }
