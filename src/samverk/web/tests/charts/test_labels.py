"""Labels never cover each other or a mark, however close the events are."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samverk.web.charts.labels import Point, place_labels

LEFT, RIGHT = 100.0, 1100.0
POINTS = st.lists(
    st.builds(Point, st.floats(LEFT, RIGHT), st.just(8.0), st.floats(20, 180)), max_size=14
)


def spans(points, places):
    return [
        (place.tier, place.x, place.x + point.width)
        for point, place in zip(points, places, strict=True)
    ]


@given(POINTS)
def test_no_two_labels_meet(points):
    placed = spans(points, place_labels(points, LEFT, RIGHT))
    for one, other in combinations(placed, 2):
        assert one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]


@given(POINTS)
def test_no_label_beside_a_mark_covers_another_mark(points):
    for tier, start, end in spans(points, place_labels(points, LEFT, RIGHT)):
        if tier == 0:
            assert not any(p.x + 8 > start and p.x - 8 < end for p in points)


@given(POINTS)
def test_every_label_stays_within_the_picture(points):
    for _, start, end in spans(points, place_labels(points, LEFT, RIGHT)):
        assert start >= LEFT - 1e-6
        assert end <= RIGHT + 1e-6


def test_a_lonely_label_stands_to_the_right_of_its_mark():
    assert place_labels([Point(500, 8, 100)], LEFT, RIGHT)[0].x == 513


def test_a_label_by_the_right_edge_stands_to_the_left():
    place = place_labels([Point(1090, 8, 100)], LEFT, RIGHT)[0]
    assert (place.tier, place.x) == (0, 1090 - 13 - 100)


def test_a_label_without_room_beside_is_raised():
    places = place_labels([Point(500, 8, 100), Point(530, 8, 100)], LEFT, RIGHT)
    assert [place.tier for place in places] == [0, 0]
    crowded = [Point(x, 8, 100) for x in (480, 500, 520)]
    assert [place.tier for place in place_labels(crowded, LEFT, RIGHT)] == [0, 1, 0]


def test_the_places_come_in_the_order_of_the_points():
    apart = [Point(900, 8, 50), Point(200, 8, 50)]
    assert [round(place.x) for place in place_labels(apart, LEFT, RIGHT)] == [913, 213]
