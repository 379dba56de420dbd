"""All that is out of a year, put together: who has it all computes nobody."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.analytics.disclosure.keeping import edition_of
from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.protect import examined
from samverk.analytics.disclosure.table import Table
from samverk.federation.queries import Measure
from samverk.interventions.persons.queries import outcome_tables, statistics
from samverk.interventions.persons.queries import outcomes as exact
from samverk.interventions.persons.queries.beside import Beside
from samverk.interventions.persons.queries.editions import to_send
from samverk.interventions.persons.queries.sums import DeliveryCount
from samverk.interventions.persons.queries.year_links import AT_WORK, OneYear

CODE, OTHER = UUID(int=1), UUID(int=2)
SEX = {"women": "kvinnor", "men": "män"}
GOALS = {"met": exact.ALL_GOALS, "partly": exact.SOME_GOALS, "not": exact.NO_GOALS}
BEFORE, AFTER = (
    ("söker arbete", "sjukskriven", "inte känt"),
    ("arbetar", "söker arbete", "inte känt"),
)
SMALL = range(1, 5)


@dataclass(frozen=True)
class One:
    """A participation of the year, with what came of it."""

    sex: str
    home: str
    is_followed: bool
    ends: str
    goal: str
    before: str
    after: str

    def measures(self):
        """List the measures that count it."""
        yield Measure.TOOK_PART
        if not self.ends:
            return
        yield Measure.ENDED
        if not self.is_followed:
            return
        yield Measure(self.ends)
        if self.goal:
            yield Measure(f"goals_{self.goal}")
        if self.before != "inte känt" and self.after != "inte känt":
            yield Measure.NOT_AT_WORK
            if self.after in AT_WORK:
                yield Measure.TO_WORK


people = st.lists(
    st.builds(
        One,
        st.sampled_from(list(SEX)),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from([True] * 9 + [False]),
        st.sampled_from(["completed", "completed", "ended_early", ""]),
        st.sampled_from([*GOALS, ""]),
        st.sampled_from(BEFORE),
        st.sampled_from(AFTER),
    ),
    min_size=8,
    max_size=60,
)


def sent(of):
    counts = []
    for code, those in ((CODE, of), (OTHER, of[::3])):
        for measure in Measure:
            by = Counter(one.sex for one in those if measure in one.measures())
            counts.append(
                DeliveryCount(1, code, "x", 1, "individual", measure, by["women"], by["men"], 0)
            )
    kept = to_send(counts, date(2023, 12, 31), []).kept
    rows = [row for row in kept if str(CODE) in row["rows"]]
    return json.dumps([[row for row in rows if not row["measure"].startswith(("w", "a"))]])


def took_part(of):
    followed = [one for one in of if one.is_followed]
    tables = []
    for name, group in (("hem", lambda one: one.home), ("mål", lambda one: one.goal or "inget")):
        rows = sorted({group(one) for one in followed})
        counts = [
            tuple(sum(one.sex == sex and group(one) == row for one in followed) for sex in SEX)
            for row in rows
        ]
        tables.append(
            Table(
                f"Deltog, efter {name}",
                tuple(rows),
                tuple(SEX.values()),
                tuple(counts),
                "Alla",
                "Alla",
            )
        )
    return tuple(tables)


def came_of(of):
    ended = [one for one in of if one.is_followed and one.ends]
    pairs = Counter((one.before, one.after) for one in ended)
    names = tuple(dict.fromkeys((*BEFORE, *AFTER)))
    table = exact._crossed("Sysselsättning", names, pairs)
    reached = Counter(GOALS.get(one.goal, exact.NOT_JUDGED) for one in ended)
    ends = Counter(one.ends for one in ended)
    empty = exact.Table("Uppföljning", "Tillfälle", (), ())
    return exact.Outcomes(
        2023,
        len(ended),
        0,
        (table,),
        empty,
        (),
        tuple((name, reached[name]) for name in (*GOALS.values(), exact.NOT_JUDGED)),
        tuple((name, ends[code]) for code, name in exact.ENDS),
    )


def told(found):
    return [n for one in found.tables for row in one["rows"] for n in row["counts"]]


@given(people)
@settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
def test_all_that_is_out_of_a_year_tells_of_nobody(of):
    if not any(one.is_followed and one.ends for one in of):
        return
    messages, code = sent(of), str(CODE)
    first = statistics._protected(2023, took_part(of), Beside(code, messages, "[]"))
    out = Beside(code, messages, json.dumps(first.kept))
    then = outcome_tables._protected(2023, tuple(outcome_tables._tables(came_of(of))), out)
    assert first.leaks == 0
    if then.leaks:
        # What is out already tells too much beside anything more: then nothing more is published
        return
    assert not [n for n in (*told(first), *told(then)) if n in SMALL]
    editions = [*out.editions(), *(edition_of(row) for row in then.kept)]
    tables = [[edition_of(row).table for row in one.kept] for one in (first, then)]
    year = OneYear(code, out.messages(), *tables)
    assert examined(editions, DisclosurePolicy(), year.links()).leaks == ()
    assert not [n for n in _left(of, out.messages()[0], then) if n in SMALL]


def _left(of, message, then):
    """Give what is left when what is told of the same is taken from what was sent."""
    shown = {
        one["title"]: {row["label"]: row["counts"] for row in one["rows"]} for one in then.tables
    }
    pairs = (
        (Measure.ENDED, "Hur det slutade, 2023", "Alla"),
        (Measure.COMPLETED, "Hur det slutade, 2023", exact.ENDS[0][1]),
        (Measure.GOALS_NOT, "Mål, 2023", exact.NO_GOALS),
    )
    for measure, table, row in pairs:
        rows = message[measure].shown(DisclosurePolicy()) if measure in message else None
        lines = dict(zip(rows.row_headings, rows.counts, strict=True)) if rows else {}
        whole = lines.get(str(CODE), (None,))[-1]
        mine = shown[table].get(row, [None])[-1]
        if whole is not None and mine is not None:
            yield abs(whole - mine)
