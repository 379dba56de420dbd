"""Where everything in a chain's picture stands: rows per organ, bars, marks, labels, cost cells."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from samverk.web.charts.chain import Chain, Event, EventKind, Lane
from samverk.web.charts.labels import Place, Point, place_labels
from samverk.web.charts.textwidth import text_width
from samverk.web.charts.timeaxis import TimeAxis

WIDTH = 1120.0
GUTTER = 178.0
TOP = 46.0
LABEL_SIZE = 14.0
TIER = 21.0
COURTS = "Domstol"
COURT_GAP = 8.0
RISE = 36.0
ROW = 32.0
HEADING = 30.0
BAR = 24.0
BAR_GAP = 15.0
LANE_GAP = 30.0
COST_ROW = 46.0
RADIUS = 8.0
UNDATED_RADIUS = 20.0


@dataclass(frozen=True, slots=True)
class Mark:
    """An event's place, and its label's: where it begins along the row, and its line's height."""

    event: Event
    x: float
    y: float
    label: Place
    label_y: float


@dataclass(frozen=True, slots=True)
class Row:
    """An organ's line within a lane, and where the room for its labels ends."""

    name: str
    y: float
    bottom: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class LanePlace:
    """A lane's place: from ``top``, its rows, the bar's upper edge, and where it ends."""

    lane: Lane
    top: float
    rows: tuple[Row, ...]
    bar_y: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ChainLayout:
    """The whole picture in coordinates."""

    chain: Chain
    axis: TimeAxis
    lanes: tuple[LanePlace, ...]
    costs_top: float
    height: float

    def marks(self) -> dict[str, Mark]:
        """Find marks by their event's id."""
        return {m.event.id: m for lane in self.lanes for row in lane.rows for m in row.marks}

    def cost_lanes(self) -> list[Lane]:
        """List the lanes that bear fees."""
        return [place.lane for place in self.lanes if place.lane.costs]


def label_of(event: Event) -> str:
    """Write the label beside an event's mark."""
    return f"{event.label}  {event.when}".strip()


def _seniority(organ: str, events: list[Event]) -> int:
    """Order organs down towards the bar: offices that write memos, committees, board, council, courts."""
    name = organ.lower()
    if organ == COURTS:
        return 4
    if all(event.kind is EventKind.MEMO for event in events):
        return 0
    return 3 if name.endswith("fullmäktige") else 2 if name.endswith("styrelsen") else 1


def organs(lane: Lane) -> list[tuple[str, list[Event]]]:
    """Group the lane's events by organ, from the one that prepares to the one that decides."""
    grouped: dict[str, list[Event]] = {}
    for event in sorted(lane.events, key=lambda event: event.sort_day):
        # The courts share a line: what they did to a decision follows on itself
        name = COURTS if event.kind is EventKind.COURT else event.where
        grouped.setdefault(name, []).append(event)
    return sorted(grouped.items(), key=lambda group: _seniority(*group))


def _radius(event: Event) -> float:
    return RADIUS if event.day else UNDATED_RADIUS


def _row(name: str, events: list[Event], top: float, axis: TimeAxis) -> Row:
    """Lay out a line; ``top`` is where the room for its labels begins, or for its mark if they hang."""
    points = [
        Point(axis.x(e.sort_day), _radius(e), text_width(label_of(e), LABEL_SIZE)) for e in events
    ]
    places = place_labels(points, axis.left, axis.right)
    room = max((place.tier for place in places), default=0) * TIER
    # What courts annul is drawn upwards, so their labels hang below and leave room for the arrows
    hangs = name == COURTS
    y = top + (0 if hangs else room) + ROW / 2
    tier = TIER if hangs else -TIER
    marks = tuple(
        Mark(event, point.x, y, label, y + label.tier * tier)
        for event, point, label in zip(events, points, places, strict=True)
    )
    return Row(name, y, y + (room if hangs else 0) + ROW / 2, marks)


def _gap(name: str, events: list[Event], acting: Collection[str]) -> float:
    """Leave room above the courts for what comes back to a decision, and for what rises to it."""
    if name != COURTS:
        return 0
    return RISE if any(event.id in acting for event in events) else COURT_GAP


def _lane(lane: Lane, top: float, axis: TimeAxis, acting: Collection[str]) -> LanePlace:
    y = top + HEADING
    rows = []
    for organ, events in organs(lane):
        row = _row(organ, events, y + _gap(organ, events, acting), axis)
        rows.append(row)
        y = row.bottom
    bar_y = y + BAR_GAP
    return LanePlace(lane, top, tuple(rows), bar_y, bar_y + BAR if lane.bars else y)


def lay_out(chain: Chain) -> ChainLayout:
    """Place everything in ``chain`` on a common time axis."""
    axis = TimeAxis(chain.from_date, chain.to_date, GUTTER, WIDTH - 12)
    acting = {arrow.from_id for arrow in chain.arrows}
    places: list[LanePlace] = []
    y = TOP
    for lane in chain.lanes:
        places.append(_lane(lane, y, axis, acting))
        y = places[-1].bottom + LANE_GAP
    costs_top = y
    rows = sum(1 for lane in chain.lanes if lane.costs)
    height = costs_top + (HEADING + rows * COST_ROW if rows else 0) + 8
    return ChainLayout(chain, axis, tuple(places), costs_top, height)
