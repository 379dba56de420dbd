"""Tables to protect: strategies, and an oracle that lists every table that would be told the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from samverk.analytics.disclosure.policy import DisclosurePolicy, Mark, ZeroRule
from samverk.analytics.disclosure.pooling import small_rows
from samverk.analytics.disclosure.system import Edition
from samverk.analytics.disclosure.table import Cell, Table

BOTH = ("Summa", "Summa")
FEW = DisclosurePolicy(3)


def table(*counts: tuple[int, ...], totals: tuple[str | None, str | None] = BOTH, name: str = "T"):
    rows = tuple(f"r{number}" for number in range(len(counts)))
    columns = tuple(f"c{number}" for number in range(len(counts[0])))
    return Table(name, rows, columns, counts, *totals)


def policies(most: int = 10) -> st.SearchStrategy[DisclosurePolicy]:
    return st.builds(DisclosurePolicy, st.integers(2, most), st.sampled_from(ZeroRule))


def tables(
    rows: int = 6, columns: int = 6, most: int = 30, totals: tuple[bool, ...] = (True, False)
) -> st.SearchStrategy[Table]:
    """Draw tables with both totals, one or none; small counts come often."""
    count = st.one_of(st.integers(0, 6), st.integers(0, most))
    sizes = st.tuples(st.integers(1, rows), st.integers(1, columns))
    counts = sizes.flatmap(lambda size: st.tuples(*[st.tuples(*[count] * size[1])] * size[0]))
    told = st.tuples(st.sampled_from(totals), st.sampled_from(totals)).map(
        lambda pair: tuple("Summa" if each else None for each in pair)
    )
    return st.builds(lambda found, names: table(*found, totals=names), counts, told)


def same_telling(edition: Edition, policy: DisclosurePolicy, most: int) -> Iterator[Table]:
    """List every table with counts of at most ``most`` that the rule would have told just as this one."""
    of = edition.table
    shown, kinds = edition.shown(policy).counts, kinds_of(edition, policy)
    sums = shown[-1][: len(of.columns)] if of.totals_row else ()
    for counts in product(*(_rows_like(edition, row, most) for row in of.rows)):
        added = map(sum, zip(*counts, strict=True))
        if any(known not in (None, found) for known, found in zip(sums, added, strict=False)):
            continue
        other = replace(edition, table=replace(of, counts=counts))
        if other.shown(policy).counts == shown and kinds_of(other, policy) == kinds:
            yield other.table


def _rows_like(edition: Edition, row: str, most: int) -> list[tuple[int, ...]]:
    """List the counts that one row may have, by what is printed of it."""
    of = edition.table
    printed = {cell for line in edition.printed() for cell in line} - set(edition.hidden)
    choices = []
    for column in of.columns:
        known = Cell(of.name, (row,), column) in printed
        choices.append([of.count(row, column)] if known else range(most + 1))
    total = of.count(row, None) if Cell(of.name, (row,), None) in printed else None
    found = product(*choices)
    return [counts for counts in found if total is None or sum(counts) == total]


def kinds_of(edition: Edition, policy: DisclosurePolicy) -> tuple[object, ...]:
    """Say what the strongest attacker knows besides the print: which hidden numbers and rows are small."""
    of = edition.table
    if edition.withheld:
        return ()
    alone = tuple(
        of.count(row, None) == 0 or of.count(row, None) >= policy.threshold
        for row in of.rows
        if row not in edition.pool
    )
    if not policy.kinds_are_known:
        # All that is hidden is somebody; more is not told where only 1 is small
        hidden = [of.of_label(cell.row, cell.column) > 0 for cell in edition.hidden]
        pooled = [of.count(row, None) > 0 for row in edition.pool]
        return (*alone, *hidden, *pooled)
    small = [policy.is_small(of.of_label(cell.row, cell.column)) for cell in edition.hidden]
    rows = [row in small_rows(of, policy) for row in edition.pool]
    zero = [
        of.of_label(cell.row, cell.column) == 0 and policy.least == 1
        for cell in edition.hidden
        if edition.hidden[cell] in (Mark.SMALL, Mark.GUARD)
    ]
    return (*alone, *small, *rows, *zero)
