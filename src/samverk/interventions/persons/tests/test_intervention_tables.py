"""An intervention's tables beside its deliveries': who adds and subtracts them all computes nobody."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

import pytest

from samverk.analytics.disclosure.policy import DisclosurePolicy, Mark
from samverk.analytics.disclosure.protect import examined, protect
from samverk.analytics.disclosure.system import Edition
from samverk.federation.queries import Measure
from samverk.interventions.models import YearSubject
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
from samverk.interventions.persons.queries.party_year import protected_with_all
from samverk.interventions.persons.queries.sums import DeliveryCount
from samverk.interventions.persons.queries.together import (
    OfDelivery,
    OfIntervention,
    Role,
    Together,
    editions_in,
)
from samverk.rules.agreements.stretches import Span

YEAR = 2023
SEXES = ("woman", "man")
SMALL = range(1, 5)
# A world where two deliveries and what was sent of them tell, published each by itself
WORSE = 110
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


def counted(n, those):
    span = Span(date(YEAR, 1, 1), date(YEAR, 12, 31))
    tables = tuple(lines_of(Measured.TOOK_PART, cut, those) for cut in Cut)
    return tuple(statistics._tables(DeliveryCounts(n, span, (), tables), YEAR))


def published(people, *, is_sent=True):
    """Publish each delivery by itself, as has been done all along."""
    rows, found = sent(people) if is_sent else [], []
    for n, (code, those) in enumerate(people.items()):
        beside = Beside(str(code), json.dumps([rows] if rows else []), "[]")
        made = statistics._protected(YEAR, counted(n, those), beside)
        assert made.leaks == 0
        found.append(OfDelivery(str(code), f"Språnget {n}", beside, editions_in(made.kept)))
    return found


def published_together(people):
    """Publish each delivery beside all that is out, as is done now."""
    rows, found = sent(people), []
    for n, (code, those) in enumerate(people.items()):
        beside = Beside(str(code), json.dumps([rows]), "[]")
        made = protected_with_all(
            YEAR, YearSubject.TOOK_PART, counted(n, those), beside, Together(found)
        )
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


def small_hidden(one):
    """Hide the small numbers of a table and nothing more, as is often done."""
    plain = Edition(one.table)
    cells = (cell for line in plain.printed() for cell in line)
    return replace(
        plain,
        hidden={
            cell: Mark.SMALL
            for cell in cells
            if POLICY.is_small(one.table.of_label(cell.row, cell.column))
        },
    )


@pytest.mark.parametrize("seed", range(4))
def test_to_hide_small_numbers_alone_tells_them(seed):
    of = laid(world(seed))
    assert attacked(of, [small_hidden(one) for one in of.tables]).leaks


def test_an_intervention_s_table_protected_by_itself_tells_beside_its_deliveries_own():
    told_of = 0
    for seed in range(6):
        of = laid(world(seed))
        alone = [protect(one.table, POLICY) for one in of.tables]
        assert not any(one.leaks for one in alone)
        told_of += bool(attacked(of, [one.editions[0] for one in alone]).leaks)
    assert told_of > 0


def test_deliveries_published_by_themselves_may_tell_of_each_other_and_together_do_not():
    by_themselves = Together(published(world(WORSE)))
    found = examined(by_themselves.out(), POLICY, by_themselves.links())
    assert found.leaks, "the world is one where it shows"
    together = Together(published_together(world(WORSE)))
    assert examined(together.out(), POLICY, together.links()).leaks == ()


def test_every_link_holds_and_the_sums_agree():
    of = laid(world(3))
    tables = {(one.role, one.code): one.table for one in of.tables}
    everybody = {table.count(None, None) for (_, code), table in tables.items() if not code}
    assert everybody == {sum(one.total.count(None, None) for one in of.deliveries)}
    crossed, homes = tables[Role.HOME_TOWN, ""], tables[Role.HOME, ""]
    assert all(crossed.count(row, None) == homes.count(row, None) for row in homes.rows)


def test_what_has_changed_since_is_not_told_by_place():
    people = world(5)
    deliveries = published(people)
    people[UUID(int=1)] = people[UUID(int=1)][1:]
    found = places(people, deliveries)
    assert not found.is_known
    tables = intervention_tables(YEAR, placed(deliveries, found), found)
    assert {one.role for one in tables} == {Role.DELIVERY, Role.PARTY, Role.HOME, Role.AGE}
