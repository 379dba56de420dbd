"""Line charts: series over ordered categories, such as years."""

from __future__ import annotations

from itertools import pairwise

from samverk.web.charts import svg
from samverk.web.charts.plot import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, legend, value_grid
from samverk.web.charts.series import Chart, Series
from samverk.web.charts.valueaxis import ValueAxis, value_axis


def line_chart(chart: Chart) -> str:
    """Draw each series as a line of its own dash, broken where a value is missing."""
    values = [v for one in chart.series for v in one.values if v is not None]
    axis = value_axis(values, HEIGHT - BOTTOM, TOP)
    drawn = value_grid(chart, axis)
    for place, category in enumerate(chart.categories):
        x = _x(chart, place)
        drawn.append(svg.text(category, x, HEIGHT - BOTTOM + 20, "sv-axis", "middle"))
    for index, one in enumerate(chart.series):
        drawn += _line(chart, axis, one, index)
    size = (WIDTH, HEIGHT)
    return svg.picture(
        chart.name, chart.title, chart.description, size, *drawn, *legend(chart.series, "line")
    )


def _x(chart: Chart, place: int) -> float:
    room = (WIDTH - LEFT - RIGHT) / len(chart.categories)
    return LEFT + (place + 0.5) * room


def _line(chart: Chart, axis: ValueAxis, one: Series, index: int) -> list[str]:
    number = index % 4 + 1
    points = [
        None if value is None else (_x(chart, place), axis.at(value))
        for place, value in enumerate(one.values)
    ]
    drawn = [
        svg.line(*start, *end, f"sv-line sv-series-{number} sv-dash-{number}")
        for start, end in pairwise(points)
        if start and end
    ]
    dots = (point for point in points if point)
    drawn += [
        svg.element("circle", cx=x, cy=y, r=4.0, class_=f"sv-series-{number}") for x, y in dots
    ]
    return drawn
