"""Tables that are told again and again of one growing period: none of them is told by the others.

A party tells how many have taken part so far this year, in March and again in June. Whoever keeps the
first subtracts it from the second. So every edition is protected together with all that were sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from samverk.analytics.disclosure.choosing import Choice
from samverk.analytics.disclosure.linking import between, divided, same_rest, within
from samverk.analytics.disclosure.policy import DisclosurePolicy, Mark
from samverk.analytics.disclosure.protect import Protection, examined
from samverk.analytics.disclosure.system import Edition, Link
from samverk.analytics.disclosure.table import Cell, Table

# Each try is an attack on all that was ever told: the largest numbers are worth it, and are totals
_TRIES = 4
# What was told at one time, by subject: a table of each, named by the subject and a number of its own
Told = Mapping[str, Edition]


@dataclass(frozen=True, slots=True)
class Part:
    """That some subjects are parts of another (delmängd): each count of it is theirs and a rest.

    One that ``is_divided`` has no rest: whoever knows all its parts but one knows that one too.
    """

    whole: str
    parts: tuple[str, ...]
    is_divided: bool = False


@dataclass(frozen=True, slots=True)
class SameRest:
    """That what is left of some subjects, when a part of each is taken away, is the same people.

    ``name`` is what they are called, ``pairs`` the subjects: whole and part.
    """

    name: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What may be told now (utgåva), with the attack on it and on all that was told before.

    ``protection`` is None where nothing has anybody in it. ``silent``: nothing could be told of what had
    changed.
    """

    told: dict[str, Edition]
    protection: Protection | None
    silent: bool = False


def told_after(
    now: Mapping[str, Table],
    earlier: Sequence[Told],
    policy: DisclosurePolicy,
    parts: Sequence[Part] = (),
    rests: Sequence[SameRest] = (),
) -> Telling:
    """Protect tables by subject, after what was told of the same subjects before, the oldest first.

    All tables of a subject have the same columns. A table that is as when it was last told is told in the
    same way again. When the new ones cannot be protected, nothing of them is told. Raises ValueError when
    what is told already can be computed from, for then nothing more makes it better.
    """
    chain = _Chain(now, earlier, parts, rests)
    if not chain.news and not chain.out:
        return Telling(chain.empty, None)
    if not chain.news:
        return chain.telling(examined(chain.out, policy, chain.links()))
    choice = Choice(policy, chain.links(), chain.out, _TRIES)
    editions = choice.made_for(list(chain.news.values()))
    found = examined(editions, policy, chain.links(editions))
    if not found.leaks:
        return chain.telling(found)
    quiet = [silent(table) for table in chain.news.values()]
    found = examined([*chain.out, *quiet], policy, chain.links())
    if found.leaks:
        raise ValueError("Det som redan är skickat går att räkna ut.")
    return replace(chain.telling(found), silent=True)


def silent(table: Table) -> Edition:
    """Give a table of which nothing at all is told."""
    plain = Edition(table, withheld=True)
    cells = (cell for line in plain.printed() for cell in line)
    return replace(plain, hidden=dict.fromkeys(cells, Mark.POOLED))


class _Chain:
    """The versions of each subject's table: those that are out, and the new ones."""

    def __init__(
        self,
        now: Mapping[str, Table],
        earlier: Sequence[Told],
        parts: Sequence[Part],
        rests: Sequence[SameRest],
    ) -> None:
        self._parts, self._rests = parts, rests
        self._before = [
            {
                subject: replace(one, settled=True)
                for subject, one in told.items()
                if _anybody(one.table)
            }
            for told in earlier
        ]
        known = {one.table.name: one for told in self._before for one in told.values()}
        self.out = tuple(known.values())
        self.empty = {
            subject: Edition(table) for subject, table in now.items() if not _anybody(table)
        }
        self._kept: dict[str, Edition] = {}
        self.news: dict[str, Table] = {}
        names = {one.table.name for told in earlier for one in told.values()}
        for subject, table in now.items():
            if subject in self.empty:
                continue
            last = self._last_of(subject)
            if last and _same(last.table, table):
                self._kept[subject] = last
            else:
                self.news[subject] = replace(table, name=_free(subject, names))

    def _last_of(self, subject: str) -> Edition | None:
        """Give what was last told of a subject; what went out whole is not told so again."""
        found = (told[subject] for told in reversed(self._before) if subject in told)
        return next((one for one in found if not one.exact), None)

    def telling(self, found: Protection) -> Telling:
        """Name what is told now by subject."""
        editions = {one.table.name: one for one in found.editions}
        fresh = {subject: editions[table.name] for subject, table in self.news.items()}
        return Telling({**self.empty, **self._kept, **fresh}, found)

    def links(self, editions: Sequence[Edition] = ()) -> tuple[Link, ...]:
        """Tie all versions of a subject to each other, and a part to its whole when they were told together.

        With ``editions`` also the rows that two versions tell together.
        """
        latest = {
            **{subject: one.table for subject, one in self._kept.items()},
            **self.news,
        }
        times = [{s: one.table for s, one in told.items()} for told in self._before] + [latest]
        every = (*self._between(times), *self._within(times), *self._same_rests(times))
        found = [link for link in every if not self._is_out(link)]
        return tuple(dict.fromkeys([*found, *same_pools(editions, found)]))

    def _is_out(self, link: Link) -> bool:
        """Answer whether all of a link went out whole: what it tells is told, and tells of nothing more."""
        exact = {one.table.name for one in self.out if one.exact}
        return {cell.table for cell in (link.whole, *link.parts)} <= exact

    def _between(self, times: Sequence[Mapping[str, Table]]) -> Iterator[Link]:
        for subject in {subject: None for tables in times for subject in tables}:
            versions = {
                tables[subject].name: tables[subject] for tables in times if subject in tables
            }
            for one, other in combinations(versions.values(), 2):
                yield from between(one, other)

    def _within(self, times: Sequence[Mapping[str, Table]]) -> Iterator[Link]:
        for tables in times:
            for part in self._parts:
                if part.whole in tables:
                    inner = [tables[name] for name in part.parts if name in tables]
                    tie = divided if part.is_divided else within
                    yield from tie(tables[part.whole], inner) if inner else ()

    def _same_rests(self, times: Sequence[Mapping[str, Table]]) -> Iterator[Link]:
        for one in self._rests:
            pairs = {
                (tables[whole].name, tables[part].name): (tables[whole], tables[part])
                for tables in times
                for whole, part in one.pairs
                if whole in tables and part in tables
            }
            yield from same_rest(list(pairs.values()), one.name)


def _anybody(table: Table) -> bool:
    return table.count(None, None) > 0


def _same(one: Table, other: Table) -> bool:
    return (one.rows, one.columns, one.counts) == (other.rows, other.columns, other.counts)


def _free(subject: str, names: set[str]) -> str:
    number = 1
    while f"{subject} {number}" in names:
        number += 1
    return f"{subject} {number}"


def same_pools(editions: Sequence[Edition], links: Sequence[Link]) -> Iterator[Link]:
    """Tie the rows that two versions tell together: what came between is in none of them alone."""
    by_name = {one.table.name: one for one in editions}
    pairs = dict.fromkeys(
        (link.rest.table, link.whole.table, link.parts[0].table)
        for link in links
        if link.rest and len(link.parts) == 1
    )
    for rest, whole, part in pairs:
        one, other = by_name.get(whole), by_name.get(part)
        if one and other and one.pool and one.pool == other.pool:
            yield from _same_pool(one, other, rest)


def _same_pool(one: Edition, other: Edition, rest: str) -> Iterator[Link]:
    shared = [column for column in one.table.columns if column in other.table.columns]
    for column in (*shared, None):
        more, less = one, other
        if one.table.of_label(one.pool, column) < other.table.of_label(one.pool, column):
            more, less = other, one
        yield Link(
            Cell(more.table.name, one.pool, column),
            (Cell(less.table.name, one.pool, column),),
            Cell(rest, one.pool, column),
        )
