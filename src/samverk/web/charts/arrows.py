"""Arrows between a chain's events; the kinds differ in line and head, not only in colour."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.web.charts import svg
from samverk.web.charts.chain import Arrow, ArrowKind, EventKind
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
_BELOW_DIP = 18.0
_APART = 6.0


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
    curves = [
        _Curve(arrow, marks[arrow.from_id], marks[arrow.to_id]) for arrow in layout.chain.arrows
    ]
    crowded = {c.arrow.to_id for c in curves if c.rises} & {
        c.arrow.to_id for c in curves if c.goes_back
    }
    taken = [_label_box(mark) for mark in marks.values()]
    taken += [_root_box(curve) for curve in curves if curve.rises]
    drawn = []
    for curve in curves:
        drawn.append(_path(curve, layout.chain.name, is_crowded=curve.arrow.to_id in crowded))
        box = _verb_box(curve)
        if box and not any(box.meets(other) for other in taken):
            taken.append(box)
            drawn.append(_verb(curve.arrow.verb, box))
    return drawn


@dataclass(frozen=True, slots=True)
class _Curve:
    """An arrow between its two marks."""

    arrow: Arrow
    start: Mark
    end: Mark

    @property
    def goes_back(self) -> bool:
        """Answer whether an event acts on an earlier one at its own height or below."""
        return self.end.x < self.start.x and self.end.y >= self.start.y

    @property
    def rises(self) -> bool:
        """Answer whether a court acts on an earlier decision, from its line below."""
        return self.start.event.kind is EventKind.COURT and self.end.y < self.start.y


@dataclass(frozen=True, slots=True)
class _Box:
    """The room that words take, around the height ``y`` of their line."""

    left: float
    right: float
    y: float

    def meets(self, other: _Box) -> bool:
        """Answer whether the words would run into each other."""
        return abs(other.y - self.y) < TIER and other.left < self.right and self.left < other.right


def _path(curve: _Curve, name: str, *, is_crowded: bool) -> str:
    """Draw the line; where some come back and others rise, they meet the mark apart."""
    start, end = curve.start, curve.end
    aside = _APART if is_crowded else 0.0
    if curve.goes_back:
        points = _swoop(start, end, end.x + aside)
    elif curve.rises:
        points = _rise(start, end, end.x - aside)
    else:
        points = _bow(start, end) if start.y == end.y else _slope(start, end)
    path = "M{} {} C{} {} {} {} {} {}".format(*map(svg.coordinate, points))
    kind = curve.arrow.kind
    head = f"url(#{name}-{_slug(kind)})"
    return svg.element("path", d=path, class_=f"sv-arrow {_class(kind)}", marker_end=head)


def _slope(start: Mark, end: Mark) -> tuple[float, ...]:
    """Leave one row upright and arrive at the other upright."""
    way = 1 if end.y > start.y else -1
    y1, y2 = start.y + way * (RADIUS + 1), end.y - way * (RADIUS + 4)
    middle = (y1 + y2) / 2
    return (start.x, y1, start.x, middle, end.x, middle, end.x, y2)


def _swoop(start: Mark, end: Mark, x: float) -> tuple[float, ...]:
    """Come from below: what acts back on a decision meets it from the other side than what led to it."""
    bottom = end.y + _DIP
    return (start.x, start.y + RADIUS + 1, start.x, bottom, x, bottom, x, end.y + RADIUS + 4)


def _rise(start: Mark, end: Mark, x: float) -> tuple[float, ...]:
    """Run between the two lines, below what comes back to the decision and above other judgments."""
    between = end.y + _DIP + _BELOW_DIP
    return (start.x, start.y - RADIUS - 3, start.x, between, x, between, x, end.y + RADIUS + 4)


def _bow(start: Mark, end: Mark) -> tuple[float, ...]:
    """Bow below the row, where no labels stand."""
    y = start.y + RADIUS + 3
    return (start.x, y, start.x, y + 14, end.x, y + 14, end.x, y)


def _verb_box(curve: _Curve) -> _Box | None:
    """Find the room for the arrow's verb at its middle, None where the way is short."""
    start, end = curve.start, curve.end
    if abs(end.x - start.x) < _ROOM_FOR_TEXT:
        return None
    x, half = (start.x + end.x) / 2, text_width(curve.arrow.verb, _TEXT_SIZE) / 2 + 4
    return _Box(x - half, x + half, _middle(curve))


def _verb(verb: str, box: _Box) -> str:
    plate = svg.rect(box.left, box.y - 9, box.right - box.left, 18, "sv-verb-plate")
    return plate + svg.text(verb, (box.left + box.right) / 2, box.y + 4, "sv-verb", "middle")


def _middle(curve: _Curve) -> float:
    """Find the curve's height halfway: a quarter of the ends, three of the control points."""
    start, end = curve.start, curve.end
    if curve.goes_back:
        return (start.y + RADIUS + end.y + RADIUS) / 8 + 0.75 * (end.y + _DIP)
    if curve.rises:
        return (start.y - RADIUS + end.y + RADIUS) / 8 + 0.75 * (end.y + _DIP + _BELOW_DIP)
    return (start.y + end.y) / 2


def _root_box(curve: _Curve) -> _Box:
    """Keep clear where a judgment's arrow leaves its mark, or it is not seen whose it is."""
    x, y = curve.start.x, curve.start.y - RADIUS - TIER / 2
    return _Box(x - RADIUS, x + RADIUS, y)


def _label_box(mark: Mark) -> _Box:
    left = mark.label.x
    return _Box(left, left + text_width(label_of(mark.event), LABEL_SIZE), mark.label_y)


def arrow_sample(kind: ArrowKind, name: str) -> str:
    """Draw an arrow on its own for the legend, with the heads of the drawing called ``name``."""
    head = f"url(#{name}-{_slug(kind)})"
    path = svg.element("path", d="M1 8 L34 8", class_=f"sv-arrow {_class(kind)}", marker_end=head)
    box = {"viewBox": "0 0 40 16", "width": "40", "height": "16"}
    return svg.element("svg", path, class_="sv-drawing", aria_hidden="true", **box)
