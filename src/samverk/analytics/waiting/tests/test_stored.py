"""A what-if kept as JSON gives the same paper when it is asked again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from samverk.analytics.waiting.history import Places
from samverk.analytics.waiting.scenario import Leaving, Priority, Scenario, Stop, Whose
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.stored import (
    Question,
    outcome_json,
    question_json,
    read_question,
)
from samverk.analytics.waiting.tests.simulated import TODAY, Made, made
from samverk.analytics.waiting.tests.strategies import DAY, queues
from samverk.analytics.waiting.whatif import Prices

SCENARIO = Scenario(
    "Allt",
    places=(Places("Ny", TODAY, 3, 3, decided=TODAY, serves=("Lerum",)),),
    priorities=(Priority(Whose(party="FK"), 1),),
    stops=(Stop(TODAY, TODAY + timedelta(days=9)), Stop(TODAY + timedelta(days=60))),
    leaving=(Leaving(Whose("Lerum"), TODAY, keeps_place=True, finishes=False),),
)
QUESTION = Question(
    queue=made(Made(), 1).as_known(TODAY),
    day=TODAY,
    scenarios=(Scenario("Som nu"), SCENARIO),
    settings=Settings(worlds=30),
    days=90,
    prices=Prices(1, 2),
)

GOLDEN = [138.883172, 235.137648, 385.093728, 1]


def test_what_is_read_is_what_was_written():
    assert read_question(question_json(QUESTION)) == QUESTION


def test_the_same_question_gives_the_same_paper():
    again = read_question(question_json(QUESTION))
    assert outcome_json(again.answer()) == outcome_json(QUESTION.answer())
    assert question_json(again) == question_json(QUESTION)


@settings(max_examples=30, deadline=None)
@given(queues())
def test_any_queue_is_kept_as_it_was_known(queue):
    kept = read_question(question_json(replace(QUESTION, queue=queue, day=DAY)))
    assert kept.queue == queue.as_known(DAY)


def test_the_figures_are_those_of_this_engine():
    """When this fails on purpose: raise ENGINE, and set the new figures here."""
    now, _ = QUESTION.answer()
    figures = [now.joiners.low, now.joiners.middle, now.joiners.high, now.removed.middle]
    assert figures == pytest.approx(GOLDEN, rel=1e-6)


def test_a_question_to_another_engine_is_refused_with_a_way_out():
    with pytest.raises(ValueError, match="på nytt"):
        replace(QUESTION, engine=0).answer()


def test_the_answer_is_figures_that_json_can_hold():
    (now, _) = json.loads(outcome_json(QUESTION.answer()))
    assert now["scenario"] == "Som nu"
    assert set(now["joiners"]) == {"low", "middle", "high"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"form": 2}',
        '{"form": 1}',
        question_json(QUESTION).replace('"days"', '"weeks"'),
        question_json(QUESTION).replace('"joined"', '"born"', 1),
        question_json(QUESTION).replace(TODAY.isoformat(), "i dag"),
    ],
    ids=[
        "empty",
        "list",
        "nothing",
        "other form",
        "bare",
        "strange field",
        "strange word",
        "no day",
    ],
)
def test_what_is_no_question_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_question(text)


def test_a_question_kept_before_a_field_came_is_read_as_it_was():
    old = json.loads(question_json(QUESTION))
    for entry in old["queue"]["entries"]:
        del entry["told"]
    assert read_question(json.dumps(old)) == QUESTION
