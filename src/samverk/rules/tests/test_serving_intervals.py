"""In which paragraphs each served, and how the minutes write it."""

from __future__ import annotations

import pytest

from samverk.rules.serving import paragraph_span, served_intervals
from samverk.rules.tests.meetings import BOARD, arrived, aside, back, left, remote, starts
from samverk.rules.tests.texts import plain

PARAGRAPHS = {1: 243, 2: 244, 3: 245, 4: 246, 5: 247}


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ((), ""),
        ((243,), "§ 243"),
        ((243, 244), "§§ 243–244"),
        ((62, 63, 64, 75), "§§ 62–64, 75"),
        ((243, 245), "§§ 243, 245"),
        ((247, 243, 245, 244), "§§ 243–245, 247"),
        ((5, 5, 6), "§§ 5–6"),
        (tuple(range(186, 195)) + tuple(range(196, 206)), "§§ 186–194, 196–205"),
    ],
)
def test_paragraphs_are_written_as_the_minutes_do(numbers, written):
    assert plain(paragraph_span(numbers)) == written


def test_the_sign_is_never_parted_from_its_number():
    assert paragraph_span([7]) == "§\N{NO-BREAK SPACE}7"


def spans(events, paragraphs=None):
    found = served_intervals(BOARD, events, paragraphs or PARAGRAPHS).value
    return [(each.person, each.seat, plain(each.span)) for each in found]


def test_one_who_is_there_throughout_served_in_all():
    assert spans(arrived(1)) == [(1, 1, "§§ 243–247")]


def test_a_conflict_leaves_a_gap():
    assert spans((*arrived(1), aside(1, 4), back(1, 5))) == [(1, 1, "§§ 243–245, 247")]


def test_a_substitute_stands_after_the_member_of_the_same_seat():
    events = (*arrived(1, 2, 11), aside(1, 3), starts(11, 1, 3), back(1, 4))

    assert spans(events) == [
        (1, 1, "§§ 243–244, 246–247"),
        (11, 1, "§ 245"),
        (2, 2, "§§ 243–247"),
    ]


def test_a_substitute_in_two_seats_has_a_line_for_each():
    events = (*arrived(2, 11), starts(11, 1, 1), *arrived(1, item=2), left(2, 3))
    events = (*events, starts(11, 2, 4))

    assert [span for span in spans(events) if span[0] == 11] == [
        (11, 1, "§ 243"),
        (11, 2, "§§ 246–247"),
    ]


def test_one_who_left_before_the_first_paragraph_has_no_line():
    assert spans((*arrived(1), left(1, 1))) == []


def test_items_without_a_paragraph_are_left_out():
    assert spans(arrived(1), {2: 10, 4: 11}) == [(1, 1, "§§ 10–11")]


def test_paragraphs_at_a_distance_are_marked():
    service = served_intervals(BOARD, (*arrived(1), remote(1, 3)), PARAGRAPHS).value[0]

    assert service.paragraphs == (243, 244, 245, 246, 247)
    assert service.at_distance == (245, 246, 247)


@pytest.mark.parametrize(
    ("events", "is_substitute"), [(arrived(1), False), ((*arrived(11), starts(11, 4, 1)), True)]
)
def test_a_substitute_is_told_from_a_member(events, is_substitute):
    assert served_intervals(BOARD, events, PARAGRAPHS).value[0].is_substitute is is_substitute


def test_one_number_for_two_items_is_a_mistake():
    with pytest.raises(ValueError, match="samma paragrafnummer"):
        served_intervals(BOARD, (), {1: 5, 2: 5})


def test_without_paragraphs_nobody_served():
    assert served_intervals(BOARD, arrived(1), {}).value == ()
