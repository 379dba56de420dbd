"""The whole report, the words for it, and what is loaded to make it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from samverk.analytics.waiting import words
from samverk.analytics.waiting.backtest import BackTest
from samverk.analytics.waiting.forecast import Range
from samverk.analytics.waiting.history import Queue, Stay
from samverk.analytics.waiting.proportions import share
from samverk.analytics.waiting.quantiles import Quantile, Summary, summary
from samverk.analytics.waiting.report import Lengths, course, report, stay_lengths
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.spells import Exit, Spell
from samverk.analytics.waiting.survival import Step
from samverk.analytics.waiting.tests.simulated import TODAY, Made, made

FIRST = TODAY - timedelta(days=364)
FEW = Settings(worlds=50)


def test_a_report_tells_the_three_measures_of_what_was_known():
    queue = made(Made(after_cut=8), 3)
    found = report(queue, FIRST, TODAY, FEW)
    assert found == report(queue.as_known(TODAY), FIRST, TODAY, FEW)
    assert found.waiting.total.n == len(queue.waiting(TODAY)) == found.flow.closing
    assert found.completed.total.n == found.flow.started == found.use.starts
    assert found.outlook.day == TODAY
    assert found.held_up.trials
    assert found.may_be_printed


def test_a_report_whose_stated_numbers_do_not_add_up_may_not_be_printed():
    queue = made(Made(), 3)
    flow = report(queue, FIRST, TODAY, FEW).flow
    wrong = replace(flow, closing=flow.closing + 1)
    found = report(queue, FIRST, TODAY, FEW, stated=(flow, wrong))
    assert not found.may_be_printed
    assert [one.people for one in found.balance.value] == [-1]
    assert "räknats för mycket" in found.balance.reasons[0].text
    assert report(queue, FIRST, TODAY, FEW, stated=(flow, flow)).may_be_printed


def test_an_empty_queue_has_a_report():
    found = report(Queue("A", FIRST, ()), FIRST, TODAY, FEW)
    assert found.may_be_printed
    assert (found.course.n, found.course.median, found.outlook.joiners) == (0, None, None)


def test_the_course_of_under_ten_is_not_told():
    nine = tuple(Spell(0, 400 + n, Exit.STARTED) for n in range(9))
    assert {fate.started for fate in course(nine).fates} == {None}
    assert course((*nine, Spell(0, 500, Exit.REMOVED))).median.value == 404


def test_a_year_and_more_unseen_is_not_told():
    seen = tuple(Spell(0, 100 + n, Exit.STARTED) for n in range(12))
    three, six, twelve = course(seen).fates
    assert (three.started.share, six.started, twelve.started) == (0.0, None, None)


def test_stays_under_way_count_for_the_days_they_have_lasted():
    ended = tuple(Stay(FIRST, FIRST + timedelta(days=100 + n)) for n in range(8))
    under_way = (Stay(TODAY - timedelta(days=300)), Stay(TODAY - timedelta(days=10)))
    queue = Queue("A", FIRST, (), ended + under_way)
    found = stay_lengths(queue, FIRST, TODAY)
    assert (found.n, found.median.value) == (10, 104)
    assert stay_lengths(replace(queue, stays=ended), FIRST, TODAY).median is None


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (1, "1 dag"),
        (0, "0 dagar"),
        (59, "59 dagar"),
        (60, "2 månader"),
        (258, "8,5 månader"),
        (441, "14 månader"),
    ],
)
def test_lengths_are_days_then_months(days, told):
    assert words.length(days) == told


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (None, "Det går inte att säga"),
        (Range(None, None, None), "inga platser"),
        (Range(152, 240, None), "minst 5 månader"),
        (Range(152, 240, 365), "Väntan blir troligen 5–12 månader (åtta fall av tio)."),
        (Range(0, 0, 0), "omkring 0 dagar"),
        (Range(10, 20, 40), "10–40 dagar"),
        (Range(10, 20, 152), "10 dagar till 5 månader"),
    ],
)
def test_an_outlook_in_words(found, told):
    assert told in words.outlook(found)


def test_a_measure_in_words_has_n_and_interval():
    text = words.summary(summary(range(1, 31)))
    assert text == (
        "Hälften har väntat högst 16 dagar (10–21 dagar), "
        "nio av tio högst 28 dagar (säkert minst 23 dagar). 30 personer."
    )


def test_under_ten_there_are_words_and_no_number_of_people():
    assert words.summary(Summary(4, None, None, 9)) == "Färre än 10 personer: för få för en median."
    assert words.summary(summary([])) == "Ingen."


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Quantile(None, 4, None), "längre än vad som kan ses"),
        (Quantile(9, None, None), "9 dagar"),
        (Quantile(9, None, 12), "9 dagar (säkert högst 12 dagar)"),
        (Quantile(9, 4, 12), "9 dagar (4–12 dagar)"),
    ],
)
def test_a_bound_that_cannot_be_told_is_not_made_up(found, told):
    assert words.quantile(found) == told


def test_what_became_of_waits_in_words():
    assert words.step(None) == "inte sett än"
    assert words.step(Step(91, 12, 0.554, 0.31, 0.749)) == "55 % (31–75 %)"


def test_how_long_stays_last_in_words():
    assert words.lasting(Lengths(9, None, None)) == (
        "Färre än 10 deltaganden: för få för en median."
    )
    told = words.lasting(Lengths(40, Quantile(70, 60, 95), Quantile(200, 180, None)))
    assert told == (
        "Hälften varar högst 2,5 månader (2–3 månader), nio av tio högst 6,5 månader"
        " (säkert minst 6 månader). 40 deltaganden."
    )


def test_shares_and_earlier_forecasts_in_words():
    assert words.share(share(8, 10)) == "80 % (49–94 %), 8 av 10"
    assert words.share(share(0, 0)) == "Ingen att räkna på."
    assert "för ny" in words.held_up(BackTest((), share(0, 0), None, None))
    assert words.held_up(BackTest((), share(8, 10), -12.0, 30.0)) == (
        "Utfallet låg i spannet i 8 av 10 prognoser. I snitt för kort med 12 dagar."
    )
    assert "I snitt rätt" in words.held_up(BackTest((), share(8, 10), 0.2, 30.0))


def test_the_measures_that_look_back_load_no_numpy():
    """A page that shows only what was starts without the weight of what is to come."""
    names = "measures, flows, survival, comparison, fairness, words, history, hazards, estimation"
    code = (
        f"import sys; from samverk.analytics.waiting import {names}; print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
