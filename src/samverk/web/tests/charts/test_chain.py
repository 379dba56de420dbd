"""What a chain may be made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.web.charts.chain import Arrow, ArrowKind
from samverk.web.charts.chain_legend import legend
from samverk.web.charts.chain_story import story
from samverk.web.tests.charts.example import (
    APPEALED,
    CHAIN,
    DECIDED,
    LANE,
    MEMO,
    STAY,
    WITHDRAWN,
    with_events,
)


def test_an_event_without_a_date_says_so():
    assert STAY.when == "datum saknas"
    assert DECIDED.when == "2020-06-15"


def test_an_event_without_an_organ_says_so():
    assert WITHDRAWN.where == "Organ saknas"


def test_a_list_names_an_event_by_its_paragraph_and_organ_and_a_judgment_by_its_court():
    assert DECIDED.heading == "§ 8 Kommunfullmäktige"
    assert APPEALED.heading == "§ 8 överklagat, Förvaltningsrätten i Göteborg"


def test_two_events_with_one_id_are_a_mistake():
    with pytest.raises(ValueError, match="share an id"):
        with_events(DECIDED, replace(MEMO, id=DECIDED.id))


def test_an_arrow_to_nowhere_is_a_mistake():
    with pytest.raises(ValueError, match="unknown event"):
        replace(CHAIN, arrows=(Arrow("beslut", "borta", ArrowKind.DECIDES),))


def test_the_story_tells_events_in_order_also_those_without_a_date():
    told = [step.event.id for step in story(CHAIN)[0].steps]
    assert told == [
        "beredd",
        "beslut",
        "avisering",
        "klagan",
        "dom",
        "skrivelse",
        "kvar",
        "ater",
    ]


def test_the_story_says_what_an_event_does_in_the_callers_words():
    step = next(step for step in story(CHAIN)[0].steps if step.event is STAY)
    assert [(r.verb, r.target) for r in step.relations] == [("föreslår upphäva", DECIDED)]


def test_the_story_names_the_spans_of_the_membership():
    words = [span.word for span in story(CHAIN)[0].spans]
    assert words == ["Medlem", "Uppsägningstid", "Okänt, handling saknas"]


def test_the_legend_explains_what_is_shown_and_nothing_else():
    words = [entry.word for entry in legend(with_events(DECIDED))]
    assert words == ["Beslut"]


def test_the_legend_tells_of_events_known_only_from_citations():
    words = [entry.word for entry in legend(CHAIN)]
    assert "Streckad: känd bara genom hänvisningar" in words
    assert "föreslår upphäva" in words


def test_the_legend_names_the_mark_of_what_courts_do():
    assert [entry.word for entry in legend(with_events(APPEALED))] == ["Domstolsprövning"]


def test_an_empty_chain_has_an_empty_legend():
    assert legend(replace(CHAIN, lanes=(replace(LANE, events=()),), arrows=())) == []
