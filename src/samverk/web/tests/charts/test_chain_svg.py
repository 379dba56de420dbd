"""The chain's picture: well formed, complete, and free of styles."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from samverk.web.charts.chain import Bar, BarKind, EventKind
from samverk.web.charts.chain_costs import draw_costs
from samverk.web.charts.chain_layout import GUTTER, WIDTH, lay_out, organs
from samverk.web.charts.chain_svg import chain_svg
from samverk.web.charts.marks import mark
from samverk.web.tests.charts.example import (
    CHAIN,
    DECIDED,
    LANE,
    MEMO,
    NOTICE,
    STAY,
    event,
    with_events,
)

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = chain_svg(CHAIN)
TREE = ET.fromstring(DRAWN)
STYLE = re.compile(r"\sstyle=")


def words(tree=TREE):
    return ["".join(text.itertext()) for text in tree.iter(f"{SVG}text")]


def test_the_picture_is_well_formed_and_carries_no_style():
    assert TREE.tag == f"{SVG}svg"
    assert not STYLE.search(DRAWN)


def test_the_picture_has_title_and_description_by_name():
    assert TREE.find(f"{SVG}title").text == "Medlemskap i <Förbundet>"
    assert TREE.get("aria-labelledby") == TREE.find(f"{SVG}title").get("id")
    assert TREE.get("aria-describedby") == TREE.find(f"{SVG}desc").get("id")


def test_every_id_begins_with_the_charts_name_and_is_used_once():
    ids = [element.get("id") for element in TREE.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one.startswith("prov") for one in ids)


def test_every_reference_within_the_picture_leads_somewhere():
    ids = {element.get("id") for element in TREE.iter()}
    assert set(re.findall(r"url\(#([^)]+)\)", DRAWN)) <= ids


def test_every_event_has_its_label_and_date():
    shown = words()
    for one in LANE.events:
        assert f"{one.label} {one.when}" in shown


def test_an_event_with_an_address_is_a_link_named_by_its_words():
    link = TREE.find(f".//{SVG}a")
    assert link.get("href") == "/beslut/8/"
    assert link.get("aria-label") == "§ 8 2020-06-15, Kommunfullmäktige. Beslut: Text"


def test_an_event_without_a_date_shows_how_uncertain_its_place_is():
    assert "sv-reach" in chain_svg(with_events(STAY))
    assert "sv-reach" not in chain_svg(with_events(DECIDED))


def test_an_event_known_only_from_citations_is_dashed():
    assert chain_svg(with_events(replace(DECIDED, cited_only=True))).count("sv-cited") == 1
    assert "sv-cited" not in chain_svg(with_events(DECIDED))


def test_the_membership_is_told_in_words_on_its_bar():
    assert {"Medlem", "Uppsägningstid", "Okänt, handling saknas"} <= set(words())


def test_an_unknown_membership_ends_in_a_question_mark():
    assert "?" in words()


def test_a_bar_too_short_for_its_words_has_none():
    short = replace(
        LANE, bars=(Bar(date(2020, 1, 1), date(2020, 2, 1), BarKind.MEMBER),), events=()
    )
    drawn = chain_svg(replace(CHAIN, lanes=(short,), arrows=()))
    assert ">Medlem<" not in drawn
    assert "sv-bar-member" in drawn


def test_the_chosen_day_is_marked_only_within_the_picture():
    assert ">2023-11-01</text>" in DRAWN
    assert "sv-chosen" not in chain_svg(replace(CHAIN, chosen=date(2040, 1, 1)))


def test_an_arrow_has_the_line_of_its_kind():
    for kind in ("proposes", "carries-out", "repeals", "decides"):
        assert f"sv-arrow sv-arrow-{kind}" in DRAWN


def test_a_long_arrow_says_what_it_does():
    assert "föreslår upphäva" in words()


def test_organs_stand_in_the_order_of_the_decision():
    names = [name for name, _ in organs(LANE)]
    assert names == [
        "Förvaltningen",
        "Organ saknas",
        "Kommunstyrelsen",
        "Kommunfullmäktige",
        "Domstol",
    ]


def test_an_office_that_also_decides_is_no_longer_first():
    lane = replace(LANE, events=(DECIDED, MEMO, replace(NOTICE, body="Förvaltningen")))
    assert [name for name, _ in organs(lane)] == ["Förvaltningen", "Kommunfullmäktige"]


def test_everything_stands_between_the_gutter_and_the_edge():
    for place in lay_out(CHAIN).marks().values():
        assert GUTTER <= place.x <= WIDTH


def test_lanes_follow_each_other_without_overlap():
    lanes = lay_out(CHAIN).lanes
    assert lanes[0].bottom < lanes[1].top


def test_the_cost_strip_shows_stated_and_computed():
    drawn = "".join(draw_costs(lay_out(CHAIN)))
    assert "590 uppgiven" in drawn
    assert "586–603 beräknad" in drawn
    assert "ska betalas" in drawn
    assert "okänt" in drawn


def test_a_year_outside_the_picture_has_no_cost_cell():
    assert "".join(draw_costs(lay_out(CHAIN))).count("<rect") == 4


def test_a_chain_without_fees_has_no_cost_strip():
    assert draw_costs(lay_out(with_events(DECIDED))) == []


def test_narrow_years_keep_their_figures_without_words():
    long = replace(CHAIN, from_date=date(2006, 7, 1))
    drawn = "".join(draw_costs(lay_out(long)))
    assert ">590</text>" in drawn
    assert "uppgiven" not in drawn


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_has_a_shape_of_its_own(kind):
    shapes = {other: re.sub(r'class="[^"]*"', "", mark(other, 0, 0, 8)) for other in EventKind}
    assert [other for other, shape in shapes.items() if shape == shapes[kind]] == [kind]


def test_text_from_outside_is_escaped():
    sly = event("x", date(2021, 1, 1), EventKind.MEMO, '"><script>', title="<b>")
    drawn = chain_svg(with_events(sly))
    assert "<script>" not in drawn
    assert "<b>" not in drawn
