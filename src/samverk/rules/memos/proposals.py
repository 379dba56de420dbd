"""What a memo proposes, point by point, and what of it a body is to decide (förslag till beslut).

A memo may propose to its own board and, through it, to the council: each point names who decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One proposed point (beslutspunkt). ``decider`` is the deciding body, None for the memo's own."""

    text: str
    decider: int | None = None


@dataclass(frozen=True, slots=True)
class Deciding:
    """A body that takes a proposal up (beslutande organ): its id, and its name in running text."""

    body: int
    name: str


def for_meeting(
    points: Iterable[Point], meets: Deciding, *, home: int, names: dict[int, str]
) -> tuple[str, ...]:
    """Word the points as a meeting of ``meets`` is to decide them.

    What the body decides itself is put as it stands; what another decides is put as a proposal to
    that one, if the memo is of the meeting's own body (``home``). A body above is given its own
    points alone: what the board below decides is nothing for it. ``names`` has the deciders' names.
    """
    found = []
    for point in points:
        decider = home if point.decider is None else point.decider
        if decider == meets.body:
            found.append(point.text)
        elif home == meets.body:
            found.append(proposed(meets.name, names[decider], point.text))
    return tuple(found)


def proposed(by: str, to: str, point: str) -> str:
    """Word a point as a body proposes it to another, whose name is as in running text."""
    return f"{by} föreslår {to}: {point}"


def passed_on(points: Iterable[str], *, by: str, meets: str, to: str = "") -> tuple[str, ...]:
    """Word what one body proposed as the next is to decide it.

    A point that was put as a proposal of the first body (``by``) is put as one of the next
    (``meets``), or as it stands where that one decides itself (``to`` is ""). Other words stay.
    """
    mark = re.compile(rf"{re.escape(by)} föreslår [^:]{{1,200}}: (.+)", re.DOTALL)
    found = []
    for point in points:
        own = mark.fullmatch(point)
        bare = own[1] if own else point
        found.append(proposed(meets, to, bare) if own and to else bare)
    return tuple(found)
