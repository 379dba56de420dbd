"""All quarters of 28 years against an oracle that lives through them day by day and keeps what it told."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.rules.tests.test_unexecuted import FIRST, LAST, TODAY, waits
from samverk.rules.unexecuted.counting import Definition, Tally, snapshot
from samverk.rules.unexecuted.elapsed import CLASSES, elapsed_classes
from samverk.rules.unexecuted.flows import flow_of, new_by_flow, series
from samverk.rules.unexecuted.quarters import Quarter, quarter_of
from samverk.rules.unexecuted.waits import Cause, End, Wait

BEGINNING = date(2007, 1, 1)
ONE = timedelta(days=1)
Numbered = list[tuple[int, Wait]]


def months_later(day: date, months: int) -> date:
    """Walk so many months on: to the day of the same number, or the last that the month has."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass
class Lived:
    """What an officer wrote down in a quarter: who waited on its last day, who did at all, who left."""

    waiting: Numbered = field(default_factory=list)
    at_all: Numbered = field(default_factory=list)
    left: Numbered = field(default_factory=list)
    new: dict[Definition, int] = field(default_factory=dict, init=False)


def lived_through(register: list[Wait]) -> dict[Quarter, Lived]:
    """Go day by day, and write down each quarter when its last day is over."""
    limits = [months_later(one.began_on, 3) for one in register]
    told: dict[Definition, set[int]] = {one: set() for one in Definition}
    found: dict[Quarter, Lived] = {}
    day, at_all, ended = BEGINNING, set[int](), set[int]()
    while day <= date(2035, 12, 31):
        for nth, wait in enumerate(register):
            if wait.ended_on == day:
                ended.add(nth)
            if limits[nth] < day and (wait.ended_on is None or day <= wait.ended_on):
                at_all.add(nth)
        if (day + ONE).day == 1 and day.month % 3 == 0:
            still = {nth for nth in at_all if register[nth].ended_on != day and nth not in ended}
            left = ended & told[Definition.OPEN]
            page = Lived(
                *([(nth, register[nth]) for nth in sorted(some)] for some in (still, at_all, left))
            )
            for definition, counted in zip(Definition, (still, at_all), strict=True):
                page.new[definition] = len(counted - told[definition])
                told[definition] |= counted
            found[Quarter(day.year, day.month // 3)] = page
            at_all, ended = set(), set()
        day += ONE
    return found


def tally_of(counted: Numbered, left: Numbered) -> Tally:
    return Tally(
        sum(wait.cause is Cause.DECISION for _, wait in counted),
        sum(wait.cause is Cause.INTERRUPTION for _, wait in counted),
        len(left),
        sum(wait.end is End.EXECUTED for _, wait in left),
    )


def by_kind(counted: Numbered, left: Numbered) -> dict[str, Tally]:
    return {
        kind: tally_of(
            [one for one in counted if one[1].kind == kind],
            [one for one in left if one[1].kind == kind],
        )
        for kind in sorted({wait.kind for _, wait in (*counted, *left)})
    }


@settings(max_examples=25, deadline=None)
@given(st.lists(waits(), min_size=1, max_size=7))
def test_every_quarter_is_what_was_lived_through(register):
    pages = lived_through(register)
    flows = dict(
        zip(
            map(FIRST.plus, range(28 * 4)),
            series(filter(None, map(flow_of, register)), FIRST, LAST),
            strict=True,
        )
    )
    for quarter, (tally, new) in flows.items():
        page = pages[quarter]
        for definition, counted in zip(Definition, (page.waiting, page.at_all), strict=True):
            told = snapshot(register, quarter, definition, TODAY).value
            last = quarter.last_day
            days = sorted(
                ((min(wait.ended_on or last, last) - wait.decided_on).days, wait.decision)
                for _, wait in counted
            )
            assert told.tally == tally_of(counted, page.left)
            assert told.new == page.new[definition]
            assert told.by_kind == by_kind(counted, page.left)
            assert told.elapsed == tuple((name, number) for number, name in days)
        assert (tally, new) == (tally_of(page.waiting, page.left), page.new[Definition.OPEN])
        if quarter > FIRST:
            assert new_by_flow(flows[quarter.plus(-1)][0], tally).value == new


@settings(max_examples=25, deadline=None)
@given(st.lists(waits(), max_size=7), st.integers(0, 111), st.integers(0, 40))
def test_a_part_of_the_quarters_is_the_same_as_of_them_all(register, begin, length):
    flows = list(filter(None, map(flow_of, register)))
    first = FIRST.plus(begin)
    last = min(first.plus(length), LAST)
    whole = series(flows, FIRST, LAST)
    assert series(flows, first, last) == whole[begin : begin + last.index - first.index + 1]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.dates(date(2007, 1, 1), date(2035, 9, 30)), max_size=9),
    st.dates(date(2035, 10, 1), date(2036, 3, 1)),
    st.integers(0, 27 * 365),
)
def test_the_time_since_decisions_is_in_the_class_of_its_whole_months(decided, day, back):
    day -= timedelta(days=back)
    decided = [one for one in decided if months_later(one, 3) < day]
    expected = dict.fromkeys((one.label for one in CLASSES), 0)
    for one in decided:
        passed = next(many for many in range(1000) if months_later(one, many + 1) > day)
        expected[[each.label for each in CLASSES if each.months <= passed][-1]] += 1
    assert elapsed_classes([(one, day) for one in decided], day).value == expected


@settings(max_examples=15, deadline=None)
@given(st.lists(waits(), min_size=1, max_size=7), st.booleans())
def test_a_wait_is_first_counted_in_the_first_quarter_that_it_waits_out(register, to_the_last):
    if to_the_last:
        # Those that end do so on a quarter's last day, which is not waited out
        register = [
            replace(one, ended_on=quarter_of(one.ended_on).last_day) if one.ended_on else one
            for one in register
        ]
    pages = lived_through(register)
    for nth, wait in enumerate(register):
        counted = [quarter for quarter, page in pages.items() if (nth, wait) in page.waiting]
        if wait.first_reportable <= LAST.last_day:
            assert wait.first_counted == (min(counted) if counted else None)


def test_one_that_ends_on_the_first_day_of_a_quarter_waited_in_it():
    decided, ended = date(2022, 7, 25), date(2023, 1, 1)
    register = [Wait("1", "a", decided, decided, ended_on=ended, end=End.EXECUTED)]
    told = {one: snapshot(register, Quarter(2023, 1), one, TODAY).value.tally for one in Definition}
    assert told == {
        Definition.OPEN: Tally(ended=1, executed=1),
        Definition.OPEN_OR_ENDED: Tally(1, 0, 1, 1),
    }


def test_the_classes_are_those_that_the_council_knows():
    assert [(one.months, one.label) for one in CLASSES] == [
        (3, "3–6 månader"),
        (6, "6–9 månader"),
        (9, "9–12 månader"),
        (12, "12–18 månader"),
        (18, "18–24 månader"),
        (24, "2 år eller mer"),
    ]


@given(st.lists(waits(), max_size=8))
def test_waits_that_are_alike_are_counted_together(register):
    flows = [one for one in map(flow_of, register) if one is not None]
    threefold = [replace(one, many=3) for one in flows]
    assert series(threefold, FIRST, LAST) == series([*flows, *flows, *flows], FIRST, LAST)
