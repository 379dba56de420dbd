"""An intervention's tables beside its deliveries': who adds and subtracts them all computes nobody."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from random import Random
from uuid import UUID

import pytest

from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.protect import examined
from samverk.federation.queries import Measure
from samverk.interventions.persons.queries import statistics
from samverk.interventions.persons.queries.beside import Beside
from samverk.interventions.persons.queries.counts import Counted, Cut, DeliveryCounts, Measured
from samverk.interventions.persons.queries.counts import _table as lines_of
from samverk.interventions.persons.queries.editions import to_send
from samverk.interventions.persons.queries.intervention_tables import (
    intervention_tables,
    placed,
    places_of,
    protected_intervention,
)
from samverk.interventions.persons.queries.sums import DeliveryCount
from samverk.interventions.persons.queries.together import (
    OfDelivery,
    OfIntervention,
    Together,
    editions_in,
)
from samverk.rules.agreements.stretches import Span

YEAR = 2023
SEXES = ("woman", "man")
SMALL = range(1, 5)
POLICY = DisclosurePolicy()


def world(seed, deliveries=3):
    """Give those who took part in some deliveries: one of them has moved, and some are not followed."""
    chosen = Random(seed)
    towns = ("Ale", "Bo", "Ced")
    return {
        UUID(int=n + 1): [
            Counted(
                chosen.choice(SEXES),
                YEAR,
                {
                    Cut.HOME: chosen.choice(("Ale", "Ale", "Bo", "Ced")),
                    Cut.PARTY: chosen.choice(("Ale", "Bo", "FK")),
                    Cut.AGE: chosen.choice(("under 30", "30–44", "45–59")),
                    Cut.PROVIDER: towns[n % 3] if n or chosen.random() < 0.6 else towns[2],
                },
                chosen.random() < 0.93,
            )
            for _ in range(chosen.randint(6, 30))
        ]
        for n in range(deliveries)
    }


def sent(people):
    counts = [
        DeliveryCount(
            1,
            code,
            "x",
            1,
            "individual",
            measure,
            *(
                sum(one.sex == sex for one in those) if measure is Measure.TOOK_PART else 0
                for sex in SEXES
            ),
            0,
        )
        for code, those in people.items()
        for measure in Measure
    ]
    kept = to_send(counts, date(YEAR, 12, 31), []).kept
    return [row for row in kept if row["measure"] == Measure.TOOK_PART.value]


def published(people, *, is_sent=True):
    """Publish each delivery by itself, as has been done all along."""
    rows = sent(people) if is_sent else []
    span = Span(date(YEAR, 1, 1), date(YEAR, 12, 31))
    found = []
    for n, (code, those) in enumerate(people.items()):
        tables = tuple(lines_of(Measured.TOOK_PART, cut, those) for cut in Cut)
        counted = tuple(statistics._tables(DeliveryCounts(n, span, (), tables), YEAR))
        beside = Beside(str(code), json.dumps([rows] if rows else []), "[]")
        made = statistics._protected(YEAR, counted, beside)
        assert made.leaks == 0
        found.append(OfDelivery(str(code), f"Språnget {n}", beside, editions_in(made.kept)))
    return found


def places(people, deliveries):
    where = {
        str(code): Counter(
            (one.groups[Cut.HOME], one.groups[Cut.PROVIDER], SEXES.index(one.sex))
            for one in those
            if one.is_followed
        )
        for code, those in people.items()
    }
    return places_of(deliveries, where)


def laid(people, **told):
    deliveries = published(people, **told)
    found = places(people, deliveries)
    assert found.is_known
    deliveries = placed(deliveries, found)
    return OfIntervention(deliveries, intervention_tables(YEAR, deliveries, found))


def told(tables):
    return [n for one in tables for row in one["rows"] for n in row["counts"]]


def attacked(of, editions):
    every = Together(of.deliveries, [of])
    return examined([*every.out(), *editions], POLICY, every.links())


@pytest.mark.parametrize("seed", range(10))
def test_all_tables_of_an_intervention_together_tell_of_nobody(seed):
    of = laid(world(seed), is_sent=seed % 2 == 0)
    found = protected_intervention(YEAR, of, Together(of.deliveries))
    assert not [n for n in told(found.tables) if n in SMALL]
    assert attacked(of, editions_in(found.kept)).leaks == ()
    assert found.leaks == 0
