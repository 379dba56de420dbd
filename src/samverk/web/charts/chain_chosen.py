"""The day that the page speaks about, and what came after it."""

from __future__ import annotations

from datetime import date

from samverk.web.charts import svg
from samverk.web.charts.chain_layout import LABEL_SIZE, TOP, WIDTH, ChainLayout
from samverk.web.charts.textwidth import text_width

LATER = "senare än den valda dagen"


def _chosen(layout: ChainLayout) -> date | None:
    """Answer the chosen day if it is in the picture."""
    day = layout.chain.chosen
    if day is None or not layout.chain.from_date <= day <= layout.chain.to_date:
        return None
    return day


def draw_chosen_line(layout: ChainLayout) -> list[str]:
    """Draw the line through the lanes, and shade what is later; it stops above the yearly fees."""
    day = _chosen(layout)
    if day is None:
        return []
    x = layout.axis.x(day)
    height = layout.costs_top - TOP - 12
    shade = svg.rect(x, TOP, layout.axis.right - x, height, "sv-later-ground")
    line = svg.line(x, TOP - 6, x, TOP + height, "sv-chosen")
    return [shade, line] if layout.chain.has_later else [line]


def draw_chosen_day(layout: ChainLayout) -> list[str]:
    """Write the day above its line, and to the right that what follows is later."""
    day = _chosen(layout)
    if day is None:
        return []
    x, text = layout.axis.x(day), day.isoformat()
    width = text_width(text, LABEL_SIZE) + 16
    start = min(max(x - width / 2, 0), WIDTH - width)
    drawn = [
        svg.rect(start, 0, width, 22, "sv-chosen-plate", rx=3),
        svg.text(text, start + width / 2, 16, "sv-chosen-text", "middle"),
    ]
    words = f"{LATER} \N{RIGHTWARDS ARROW}"
    if layout.chain.has_later and start + width + 8 + text_width(words, LABEL_SIZE) < WIDTH:
        drawn.append(svg.text(words, start + width + 8, 16, "sv-later-word"))
    return drawn


def is_chosen_year(layout: ChainLayout, year: int) -> bool:
    """Answer whether the chosen day lies in ``year``."""
    day = _chosen(layout)
    return day is not None and day.year == year
