"""The time axis that lanes, marks and cost strip share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samverk.web.charts import svg


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days laid out from ``left`` to ``right``; days outside are clamped to the edges."""

    from_date: date
    to_date: date
    left: float
    right: float

    def __post_init__(self) -> None:
        if self.to_date <= self.from_date:
            raise ValueError("the axis must end after it begins")

    def x(self, day: date) -> float:
        """Place a day."""
        days = (self.to_date - self.from_date).days
        share = (day - self.from_date).days / days
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def years(self) -> list[int]:
        """List the years that have at least a day on the axis."""
        return list(range(self.from_date.year, self.to_date.year + 1))

    def year_span(self, year: int) -> tuple[float, float]:
        """Place a year's first day and the day after its last."""
        return self.x(date(year, 1, 1)), self.x(date(year, 12, 31) + timedelta(days=1))

    def draw(self, top: float, bottom: float) -> list[str]:
        """Draw the years' names at ``top`` and a line at the start of each down to ``bottom``."""
        drawn = []
        for year in self.years():
            start, end = self.year_span(year)
            if start > self.left:
                drawn.append(svg.line(start, top + 8, start, bottom, "sv-grid"))
            if end - start > 34:
                drawn.append(svg.text(str(year), (start + end) / 2, top, "sv-axis", "middle"))
        return drawn
