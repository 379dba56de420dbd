"""Interval strips: computed intervals on a common scale, with the stated value as a ring."""

from __future__ import annotations

from samverk.web import swedish
from samverk.web.charts import svg
from samverk.web.charts.series import Interval, IntervalChart
from samverk.web.charts.textwidth import fitting
from samverk.web.charts.valueaxis import ValueAxis, value_axis

_WIDTH = 720.0
_LEFT = 200.0
_RIGHT = 110.0
_TOP = 34.0
_ROW = 34.0


def interval_chart(chart: IntervalChart) -> str:
    """Draw one row per interval: its span, its ends in words, and the stated value if any."""
    known = [v for i in chart.intervals for v in (i.low, i.high, i.stated) if v is not None]
    axis = value_axis(known, _LEFT, _WIDTH - _RIGHT, is_from_zero=False)
    height = _TOP + _ROW * len(chart.intervals) + 8
    drawn = [svg.text(chart.unit, 0, 14, "sv-axis")]
    for tick in axis.ticks():
        x = axis.at(tick)
        drawn.append(svg.line(x, 22, x, height, "sv-grid"))
        drawn.append(svg.text(swedish.number(tick, chart.decimals), x, 14, "sv-axis", "middle"))
    for place, interval in enumerate(chart.intervals):
        drawn += _row(interval, _TOP + (place + 0.5) * _ROW, axis, chart.decimals)
    return svg.picture(chart.name, chart.title, chart.description, (_WIDTH, height), *drawn)


def written(interval: Interval, decimals: int) -> str:
    """Write an interval's ends as the table does."""
    low = swedish.number(interval.low, decimals)
    return swedish.interval(low, swedish.number(interval.high, decimals))


def _row(interval: Interval, y: float, axis: ValueAxis, decimals: int) -> list[str]:
    low, high = axis.at(interval.low), axis.at(interval.high)
    drawn = [
        svg.text(fitting(interval.label, 14, _LEFT - 12), 0, y + 5, "sv-organ"),
        # A span of no width would draw nothing: half a pixel to each side shows its round ends
        svg.line(low - 0.5, y, high + 0.5, y, "sv-whisker"),
        svg.text(written(interval, decimals), _WIDTH, y + 5, "sv-value", "end"),
    ]
    if interval.stated is not None:
        ring = {"cx": axis.at(interval.stated), "cy": y, "r": 6.0}
        drawn.append(svg.element("circle", class_="sv-point", **ring))
    return drawn
