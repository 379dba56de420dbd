"""Where things stand in the chain's picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from samverk.web.charts.chain import Arrow, ArrowKind, EventKind, Lane
from samverk.web.charts.chain_layout import LABEL_SIZE, TIER, WIDTH, label_of, lay_out
from samverk.web.charts.textwidth import text_width
from samverk.web.tests.charts.example import (
    ANNULLED,
    APPEALED,
    CHAIN,
    DECIDED,
    LANE,
    MEMO,
    event,
    with_events,
)

DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
BODIES = st.sampled_from(["Socialnämnden", "Kommunstyrelsen", "Kommunfullmäktige", "", "domstol"])
COURT, DECIDES = EventKind.COURT, EventKind.DECISION
EVENTS = st.lists(st.tuples(DAYS, BODIES), max_size=25)


def made(pairs):
    """Make a chain of invented events; what "domstol" does is a court's."""
    events = [
        event(f"h{n}", day, COURT if body == "domstol" else DECIDES, f"§ {n}", body)
        for n, (day, body) in enumerate(pairs)
    ]
    return with_events(*events)


@given(EVENTS)
def test_no_label_stands_on_another_however_many_the_events(pairs):
    boxes = []
    for mark in lay_out(made(pairs)).marks().values():
        y = mark.label_y
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


def test_the_courts_share_the_last_line_whatever_they_are_called():
    drawn = lay_out(with_events(APPEALED, ANNULLED, DECIDED)).lanes[0].rows

    assert [row.name for row in drawn] == ["Kommunfullmäktige", "Domstol"]
    assert len(drawn[1].marks) == 2


def test_the_labels_of_courts_hang_below_and_make_the_lane_taller():
    day = ANNULLED.day
    close = [replace(ANNULLED, id=f"dom{n}", day=day + timedelta(days=n)) for n in range(3)]
    crowded = lay_out(with_events(DECIDED, *close))
    lowest = max(mark.label_y for mark in crowded.marks().values())

    assert all(mark.label_y >= mark.y for mark in crowded.marks().values())
    assert crowded.lanes[0].bar_y > lowest + TIER / 2
    assert crowded.height > lay_out(with_events(DECIDED, close[0])).height


def test_only_a_judgment_with_an_arrow_takes_room_for_it():
    silent = with_events(DECIDED, ANNULLED)
    acting = replace(silent, arrows=(Arrow(ANNULLED.id, DECIDED.id, ArrowKind.REPEALS),))

    assert lay_out(silent).height < lay_out(acting).height


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
