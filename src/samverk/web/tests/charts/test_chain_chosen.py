"""The chosen day's line, what is later than it, and the words it must not run through."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from samverk.web.charts.chain import ArrowKind
from samverk.web.charts.chain_chosen import draw_chosen_day, draw_chosen_line
from samverk.web.charts.chain_costs import draw_costs
from samverk.web.charts.chain_layout import lay_out
from samverk.web.charts.chain_legend import legend
from samverk.web.charts.chain_svg import chain_svg
from samverk.web.tests.charts.example import CHAIN, LANE, MEMO

LATER = replace(
    CHAIN,
    lanes=(replace(LANE, events=(*LANE.events[:3], replace(MEMO, is_later=True))),),
    arrows=(),
)


def line(chain):
    return re.search(
        r'y1="([\d.]+)" x2="[\d.]+" y2="([\d.]+)" class="sv-chosen"',
        "".join(draw_chosen_line(lay_out(chain))),
    )


def test_the_line_stops_above_the_yearly_fees():
    layout = lay_out(CHAIN)
    assert float(line(CHAIN)[2]) < layout.costs_top


def test_the_line_begins_below_the_years_names():
    assert float(line(CHAIN)[1]) > 34


def test_the_line_is_drawn_before_the_words_on_the_bars_and_the_question_mark():
    drawn = chain_svg(CHAIN)
    after = drawn[drawn.index('class="sv-chosen"') :]
    assert "sv-bar-label" in after
    assert "sv-question" in after
    assert "sv-bar-label" not in drawn[: drawn.index('class="sv-chosen"')]


def test_the_question_mark_stands_on_a_plate_also_on_the_last_day():
    drawn = chain_svg(replace(CHAIN, chosen=CHAIN.to_date))
    assert re.search(r'class="sv-plate"[^>]*/><text [^>]*class="sv-question"', drawn)


@pytest.mark.parametrize(("chain", "shaded"), [(CHAIN, False), (LATER, True)])
def test_what_is_later_is_shaded_only_when_there_is_something(chain, shaded):
    assert ("sv-later-ground" in "".join(draw_chosen_line(lay_out(chain)))) is shaded


def test_a_later_event_says_so_aloud_and_looks_so():
    drawn = chain_svg(LATER)
    assert drawn.count("Senare än den valda dagen.") == 1
    assert drawn.count('class="sv-later"') == 1


def test_the_words_for_later_are_left_out_where_they_do_not_fit():
    early, late = replace(LATER, chosen=date(2021, 1, 1)), replace(LATER, chosen=date(2025, 12, 1))
    assert "senare än" in "".join(draw_chosen_day(lay_out(early)))
    assert "senare än" not in "".join(draw_chosen_day(lay_out(late)))


@pytest.mark.parametrize("day", [None, date(2019, 12, 31), date(2026, 1, 1)])
def test_a_day_outside_the_picture_is_not_drawn(day):
    layout = lay_out(replace(CHAIN, chosen=day))
    assert draw_chosen_line(layout) == draw_chosen_day(layout) == []
    assert "sv-cost-chosen" not in "".join(draw_costs(layout))


def test_the_chosen_years_fee_is_outlined():
    assert "".join(draw_costs(lay_out(CHAIN))).count("sv-cost-chosen") == 1


def test_the_legend_explains_each_kind_of_arrow_once_and_unlike():
    arrows = tuple(replace(CHAIN.arrows[0], kind=kind) for kind in ArrowKind)
    entries = [entry for entry in legend(replace(CHAIN, arrows=arrows)) if entry.is_line]
    assert [entry.word for entry in entries] == [kind.value for kind in ArrowKind]
    assert len({entry.drawing for entry in entries}) == len(ArrowKind)
