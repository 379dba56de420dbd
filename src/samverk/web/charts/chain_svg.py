"""Drawing a laid-out chain as SVG."""

from __future__ import annotations

from functools import lru_cache

from samverk.web.charts import svg
from samverk.web.charts.arrows import arrow_definitions, draw_arrows
from samverk.web.charts.chain import Chain
from samverk.web.charts.chain_bars import bar_shape, bar_words
from samverk.web.charts.chain_chosen import draw_chosen_day, draw_chosen_line
from samverk.web.charts.chain_costs import draw_costs
from samverk.web.charts.chain_layout import (
    GUTTER,
    LABEL_SIZE,
    RADIUS,
    TOP,
    UNDATED_RADIUS,
    WIDTH,
    ChainLayout,
    LanePlace,
    Mark,
    Row,
    label_of,
    lay_out,
)
from samverk.web.charts.marks import mark
from samverk.web.charts.patterns import pattern_definitions
from samverk.web.charts.textwidth import fitting, text_width
from samverk.web.charts.timeaxis import TimeAxis


# The drawing follows from the chain alone, and most readers look at the same one.
@lru_cache(maxsize=64)
def chain_svg(chain: Chain) -> str:
    """Draw the chain; ``chain.name`` must be unique on the page."""
    layout = lay_out(chain)
    drawn = [
        pattern_definitions(chain.name),
        arrow_definitions(chain.name),
        *layout.axis.draw(TOP - 12, layout.height),
        *(part for place in layout.lanes for part in _lane(place, layout)),
        *draw_chosen_line(layout),
        # Words come after the line, each on its plate, so that it never runs through them
        *(part for place in layout.lanes for part in bar_words(place, layout)),
        *draw_costs(layout),
        *draw_arrows(layout),
        *draw_chosen_day(layout),
        *(_mark(m) for m in layout.marks().values()),
    ]
    size = (WIDTH, layout.height)
    return svg.picture(chain.name, chain.title, chain.description, size, *drawn)


def _lane(place: LanePlace, layout: ChainLayout) -> list[str]:
    drawn = [
        svg.line(0, place.top, WIDTH, place.top, "sv-lane-edge"),
        svg.text(fitting(place.lane.name, 17, GUTTER + 200), 0, place.top + 22, "sv-lane-name"),
    ]
    drawn += [part for row in place.rows for part in _row(row, layout.axis)]
    if place.lane.bars:
        drawn.append(svg.text("Medlemskap", 0, place.bar_y + 17, "sv-organ"))
    drawn += [bar_shape(bar, place.bar_y, layout) for bar in place.lane.bars]
    return drawn


def _row(row: Row, axis: TimeAxis) -> list[str]:
    name = fitting(row.name, LABEL_SIZE, GUTTER - 10)
    track = svg.line(axis.left, row.y, axis.right, row.y, "sv-track")
    return [track, svg.text(name, 0, row.y + 5, "sv-organ")]


def _mark(place: Mark) -> str:
    event, x, y = place.event, place.x, place.y
    parts = [] if event.day else [_undated(x, y)]
    drawing = mark(event.kind, x, y, RADIUS, is_cited_only=event.cited_only)
    parts.append(svg.element("g", drawing, class_="sv-later") if event.is_later else drawing)
    parts += _label(place)
    # Begins with the words that are seen, so that speech input finds the link by them
    later = " Senare än den valda dagen." if event.is_later else ""
    spoken = f"{event.label} {event.when}, {event.where}. {event.kind.value}: {event.title}{later}"
    hit = svg.rect(x - 13, y - 13, 26, 26, "sv-hit")
    if event.url:
        return svg.element("a", hit, *parts, href=event.url, aria_label=spoken)
    return svg.element("g", svg.element("title", svg.words(spoken)), *parts)


def _label(place: Mark) -> list[str]:
    event, label = place.event, place.label
    y = place.label_y + 5
    bold = svg.element("tspan", svg.words(event.label), class_="sv-label-strong")
    when = svg.element("tspan", svg.words(event.when), class_="sv-label-date", dx=3)
    drawn = []
    if place.label_y < place.y:
        drawn.append(svg.line(place.x, y + 3, place.x, place.y - RADIUS, "sv-leader"))
    elif place.label_y > place.y:
        drawn.append(svg.line(place.x, place.y + RADIUS + 2, place.x, y - 13, "sv-leader"))
    width = text_width(label_of(event), LABEL_SIZE)
    drawn.append(svg.rect(label.x - 2, y - 14, width + 4, 18, "sv-label-plate"))
    drawn.append(svg.element("text", bold, " ", when, x=label.x, y=y, class_="sv-label"))
    return drawn


def _undated(x: float, y: float) -> str:
    """Show that an event's place is only its order: a dotted reach to both sides."""
    reach = UNDATED_RADIUS
    ends = (svg.line(at, y - 5, at, y + 5, "sv-reach") for at in (x - reach, x + reach))
    return svg.line(x - reach, y, x + reach, y, "sv-reach sv-reach-line") + "".join(ends)
