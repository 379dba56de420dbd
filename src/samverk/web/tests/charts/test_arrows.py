"""Arrows between events."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from samverk.web.charts.arrows import arrow_sample, draw_arrows
from samverk.web.charts.chain import Arrow, ArrowKind, EventKind
from samverk.web.charts.chain_layout import lay_out
from samverk.web.tests.charts.example import event, with_events

EARLY = event("tidig", date(2021, 1, 1), EventKind.DECISION, "§ 1", "Kommunfullmäktige")
LATE = event("sen", date(2024, 1, 1), EventKind.PROPOSAL, "§ 2", "Socialnämnden")
NEAR = event("nara", date(2021, 1, 20), EventKind.PROPOSAL, "§ 3", "Socialnämnden")


def drawn(kind, start, end, label=""):
    chain = replace(with_events(start, end), arrows=(Arrow(start.id, end.id, kind, label),))
    return "".join(draw_arrows(lay_out(chain)))


def ends(path):
    numbers = [
        float(number)
        for number in re.findall(r"-?\d+(?:\.\d+)?", re.search(r'd="([^"]+)"', path)[1])
    ]
    return numbers[:2], numbers[-2:]


@pytest.mark.parametrize("kind", ArrowKind)
def test_an_arrow_ends_in_the_head_of_its_kind(kind):
    assert f'marker-end="url(#prov-{kind.name.lower().replace("_", "-")})"' in drawn(
        kind, LATE, EARLY
    )


def test_what_leads_to_a_decision_meets_it_from_above():
    before = replace(LATE, day=date(2020, 3, 1), sort_day=date(2020, 3, 1))
    marks = lay_out(with_events(before, EARLY)).marks()
    _, (x, y) = ends(drawn(ArrowKind.PROPOSES, before, EARLY))
    assert x == pytest.approx(marks["tidig"].x, abs=0.1)
    assert y < marks["tidig"].y


@pytest.mark.parametrize("kind", [ArrowKind.REPEALS, ArrowKind.PROPOSES])
def test_what_acts_back_on_a_decision_meets_it_from_below(kind):
    marks = lay_out(with_events(LATE, EARLY)).marks()
    _, (_, y) = ends(drawn(kind, LATE, EARLY))
    assert y > marks["tidig"].y


def test_an_arrow_upwards_leaves_from_the_top():
    marks = lay_out(with_events(EARLY, NEAR)).marks()
    (_, y), _ = ends(drawn(ArrowKind.CARRIES_OUT, EARLY, NEAR))
    assert y < marks["tidig"].y


def test_an_arrow_within_a_row_bows_below_it():
    late = replace(LATE, body="Kommunfullmäktige")
    marks = lay_out(with_events(late, EARLY)).marks()
    (_, y), _ = ends(drawn(ArrowKind.DECIDES, late, EARLY))
    assert y > marks["tidig"].y


def test_a_long_arrow_says_its_verb_and_a_short_one_leaves_it_to_the_legend():
    assert ">upphäver</text>" in drawn(ArrowKind.REPEALS, LATE, EARLY)
    assert "</text>" not in drawn(ArrowKind.PROPOSES, NEAR, EARLY)


def test_the_callers_own_verb_is_used_and_escaped():
    assert "vill &lt;upphäva&gt;" in drawn(ArrowKind.REPEALS, LATE, EARLY, "vill <upphäva>")


def test_the_legends_sample_is_decorative_and_of_its_kind():
    sample = arrow_sample(ArrowKind.REPEALS, "prov")
    assert 'aria-hidden="true"' in sample
    assert "sv-arrow-repeals" in sample
