"""Placing labels beside points on a row so that none covers another label or a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 5.0


@dataclass(frozen=True, slots=True)
class Point:
    """A mark that wants a label: where its centre is, its radius, and the label's width."""

    x: float
    radius: float
    width: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label begins, and how many tiers above the row's line it stands (0: beside)."""

    x: float
    tier: int


@dataclass(frozen=True, slots=True)
class _Span:
    start: float
    end: float

    def meets(self, other: _Span) -> bool:
        return self.start < other.end + GAP and other.start < self.end + GAP


def place_labels(points: Sequence[Point], left: float, right: float) -> list[Place]:
    """Give each point a place for its label, in the order given.

    Beside the mark if there is room, to the right rather than to the left; else in the lowest tier
    above where it fits, kept between ``left`` and ``right``. The leader from a raised label down
    to its mark takes room in the tiers it passes.
    """
    marks = [_Span(p.x - p.radius, p.x + p.radius) for p in points]
    tiers: list[list[_Span]] = [list(marks)]
    # From the right, so that a raised label's leader never has to cross a later label
    order = sorted(range(len(points)), key=lambda index: points[index].x, reverse=True)
    places: dict[int, Place] = {}
    for index in order:
        places[index] = _place(points[index], index, tiers, marks, (left, right))
    return [places[index] for index in range(len(points))]


def _place(
    point: Point,
    index: int,
    tiers: list[list[_Span]],
    marks: list[_Span],
    edges: tuple[float, float],
) -> Place:
    left, right = edges
    beside = (point.x + point.radius + GAP, point.x - point.radius - GAP - point.width)
    others = [span for span in tiers[0] if span is not marks[index]]
    for start in beside:
        span = _Span(start, start + point.width)
        if start >= left and span.end <= right and not any(span.meets(o) for o in others):
            tiers[0].append(span)
            return Place(start, 0)
    start = min(max(point.x - point.radius, left), right - point.width)
    span = _Span(start, start + point.width)
    tier = 1
    while tier < len(tiers) and any(span.meets(other) for other in tiers[tier]):
        tier += 1
    if tier == len(tiers):
        tiers.append([])
    tiers[tier].append(span)
    for lower in tiers[1:tier]:
        lower.append(_Span(point.x, point.x))
    return Place(start, tier)
