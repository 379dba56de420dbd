"""The charts of a board's quarters: the same numbers as its tables, and nothing drawn of what is unknown."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.execution.charts import DRAWN, charts_of
from samverk.execution.queries.quarters import Elapsed, QuarterLine
from samverk.execution.tests.stage import granted, step
from samverk.rules.unexecuted.counting import Tally
from samverk.rules.unexecuted.handling import ExecutionEvent as E
from samverk.rules.unexecuted.quarters import Quarter

Q = Quarter(2023, 4)


def values(chart):
    return {one.name: one.values for one in chart.series}


def test_each_chart_has_the_numbers_of_its_table():
    lines = [QuarterLine(Q.plus(-1), Tally(5, 1, 0, 0), 6), QuarterLine(Q, Tally(4, 2, 3, 1), 3)]
    stock, flow, age = (chart for _, chart in charts_of(lines, [Elapsed("3–6 månader", 4, 2)], Q))

    assert stock.categories == ("2023:3", "2023:4")
    assert values(stock) == {"Ej verkställda": (5, 4), "Avbrutna": (1, 2)}
    assert values(flow) == {
        "Nya": (6, 3),
        "Verkställda": (0, 1),
        "Slutade på annat sätt": (0, 2),
    }
    assert age.categories == ("3–6 mån",)
    assert values(age) == {"Ej verkställda": (4,), "Avbrutna": (2,)}


def test_what_is_unknown_is_not_drawn_as_nothing():
    lines = [QuarterLine(Q.plus(-place)) for place in range(4, 0, -1)]
    assert charts_of(lines, [], Q) == []
    known = charts_of([*lines, QuarterLine(Q, Tally(1), 1)], [], Q)
    assert [chart.categories for _, chart in known] == [("2023:4",), ("2023:4",)]


def test_there_is_room_for_the_latest():
    lines = [QuarterLine(Q.plus(place), Tally(place), 0) for place in range(20)]
    (_, stock), _ = charts_of(lines, [], Q)
    assert len(stock.categories) == DRAWN
    assert stock.series[0].values[-1] == 19


@pytest.mark.django_db
def test_the_page_draws_them_with_a_table_each_and_no_person(stage, the_day):
    made = granted(stage, decided_on=date(2023, 3, 1), is_protected=True)
    gone = granted(stage, key="två", decided_on=date(2023, 3, 2), number="")
    step(stage, gone, E.EXECUTE, day=date(2023, 11, 2))
    url = reverse("register_quarter", args=[stage.body])
    text = stage.cast.browser(stage.colleague_user).get(f"{url}?kvartal=2023Q4").content.decode()

    assert text.count('<figure class="sv-chart') == 3
    for name in ("bestand", "flode", "alder"):
        assert f'id="{name}-tabell"' in text
    assert "Påhitt" not in text
    assert str(made.pk) not in text
    running = stage.cast.browser(stage.colleague_user).get(f"{url}?kvartal=2024Q1")
    assert 'id="alder-tabell"' not in running.content.decode()
