"""Bars, lines and intervals, and the tables that say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler
from hypothesis import given
from hypothesis import strategies as st

from samverk.web.charts.bars import bar_chart, stacked_bar_chart
from samverk.web.charts.intervals import interval_chart
from samverk.web.charts.lines import line_chart
from samverk.web.charts.series import Chart, Interval, IntervalChart, Series
from samverk.web.charts.valueaxis import round_step, value_axis

WOMEN, MEN = Series("Kvinnor", (90, 120, 80)), Series("Män", (43, None, 66))
CHART = Chart(
    "d", "Deltagare", "Deltagare per år", "personer", ("2020", "2021", "2022"), (WOMEN, MEN)
)
FEES = IntervalChart(
    "a",
    "Avgift",
    "Avgift per år",
    "tkr",
    (Interval("2022", 586, 603, 590), Interval("2023", 600, 600)),
)
DRAWERS = [bar_chart, stacked_bar_chart, line_chart]


def heights(drawn, series):
    found = re.findall(rf'<rect [^>]*class="sv-series-{series}"[^>]*>', drawn)
    return [float(re.search(r' height="([\d.]+)"', one)[1]) for one in found]


@pytest.mark.parametrize("draw", DRAWERS)
def test_a_chart_is_well_formed_and_names_its_unit_and_series(draw):
    tree = ET.fromstring(draw(CHART))
    words = {"".join(text.itertext()) for text in tree.iter("{http://www.w3.org/2000/svg}text")}
    assert {"personer", "Kvinnor", "Män", "2020", "2021", "2022"} <= words


@pytest.mark.parametrize("draw", DRAWERS)
def test_a_chart_of_one_series_needs_no_legend(draw):
    assert "Kvinnor" not in draw(replace(CHART, series=(WOMEN,)))


def test_bars_are_as_high_as_their_values():
    women = [height for height in heights(bar_chart(CHART), 1) if height != 14]
    assert women[0] / women[1] == pytest.approx(90 / 120, abs=0.01)


def test_a_missing_value_has_no_bar_but_a_dash():
    drawn = bar_chart(CHART)
    assert len([height for height in heights(drawn, 2) if height != 14]) == 2
    assert ">–</text>" in drawn


def test_a_stack_says_its_sum():
    assert ">133</text>" in stacked_bar_chart(CHART)


def test_negative_values_are_not_stacked():
    with pytest.raises(ValueError, match="stacked"):
        stacked_bar_chart(replace(CHART, series=(Series("x", (-1, 2, 3)),)))


def test_negative_bars_hang_below_the_zero_line():
    drawn = bar_chart(replace(CHART, series=(Series("x", (-50, 50, 10)),)))
    low, high = heights(drawn, 1)[:2]
    assert low == pytest.approx(high, abs=0.2)
    assert ">−50</text>" in drawn


def test_a_line_breaks_where_a_value_is_missing():
    drawn = line_chart(CHART)
    assert len(re.findall(r"<line [^>]*sv-line sv-series-1", drawn)) == 3  # and the legend's
    assert len(re.findall(r"<line [^>]*sv-line sv-series-2", drawn)) == 1


def test_lines_differ_in_dash_and_not_only_in_colour():
    assert "sv-dash-1" in line_chart(CHART)
    assert "sv-dash-2" in line_chart(CHART)


def test_an_interval_shows_its_ends_and_the_stated_value():
    drawn = interval_chart(FEES)
    assert ">586–603</text>" in drawn
    assert drawn.count("sv-point") == 1


def test_an_interval_of_one_value_still_shows():
    assert "sv-whisker" in interval_chart(replace(FEES, intervals=(Interval("2023", 600, 600),)))
    assert ">600</text>" in interval_chart(FEES)


def test_an_interval_turned_around_is_a_mistake():
    with pytest.raises(ValueError, match="low end"):
        Interval("2022", 2, 1)


def test_series_and_categories_go_together():
    with pytest.raises(ValueError, match="one value per category"):
        replace(CHART, categories=("2020",))
    with pytest.raises(ValueError, match="needs categories"):
        replace(CHART, categories=(), series=())


def test_the_table_twin_says_what_the_chart_says():
    assert CHART.rows() == [("2020", ["90", "43"]), ("2021", ["120", "–"]), ("2022", ["80", "66"])]


@pytest.mark.parametrize("form", ["bars", "stack", "lines"])
def test_the_component_shows_chart_and_table(form):
    source = CottonCompiler().process(f'<c-chart :chart="chart" form="{form}" />')
    drawn = engines["django"].from_string(source).render({"chart": CHART})
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in drawn
    assert 'scope="row">2021</th>' in drawn
    assert 'class="sv-number">120</td>' in drawn


def test_the_component_shows_intervals_and_their_table():
    source = CottonCompiler().process('<c-chart :chart="chart" form="intervals" />')
    drawn = engines["django"].from_string(source).render({"chart": FEES})
    assert 'data-label="Beräknad" class="sv-number">586–603</td>' in drawn
    assert 'data-label="Uppgiven" class="sv-number">590</td>' in drawn


@given(st.floats(1e-3, 1e9))
def test_steps_are_round_and_give_some_lines(span):
    step = round_step(span)
    assert 2 <= span / step <= 5.0001
    assert f"{step:e}"[0] in "1259"


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1))
def test_the_axis_holds_zero_and_every_value(values):
    axis = value_axis(values, 0, 100)
    assert axis.low <= min(*values, 0)
    assert axis.high >= max(*values, 0)
    # Whole ones have no line at a half
    assert all(tick.is_integer() for tick in axis.ticks())
