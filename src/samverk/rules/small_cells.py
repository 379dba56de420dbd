"""Counts by sex that can be shown without telling of anybody: small rows and small cells are pooled.

Pooling comes before suppression: every total that is shown stands, and a split that is not shown
cannot be computed from those that are. The limit is user data with a default; no statute sets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling

# The usual limit for publishing counts of people; a federation may set a higher one.
THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of counts (antal): women, men, and those whose sex is not told."""

    name: str
    women: int
    men: int
    unknown: int = 0

    @property
    def total(self) -> int:
        """All of the row."""
        return self.women + self.men + self.unknown


@dataclass(frozen=True, slots=True)
class Split:
    """Women and men of one or more rows together (könsfördelning)."""

    women: int
    men: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it may be shown: ``names`` are those that it joins; ``split`` None when it is not shown."""

    names: tuple[str, ...]
    total: int
    split: Split | None


@dataclass(frozen=True, slots=True)
class ShownCounts:
    """A table as it may be shown, in whole people.

    ``pooled`` is the one split of all rows that lack their own, None when it cannot be shown.
    ``total`` is the grand total, None when the table is too small to be shown; ``split`` of all.
    """

    rows: tuple[ShownRow, ...]
    pooled: Split | None
    total: int | None
    split: Split | None


def shown_counts(rows: Sequence[Counted], threshold: int = THRESHOLD) -> Ruling[ShownCounts]:
    """Answer how a table of counts may be shown when no cell under ``threshold`` may be told.

    A row in which all are of one sex counts as small too: it tells of each of them. Rows without
    anybody are shown as they are. Raises ValueError for a threshold under 1, a negative count, and
    two rows of one name.
    """
    _check(rows, threshold)
    filled = [row for row in rows if row.total]
    if sum(row.total for row in filled) < threshold and filled:
        text = f"Färre än {threshold} sammanlagt: inget antal visas."
        return Ruling(ShownCounts((), None, None, None), (Reason(text),))
    joined = _joined(filled, threshold)
    hidden = _hidden(joined, threshold)
    shown = tuple(
        ShownRow(each.names, each.total, None if each in hidden else each.split) for each in joined
    )
    empty = tuple(ShownRow((row.name,), 0, Split(0, 0)) for row in rows if not row.total)
    pooled = _pooled_split(hidden, threshold)
    all_shown = pooled is not None or not hidden
    counts = ShownCounts(
        (*shown, *empty),
        pooled,
        sum(each.total for each in joined),
        _sum(each.split for each in joined) if all_shown else None,
    )
    return Ruling(counts, tuple(_reasons(counts, threshold)))


def may_stand_beside(
    whole: Sequence[Counted], parts: Sequence[Sequence[Counted]], threshold: int = THRESHOLD
) -> bool:
    """Answer whether parts may be shown beside the whole, of the same days: nothing small is the rest.

    ``parts`` are the same rows by where people live. Every number of a part, and what is left of the
    whole when the parts are taken away, is none or at least ``threshold``.
    """
    rows = {row.name: row for row in whole}
    cells = [cell for part in parts for row in part for cell in (row.women, row.men, row.unknown)]
    for name, row in rows.items():
        same = [one for part in parts for one in part if one.name == name]
        cells += [
            row.women - sum(one.women for one in same),
            row.men - sum(one.men for one in same),
            row.unknown - sum(one.unknown for one in same),
        ]
    return all(cell == 0 or cell >= threshold for cell in cells)


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows that are shown as one."""

    names: tuple[str, ...]
    split: Split
    unknown: int

    @property
    def total(self) -> int:
        return self.split.women + self.split.men + self.unknown


def _check(rows: Sequence[Counted], threshold: int) -> None:
    if threshold < 1:
        raise ValueError("Gränsen ska vara minst 1.")
    if any(min(row.women, row.men, row.unknown) < 0 for row in rows):
        raise ValueError("Antal kan inte vara negativa.")
    if len({row.name for row in rows}) < len(rows):
        raise ValueError("Två rader har samma namn.")


def _joined(rows: Sequence[Counted], threshold: int) -> list[_Group]:
    """Join the rows that are too small with each other, and with the next smallest while needed."""
    small = [row for row in rows if row.total < threshold]
    others = sorted((row for row in rows if row.total >= threshold), key=lambda row: row.total)
    while small and others and (len(small) < 2 or sum(r.total for r in small) < threshold):
        small.append(others.pop(0))
    together = {row.name for row in small}
    groups = [
        _Group((row.name,), Split(row.women, row.men), row.unknown)
        for row in rows
        if row.name not in together
    ]
    if small:
        names = tuple(row.name for row in rows if row.name in together)
        split = Split(sum(r.women for r in small), sum(r.men for r in small))
        groups.append(_Group(names, split, sum(r.unknown for r in small)))
    return groups


def _hidden(groups: Sequence[_Group], threshold: int) -> list[_Group]:
    """Choose whose split is not shown: the small, and as many more as keep each of them free."""
    hidden = [each for each in groups if not _is_safe(each, threshold)]
    others = sorted((each for each in groups if each not in hidden), key=lambda each: each.total)
    while hidden and others and not _are_free(hidden, threshold):
        hidden.append(others.pop(0))
    return hidden


def _is_safe(group: _Group, threshold: int) -> bool:
    return min(group.split.women, group.split.men) >= threshold and not group.unknown


def _are_free(hidden: Sequence[_Group], threshold: int) -> bool:
    """Answer whether the pooled split leaves each small row's own between nobody and all of it.

    The rows that were only taken along could be shown: what can be learnt of them tells of nobody.
    """
    pooled = _sum(each.split for each in hidden)
    whole = sum(each.total for each in hidden)
    if any(each.unknown for each in hidden) or min(pooled.women, pooled.men) < threshold:
        return False
    small = [each.total for each in hidden if not _is_safe(each, threshold)]
    return all(total <= pooled.women <= whole - total for total in small)


def _pooled_split(hidden: Sequence[_Group], threshold: int) -> Split | None:
    """Give the split of the rows without their own; None when it would tell of one of them."""
    if not hidden or not _are_free(hidden, threshold):
        return None
    return _sum(each.split for each in hidden)


def _sum(splits: Iterable[Split]) -> Split:
    found = list(splits)
    return Split(sum(each.women for each in found), sum(each.men for each in found))


def _reasons(counts: ShownCounts, threshold: int) -> Iterable[Reason]:
    yield Reason(
        f"Gräns: inget antal under {threshold} visas, och ingen rad där alla är av ett kön."
    )
    if joined := next((row for row in counts.rows if len(row.names) > 1), None):
        yield Reason(f"{', '.join(joined.names)} är för små var för sig och visas tillsammans.")
    without = [", ".join(row.names) for row in counts.rows if row.split is None]
    if without and counts.pooled:
        yield Reason(f"Könsfördelningen visas tillsammans för {'; '.join(without)}.")
    elif without:
        yield Reason("Könsfördelningen visas inte: den skulle kunna räknas ut för en enskild rad.")


EXAMPLES = (
    Example(
        shown_counts,
        {
            "rows": (
                Counted("Norra gruppen", 30, 20),
                Counted("Södra gruppen", 8, 1),
                Counted("Östra gruppen", 1, 9),
                Counted("Kursen", 2, 1),
                Counted("Caféet", 1, 1),
            )
        },
        ShownCounts(
            (
                ShownRow(("Norra gruppen",), 50, Split(30, 20)),
                ShownRow(("Södra gruppen",), 9, None),
                ShownRow(("Östra gruppen",), 10, None),
                ShownRow(("Kursen", "Caféet"), 5, None),
            ),
            Split(12, 12),
            74,
            Split(42, 32),
        ),
        "konstruerat: två rader slås ihop, och tre rader får en gemensam könsfördelning",
    ),
    Example(
        shown_counts,
        {"rows": (Counted("Kursen", 2, 1),)},
        ShownCounts((), None, None, None),
        "konstruerat: för få sammanlagt, och inget visas",
    ),
)
