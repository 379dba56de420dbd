"""What a party may tell a federation of its counts: protected together with all that it has told before.

The one way that numbers of persons leave the zone in messages. Nothing here asks the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from samverk.analytics.disclosure.keeping import edition_of, kept_table
from samverk.federation.queries import DIVIDED, PARTS, Measure, Orientation
from samverk.interventions.persons.queries.families import FAMILIES, TAKING_PART
from samverk.interventions.persons.queries.sums import DeliveryCount

if TYPE_CHECKING:
    from samverk.analytics.disclosure.editions import Part, SameRest, Telling, Told
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.system import Edition
    from samverk.analytics.disclosure.table import Table

Row = dict[str, Any]
WOMEN, MEN, UNKNOWN, ALL = "kvinnor", "män", "kön inte uppgivet", "alla"
NAMES = {WOMEN: "women", MEN: "men", UNKNOWN: "unknown", ALL: "total"}
# How many answers each process keeps
KEPT = 32
# Who goes on from one year into the next: of these, three tell the fourth
GOING_ON = (Measure.TOOK_PART.value, Measure.STARTED.value, Measure.ENDED.value)
# Within so many days a queue's net change is nearly who came or left, and is protected like a count
NEAR_DAYS = 31


@dataclass(frozen=True, slots=True)
class Sent:
    """Counts that were sent before: of the days up to ``day``, with the tables as they are kept.

    ``year`` is that of the days. Of another year than the one told now, who waited is all that is tied.
    """

    day: date
    tables: list[Row]

    @property
    def year(self) -> int:
        """The year that was counted."""
        return self.day.year


@dataclass(frozen=True, slots=True)
class ToSend:
    """Counts as they may be sent (det som får skickas): ``told`` leaves the zone, the rest is kept.

    ``silent`` are the measures of which nothing new can be told beside what has been sent.
    """

    policy: Row
    told: list[Row]
    kept: list[Row]
    proof: list[Row]
    silent: frozenset[Measure]

    @property
    def digest(self) -> str:
        """The SHA-256 of the proof as canonical JSON."""
        text = json.dumps(self.proof, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def to_send(counts: Sequence[DeliveryCount], day: date, before: Sequence[Sent]) -> ToSend:
    """Answer what may be told of an authority's counts of the days up to ``day`` to one federation.

    ``before`` is what it has been told of the same year, and of days near it, the oldest first. Raises
    ValueError when that can be computed from already. The same question has the same answer, which this
    process keeps: what is looked at and then sent is tried once.
    """
    told = [(one.day, json.dumps(one.tables, ensure_ascii=False)) for one in before]
    return _to_send(tuple(counts), day, tuple(told))


@lru_cache(maxsize=KEPT)
def _to_send(
    counts: Sequence[DeliveryCount], day: date, told_before: Sequence[tuple[date, str]]
) -> ToSend:
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.proof import proof_of

    before = [Sent(when, json.loads(tables)) for when, tables in told_before]
    policy, told, kept, proof = DisclosurePolicy(), [], [], []
    silent: set[Measure] = set()
    for orientation in Orientation:
        rows = [one for one in counts if one.orientation == orientation]
        # Visits stand only where they are counted
        measured = {one.measure for one in rows}
        for family in (each for each in FAMILIES if measured.issuperset(each)):
            now = {measure.value: _table(rows, measure, orientation) for measure in family}
            found = _told_beside(now, before, day, family)
            told += [_told(one, name, policy) for name, one in found.told.items()]
            kept += [_kept(one, name) for name, one in found.told.items()]
            proof += [proof_of(found.protection)] if found.protection else []
            silent |= set(family) if found.silent else set()
    return ToSend(dict(policy.as_json()), told, kept, proof, frozenset(silent))


def standing(new: ToSend, before: Sequence[Row], measures: Collection[Measure]) -> ToSend:
    """Add what stands of an earlier message (its tables as kept) of some measures, told in the same way."""
    from samverk.analytics.disclosure.policy import DisclosurePolicy

    policy = DisclosurePolicy()
    kept = [row for row in before if Measure(row["measure"]) in measures]
    told = [_told(edition_of(row), row["measure"], policy) for row in kept]
    return replace(new, told=[*told, *new.told], kept=[*kept, *new.kept])


def _told_beside(
    now: Mapping[str, Table], before: Sequence[Sent], day: date, family: Sequence[Measure]
) -> Telling:
    """Protect a family of tables beside what was told of it, this year and in those next to it.

    What was told before two years were tied may tell already: then the years are left untied, for not to
    tell anything more would not mend it.
    """
    from samverk.analytics.disclosure.editions import told_after
    from samverk.analytics.disclosure.policy import DisclosurePolicy

    told, policy = list(_before(before, now, day, family)), DisclosurePolicy()
    if family == TAKING_PART:
        beside = [*_beside(before, now, day), *told]
        with suppress(ValueError):
            return told_after(now, beside, policy, _parts(family), _going_on(day.year))
    return told_after(now, told, policy, _parts(family))


def _beside(before: Sequence[Sent], now: Mapping[str, Table], day: date) -> Iterator[Told]:
    """Give what was last told of the year before, when it was over, and of the year after."""
    orientation = next(iter(now.values())).corner
    for year in (day.year - 1, day.year + 1):
        of = [one for one in before if one.year == year]
        over = [one for one in of if year > day.year or one.day == date(year, 12, 31)]
        yield {
            f"{row['measure']} {year}": edition_of(_of_year(row, year))
            for row in (over[-1].tables if over else ())
            if row["measure"] in GOING_ON and row["orientation"] == orientation
        }


def _going_on(year: int) -> tuple[SameRest, SameRest]:
    """Say who is the same: who took part and did not begin in a year, or did not end in the one before."""
    from samverk.analytics.disclosure.editions import SameRest

    whole, began, ended = GOING_ON
    into = ((f"{whole} {year - 1}", f"{ended} {year - 1}"), (whole, began))
    out = ((f"{whole} {year + 1}", f"{began} {year + 1}"), (whole, ended))
    return SameRest(f"in i {year}", into), SameRest(f"ut ur {year}", out)


def _table(rows: Sequence[DeliveryCount], measure: Measure, orientation: Orientation) -> Table:
    from samverk.analytics.disclosure.table import Table

    columns = [WOMEN, MEN, *([UNKNOWN] if any(one.unknown for one in rows) else [])]
    counted = sorted((one for one in rows if one.measure is measure), key=lambda one: str(one.code))
    return Table(
        f"{measure.value} {orientation.value}",
        tuple(str(one.code) for one in counted),
        tuple(columns),
        tuple(tuple(getattr(one, NAMES[name]) for name in columns) for one in counted),
        ALL,
        ALL,
        orientation.value,
    )


def _parts(family: Sequence[Measure]) -> list[Part]:
    from samverk.analytics.disclosure.editions import Part

    return [
        Part(whole.value, tuple(one.value for one in parts), is_divided=whole in DIVIDED)
        for whole, parts in PARTS
        if whole in family
    ]


def _before(
    before: Sequence[Sent], now: Mapping[str, Table], day: date, family: Sequence[Measure]
) -> Iterator[Told]:
    """Give what was told of the same tables before.

    Who waits comes and goes: two days' numbers are of other people, and are tied when the days are near.
    """
    orientation = next(iter(now.values())).corner
    waiting = family == (Measure.WAITING,)
    for one in before:
        if abs((one.day - day).days) > NEAR_DAYS if waiting else one.year != day.year:
            continue
        yield {
            row["measure"]: edition_of(row if one.year == day.year else _of_year(row, one.year))
            for row in one.tables
            if row["measure"] in now and row["orientation"] == orientation
        }


def _of_year(row: Row, year: int) -> Row:
    """Name a table of another year by that: each year numbers its own."""
    return {**row, "name": f"{year} {row['name']}"}


def _told(one: Edition, measure: str, policy: DisclosurePolicy) -> Row:
    """Write a table as the message tells it: null is withheld."""
    shown = one.shown(policy)
    lines: list[dict[str, int | None]] = [
        {NAMES[name]: count for name, count in zip(shown.headings, counts, strict=True)}
        for counts in shown.counts
    ]
    rows: list[Row] = [{"unknown": 0, **line} for line in lines]
    return {
        "measure": measure,
        "orientation": one.table.corner,
        "rows": [
            {"deliveries": list(label)} | row
            for label, row in zip(shown.labels, rows[:-1], strict=True)
        ],
        "every": rows[-1],
    }


def _kept(one: Edition, measure: str) -> Row:
    """Write a table of a measure as it is kept in the zone."""
    return {"measure": measure} | kept_table(one)
