"""Where things stand in the chain's picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from samverk.web.charts.chain import EventKind, Lane
from samverk.web.charts.chain_layout import LABEL_SIZE, TIER, WIDTH, label_of, lay_out
from samverk.web.charts.textwidth import text_width
from samverk.web.tests.charts.example import CHAIN, DECIDED, LANE, MEMO, event, with_events

DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
BODIES = st.sampled_from(["Socialnämnden", "Kommunstyrelsen", "Kommunfullmäktige", ""])
EVENTS = st.lists(st.tuples(DAYS, BODIES), max_size=25)


def made(pairs):
    """Make a chain of invented events."""
    events = [
        event(f"h{n}", day, EventKind.DECISION, f"§ {n}", body)
        for n, (day, body) in enumerate(pairs)
    ]
    return with_events(*events)


@given(EVENTS)
def test_no_label_stands_on_another_however_many_the_events(pairs):
    boxes = []
    for mark in lay_out(made(pairs)).marks().values():
        y = mark.y - mark.label.tier * TIER
        right = mark.label.x + text_width(label_of(mark.event), LABEL_SIZE)
        boxes.append((mark.label.x, right, y))
    for n, (left, right, y) in enumerate(boxes):
        for other_left, other_right, other_y in boxes[n + 1 :]:
            assert abs(y - other_y) >= TIER or right <= other_left or other_right <= left


@given(EVENTS)
def test_rows_of_a_lane_follow_downwards_with_room_between(pairs):
    rows = lay_out(made(pairs)).lanes[0].rows
    assert all(lower.y - upper.y >= TIER for upper, lower in pairwise(rows))


@given(EVENTS)
def test_every_event_is_in_the_picture_once(pairs):
    chain = made(pairs)
    assert len(lay_out(chain).marks()) == len(chain.lanes[0].events)


def test_the_same_day_stands_at_the_same_place_in_every_lane():
    twin = replace(DECIDED, id="tvilling")
    chain = replace(CHAIN, lanes=(LANE, Lane("Granby", (), (twin,))), arrows=())
    marks = lay_out(chain).marks()
    assert marks["beslut"].x == marks["tvilling"].x


def test_events_of_one_day_in_one_organ_are_told_apart_by_their_labels():
    same = [replace(DECIDED, id=f"e{n}") for n in range(3)]
    marks = lay_out(with_events(*same)).marks().values()
    assert len({(mark.label.x, mark.label.tier) for mark in marks}) == 3


def test_a_later_event_stands_to_the_right():
    later = replace(
        MEMO, id="senare", day=MEMO.day + timedelta(days=40), sort_day=MEMO.day + timedelta(days=40)
    )
    marks = lay_out(with_events(MEMO, later)).marks()
    assert marks["skrivelse"].x < marks["senare"].x <= WIDTH


def test_a_lane_without_a_membership_takes_no_room_for_a_bar():
    bare = replace(CHAIN, lanes=(replace(LANE, bars=()),), arrows=())
    full = replace(CHAIN, lanes=(LANE,), arrows=())
    assert lay_out(bare).height < lay_out(full).height


def test_a_chain_without_lanes_is_an_empty_axis():
    empty = replace(CHAIN, lanes=(), arrows=())
    assert lay_out(empty).marks() == {}
