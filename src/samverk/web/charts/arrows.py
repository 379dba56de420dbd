"""Arrows between a chain's events; the kinds differ in line and head, not only in colour."""

from __future__ import annotations

from samverk.web.charts import svg
from samverk.web.charts.chain import Arrow, ArrowKind
from samverk.web.charts.chain_layout import LABEL_SIZE, RADIUS, TIER, ChainLayout, Mark, label_of
from samverk.web.charts.textwidth import text_width

_HEADS = {
    ArrowKind.PREPARES: "M1 1 L9 5 L1 9",
    ArrowKind.PROPOSES: "M1 1 L9 5 L1 9",
    ArrowKind.PROPOSES_REPEAL: "M1 1 L9 9 M9 1 L1 9",
    ArrowKind.DECIDES: "M0 0 L10 5 L0 10 Z",
    ArrowKind.REPEALS: "M1 1 L9 9 M9 1 L1 9 M10.5 0 L10.5 10",
    ArrowKind.CARRIES_OUT: "M0 5 L5 0 L10 5 L5 10 Z",
}
_TEXT_SIZE = 13.0
_ROOM_FOR_TEXT = 130.0
_DIP = 28.0


def _class(kind: ArrowKind) -> str:
    return f"sv-arrow-{_slug(kind)}"


def _slug(kind: ArrowKind) -> str:
    return kind.name.lower().replace("_", "-")


def arrow_definitions(name: str) -> str:
    """Define one head per kind under ids that begin with the drawing's ``name``."""
    heads = []
    for kind, path in _HEADS.items():
        shape = svg.element("path", d=path, class_=f"sv-head {_class(kind)}")
        box = {"viewBox": "-1 -1 12 12", "markerWidth": "11", "markerHeight": "11"}
        more = {"refX": "8", "refY": "5", "markerUnits": "userSpaceOnUse", "orient": "auto"}
        head_id = f"{name}-{_slug(kind)}"
        heads.append(svg.element("marker", shape, id=head_id, **box, **more))
    return svg.element("defs", *heads)


def draw_arrows(layout: ChainLayout) -> list[str]:
    """Draw every arrow, with its verb where there is room for it."""
    marks = layout.marks()
    drawn = []
    for arrow in layout.chain.arrows:
        start, end = marks[arrow.from_id], marks[arrow.to_id]
        drawn.append(_curve(arrow, start, end, layout.chain.name))
        drawn.append(_verb(arrow, start, end, list(marks.values())))
    return drawn


def _curve(arrow: Arrow, start: Mark, end: Mark, name: str) -> str:
    if _goes_back(start, end):
        points = _swoop(start, end)
    else:
        points = _bow(start, end) if start.y == end.y else _slope(start, end)
    path = "M{} {} C{} {} {} {} {} {}".format(*map(svg.coordinate, points))
    head = f"url(#{name}-{_slug(arrow.kind)})"
    return svg.element("path", d=path, class_=f"sv-arrow {_class(arrow.kind)}", marker_end=head)


def _goes_back(start: Mark, end: Mark) -> bool:
    """Answer whether an event acts on an earlier one at its own height or below."""
    return end.x < start.x and end.y >= start.y


def _slope(start: Mark, end: Mark) -> tuple[float, ...]:
    """Leave one row upright and arrive at the other upright."""
    way = 1 if end.y > start.y else -1
    y1, y2 = start.y + way * (RADIUS + 1), end.y - way * (RADIUS + 4)
    middle = (y1 + y2) / 2
    return (start.x, y1, start.x, middle, end.x, middle, end.x, y2)


def _swoop(start: Mark, end: Mark) -> tuple[float, ...]:
    """Come from below: what acts back on a decision meets it from the other side than what led to it."""
    bottom = end.y + _DIP
    return (
        start.x,
        start.y + RADIUS + 1,
        start.x,
        bottom,
        end.x,
        bottom,
        end.x,
        end.y + RADIUS + 4,
    )


def _bow(start: Mark, end: Mark) -> tuple[float, ...]:
    """Bow below the row, where no labels stand."""
    y = start.y + RADIUS + 3
    return (start.x, y, start.x, y + 14, end.x, y + 14, end.x, y)


def _verb(arrow: Arrow, start: Mark, end: Mark, marks: list[Mark]) -> str:
    """Write the arrow's verb at its middle if the way is long and no label stands there."""
    if abs(end.x - start.x) < _ROOM_FOR_TEXT:
        return ""
    x, y = (start.x + end.x) / 2, _middle(start, end)
    half = text_width(arrow.verb, _TEXT_SIZE) / 2 + 4
    if any(_covers(m, x - half, x + half, y) for m in marks):
        return ""
    plate = svg.rect(x - half, y - 9, 2 * half, 18, "sv-verb-plate")
    return plate + svg.text(arrow.verb, x, y + 4, "sv-verb", "middle")


def _middle(start: Mark, end: Mark) -> float:
    """Find the curve's height halfway: a quarter of the ends, three of the control points."""
    if _goes_back(start, end):
        return (start.y + RADIUS + end.y + RADIUS) / 8 + 0.75 * (end.y + _DIP)
    return (start.y + end.y) / 2


def _covers(mark: Mark, left: float, right: float, y: float) -> bool:
    label_y = mark.y - mark.label.tier * TIER
    ends = mark.label.x + text_width(label_of(mark.event), LABEL_SIZE)
    return abs(label_y - y) < TIER and mark.label.x < right and left < ends


def arrow_sample(kind: ArrowKind, name: str) -> str:
    """Draw an arrow on its own for the legend, with the heads of the drawing called ``name``."""
    head = f"url(#{name}-{_slug(kind)})"
    path = svg.element("path", d="M1 8 L34 8", class_=f"sv-arrow {_class(kind)}", marker_end=head)
    box = {"viewBox": "0 0 40 16", "width": "40", "height": "16"}
    return svg.element("svg", path, class_="sv-drawing", aria_hidden="true", **box)
