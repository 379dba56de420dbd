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


JUDGED = event("dom", date(2022, 9, 1), EventKind.COURT, "§ 1 upphävt", "domstol")
JUDGED_LATE = event("dom2", date(2023, 2, 1), EventKind.COURT, "§ 1 upphävt", "Kammarrätten")
BACK = Arrow("sen", "tidig", ArrowKind.PROPOSES_REPEAL)


def judged(*judgments, more=()):
    arrows = (*(Arrow(one.id, "tidig", ArrowKind.REPEALS) for one in judgments), *more)
    chain = replace(with_events(EARLY, LATE, *judgments), arrows=arrows)
    return lay_out(chain), draw_arrows(lay_out(chain))


def paths(drawn):
    return [ends(part) for part in drawn if part.startswith("<path")]


def test_what_a_court_annuls_is_met_from_below():
    layout, drawn = judged(JUDGED)
    marks = layout.marks()
    (x, top), (at, y) = paths(drawn)[0]

    assert (x, at) == (
        pytest.approx(marks["dom"].x, abs=0.1),
        pytest.approx(marks["tidig"].x, abs=0.1),
    )
    assert marks["tidig"].y < y < top < marks["dom"].y


def test_a_judgment_and_a_proposal_meet_the_decision_apart():
    _, drawn = judged(JUDGED, more=(BACK,))
    court, proposal = (end for _, end in paths(drawn))

    assert proposal[0] - court[0] >= 11


def test_both_verbs_stand_where_both_have_room():
    _, drawn = judged(JUDGED, more=(BACK,))
    shown = "".join(drawn)

    assert ">upphäver</text>" in shown
    assert ">föreslår upphävande av</text>" in shown


def test_two_verbs_are_never_written_on_each_other():
    late = replace(JUDGED, id="dom2", day=date(2022, 10, 1), sort_day=date(2022, 10, 1))
    _, drawn = judged(JUDGED, late)

    assert "".join(drawn).count(">upphäver</text>") == 1


def test_no_verb_covers_where_a_judgments_arrow_begins():
    middle = date.fromordinal((EARLY.day.toordinal() + JUDGED_LATE.day.toordinal()) // 2)
    chain = with_events(EARLY, replace(JUDGED, day=middle, sort_day=middle), JUDGED_LATE)
    far, near = (Arrow(name, "tidig", ArrowKind.REPEALS) for name in ("dom2", "dom"))
    alone, both = (
        re.findall(
            r'<text x="([^"]+)"', "".join(draw_arrows(lay_out(replace(chain, arrows=arrows))))
        )
        for arrows in ((far,), (far, near))
    )

    assert len(alone) == len(both) == 1
    assert alone != both
