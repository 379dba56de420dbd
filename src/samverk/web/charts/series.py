"""What the ordinary charts show, and the table twin that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.web import swedish


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over the chart's categories; None where there is no value."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's content: categories along the axis, one or several series, and the unit.

    Every count names its unit ("personer", "tkr"). ``name`` must be unique on the page.
    """

    name: str
    title: str
    description: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    decimals: int = 0

    def __post_init__(self) -> None:
        if not self.categories or not self.series:
            raise ValueError("a chart needs categories and series")
        if any(len(one.values) != len(self.categories) for one in self.series):
            raise ValueError("every series needs one value per category")

    def written(self, value: float | None) -> str:
        """Write a value as the table and the labels do."""
        return swedish.DASH if value is None else swedish.number(value, self.decimals)

    def rows(self) -> list[tuple[str, list[str]]]:
        """Give the table twin: each category with its values as written."""
        columns = zip(*(one.values for one in self.series), strict=True)
        written = ([self.written(value) for value in values] for values in columns)
        return list(zip(self.categories, written, strict=True))


@dataclass(frozen=True, slots=True)
class Interval:
    """A computed interval and, where one is known, the stated value; all in the chart's unit."""

    label: str
    low: float
    high: float
    stated: float | None = None

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("an interval's low end may not pass its high end")


@dataclass(frozen=True, slots=True)
class IntervalChart:
    """Intervals on a common scale, one row each."""

    name: str
    title: str
    description: str
    unit: str
    intervals: tuple[Interval, ...]
    decimals: int = 0
