"""Seats by comparison numbers (jämförelsetal), before any lot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heapreplace


@dataclass(frozen=True, slots=True)
class Allocation:
    """The certain seats, and the groups that share the last number with too few seats left."""

    won: dict[str, int]
    last: Fraction
    tied: tuple[str, ...]
    left: int


def allocate(votes: Mapping[str, int], seats: int) -> Allocation:
    """Give the seats above the last number; those that share it too, if there are seats for all.

    A group can have the last number once, as its numbers only fall.
    """
    won = dict.fromkeys(votes, 0)
    queue = [(Fraction(-number), group) for group, number in votes.items() if number]
    heapify(queue)
    above: list[tuple[Fraction, str]] = []
    for _ in range(seats):
        number, group = queue[0]
        above.append((-number, group))
        won[group] += 1
        heapreplace(queue, (Fraction(-votes[group], won[group] + 1), group))
    last = above[-1][0]
    waiting = [group for number, group in queue if -number == last]
    if not waiting:
        return Allocation(won, last, (), 0)
    sharing = [group for number, group in above if number == last]
    for group in sharing:
        won[group] -= 1
    tied = tuple(group for group in votes if group in {*sharing, *waiting})
    return Allocation(won, last, tied, len(sharing))
