"""What a party tells a federation, message after message: no small number, and none left between them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.analytics.disclosure.policy import VERSION
from samverk.federation.queries import PARTS, Measure
from samverk.interventions.persons.queries import editions
from samverk.interventions.persons.queries.editions import (
    NEAR_DAYS,
    Sent,
    ToSend,
    to_send,
)
from samverk.interventions.persons.queries.families import FAMILIES
from samverk.interventions.persons.queries.sums import DeliveryCount

CODES = [UUID(int=n) for n in range(1, 4)]
NEW_YEAR = date(2024, 1, 1)
DAYS = (date(2024, 3, 31), date(2024, 6, 30), date(2024, 12, 31))
SMALL = range(1, 5)
NUMBERS = ("women", "men", "unknown", "total")


Rows = dict[tuple[str, tuple[str, ...]], dict[str, Any]]


@dataclass(frozen=True)
class Somebody:
    """A participation, with what came of it."""

    delivery: int
    sex: str
    begins: date
    ends: date
    completes: bool = True
    goal: str = ""
    could_move: bool = False
    works: bool = False

    def measures(self, day: date) -> Iterator[Measure]:
        """List the measures that count it in the days of the year up to one."""
        start = date(day.year, 1, 1)
        if self.begins > day or self.ends < start:
            return
        yield Measure.TOOK_PART
        if self.begins >= start:
            yield Measure.STARTED
        if self.ends > day:
            return
        yield Measure.ENDED
        yield Measure.COMPLETED if self.completes else Measure.ENDED_EARLY
        if self.goal:
            yield Measure(f"goals_{self.goal}")
        if self.could_move:
            yield Measure.NOT_AT_WORK
        if self.could_move and self.works:
            yield Measure.TO_WORK


def counted(
    people: list[Somebody], day: date, orientation: str = "individual"
) -> list[DeliveryCount]:
    """Count people as the database does."""
    found = []
    for place, code in enumerate(CODES):
        for measure in Measure:
            of = [
                one.sex for one in people if one.delivery == place and measure in one.measures(day)
            ]
            by = (of.count(sex) for sex in NUMBERS[:3])
            found.append(DeliveryCount(place, code, str(code), 1, orientation, measure, *by))
    return found


def sent_in_turn(people: list[Somebody], days=DAYS) -> list[ToSend]:
    """Send on one day after another."""
    found: list[ToSend] = []
    before: list[Sent] = []
    for day in days:
        found.append(to_send(counted(people, day), day, before))
        before.append(Sent(day, found[-1].kept))
    return found


def rows_of(one: ToSend) -> Rows:
    """Give the rows of a message by measure and deliveries; those of all have none."""
    found: Rows = {}
    for table in one.told:
        found[table["measure"], ()] = table["every"]
        for row in table["rows"]:
            found[table["measure"], tuple(row["deliveries"])] = row
    return found


def told_of(rows: Rows, measure: str, deliveries: tuple[str, ...], name: str) -> int | None:
    return rows.get((measure, deliveries), {}).get(name)


def left_between(messages: list[ToSend]) -> Iterator[int]:
    """Give what is left when numbers are taken from each other, of two messages and in one."""
    every = [rows_of(one) for one in messages]
    for first, second in combinations(every, 2):
        for (measure, deliveries), row in first.items():
            for name in NUMBERS:
                now = told_of(second, measure, deliveries, name)
                if row[name] is not None and now is not None:
                    yield abs(now - row[name])
    for rows in every:
        for whole, parts in PARTS:
            for (measure, deliveries), row in rows.items():
                for name in NUMBERS if measure == whole else ():
                    inner = [told_of(rows, part, deliveries, name) for part in parts]
                    known = [one for one in inner if one is not None]
                    if row[name] is not None and len(known) == len(inner):
                        yield row[name] - sum(known)


def people_of(*groups: tuple[int, int, str, str]) -> list[Somebody]:
    """Add so many to a delivery, of a sex, from a month of the year to its end."""
    return [
        Somebody(delivery, sex, date(2024, int(month), 1), date(2025, 1, 31))
        for many, delivery, sex, month in groups
        for _ in range(many)
    ]


def test_large_numbers_are_sent_as_they_are():
    people = people_of(
        (9, 0, "women", "1"), (8, 0, "men", "1"), (7, 1, "women", "1"), (6, 1, "men", "1")
    )
    rows = rows_of(sent_in_turn(people)[-1])
    assert rows["took_part", ()] == {"women": 16, "men": 14, "unknown": 0, "total": 30}
    assert rows["took_part", (str(CODES[0]),)]["women"] == 9


def test_no_small_number_is_sent_and_the_sums_survive():
    people = people_of(
        (9, 0, "women", "1"), (2, 0, "men", "1"), (7, 1, "women", "1"), (6, 1, "men", "1")
    )
    one = sent_in_turn(people)[-1]
    told = [row[name] for row in rows_of(one).values() for name in NUMBERS]
    assert not [n for n in told if n in SMALL]
    assert rows_of(one)["took_part", ()] == {"women": 16, "men": 8, "unknown": 0, "total": 24}
    for code in CODES[:2]:
        row = rows_of(one)["took_part", (str(code),)]
        assert [row[name] for name in NUMBERS].count(None) > 1, "one alone is told by the others"


def test_who_came_between_two_messages_is_not_told():
    people = people_of((9, 0, "women", "1"), (8, 0, "men", "1"), (1, 0, "men", "5"))
    first, second = sent_in_turn(people, DAYS[:2])
    assert rows_of(first)["took_part", ()]["total"] == 17
    assert rows_of(second)["took_part", ()]["total"] is None


def test_the_same_again_is_sent_in_the_same_way():
    people = people_of((9, 0, "women", "1"), (2, 0, "men", "1"))
    first, second = sent_in_turn(people, DAYS[:2])
    assert rows_of(first) == rows_of(second)


def waiting(women):
    """Count one delivery's queue."""
    rest = [one for one in counted([], DAYS[0]) if one.measure is not Measure.WAITING]
    return [
        *rest,
        DeliveryCount(0, CODES[0], "a", 1, "individual", Measure.WAITING, women, 8, 0),
    ]


@pytest.mark.parametrize(
    ("before", "day", "told"),
    [
        (DAYS[0], DAYS[0], None),
        (DAYS[0], DAYS[0] + timedelta(NEAR_DAYS), None),
        (DAYS[0], DAYS[0] + timedelta(NEAR_DAYS + 1), 18),
        # Whoever sends last year's counts late has sent those of a day in this year already
        (DAYS[0], DAYS[0] - timedelta(NEAR_DAYS), None),
        (date(2023, 12, 31), date(2024, 1, 20), None),
        (date(2023, 12, 31), date(2024, 2, 20), 18),
    ],
)
def test_who_came_to_the_queue_between_days_that_are_near_is_not_told(before, day, told):
    sent = [Sent(before, to_send(waiting(9), before, []).kept)]
    assert rows_of(to_send(waiting(10), day, sent))["waiting", ()]["total"] == told


def test_two_years_number_their_tables_apart():
    first, second = date(2023, 12, 31), date(2024, 1, 20)
    sent = [Sent(first, to_send(waiting(9), first, []).kept)]
    sent.append(Sent(second, to_send(waiting(10), second, sent).kept))
    third = rows_of(to_send(waiting(11), second + timedelta(1), sent))
    assert third["waiting", ()]["total"] is None


def whole(people, day):
    """Send all counts as the first version did."""
    tables = [
        {**row, "hidden": [], "pool": [], "withheld": False, "exact": True, "name": f"v1 {n}"}
        for n, row in enumerate(to_send(counted(people, day), day, []).kept)
        if row["measure"] in ("took_part", "started")
    ]
    return Sent(day, tables)


def test_who_came_after_what_went_out_whole_is_not_told():
    people = people_of((9, 0, "women", "1"), (8, 0, "men", "1"), (1, 0, "men", "5"))
    one = to_send(counted(people, DAYS[1]), DAYS[1], [whole(people, DAYS[0])])
    assert rows_of(one)["took_part", ()]["total"] is None
    alone = to_send(counted(people, DAYS[1]), DAYS[1], [])
    assert rows_of(alone)["took_part", ()]["total"] == 18


def test_small_numbers_that_went_out_whole_are_not_sent_again_and_stop_nothing():
    people = people_of((9, 0, "women", "1"), (2, 0, "men", "1"), (7, 1, "women", "1"))
    one = to_send(counted(people, DAYS[1]), DAYS[1], [whole(people, DAYS[0])])
    assert rows_of(one)["took_part", (str(CODES[0]),)]["men"] is None
    assert rows_of(one)["took_part", ()]["women"] == 16


def test_orientations_are_told_apart():
    people = people_of((9, 0, "women", "1"), (8, 0, "men", "1"))
    day = DAYS[0]
    both = counted(people, day) + counted(people, day, "open")
    told = to_send(both, day, []).told
    assert {table["orientation"] for table in told} == {"individual", "open"}
    assert len(told) == 2 * len(Measure)


def test_the_message_names_the_rule_and_the_proof():
    one = sent_in_turn(people_of((9, 0, "women", "1")))[0]
    assert one.policy == {"version": VERSION, "threshold": 5, "zeros": "shown", "rounding": 1}
    assert len(one.digest) == 64


def test_every_measure_is_in_one_family():
    assert sorted(one for family in FAMILIES for one in family) == sorted(Measure)


somebody = st.builds(
    Somebody,
    st.integers(0, 2),
    st.sampled_from(NUMBERS[:2]),
    st.integers(-60, 360).map(lambda n: NEW_YEAR + timedelta(n)),
    st.integers(361, 500).map(lambda n: NEW_YEAR + timedelta(n)),
)
ending = st.builds(
    Somebody,
    st.integers(0, 2),
    st.sampled_from(NUMBERS[:2]),
    st.integers(-60, 0).map(lambda n: NEW_YEAR + timedelta(n)),
    st.integers(1, 365).map(lambda n: NEW_YEAR + timedelta(n)),
    st.booleans(),
    st.sampled_from(["", "met", "not"]),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(somebody, max_size=20), st.lists(ending, max_size=12))
@settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)
def test_no_small_number_is_sent_nor_left_between_messages(going, ended):
    messages = sent_in_turn([*going, *ended])
    told = [row[name] for one in messages for row in rows_of(one).values() for name in NUMBERS]
    assert not [n for n in told if n in SMALL]
    assert not [n for n in left_between(messages) if n in SMALL]


LAST_YEAR, THIS_YEAR = date(2023, 12, 31), date(2024, 6, 30)
# In last year only, over New Year, in this year only, and from last year to the next
STAYS = (
    (date(2022, 6, 1), date(2023, 6, 1)),
    (date(2023, 3, 1), date(2024, 3, 1)),
    (date(2024, 2, 1), date(2024, 5, 1)),
    (date(2023, 5, 1), date(2025, 6, 1)),
)


def over_new_year(seed: int) -> list[Somebody]:
    """Let a few or many of each sex stay in each delivery at each time."""
    chance = random.Random(seed)
    return [
        Somebody(delivery, sex, *stay, completes=chance.random() < 0.7)
        for delivery in range(3)
        for sex in NUMBERS[:2]
        for stay in STAYS
        for _ in range(chance.choice([0, 1, 2, 3, 6, 9, 14]))
    ]


def fourth_of_three(last: Rows, this: Rows) -> Iterator[int]:
    """Give what is computed of two years: who took part and did not begin is who did not end before."""
    for deliveries in {key[1] for key in last} & {key[1] for key in this}:
        for name in NUMBERS:
            told = [
                told_of(last, "took_part", deliveries, name),
                told_of(last, "ended", deliveries, name),
                told_of(this, "took_part", deliveries, name),
                told_of(this, "started", deliveries, name),
            ]
            match told:
                case [None, int(ended), int(took_part), int(started)]:
                    yield took_part - started + ended
                case [int(before), None, int(took_part), int(started)]:
                    yield before - took_part + started
                case [int(before), int(ended), None, int(started)]:
                    yield before - ended + started
                case [int(before), int(ended), int(took_part), None]:
                    yield took_part - before + ended


@pytest.mark.parametrize("days", [(LAST_YEAR, THIS_YEAR), (THIS_YEAR, LAST_YEAR)])
@pytest.mark.parametrize("seed", range(8))
def test_nobody_is_computed_over_new_year(seed, days):
    one, other = sent_in_turn(over_new_year(seed), days)
    last, this = (one, other) if days[0] == LAST_YEAR else (other, one)
    assert not set(SMALL) & set(fourth_of_three(rows_of(last), rows_of(this)))


def test_untied_years_would_tell(monkeypatch):
    monkeypatch.setattr(editions, "_going_on", lambda year: ())
    editions._to_send.cache_clear()
    two = [sent_in_turn(over_new_year(seed), (LAST_YEAR, THIS_YEAR)) for seed in range(8)]
    editions._to_send.cache_clear()
    found = [set(fourth_of_three(*map(rows_of, messages))) for messages in two]
    assert any(set(SMALL) & numbers for numbers in found)
