"""Charts in templates: each filter turns a chart's dataclass into SVG."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from samverk.rules.fees import Interval as FeeSpan
from samverk.web import swedish
from samverk.web.charts.bars import bar_chart, stacked_bar_chart
from samverk.web.charts.chain import Chain, CostYear, Event
from samverk.web.charts.chain_costs import computed, stated_words, thousands
from samverk.web.charts.chain_legend import LegendEntry, legend
from samverk.web.charts.chain_story import LaneStory, story
from samverk.web.charts.chain_svg import chain_svg
from samverk.web.charts.intervals import interval_chart, written
from samverk.web.charts.lines import line_chart
from samverk.web.charts.marks import mark_icon
from samverk.web.charts.series import Chart, Interval, IntervalChart

register = template.Library()


def _safe(drawing: str) -> SafeString:
    # The charts escape every text from outside: see samverk.web.charts.svg
    return mark_safe(drawing)  # noqa: S308


@register.filter
def draw_chain(chain: Chain) -> SafeString:
    """Draw a decision chain."""
    return _safe(chain_svg(chain))


@register.filter
def draw_bars(chart: Chart) -> SafeString:
    """Draw bars side by side."""
    return _safe(bar_chart(chart))


@register.filter
def draw_stack(chart: Chart) -> SafeString:
    """Draw stacked bars."""
    return _safe(stacked_bar_chart(chart))


@register.filter
def draw_lines(chart: Chart) -> SafeString:
    """Draw lines."""
    return _safe(line_chart(chart))


@register.filter
def draw_intervals(chart: IntervalChart) -> SafeString:
    """Draw intervals."""
    return _safe(interval_chart(chart))


@register.filter
def draw_mark(event: Event) -> SafeString:
    """Draw an event's mark on its own."""
    return _safe(mark_icon(event.kind, is_cited_only=event.cited_only))


@register.filter
def drawing(sample: str) -> SafeString:
    """Show a legend's drawn sample."""
    return _safe(sample)


@register.filter
def stated_thousands(cost: CostYear) -> str:
    """Write a year's stated fee in tkr."""
    return stated_words(cost)


@register.filter
def computed_thousands(cost: CostYear) -> str:
    """Write a year's computed fee in tkr, as an interval."""
    return computed(cost) or swedish.DASH


@register.filter
def interval_text(interval: Interval, decimals: int = 0) -> str:
    """Write an interval's ends."""
    return written(interval, decimals)


@register.filter
def span_tkr(span: FeeSpan) -> str:
    """Write an interval of kronor in tkr."""
    return f"{swedish.interval(thousands(span.low), thousands(span.high))}\N{NO-BREAK SPACE}tkr"


@register.filter
def lane_stories(chain: Chain) -> list[LaneStory]:
    """Tell a chain as lists, for narrow screens."""
    return story(chain)


@register.filter
def chain_legend(chain: Chain) -> tuple[LegendEntry, ...]:
    """Explain the marks, bars and arrows that a chain uses."""
    return tuple(legend(chain))
