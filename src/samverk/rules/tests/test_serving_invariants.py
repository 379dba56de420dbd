"""What holds in every meeting, whatever people do and in whatever order."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samverk.rules.serving import (
    Event,
    EventKind,
    Holder,
    admission,
    item_quorum,
    served_intervals,
    serving_at,
    serving_through,
    state_after,
)
from samverk.rules.serving.state import follow
from samverk.rules.serving.turn import can_fill
from samverk.rules.tests.meetings import MEETINGS, ROSTERS, proposals, starts
from samverk.rules.tests.texts import told

WISHES = st.sampled_from(ROSTERS).flatmap(
    lambda roster: st.tuples(st.just(roster), proposals(roster))
)


def last_item(events):
    return events[-1].item if events else 1


@given(MEETINGS)
def test_nobody_sits_in_two_seats_and_no_more_serve_than_there_are_seats(meeting):
    roster, events = meeting
    people = Counter(serving_at(roster, events, last_item(events)).value.people)

    assert all(times == 1 for times in people.values())
    assert people.total() <= len(roster.seats)


@given(MEETINGS)
def test_only_those_present_and_not_out_for_conflict_serve(meeting):
    roster, events = meeting
    state = state_after(roster, events)

    assert set(state.serving.values()) <= state.present.keys() - state.aside.keys()


@given(MEETINGS)
def test_no_member_serves_elsewhere_than_in_the_own_seat(meeting):
    roster, events = meeting
    for place in serving_at(roster, events, last_item(events)).value.places:
        if place.person in roster.seat_of_member:
            assert roster.seat_of_member[place.person].id == place.seat
            assert place.holder is Holder.MEMBER


@given(MEETINGS)
def test_every_substitute_who_serves_could_fill_the_seat(meeting):
    roster, events = meeting
    for place in serving_at(roster, events, last_item(events)).value.places:
        if place.holder is Holder.SUBSTITUTE:
            substitute = roster.substitute_of_id[place.person]
            assert can_fill(roster, roster.seat_of_id[place.seat], substitute)


@given(MEETINGS)
def test_a_member_who_is_there_and_may_serve_never_sits_beside_an_empty_seat(meeting):
    roster, events = meeting
    state = state_after(roster, events)
    free = state.present.keys() - state.aside.keys() - state.barred
    empty = {seat.person for seat in roster.seats if seat.id not in state.serving}

    assert not free & empty


@given(MEETINGS)
def test_a_member_who_broke_off_does_not_serve_again(meeting):
    roster, events = meeting
    assume(roster.terms.broken_off_stays_out)
    serving = serving_through(roster, events, range(1, last_item(events) + 1))
    for at, event in enumerate(events):
        served = event.person in state_after(roster, events[:at]).serving.values()
        if event.kind is EventKind.LEFT and served and event.person in roster.seat_of_member:
            later = [ruling.value.people for item, ruling in serving.items() if item >= event.item]
            assert all(event.person not in people for people in later)


@given(MEETINGS)
def test_following_event_by_event_gives_what_a_replay_does(meeting):
    roster, events = meeting
    state = state_after(roster, ())
    for event in events:
        state = follow(roster, state, event)

    assert state == state_after(roster, events)


@given(MEETINGS, st.integers(0, 40))
def test_what_comes_later_does_not_change_an_earlier_item(meeting, cut):
    roster, events = meeting
    kept = events[:cut]
    decided = last_item(kept) - 1
    if decided >= 1:
        assert serving_at(roster, kept, decided) == serving_at(roster, events, decided)


@given(MEETINGS)
def test_the_intervals_say_the_same_as_each_item(meeting):
    roster, events = meeting
    items = range(1, last_item(events) + 1)
    spent = Counter()
    for item in items:
        spent.update(serving_at(roster, events, item).value.people)
    services = served_intervals(roster, events, {item: item + 100 for item in items}).value

    told = Counter()
    for each in services:
        told[each.person] += len(each.paragraphs)
    assert told == spent


@given(MEETINGS)
def test_whoever_is_suggested_may_be_called_without_a_warning_of_the_turn(meeting):
    roster, events = meeting
    item = last_item(events)
    found = [place for place in serving_at(roster, events, item).value.places if place.suggestion]
    called = [place for place in found if place.suggestion.person is not None]

    assert len({place.suggestion.person for place in called}) == len(called)
    for place in called:
        event = starts(place.suggestion.person, place.seat, item)
        ruling = admission(roster, events, event)
        assert ruling.value
        assert "står före i turordningen" not in told(ruling)


@given(MEETINGS)
def test_no_seat_waits_in_vain_for_one_who_could_fill_it(meeting):
    roster, events = meeting
    value = serving_at(roster, events, last_item(events)).value
    called = {place.suggestion.person for place in value.places if place.suggestion}
    idle = [who for who in value.waiting if who in roster.substitute_of_id and who not in called]
    empty = [p.seat for p in value.places if p.suggestion and p.suggestion.person is None]

    for who in idle:
        substitute = roster.substitute_of_id[who]
        assert not any(can_fill(roster, roster.seat_of_id[seat], substitute) for seat in empty)


@given(MEETINGS)
def test_the_quorum_counts_those_who_serve(meeting):
    roster, events = meeting
    item = last_item(events)
    value = serving_at(roster, events, item).value
    found = item_quorum(roster, events, item).value
    excused = value.empty_for_conflict if roster.assembly.body == "council" else 0

    assert found.present == len(value.people)
    assert found.is_quorate == (2 * (found.present + excused) > len(roster.seats))


@given(MEETINGS)
def test_a_repeated_form_is_refused_or_changes_nothing(meeting):
    roster, events = meeting
    if events:
        again = admission(roster, events, events[-1])
        assert not again.value


@given(WISHES)
def test_what_is_admitted_can_be_replayed_and_nothing_else(meeting):
    roster, wishes = meeting
    events = ()
    for kind, person, seat, _ in wishes[:12]:
        event = Event(kind, person, 1, seat=seat if kind is EventKind.STARTED else None)
        if admission(roster, events, event).value:
            events = (*events, event)
            assert state_after(roster, events).item == 1
        else:
            with pytest.raises(ValueError, match=r"\.$|[:]"):
                state_after(roster, (*events, event))
