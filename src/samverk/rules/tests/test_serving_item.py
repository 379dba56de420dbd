"""Who serves at an item, through arrivals, departures, conflicts and substitutes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.rules.remote import Link
from samverk.rules.serving import (
    Absence,
    Event,
    EventKind,
    Holder,
    OrderKind,
    OrderTerms,
    serving_at,
    serving_through,
    state_after,
    states_at,
)
from samverk.rules.tests.meetings import (
    BOARD,
    COUNCIL,
    DAY,
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

ROLL = arrived(1, 2, 3, 5, 11, 12)


def seats(roster, events, item):
    """Who sits where, the seats in order."""
    return [place.person for place in serving_at(roster, events, item).value.places]


def place(roster, events, item, seat):
    return serving_at(roster, events, item).value.places[seat - 1]


def test_nobody_serves_before_the_roll_is_called():
    assert seats(BOARD, (), 1) == [None] * 5


def test_who_is_not_noted_as_present_is_not_filled_in():
    found = place(BOARD, arrived(2), 1, 1)

    assert (found.holder, found.absence) == (Holder.NOBODY, Absence.NOT_NOTED)
    assert found.reasons[0].text == "Ek (A) är inte antecknad som närvarande."


def test_members_serve_in_their_own_seats_from_the_item_they_arrive():
    events = (*arrived(1), *arrived(2, item=3))

    assert [seats(BOARD, events, item)[:2] for item in (1, 2, 3)] == [[1, None], [1, None], [1, 2]]


def test_who_leaves_has_not_served_in_the_item_of_the_event():
    events = (*ROLL, left(1, 3))

    assert [seats(BOARD, events, item)[0] for item in (2, 3, 4)] == [1, None, None]


def test_a_substitute_serves_only_when_called():
    assert seats(BOARD, (*ROLL, starts(12, 4, 2)), 1) == [1, 2, 3, None, 5]
    assert seats(BOARD, (*ROLL, starts(12, 4, 2)), 2) == [1, 2, 3, 12, 5]


def test_a_serving_substitute_is_told_with_the_members_absence():
    found = place(COUNCIL, (*arrived(2, 11), starts(11, 1, 1)), 1, 1)

    assert found.holder is Holder.SUBSTITUTE
    assert [plain(reason.text) for reason in found.reasons] == [
        "Ek (A) är inte antecknad som närvarande.",
        "Berg (A) tjänstgör för Ek (A).",
    ]


def test_a_vacant_seat_may_be_served_by_a_substitute():
    found = place(BOARD, (*ROLL, starts(12, 4, 1)), 1, 4)

    assert (found.person, found.absence) == (12, Absence.VACANT)
    assert "tjänstgör på den vakanta platsen" in found.reasons[-1].text


def test_a_late_member_takes_over_from_the_substitute():
    events = (*arrived(1, 11), starts(11, 2, 1), *arrived(2, item=2))

    assert [seats(COUNCIL, events, item)[1] for item in (1, 2)] == [11, 2]
    assert "har tagit över" in place(COUNCIL, events, 2, 2).reasons[0].text


def test_a_member_who_took_over_is_told_with_the_acts_section():
    events = (*arrived(1, 11), starts(11, 2, 1), *arrived(2, item=2))
    reason = place(COUNCIL, events, 2, 2).reasons[0]

    assert str(reason.statute).startswith("5 kap. 19 §")


def test_a_late_member_does_not_take_over_where_the_by_laws_say_no():
    roster = replace(BOARD, terms=OrderTerms(OrderKind.FIXED, late_member_takes_over=False))
    events = (*arrived(1, 11), starts(11, 2, 1), *arrived(2, item=2))
    found = place(roster, events, 2, 2)

    assert (found.person, found.absence) == (11, Absence.GAVE_WAY)
    assert "tar inte över" in found.reasons[0].text


@pytest.mark.parametrize("ends", [left(11, 3), stops(11, 3)])
def test_a_late_member_who_waited_serves_when_the_substitute_ends(ends):
    roster = replace(BOARD, terms=OrderTerms(OrderKind.FIXED, late_member_takes_over=False))
    events = (*arrived(1, 11), starts(11, 2, 1), *arrived(2, item=2), ends)

    assert [seats(roster, events, item)[1] for item in (2, 3)] == [11, 2]


def test_a_waiting_member_who_broke_off_or_is_out_for_conflict_gets_no_seat():
    roster = replace(BOARD, terms=OrderTerms(OrderKind.FIXED, late_member_takes_over=False))
    events = (*arrived(1, 2), left(1, 1), *arrived(1, item=2), aside(2, 2))

    assert seats(roster, events, 2) == [None] * 5


def test_a_vacant_seat_in_a_federation_is_told_with_who_steps_in():
    vacant = (replace(FEDERATION.seats[0], person=None), *FEDERATION.seats[1:])
    reason = place(replace(FEDERATION, seats=vacant), (), 1, 1).reasons[0]

    assert "träder en ersättare för samma medlem in" in reason.text
    assert str(reason.statute).startswith("15 § lagen")


def test_a_vacant_seat_elsewhere_is_only_vacant():
    assert place(BOARD, (), 1, 4).reasons[0].text == "Platsen är vakant."


def test_a_member_who_broke_off_may_not_serve_again_the_same_day():
    events = (*arrived(1, 2), left(1, 2), *arrived(1, item=3))
    found = place(COUNCIL, events, 3, 1)

    assert (found.person, found.absence) == (None, Absence.BROKEN_OFF)
    assert str(found.reasons[0].statute).startswith("5 kap. 20 §")


def test_a_member_who_broke_off_is_present_and_waits():
    events = (*arrived(1, 2), left(1, 2), *arrived(1, item=3))

    assert serving_at(COUNCIL, events, 3).value.waiting == (1,)


def test_a_member_who_broke_off_serves_again_where_the_by_laws_let_them():
    roster = replace(BOARD, terms=OrderTerms(OrderKind.FIXED, broken_off_stays_out=False))
    events = (*arrived(1, 2), left(1, 2), *arrived(1, item=3))

    assert seats(roster, events, 3)[0] == 1


def test_a_member_who_broke_off_serves_again_the_next_day():
    again = replace(arrived(1, item=3)[0], day=COUNCIL.day.replace(day=19))
    events = (*arrived(1, 2), left(1, 2), again)

    assert seats(COUNCIL, events, 3) == [1, None, None, None, None]


def test_a_substitute_who_left_may_serve_again():
    events = (*arrived(2, 11), starts(11, 1, 1), left(11, 2), *arrived(11, item=3))

    assert seats(COUNCIL, (*events, starts(11, 1, 3)), 3)[0] == 11


def test_who_is_out_for_conflict_is_back_in_the_seat_after_the_item():
    events = (*ROLL, aside(1, 2), back(1, 3))

    assert [seats(BOARD, events, item)[0] for item in (1, 2, 3)] == [1, None, 1]


def test_an_empty_seat_for_conflict_is_told_apart_from_others():
    found = serving_at(BOARD, (*ROLL, aside(1, 2)), 2).value

    assert [each.empty_for_conflict for each in found.places] == [True, False, False, False, False]
    assert (found.aside, found.empty_for_conflict) == ((1,), 1)


def test_a_seat_filled_during_a_conflict_is_not_empty_for_it():
    found = serving_at(BOARD, (*ROLL, aside(1, 2), starts(11, 1, 2)), 2).value

    assert found.places[0].absence is Absence.CONFLICT
    assert found.empty_for_conflict == 0


def test_the_stand_in_gives_way_when_the_member_is_back():
    events = (*ROLL, aside(1, 2), starts(11, 1, 2), back(1, 3))

    assert [seats(BOARD, events, item)[0] for item in (2, 3)] == [11, 1]
    assert serving_at(BOARD, events, 3).value.waiting == (11, 12)


def test_a_substitute_out_for_conflict_comes_back_before_the_stand_in():
    events = (*arrived(2, 11, 12), starts(11, 1, 1), aside(11, 2), starts(12, 1, 2), back(11, 3))

    assert [seats(COUNCIL, events, item)[0] for item in (1, 2, 3)] == [11, 12, 11]


def test_a_substitute_out_for_conflict_does_not_move_the_member_who_came():
    events = (*arrived(2, 11), starts(11, 1, 1), aside(11, 2), *arrived(1, item=2), back(11, 3))

    assert [seats(COUNCIL, events, item)[0] for item in (2, 3)] == [1, 1]


def test_a_substitute_whose_seat_the_member_took_does_not_get_it_back_when_the_member_leaves():
    events = (*arrived(2, 11, 12), starts(11, 1, 1), aside(11, 2), *arrived(1, item=2))
    events = (*events, left(1, 3), starts(12, 1, 3), back(11, 4))

    assert [seats(COUNCIL, events, item)[0] for item in (2, 3, 4)] == [1, 12, 12]


def test_two_out_for_conflict_from_one_seat_come_back_in_the_order_they_left():
    events = (*arrived(2, 11, 12), starts(11, 1, 1), aside(11, 2), starts(12, 1, 2), aside(12, 2))
    events = (*events, back(12, 3), back(11, 4))

    assert [seats(COUNCIL, events, item)[0] for item in (2, 3, 4)] == [None, 12, 11]


def test_the_stand_in_who_comes_back_last_does_not_take_the_seat():
    events = (*arrived(2, 11, 12), starts(11, 1, 1), aside(11, 2), starts(12, 1, 2), aside(12, 2))
    events = (*events, back(11, 3), back(12, 4))

    assert [seats(COUNCIL, events, item)[0] for item in (3, 4)] == [11, 11]


def test_who_leaves_the_meeting_while_out_for_conflict_has_broken_off():
    events = (*arrived(1, 2), aside(1, 1), left(1, 2), *arrived(1, item=3))

    assert place(COUNCIL, events, 2, 1).empty_for_conflict is False
    assert place(COUNCIL, events, 3, 1).absence is Absence.BROKEN_OFF


def test_one_who_may_not_serve_gets_no_seat_by_coming_back_from_a_conflict():
    events = (*arrived(1, 2), left(1, 1), *arrived(1, item=2), aside(1, 2), back(1, 3))

    assert seats(COUNCIL, events, 3)[0] is None


def test_who_is_not_noted_as_back_is_still_out_and_that_is_remarked():
    ruling = serving_at(BOARD, (*ROLL, aside(1, 2)), 3)

    assert ruling.value.aside == (1,)
    assert "är inte antecknad som åter" in ruling.remarks[0].text


def test_who_is_out_for_conflict_again_is_not_remarked():
    ruling = serving_at(BOARD, (*ROLL, aside(1, 2), aside(1, 3)), 3)

    assert "är inte antecknad som åter" not in told(ruling)
    assert ruling.value.empty_for_conflict == 1


def test_a_substitute_who_stops_leaves_the_seat_empty():
    assert seats(BOARD, (*ROLL, starts(12, 4, 1), stops(12, 2)), 2)[3] is None


def test_a_new_day_is_a_new_roll_call():
    again = Event(EventKind.ARRIVED, 2, 5, day=NEXT_DAY)

    assert seats(BOARD, (*ROLL, starts(12, 4, 1), again), 5) == [None, 2, None, None, None]


def test_one_who_began_the_first_day_keeps_priority_the_next():
    day = COUNCIL.day.replace(day=19)
    events = (*arrived(2, 12), starts(12, 1, 1))
    events += tuple(replace(each, day=day) for each in arrived(2, 11, 12, item=5))

    assert place(COUNCIL, events, 5, 1).suggestion.person == 12


def test_the_same_day_given_is_no_new_roll_call():
    events = (*ROLL, replace(left(1, 2), day=DAY))

    assert seats(BOARD, events, 2) == [None, 2, 3, None, 5]


@pytest.mark.parametrize("link", [Link.ROOM, Link.SOUND_AND_IMAGE])
def test_a_place_tells_how_its_person_is_present(link):
    assert place(BOARD, (remote(1, 1, link),), 1, 1).link is link


def test_moving_to_a_distance_keeps_the_seat():
    events = (*ROLL, remote(1, 2))

    assert [place(BOARD, events, item, 1).link for item in (1, 2)] == [
        Link.ROOM,
        Link.SOUND_AND_IMAGE,
    ]


def test_people_who_serve_are_listed_in_the_order_of_the_seats():
    assert serving_at(BOARD, (*ROLL, starts(12, 4, 1)), 1).value.people == (1, 2, 3, 12, 5)


def test_only_empty_seats_have_a_suggestion():
    found = serving_at(BOARD, ROLL, 1).value.places

    assert [each.suggestion is not None for each in found] == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (arrived(1, 2, 3, 4, 5), "5 av 5 platser har tjänstgörande."),
        (arrived(1, 2), "2 av 5 platser har tjänstgörande; 3 är tomma."),
    ],
)
def test_the_whole_is_summed_up(events, said):
    assert in_full(serving_at(COUNCIL, events, 1)) == [said]


@pytest.mark.parametrize(
    ("roster", "person", "said"),
    [
        (COUNCIL, 11, "rättigheter som en ledamot. [4 kap. 22 § kommunallagen (2017:725)]"),
        (FEDERATION, 101, "Förbundets lag säger det inte; det är Samverks läsning."),
    ],
)
def test_a_serving_substitute_has_a_members_rights(roster, person, said):
    ruling = serving_at(roster, (*arrived(person), starts(person, 1, 1)), 1)

    assert in_full(ruling)[1].endswith(said)


def test_a_day_before_the_act_is_remarked_once_for_each_section():
    old = replace(COUNCIL, day=DAY.replace(year=2016))
    remarks = [each.text for each in serving_at(old, (), 1).remarks]

    assert len(remarks) == len(set(remarks)) == 6


def test_one_replay_gives_what_several_would():
    events = (*ROLL, aside(1, 2), starts(11, 1, 2), back(1, 3), left(2, 4))
    together = serving_through(BOARD, events, (1, 2, 3, 4, 9))

    assert together == {item: serving_at(BOARD, events, item) for item in (1, 2, 3, 4, 9)}


def test_events_after_the_item_do_not_count_and_are_not_judged():
    wrong = starts(11, 1, 5)

    assert states_at(BOARD, (*ROLL, wrong), (1,))[1] == state_after(BOARD, ROLL)
    with pytest.raises(ValueError, match="tjänstgör redan"):
        states_at(BOARD, (*ROLL, wrong), (1, 5))


def test_no_items_give_no_states():
    assert states_at(BOARD, ROLL, ()) == {}
