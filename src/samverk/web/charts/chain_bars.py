"""The membership's bars: their shapes, and the words on them."""

from __future__ import annotations

from samverk.web.charts import svg
from samverk.web.charts.chain import Bar, BarKind
from samverk.web.charts.chain_layout import BAR, LABEL_SIZE, ChainLayout, LanePlace
from samverk.web.charts.textwidth import text_width

_QUESTION = 22.0


def _ends(bar: Bar, layout: ChainLayout) -> tuple[float, float]:
    axis = layout.axis
    start = axis.x(bar.from_date) if bar.from_date else axis.left
    return start, axis.x(bar.to_date) if bar.to_date else axis.right


def bar_shape(bar: Bar, y: float, layout: ChainLayout) -> str:
    """Draw a span as solid, hatched, fading or empty."""
    start, end = _ends(bar, layout)
    fills = {
        BarKind.NOTICE: f"url(#{layout.chain.name}-skraffering)",
        BarKind.UNKNOWN: f"url(#{layout.chain.name}-toning)",
    }
    fill = {"fill": fills[bar.kind]} if bar.kind in fills else {}
    return svg.rect(start, y, end - start, BAR, f"sv-bar sv-bar-{_slug(bar)}", **fill)


def bar_words(place: LanePlace, layout: ChainLayout) -> list[str]:
    """Write what each of a lane's bars is, and a question mark where it is not known."""
    drawn = []
    for bar in place.lane.bars:
        start, end = _ends(bar, layout)
        is_unknown = bar.kind is BarKind.UNKNOWN
        room = end - start - 18 - (_QUESTION if is_unknown else 0)
        drawn += _label(_fitting(bar, room), start, place.bar_y, _slug(bar))
        if is_unknown and end - start > _QUESTION:
            drawn += _question(end, place.bar_y)
    return drawn


def _slug(bar: Bar) -> str:
    return bar.kind.name.lower()


def _label(label: str, start: float, y: float, kind: str) -> list[str]:
    if not label:
        return []
    width = text_width(label, LABEL_SIZE)
    plate = svg.rect(start + 5, y + 3, width + 8, BAR - 6, f"sv-plate sv-plate-{kind}", rx=2)
    return [plate, svg.text(label, start + 9, y + 17, f"sv-bar-label sv-on-{kind}")]


def _question(end: float, y: float) -> list[str]:
    """Write the question mark on a plate of its own: the chosen day's line may end just there."""
    plate = svg.rect(end - _QUESTION, y + 3, _QUESTION - 3, BAR - 6, "sv-plate", rx=2)
    return [plate, svg.text("?", end - 8, y + 18, "sv-question", "end")]


def _fitting(bar: Bar, room: float) -> str:
    """Choose the longest of the bar's words that fits whole, or none."""
    wordings = (bar.label, bar.kind.value, bar.kind.value.split(",")[0])
    return next((w for w in wordings if w and text_width(w, LABEL_SIZE) <= room), "")
