"""What ties a delivery's year together: statistics, outcomes, and the counts that were sent of it.

The counts are of everybody, the tables of those who have consented to follow-up: whoever has both
subtracts, and what is left may be one person without consent, or with a protected identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from samverk.federation.queries import DIVIDED, PARTS, Measure
from samverk.interventions.persons.models import Occupation
from samverk.interventions.persons.queries import outcomes as exact
from samverk.interventions.persons.queries import returned as back
from samverk.interventions.persons.queries.answered import REASONS
from samverk.rules.interventions.referral import RETURN_REASONS, ReturnReason

if TYPE_CHECKING:
    from samverk.analytics.disclosure.system import Edition, Link
    from samverk.analytics.disclosure.table import Table

MOVED, STAYED = "gick till arbete eller studier", "gick inte till arbete eller studier"
OTHERS = "var redan där, eller är inte känt"
AT_WORK = tuple(str(one.label) for one in (Occupation.WORK, Occupation.STUDIES))
ENDED, MOVES, GOALS, WORK = "Hur det slutade", "Till arbete eller studier", "Mål", "Sysselsättning"
# Which measures that are sent are which rows of which table of outcomes; None is the total
SAME: tuple[tuple[Measure, str, str | None], ...] = (
    (Measure.ENDED, ENDED, None),
    (Measure.COMPLETED, ENDED, exact.ENDS[0][1]),
    (Measure.ENDED_EARLY, ENDED, exact.ENDS[1][1]),
    (Measure.GOALS_MET, GOALS, exact.ALL_GOALS),
    (Measure.GOALS_PARTLY, GOALS, exact.SOME_GOALS),
    (Measure.GOALS_NOT, GOALS, exact.NO_GOALS),
    (Measure.TO_WORK, MOVES, MOVED),
)
# Which measures that are sent are which reasons in the tables of returns
RETURNED_AS: tuple[tuple[Measure, str], ...] = (
    *((measure, RETURN_REASONS[reason]) for measure, reason in REASONS.items()),
    (Measure.RETURNED_OTHER, RETURN_REASONS[ReturnReason.OTHER]),
)
# What one message told, by measure
Message = dict[Measure, "Edition"]


@dataclass(frozen=True, slots=True)
class OneYear:
    """All tables of a delivery's (code) year: out already, or about to be (årets tabeller).

    ``statistics`` and ``outcomes`` are of the same people each, the first of them standing for all.
    """

    code: str
    messages: Sequence[Message]
    statistics: Sequence[Table]
    outcomes: Sequence[Table]

    def links(self) -> tuple[Link, ...]:
        """List what ties the numbers together."""
        found = [
            *_sent_links(self.messages),
            *_same_totals(self.statistics),
            *_same_totals(self.outcomes),
            *self._statistics_and_sent(),
            *self._outcomes_and_sent(),
            *self._outcomes_and_statistics(),
            *self._moves(),
        ]
        return tuple(dict.fromkeys(found))

    def _sent(self) -> Iterator[tuple[Measure, Table]]:
        """List what was sent of the delivery, each table once."""
        for message in self.messages:
            for measure, one in message.items():
                if self.code in one.table.rows:
                    yield measure, one.table

    def _statistics_and_sent(self) -> Iterator[Link]:
        from samverk.analytics.disclosure.linking import apart
        from samverk.analytics.disclosure.system import Link
        from samverk.analytics.disclosure.table import Cell

        for first in self.statistics[:1]:
            for measure, sent in self._sent():
                for column in _shared(sent, first) if measure is Measure.TOOK_PART else ():
                    one, other = (
                        Cell(sent.name, (self.code,), column),
                        Cell(first.name, None, column),
                    )
                    yield apart(sent, one, first, other)
            for message in self.messages:
                ends = [message.get(one) for one in (Measure.COMPLETED, Measure.ENDED_EARLY)]
                tables = [one.table for one in ends if one and self.code in one.table.rows]
                # Whoever ended in the year, and is followed up, took part in it and is followed up
                for column in _shared(tables[0], first) if len(tables) == len(ends) else ():
                    parts = tuple(Cell(one.name, (self.code,), column) for one in tables)
                    ended = sum(one.of_label((self.code,), column) for one in tables)
                    rest = Cell(f"{first.name} utom {tables[0].name} och den andra", None, column)
                    if ended <= first.count(None, column):
                        yield Link(Cell(first.name, None, column), parts, rest)

    def _outcomes_and_sent(self) -> Iterator[Link]:
        from samverk.analytics.disclosure.linking import apart
        from samverk.analytics.disclosure.table import Cell

        tables = {_subject(table): table for table in self.outcomes}
        for measure, sent in self._sent():
            cell = Cell(sent.name, (self.code,), None)
            for same, name, row in SAME:
                if same is measure and name in tables:
                    label = (row,) if row else None
                    yield apart(sent, cell, tables[name], Cell(tables[name].name, label, None))
            if measure is Measure.NOT_AT_WORK and MOVES in tables:
                yield self._could_move(sent, tables[MOVES])

    def _could_move(self, sent: Table, moves: Table) -> Link:
        """Tie those who could move to those who did and did not; or, when they are fewer, to all."""
        from samverk.analytics.disclosure.system import Link
        from samverk.analytics.disclosure.table import Cell

        cell = Cell(sent.name, (self.code,), None)
        rest = Cell(f"{sent.name} mot {moves.name}", (self.code,), None)
        both = tuple(Cell(moves.name, (row,), None) for row in (MOVED, STAYED))
        if sent.of_label((self.code,), None) >= moves.of_label((MOVED, STAYED), None):
            return Link(cell, both, rest)
        return Link(Cell(moves.name, None, None), (cell, Cell(moves.name, (OTHERS,), None)), rest)

    def _outcomes_and_statistics(self) -> Iterator[Link]:
        from samverk.analytics.disclosure.linking import apart
        from samverk.analytics.disclosure.table import Cell

        for more in self.statistics[:1]:
            for less in self.outcomes[:1]:
                cells = Cell(more.name, None, None), Cell(less.name, None, None)
                yield apart(more, cells[0], less, cells[1])

    def _moves(self) -> Iterator[Link]:
        """Tie how many moved to the cells of before against after that they are in."""
        from samverk.analytics.disclosure.system import Link
        from samverk.analytics.disclosure.table import Cell

        tables = {_subject(table): table for table in self.outcomes}
        if not {WORK, MOVES} <= set(tables):
            return
        work, moves = tables[WORK], tables[MOVES]
        for kind in (MOVED, STAYED, OTHERS):
            cells = tuple(
                Cell(work.name, (row,), column)
                for row in work.rows
                for column in work.columns
                if kind_of(row, column) == kind
            )
            if cells:
                yield Link(Cell(moves.name, (kind,), None), cells)


def kind_of(before: str, after: str) -> str:
    """Answer whether somebody came to work or studies, from what they did before and after."""
    after = after.removesuffix(" vid avslut")
    if before in (*AT_WORK, exact.UNKNOWN) or after == exact.UNKNOWN:
        return OTHERS
    return MOVED if after in AT_WORK else STAYED


def _subject(table: Table) -> str:
    """Answer what a table is about: its name ends with the year."""
    return table.name.rpartition(", ")[0]


def _sent_links(messages: Sequence[Message]) -> Iterator[Link]:
    """Tie what was sent: versions to each other, and parts to their whole in each message."""
    from samverk.analytics.disclosure.editions import same_pools
    from samverk.analytics.disclosure.linking import between, divided, within

    found: list[Link] = []
    for measure in Measure:
        tables = {one[measure].table.name: one[measure].table for one in messages if measure in one}
        for earlier, later in combinations(tables.values(), 2):
            found += between(earlier, later)
    for message in messages:
        for whole, parts in PARTS:
            inner = [message[part].table for part in parts if part in message]
            if whole in message and inner:
                tie = divided if whole in DIVIDED else within
                found += tie(message[whole].table, inner)
    every = {one.table.name: one for message in messages for one in message.values()}
    known = {name for name, one in every.items() if one.exact}
    yield from (
        link
        for link in (*found, *same_pools(list(every.values()), found))
        # What went out whole tells of itself already
        if not {cell.table for cell in (link.whole, *link.parts)} <= known
    )


def _same_totals(tables: Sequence[Table]) -> Iterator[Link]:
    """Tie the totals of tables of the same people."""
    from samverk.analytics.disclosure.system import Link
    from samverk.analytics.disclosure.table import Cell

    for first in tables[:1]:
        for other in tables[1:]:
            for column in _shared(first, other):
                yield Link(Cell(first.name, None, column), (Cell(other.name, None, column),))


def returns_links(
    code: str, messages: Sequence[Message], tables: Sequence[Table]
) -> tuple[Link, ...]:
    """Tie the tables of a delivery's (code) returns to each other, and to the counts that were sent.

    Those of reasons have the same rows, and each reason's total is the same in all. Their columns are not:
    a municipality is a party in one and a home in another. The last two tell of all answers, by the same.
    """
    from samverk.analytics.disclosure.system import Link
    from samverk.analytics.disclosure.table import Cell

    *reasons, by_party, by_home = tables
    first, found = reasons[0], list(_sent_links(messages))
    for of_reasons, answers in ((reasons[0], by_party), (reasons[1], by_home)):
        found += [
            Link(Cell(answers.name, row, back.SENT_BACK), (Cell(of_reasons.name, None, column),))
            for row, column in (*(((one,), one) for one in of_reasons.columns), (None, None))
        ]
    found += [
        Link(Cell(by_party.name, None, column), (Cell(by_home.name, None, column),))
        for column in (*by_party.columns, None)
    ]
    found += [
        Link(Cell(first.name, row, None), (Cell(other.name, row, None),))
        for other in reasons[1:]
        for row in (*((one,) for one in first.rows), None)
    ]
    found += _answers_and_sent(code, messages, first, by_party)
    return tuple(dict.fromkeys(found))


def _answers_and_sent(
    code: str, messages: Sequence[Message], first: Table, by_party: Table
) -> Iterator[Link]:
    """Tie the reasons, and all answers, to the counts of referrals that were sent."""
    from samverk.analytics.disclosure.linking import apart
    from samverk.analytics.disclosure.table import Cell

    names = {Measure.RETURNED: None, **{one: (row,) for one, row in RETURNED_AS}}
    tied = {
        measure: (first, Cell(first.name, row, None))
        for measure, row in names.items()
        if row is None or row[0] in first.rows
    }
    tied[Measure.REFERRED] = (by_party, Cell(by_party.name, None, None))
    tied[Measure.LAPSED] = (by_party, Cell(by_party.name, None, back.NO_ANSWER))
    for message in messages:
        for measure, one in message.items():
            if measure in tied and code in one.table.rows:
                sent = Cell(one.table.name, (code,), None)
                yield apart(one.table, sent, *tied[measure])


def _shared(one: Table, other: Table) -> list[str | None]:
    """List the columns that two tables have, the total last."""
    return [*(column for column in one.columns if column in other.columns), None]
