"""Rows that are told together: small rows with each other, and with the next smallest while needed."""

from __future__ import annotations

from collections.abc import Iterable

from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.table import Label, Table


def small_rows(table: Table, policy: DisclosurePolicy) -> tuple[str, ...]:
    """List the rows whose own total is small."""
    return tuple(row for row in table.rows if policy.is_small(table.count(row, None)))


def pool_of(table: Table, rows: Iterable[str], policy: DisclosurePolicy) -> Label | None:
    """Give the rows to tell together, so that none of ``rows`` is told by the others' sum.

    In the table's order; () when there are none, None when the whole table is not enough.
    """
    pool = set(rows)
    if not pool:
        return ()
    totals = {row: table.count(row, None) for row in table.rows}
    # A row of nobody would hide no one, where zeros are shown
    others = sorted((row for row in table.rows if row not in pool), key=lambda row: totals[row])
    others = [row for row in others if totals[row] >= policy.threshold]
    while not _is_enough([totals[row] for row in pool], policy):
        if not others:
            return None
        pool.add(others.pop(0))
    return tuple(row for row in table.rows if row in pool)


def next_smallest(table: Table, pool: Iterable[str], policy: DisclosurePolicy) -> str | None:
    """Give the smallest row that is told by itself; None when there is none."""
    kept = set(pool)
    left = [row for row in table.rows if row not in kept]
    left = [row for row in left if table.count(row, None) >= policy.threshold]
    return min(left, key=lambda row: table.count(row, None), default=None)


def _is_enough(totals: list[int], policy: DisclosurePolicy) -> bool:
    """Answer whether the pool's sum leaves each total open to one who knows which rows are small.

    Small ones are least to threshold - 1, others the threshold or more: the sum may not be at the end of
    what they can be together, where each would have to be at its own end.
    """
    whole, small = sum(totals), sum(policy.is_small(total) for total in totals)
    if len(totals) < 2 or whole < policy.threshold:
        return False
    large = len(totals) - small
    if not policy.kinds_are_known:
        return whole > len(totals) * policy.least
    lowest = small * policy.least + large * policy.threshold
    if large:
        return not small or whole > lowest
    return lowest < whole < small * (policy.threshold - 1)
