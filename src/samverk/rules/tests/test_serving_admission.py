"""What may be recorded during a meeting, what is refused, and what is warned of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.rules.remote import Link
from samverk.rules.serving import OrderKind, OrderTerms, admission, state_after
from samverk.rules.tests.meetings import (
    BOARD,
    BY_PARTY,
    COUNCIL,
    FEDERATION,
    NEXT_DAY,
    arrived,
    aside,
    back,
    left,
    remote,
    starts,
    stops,
)
from samverk.rules.tests.texts import in_full, plain, told

HERE = arrived(1, 2, 3, 11, 12)


@pytest.mark.parametrize(
    ("events", "event", "said"),
    [
        (HERE, arrived(1)[0], "Ek (A) är redan antecknad som närvarande."),
        ((*HERE, aside(1, 1)), arrived(1, item=2)[0], "anteckna i stället att personen är åter"),
        (HERE, left(5, 1), "Vik (C) är inte antecknad som närvarande."),
        (HERE, aside(5, 1), "Vik (C) är inte antecknad som närvarande."),
        ((*HERE, aside(1, 1)), aside(1, 1), "Ek (A) är redan ute för jäv i ärendet."),
        (HERE, back(1, 2), "Ek (A) är inte antecknad som ute för jäv."),
        ((*HERE, aside(1, 2)), back(1, 2), "får komma åter först när ärendet har handlagts"),
        (HERE, stops(11, 1), "Berg (A) tjänstgör inte."),
        (HERE, stops(1, 1), "anteckna i stället att ledamoten har lämnat mötet"),
        (HERE, starts(1, 4, 1), "Ek (A) är ledamot och kan inte tjänstgöra som ersättare."),
        (HERE, starts(11, 1, 1), "På platsen tjänstgör redan Ek (A)"),
        ((*HERE, starts(11, 4, 1)), starts(12, 4, 1), "På platsen tjänstgör redan Berg (A)"),
        ((*HERE, starts(11, 4, 1)), starts(11, 5, 1), "tjänstgör redan på den vakanta platsen"),
        ((*HERE, starts(11, 5, 1)), starts(11, 4, 1), "tjänstgör redan för Vik (C)"),
        (HERE, starts(13, 5, 1), "anteckna ankomsten först"),
        ((*HERE, aside(11, 1)), starts(11, 4, 1), "kan inte tjänstgöra förrän ärendet"),
        ((*HERE, left(11, 1)), starts(11, 4, 2), "anteckna ankomsten först"),
    ],
)
def test_what_cannot_happen_is_refused_with_its_reason(events, event, said):
    ruling = admission(BOARD, events, event)

    assert ruling.value is False
    assert said in told(ruling)


@pytest.mark.parametrize(
    ("roster", "here", "event", "said"),
    [
        (COUNCIL, (1, 2, 3, 4, 11), starts(11, 5, 1), "Bara ersättare från samma parti"),
        (FEDERATION, (1, 107), starts(107, 8, 1), "Bara ersättare för samma medlem"),
        (BY_PARTY, (1, 12), starts(12, 2, 1), "Ersättarens parti står inte i turordningen"),
    ],
)
def test_a_seat_that_is_anothers_is_refused(roster, here, event, said):
    ruling = admission(roster, arrived(*here), event)

    assert ruling.value is False
    assert said in told(ruling)


@pytest.mark.parametrize(
    ("roster", "event", "section"),
    [
        (COUNCIL, starts(11, 5, 1), "5 kap. 21 §"),
        (FEDERATION, starts(107, 8, 1), "10 § lagen"),
        (BY_PARTY, starts(12, 2, 1), "6 kap. 17 §"),
    ],
)
def test_a_refused_seat_is_refused_by_the_bodys_own_section(roster, event, section):
    ruling = admission(roster, arrived(event.person), event)

    assert str(ruling.reasons[0].statute).startswith(section)


def test_two_substitutes_for_one_seat_are_refused_by_the_act():
    events = (*arrived(2, 11, 12), starts(11, 1, 1))

    assert in_full(admission(COUNCIL, events, starts(12, 1, 1))) == [
        "På platsen tjänstgör redan Berg (A): en plats kan bara ha en person. "
        "[5 kap. 17 § kommunallagen (2017:725)]"
    ]


@pytest.mark.parametrize(
    "event",
    [arrived(5)[0], left(1, 1), aside(1, 1), starts(11, 4, 1), starts(12, 5, 3)],
)
def test_what_can_happen_is_admitted(event):
    assert admission(BOARD, HERE, event).value is True


def test_stepping_aside_in_the_next_item_too_needs_no_return_between():
    assert admission(BOARD, (*HERE, aside(1, 1)), aside(1, 2)).value is True


@pytest.mark.parametrize(
    ("events", "event"),
    [
        (HERE, left(99, 1)),
        (HERE, starts(11, 99, 1)),
        (arrived(1, item=3), left(1, 2)),
    ],
)
def test_unknown_people_and_seats_and_a_wrong_order_are_mistakes(events, event):
    with pytest.raises(ValueError, match=r"varken|finns inte|i den ordning"):
        admission(BOARD, events, event)


def test_a_refused_event_among_those_recorded_is_a_mistake():
    with pytest.raises(ValueError, match="tjänstgör redan Ek"):
        state_after(BOARD, (*HERE, starts(11, 1, 1)))


def test_a_later_day_cannot_be_followed_by_an_earlier():
    tomorrow = replace(arrived(1, item=2)[0], day=NEXT_DAY)

    with pytest.raises(ValueError, match="i den ordning"):
        state_after(BOARD, (tomorrow, left(1, 3)))


def test_taking_part_at_a_distance_is_refused_where_it_is_not_decided():
    ruling = admission(COUNCIL, (), remote(1, 1))

    assert ruling.value is False
    assert "5 kap. 16 §" in in_full(ruling)[0]


@pytest.mark.parametrize(("link", "may"), [(Link.SOUND_AND_IMAGE, True), (Link.SOUND_ONLY, False)])
def test_taking_part_at_a_distance_follows_the_decision(link, may):
    assert admission(BOARD, (), remote(1, 1, link)).value is may


def test_one_in_the_room_may_move_to_a_distance_and_back():
    events = (*HERE, remote(1, 2))

    assert admission(BOARD, HERE, events[-1]).value is True
    assert admission(BOARD, events, arrived(1, item=3)[0]).value is True
    assert admission(BOARD, events, remote(1, 3)).value is False


def test_passing_by_the_turn_is_warned_of_and_not_refused():
    ruling = admission(BOARD, arrived(1, 2, 3, 5, 11, 12), starts(12, 4, 1))

    assert ruling.value is True
    assert "Berg (A) står före i turordningen." in told(ruling)


def test_one_suggested_for_a_seat_does_not_pass_by_who_is_suggested_for_another():
    assert "står före" not in told(admission(BOARD, arrived(1, 2, 3, 11, 12), starts(12, 5, 1)))


def test_following_the_turn_is_not_warned_of():
    assert in_full(admission(BOARD, HERE, starts(11, 5, 1))) == [
        "Berg (A) börjar tjänstgöra. [6 kap. 17 § kommunallagen (2017:725)]",
        "! Ersättarnas tjänstgöring följer 8 § reglementet.",
    ]


def test_a_member_who_breaks_off_is_warned_of_the_rest_of_the_day():
    assert in_full(admission(COUNCIL, arrived(1, 2), left(1, 2))) == [
        "Ek (A) lämnar mötet.",
        "! Ek (A) får sedan inte tjänstgöra mer i dag. Beror det på jäv ska det antecknas som "
        "jäv. [5 kap. 20 § kommunallagen (2017:725)]",
    ]


def test_a_substitute_who_leaves_is_not_warned_of_it():
    events = (*arrived(2, 11), starts(11, 1, 1))

    assert admission(COUNCIL, events, left(11, 2)).remarks == ()


def test_a_member_out_for_conflict_who_leaves_the_meeting_breaks_off():
    events = (*arrived(1, 2), aside(1, 1))

    assert "inte tjänstgöra mer i dag" in told(admission(COUNCIL, events, left(1, 2)))


def test_where_the_by_laws_let_one_come_back_leaving_is_not_warned_of():
    free = replace(BOARD, terms=OrderTerms(OrderKind.FIXED, broken_off_stays_out=False))

    assert admission(free, HERE, left(1, 2)).remarks == ()


@pytest.mark.parametrize(
    ("events", "event", "said"),
    [
        ((starts(11, 5, 1),), stops(11, 2), "Berg (A) slutar utan att ledamoten är åter."),
        ((starts(11, 5, 1), stops(11, 2)), starts(11, 4, 3), "Berg (A) har redan slutat"),
        ((starts(11, 5, 1), stops(11, 2)), starts(12, 5, 3), "Berg (A) har nyss lämnat samma"),
    ],
)
def test_swapping_back_and_forth_is_warned_of(events, event, said):
    ruling = admission(BOARD, (*HERE, *events), event)

    assert ruling.value is True
    assert said in told(ruling)
    assert "Växeltjänstgöring" in told(ruling)


def test_serving_again_after_the_member_came_and_went_is_no_swapping():
    events = (*HERE, starts(11, 5, 1), *arrived(5, item=2), left(5, 3))

    assert "Växeltjänstgöring" not in told(admission(BOARD, events, starts(11, 5, 3)))


def test_standing_in_during_a_conflict_is_no_swapping():
    events = (*HERE, starts(11, 5, 1), aside(11, 2))

    assert "Växeltjänstgöring" not in told(admission(BOARD, events, starts(12, 5, 2)))


@pytest.mark.parametrize(
    ("events", "event", "section"),
    [
        ((starts(11, 3, 1),), arrived(3, item=2)[0], "5 kap. 19 §"),
        ((*arrived(3), aside(3, 1), starts(13, 3, 1)), back(3, 2), "5 kap. 18 §"),
    ],
)
def test_who_has_to_give_way_is_told_when_the_member_comes(events, event, section):
    ruling = admission(COUNCIL, (*arrived(1, 2, 11, 13), *events), event)

    assert "slutar då tjänstgöra på den platsen" in plain(ruling.reasons[-1].text)
    assert str(ruling.reasons[-1].statute).startswith(section)


def test_nobody_gives_way_to_one_who_arrives_to_an_empty_seat():
    assert in_full(admission(COUNCIL, (), arrived(1)[0])) == ["Ek (A) antecknas som närvarande."]


def test_a_day_whose_wording_is_not_known_is_remarked_with_a_refusal():
    old = replace(COUNCIL, day=NEXT_DAY.replace(year=2016))
    events = (*arrived(2, 11, 12), starts(11, 1, 1))

    assert "Samverks tabell" in told(admission(old, events, starts(12, 1, 1)))


def test_distance_is_judged_by_the_law_of_the_meetings_own_day():
    before = replace(FEDERATION, day=NEXT_DAY.replace(year=2021), remote=BOARD.remote)

    assert admission(before, (), remote(1, 1)).value is False
    assert admission(replace(before, day=NEXT_DAY), (), remote(1, 1)).value is True


def test_distance_on_a_later_day_is_judged_by_the_law_of_that_day():
    first = replace(FEDERATION, day=NEXT_DAY.replace(2022, 3, 15), remote=BOARD.remote)
    event = replace(remote(1, 1), day=NEXT_DAY.replace(2022, 3, 16))

    assert admission(first, (), event).value is True
