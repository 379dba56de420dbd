"""Who is there and who serves: the roll, comings and goings, and what the rules refuse."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.directory import actions as directory
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions, queries
from samverk.meetings.actions import Arrival, NewPresence
from samverk.meetings.models import AgendaItem, PresenceEvent
from samverk.meetings.tests.conftest import MEMBERS, again, note, person, roll, settle
from samverk.rules.serving import Holder

ALL = tuple(MEMBERS)


def hall(meeting):
    items = list(AgendaItem.objects.filter(meeting=meeting))
    return queries.hall_of(again(meeting), items, queries.presence_of(meeting))


def seat(meeting, name):
    return next(s.id for s in hall(meeting).roster.seats if s.name == name)


def test_a_meeting_is_opened_by_one_of_its_own(seated, meeting):
    with pytest.raises(InputError, match="ordförande"):
        actions.open_meeting(seated.owner, meeting, None, "Maj", key="k1")
    opened = actions.open_meeting(seated.owner, meeting, person("Bo Lind"), "Maj", key="k2")
    assert (opened.chair.name, opened.secretary) == ("Bo Lind", "Maj")


def test_a_meeting_is_not_opened_before_its_day(seated, meeting):
    actions.move_meeting(
        seated.owner,
        meeting,
        actions.Occasion(date(2024, 3, 16), meeting.starts_at, "Salen"),
        key="k1",
    )
    with pytest.raises(ConflictError, match="kan inte öppnas än"):
        actions.open_meeting(seated.owner, again(meeting), person("Asta Ek"), "Maj", key="k2")


def test_the_roll_tells_who_serves_and_that_they_are_enough(seated, opened):
    roll(seated, opened, *ALL[:3])
    found = hall(opened)
    assert [p.serves.partition(" (")[0] for p in found.places] == [*ALL[:3], "", ""]
    assert found.quorum.value.is_quorate


def test_two_of_five_are_too_few(seated, opened):
    roll(seated, opened, *ALL[:2])
    assert not hall(opened).quorum.value.is_quorate


def test_the_roll_is_called_once(seated, opened):
    roll(seated, opened, *ALL[:3])
    with pytest.raises(ConflictError, match="Upprop är redan hållet"):
        roll(seated, opened, *ALL, key="igen")
    assert PresenceEvent.objects.count() == 3


def test_the_same_form_sent_twice_calls_the_roll_once(seated, opened):
    assert roll(seated, opened, *ALL) == roll(seated, opened, *ALL)
    assert PresenceEvent.objects.count() == 5


def test_a_substitute_in_the_room_is_suggested_for_an_empty_seat_and_serves(seated, opened):
    roll(seated, opened, *ALL[:4], "Folke Ask")
    empty = hall(opened).places[4]
    assert empty.suggested.startswith("Folke Ask")
    note(seated, opened, "started", "Folke Ask", seat=empty.place.seat)
    assert hall(opened).places[4].place.holder is Holder.SUBSTITUTE


def test_two_substitutes_do_not_serve_in_one_seat(seated, opened):
    roll(seated, opened, *ALL[:4], "Folke Ask", "Greta Pil")
    empty = seat(opened, "Eva Hägg")
    note(seated, opened, "started", "Folke Ask", seat=empty)
    with pytest.raises(InputError):
        note(seated, opened, "started", "Greta Pil", seat=empty)


def test_a_stranger_is_not_noted(seated, opened):
    roll(seated, opened, *ALL)
    stranger = directory.fill_seat(
        SETUP,
        directory.NewHolding(
            seated.council.pk, 1, False, "Främmande Man", "S", "member", date(2023, 1, 1)
        ),
        key="f",
    ).person_id
    with pytest.raises(InputError, match="varken ledamot eller ersättare"):
        actions.record_presence(seated.owner, opened, NewPresence("arrived", stranger), key="k")


def test_one_who_steps_aside_is_out_for_that_item_and_back_after(seated, opened):
    roll(seated, opened, *ALL)
    items = [
        actions.add_item(seated.owner, opened, actions.ItemFacts(t), key=t) for t in ("Ett", "Två")
    ]
    note(seated, opened, "stepped_aside", "Bo Lind", ground="Släkting söker bidraget.")
    actions.take_up(seated.owner, items[0], key="t1")
    assert hall(opened).aside == ("Bo Lind (S)",)
    settle(seated, items[0])
    note(seated, opened, "returned", "Bo Lind")
    actions.take_up(seated.owner, items[1], key="t2")
    assert hall(opened).aside == ()


def test_distance_needs_that_somebody_has_decided_it(seated, opened):
    with pytest.raises(InputError, match="inte beslutat om deltagande på distans") as fault:
        actions.call_roll(
            seated.owner, opened, [Arrival(person("Asta Ek"), "sound_and_image")], key="k"
        )
    assert fault.value.field == "link"


def test_with_a_decision_one_takes_part_at_a_distance(seated, opened):
    new = directory.NewTerms(
        seated.board.pk, date(2024, 3, 1), "12 § reglementet", distance="image"
    )
    directory.set_terms(SETUP, new, key="distans")
    actions.call_roll(
        seated.owner, opened, [Arrival(person("Asta Ek"), "sound_and_image")], key="k"
    )
    assert PresenceEvent.objects.get().link == "sound_and_image"


def test_what_was_noted_in_error_is_struck_and_stays(seated, opened):
    roll(seated, opened, *ALL)
    left = note(seated, opened, "left", "Bo Lind")
    actions.strike_presence(seated.owner, left, "Fel person.", key="k")
    assert PresenceEvent.objects.get(pk=left.pk).struck_why == "Fel person."
    assert hall(opened).places[1].serves.startswith("Bo Lind")


def test_an_event_that_later_ones_rest_on_is_not_struck(seated, opened):
    roll(seated, opened, *ALL[:4], "Folke Ask")
    note(seated, opened, "started", "Folke Ask", seat=seat(opened, "Eva Hägg"))
    came = PresenceEvent.objects.get(person__name="Folke Ask", kind="arrived")
    with pytest.raises(InputError, match="Stryk det först"):
        actions.strike_presence(seated.owner, came, "Fel.", key="k")


def test_a_meeting_ends_when_every_item_is_dealt_with(seated, opened):
    item = actions.add_item(seated.owner, opened, actions.ItemFacts("Ett"), key="i")
    with pytest.raises(ConflictError, match="En punkt saknar utgång"):
        actions.end_meeting(seated.owner, opened, key="k1")
    actions.take_up(seated.owner, item, key="t")
    actions.settle_item(seated.owner, item, ["Antecknas."], key="u")
    assert actions.end_meeting(seated.owner, opened, key="k2").ended_at
    with pytest.raises(ConflictError, match="avslutat"):
        note(seated, opened, "arrived", "Bo Lind")


def test_others_do_not_note_presence(seated, opened):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.call_roll(stranger, opened, [Arrival(person("Asta Ek"))], key="k")
