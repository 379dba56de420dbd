"""The marks of a chain's events: each kind has its own shape, so colour is never needed."""

from __future__ import annotations

from collections.abc import Callable

from samverk.web.charts import svg
from samverk.web.charts.chain import EventKind


def _polygon(points: list[tuple[float, float]], class_: str) -> str:
    written = " ".join(f"{svg.coordinate(x)},{svg.coordinate(y)}" for x, y in points)
    return svg.element("polygon", points=written, class_=class_)


def _diamond(x: float, y: float, r: float, class_: str) -> str:
    reach = r * 1.2
    return _polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], class_)


def _sheet(x: float, y: float, r: float, class_: str) -> str:
    """Draw a sheet of paper with a folded corner."""
    w, h, fold = r * 0.8, r, r * 0.65
    outline = [(x - w, y - h), (x + w - fold, y - h), (x + w, y - h + fold), (x + w, y + h)]
    return _polygon([*outline, (x - w, y + h)], class_)


def _envelope(x: float, y: float, r: float, class_: str) -> str:
    body = svg.rect(x - r, y - r * 0.75, 2 * r, 1.5 * r, class_)
    flap = [(x - r, y - r * 0.75), (x, y + r * 0.15), (x + r, y - r * 0.75)]
    return body + _polygon(flap, class_ + " sv-flap")


def _courthouse(x: float, y: float, r: float, class_: str) -> str:
    """Draw a gable on three pillars and a step."""
    gable = _polygon(
        [(x - r * 1.1, y - r * 0.3), (x, y - r * 1.1), (x + r * 1.1, y - r * 0.3)], class_
    )
    foot = svg.rect(x - r * 1.1, y + r * 0.7, r * 2.2, r * 0.4, class_)
    pillars = (
        svg.line(at, y - r * 0.2, at, y + r * 0.7, "sv-pillar")
        for at in (x - r * 0.7, x, x + r * 0.7)
    )
    return "".join(pillars) + gable + foot


def _circle(x: float, y: float, r: float, class_: str) -> str:
    return svg.element("circle", cx=x, cy=y, r=r * 0.95, class_=class_)


def _square(x: float, y: float, r: float, class_: str) -> str:
    return svg.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, class_)


def _crossed_diamond(x: float, y: float, r: float, class_: str) -> str:
    return _diamond(x, y, r, class_) + svg.line(x - r, y + r, x + r, y - r, "sv-slash")


_DRAWINGS: dict[EventKind, Callable[[float, float, float, str], str]] = {
    EventKind.PROPOSAL: _circle,
    EventKind.DECISION: _square,
    EventKind.NOTICE: _diamond,
    EventKind.WITHDRAWAL: _crossed_diamond,
    EventKind.MEMO: _sheet,
    EventKind.ANSWER: _envelope,
    EventKind.COURT: _courthouse,
}


def mark(kind: EventKind, x: float, y: float, r: float, *, is_cited_only: bool = False) -> str:
    """Draw the mark of ``kind`` centred on a point; dashed when only citations tell of it."""
    class_ = f"sv-mark sv-mark-{kind.name.lower()}" + (" sv-cited" if is_cited_only else "")
    return _DRAWINGS[kind](x, y, r, class_)


def mark_icon(kind: EventKind, *, is_cited_only: bool = False) -> str:
    """Draw a mark on its own, for lists and legends; decorative, the word stands beside it."""
    drawing = mark(kind, 12, 12, 8, is_cited_only=is_cited_only)
    box = {"viewBox": "0 0 24 24", "width": "24", "height": "24"}
    return svg.element("svg", drawing, class_="sv-mark-icon", aria_hidden="true", **box)
