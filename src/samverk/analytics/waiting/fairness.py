"""Do people of different groups wait, start and get sent back alike?

A group under the threshold is never shown by itself: the small ones are pooled, and left out with a
word where even the pool is too small. The figures are for those who run the queue; what is published
must pass disclosure control as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverk.analytics.waiting.comparison import LogRank, log_rank, permutation_p
from samverk.analytics.waiting.proportions import Share, share
from samverk.analytics.waiting.quantiles import LEAST_FOR_A_MEDIAN, Quantile
from samverk.analytics.waiting.spells import Exit, Spell
from samverk.analytics.waiting.survival import aalen_johansen, waits_until

THRESHOLD = 5
POOLED = "Övriga"


@dataclass(frozen=True, slots=True)
class Group:
    """A group's waits and what happened to its referrals (grupp).

    ``returned`` of ``assessed`` referrals were sent back, and ``out_of_order`` of the starts passed
    somebody by.
    """

    name: str
    spells: tuple[Spell, ...]
    returned: int = 0
    assessed: int = 0
    out_of_order: int = 0

    @property
    def started(self) -> int:
        """How many of the waits ended in a start."""
        return sum(one.exit is Exit.STARTED for one in self.spells)

    @property
    def removed(self) -> int:
        """How many of the waits ended in a removal."""
        return sum(one.exit is Exit.REMOVED for one in self.spells)


@dataclass(frozen=True, slots=True)
class Shown:
    """A group as it is shown (visad grupp); ``names`` are those that it joins.

    ``median`` is the days after which half of all have started, those removed among them
    (Aalen-Johansen): without a value where fewer than half start. None under ten people.
    """

    names: tuple[str, ...]
    n: int
    median: Quantile | None
    returned: Share
    removed: Share
    out_of_order: Share


@dataclass(frozen=True, slots=True)
class Fairness:
    """Groups side by side (jämförelse), with the tests of equal waits; None where none can be made.

    ``left_out`` counts people in groups too small to be shown, also together, 0 when none are.
    """

    groups: tuple[Shown, ...]
    left_out: int
    log_rank: LogRank | None
    permutation_p: float | None


def fairness(groups: Sequence[Group], *, seed: int, threshold: int = THRESHOLD) -> Fairness:
    """Compare groups; the same seed gives the same answer. Raises ValueError for a name given twice."""
    if len({group.name for group in groups}) < len(groups):
        raise ValueError("Samma grupp står två gånger.")
    kept, left_out = _pooled(groups, threshold)
    waits: Mapping[str, Sequence[Spell]] = {" + ".join(names): g.spells for names, g in kept}
    return Fairness(
        groups=tuple(_shown(names, group) for names, group in kept),
        left_out=left_out,
        log_rank=log_rank(waits),
        permutation_p=permutation_p(waits, seed=seed),
    )


def told(found: Fairness) -> tuple[str, ...]:
    """Say in Swedish what the comparison allows one to say."""
    lines = []
    if found.left_out:
        lines.append("En eller flera grupper är för små för att visas.")
    p = found.permutation_p
    if p is None:
        lines.append("Det finns inte två grupper att jämföra.")
    elif p < 0.05:
        lines.append(f"Skillnaden i väntan är större än slumpen brukar ge (p = {_decimal(p)}).")
    else:
        lines.append(
            f"Skillnaden i väntan kan bero på slumpen (p = {_decimal(p)}). Det visar inte att "
            "grupperna väntar lika länge."
        )
    return tuple(lines)


def _pooled(
    groups: Sequence[Group], threshold: int
) -> tuple[list[tuple[tuple[str, ...], Group]], int]:
    """Pool the small groups; where the pool is small the smallest of the large must join it.

    Otherwise a reader who knows the total would have the small ones by subtraction.
    """
    ordered = sorted(groups, key=lambda group: (len(group.spells), group.name))
    small = [group for group in ordered if len(group.spells) < threshold]
    large = [group for group in ordered if len(group.spells) >= threshold]
    if any(group.spells for group in small):
        while large and sum(len(g.spells) for g in small) < threshold:
            small.append(large.pop(0))
    kept: list[tuple[tuple[str, ...], Group]] = [
        ((group.name,), group) for group in sorted(large, key=lambda group: group.name)
    ]
    pool = _together(small)
    if len(pool.spells) >= max(threshold, 1):
        return [*kept, (tuple(sorted(g.name for g in small)), pool)], 0
    return kept, len(pool.spells)


def _together(groups: Sequence[Group]) -> Group:
    return Group(
        POOLED,
        tuple(one for group in groups for one in group.spells),
        sum(group.returned for group in groups),
        sum(group.assessed for group in groups),
        sum(group.out_of_order for group in groups),
    )


def _shown(names: tuple[str, ...], group: Group) -> Shown:
    n = len(group.spells)
    enough = n >= LEAST_FOR_A_MEDIAN
    return Shown(
        names=names,
        n=n,
        median=waits_until(aalen_johansen(group.spells), 0.5) if enough else None,
        returned=share(group.returned, group.assessed),
        removed=share(group.removed, n),
        out_of_order=share(group.out_of_order, group.started),
    )


def _decimal(p: float) -> str:
    return f"{p:.3f}".replace(".", ",")
