"""Bar charts: one series, several side by side, or stacked."""

from __future__ import annotations

from samverk.web import swedish
from samverk.web.charts import svg
from samverk.web.charts.plot import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, legend, value_grid
from samverk.web.charts.series import Chart
from samverk.web.charts.valueaxis import ValueAxis, value_axis


def bar_chart(chart: Chart) -> str:
    """Draw the series side by side, each bar with its value above it."""
    values = [v for one in chart.series for v in one.values if v is not None]
    axis = value_axis(values, HEIGHT - BOTTOM, TOP)
    drawn = value_grid(chart, axis)
    for place, category in enumerate(chart.categories):
        drawn += _group(chart, axis, place, category)
    size = (WIDTH, HEIGHT)
    return svg.picture(
        chart.name, chart.title, chart.description, size, *drawn, *legend(chart.series, "fill")
    )


def _slots(chart: Chart, place: int) -> tuple[float, float]:
    """Give where a category's room begins and how wide it is."""
    width = (WIDTH - LEFT - RIGHT) / len(chart.categories)
    return LEFT + place * width, width


def _group(chart: Chart, axis: ValueAxis, place: int, category: str) -> list[str]:
    start, room = _slots(chart, place)
    width = min(room * 0.72 / len(chart.series), 64.0)
    left = start + (room - width * len(chart.series)) / 2
    drawn = [svg.text(category, start + room / 2, HEIGHT - BOTTOM + 20, "sv-axis", "middle")]
    for index, one in enumerate(chart.series):
        value = one.values[place]
        x = left + index * width
        drawn += _bar(axis, (x + 1, width - 2), 0, value, index)
        top = axis.at(max(value or 0.0, 0.0)) - 5
        drawn.append(svg.text(chart.written(value), x + width / 2, top, "sv-value", "middle"))
    return drawn


def _bar(
    axis: ValueAxis, room: tuple[float, float], base: float, value: float | None, index: int
) -> list[str]:
    """Draw one bar from ``base`` within its ``room``: where it begins and how wide it is."""
    if value is None:
        return []
    top, bottom = sorted((axis.at(base), axis.at(base + value)))
    x, width = room
    return [svg.rect(x, top, width, bottom - top, f"sv-series-{index % 4 + 1}")]


def stacked_bar_chart(chart: Chart) -> str:
    """Draw the series on top of each other, with the sum above; values may not be negative."""
    columns = [[v or 0.0 for v in column] for column in zip(*_values(chart), strict=True)]
    if any(value < 0 for column in columns for value in column):
        raise ValueError("negative values cannot be stacked")
    axis = value_axis([sum(column) for column in columns], HEIGHT - BOTTOM, TOP)
    drawn = value_grid(chart, axis)
    for place, column in enumerate(columns):
        drawn += _stack(chart, axis, place, column)
    size = (WIDTH, HEIGHT)
    return svg.picture(
        chart.name, chart.title, chart.description, size, *drawn, *legend(chart.series, "fill")
    )


def _values(chart: Chart) -> list[tuple[float | None, ...]]:
    return [one.values for one in chart.series]


def _stack(chart: Chart, axis: ValueAxis, place: int, column: list[float]) -> list[str]:
    start, room = _slots(chart, place)
    width = min(room * 0.6, 80.0)
    x, middle = start + (room - width) / 2, start + room / 2
    name = chart.categories[place]
    drawn = [svg.text(name, middle, HEIGHT - BOTTOM + 20, "sv-axis", "middle")]
    base = 0.0
    for index, value in enumerate(column):
        drawn += _bar(axis, (x, width), base, value, index)
        base += value
    total = swedish.number(base, chart.decimals)
    return [*drawn, svg.text(total, middle, axis.at(base) - 5, "sv-value", "middle")]
