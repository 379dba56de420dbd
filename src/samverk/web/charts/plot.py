"""What the ordinary charts share: their size, the value grid and the legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from samverk.web import swedish
from samverk.web.charts import svg
from samverk.web.charts.series import Chart, Series
from samverk.web.charts.textwidth import text_width
from samverk.web.charts.valueaxis import ValueAxis

WIDTH = 720.0
HEIGHT = 340.0
LEFT = 64.0
RIGHT = 12.0
TOP = 56.0
BOTTOM = 34.0


def value_grid(chart: Chart, axis: ValueAxis) -> list[str]:
    """Draw the value axis: a line per step with its value, and the unit above."""
    drawn = [svg.text(chart.unit, 0, 14, "sv-axis")]
    for tick in axis.ticks():
        y = axis.at(tick)
        drawn.append(svg.line(LEFT, y, WIDTH - RIGHT, y, "sv-zero" if tick == 0 else "sv-grid"))
        drawn.append(svg.text(_written(tick, axis.step), LEFT - 8, y + 5, "sv-axis", "end"))
    return drawn


def _written(tick: float, step: float) -> str:
    return swedish.number(tick, 0 if step >= 1 else 1 if step >= 0.1 else 2)


def legend(series: Sequence[Series], form: Literal["fill", "line"]) -> list[str]:
    """Name the series above the plot; one alone is named by the chart's title."""
    if len(series) < 2:
        return []
    drawn, x = [], LEFT
    for index, one in enumerate(series):
        class_ = f"sv-series-{index % 4 + 1}"
        if form == "fill":
            drawn.append(svg.rect(x, 24, 14, 14, class_))
        else:
            drawn.append(svg.line(x, 31, x + 26, 31, f"sv-line {class_} sv-dash-{index % 4 + 1}"))
        start = x + (20 if form == "fill" else 32)
        drawn.append(svg.text(one.name, start, 36, "sv-axis"))
        x = start + text_width(one.name, 14) + 22
    return drawn
