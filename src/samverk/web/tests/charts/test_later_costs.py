"""The cost strip says which stated fees came later than the chosen day."""

from __future__ import annotations

from dataclasses import replace

from samverk.web.charts.chain import CostYear, Owed
from samverk.web.charts.chain_costs import draw_costs, stated_words
from samverk.web.charts.chain_layout import lay_out
from samverk.web.tests.charts.example import CHAIN, LANE

STATED = CostYear(2022, 590_000, None, None, Owed.YES)
LATER = replace(STATED, is_later=True)


def drawn(cost):
    return "".join(
        draw_costs(lay_out(replace(CHAIN, arrows=(), lanes=(replace(LANE, costs=(cost,)),))))
    )


def test_a_later_figure_is_drawn_with_a_word_and_a_look_of_its_own():
    assert "590 uppges senare" in drawn(LATER)
    assert "sv-later-word" in drawn(LATER)


def test_a_figure_that_was_known_is_drawn_as_stated():
    assert "590 uppgiven" in drawn(STATED)
    assert "sv-later-word" not in drawn(STATED)


def test_the_table_tells_the_same_in_words():
    assert stated_words(LATER) == "590, senare än den valda dagen"
    assert stated_words(STATED) == "590"
    assert stated_words(replace(STATED, stated=None)) == "–"
