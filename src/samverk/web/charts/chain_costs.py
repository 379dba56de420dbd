"""The cost strip under the lanes: each year's fee as stated, as computed, and whether it is owed."""

from __future__ import annotations

from samverk.web import swedish
from samverk.web.charts import svg
from samverk.web.charts.chain import CostYear, Owed
from samverk.web.charts.chain_chosen import is_chosen_year
from samverk.web.charts.chain_layout import COST_ROW, GUTTER, HEADING, LABEL_SIZE, ChainLayout
from samverk.web.charts.textwidth import fitting, text_width

_SMALL = 13.0


def thousands(amount: int) -> str:
    """Write kronor as a bare number of thousands; the row's heading names the unit."""
    return swedish.number(amount / 1000)


def computed(cost: CostYear) -> str:
    """Write the computed interval in thousands, or nothing when none could be computed."""
    if cost.low is None or cost.high is None:
        return ""
    return swedish.interval(thousands(cost.low), thousands(cost.high))


def draw_costs(layout: ChainLayout) -> list[str]:
    """Draw the strip, one row per lane that bears fees; nothing when none does."""
    lanes = layout.cost_lanes()
    if not lanes:
        return []
    top = layout.costs_top
    drawn = [
        svg.line(0, top, layout.axis.right + 12, top, "sv-lane-edge"),
        svg.text("Avgift, tkr", 0, top + 22, "sv-lane-name"),
    ]
    for index, lane in enumerate(lanes):
        y = top + HEADING + index * COST_ROW
        drawn.append(svg.text(fitting(lane.name, LABEL_SIZE, GUTTER - 10), 0, y + 24, "sv-organ"))
        drawn += [part for cost in lane.costs for part in _cell(cost, y, layout)]
    return drawn


def _cell(cost: CostYear, y: float, layout: ChainLayout) -> list[str]:
    if not layout.chain.from_date.year <= cost.year <= layout.chain.to_date.year:
        return []
    start, end = layout.axis.year_span(cost.year)
    room = end - start - 10
    owed = cost.owed.name.lower()
    chosen = " sv-cost-chosen" if is_chosen_year(layout, cost.year) else ""
    cell = f"sv-cost sv-cost-{owed}{chosen}"
    drawn = [svg.rect(start + 2, y, end - start - 4, COST_ROW - 8, cell, rx=2)]
    middle = (start + end) / 2
    upper, lower = _lines(cost, room)
    if upper:
        later = " sv-later-word" if cost.is_later else ""
        drawn.append(svg.text(upper, middle, y + 17, f"sv-cost-stated{later}", "middle"))
    if lower:
        drawn.append(svg.text(lower, middle, y + 32, "sv-cost-computed", "middle"))
    return drawn


def _lines(cost: CostYear, room: float) -> tuple[str, str]:
    """Write the cell's two lines: stated above computed, with words when they fit."""
    stated = "" if cost.stated is None else thousands(cost.stated)
    word = "uppges senare" if cost.is_later else "uppgiven"
    upper = _wordy(stated, word, room) if stated else _owed_word(cost.owed, room)
    return upper, _wordy(computed(cost), "beräknad", room) if computed(cost) else ""


def stated_words(cost: CostYear) -> str:
    """Write the stated fee in thousands, and that it was stated later than the chosen day."""
    if cost.stated is None:
        return swedish.DASH
    return f"{thousands(cost.stated)}{', senare än den valda dagen' if cost.is_later else ''}"


def _owed_word(owed: Owed, room: float) -> str:
    short = {Owed.YES: "", Owed.NO: swedish.DASH, Owed.UNKNOWN: "?"}[owed]
    return owed.value if text_width(owed.value, _SMALL) <= room else short


def _wordy(figure: str, word: str, room: float) -> str:
    longer = f"{figure} {word}"
    return longer if text_width(longer, _SMALL) <= room else fitting(figure, _SMALL, room)
