"""From which item what happens to people holds, and that what is decided is not changed after."""

from __future__ import annotations

import pytest

from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings import actions, queries
from samverk.meetings.models import AgendaItem, PresenceEvent
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    add,
    again,
    contested,
    draft,
    handle,
    note,
    person,
    roll,
    settle,
    vote,
)
from samverk.project.testing.stages import kept


def hall(meeting):
    items = list(AgendaItem.objects.filter(meeting=meeting))
    return queries.hall_of(again(meeting), items, queries.presence_of(meeting))


def voters(item):
    return {voter.name.partition(" (")[0] for voter in proceeding_of(item).voters}


@kept
def item(seated, opened):
    roll(seated, opened, *MEMBERS)
    return handle(seated, opened, "Taxan")


def test_who_leaves_while_an_item_is_handled_does_not_decide_it(seated, opened, item):
    note(seated, opened, "left", "Bo Lind")
    assert voters(item) == set(MEMBERS) - {"Bo Lind"}


def test_one_who_steps_aside_while_an_item_is_handled_is_out_of_it_and_back_after(
    seated, opened, item
):
    note(seated, opened, "stepped_aside", "Bo Lind", ground="Släkting söker.")
    assert "Bo Lind" not in voters(item)
    with pytest.raises(InputError, match="först när ärendet har handlagts"):
        note(seated, opened, "returned", "Bo Lind", key="k1")
    settle(seated, item)
    note(seated, opened, "returned", "Bo Lind", key="k2")
    assert voters(handle(seated, opened, "Nästa")) == set(MEMBERS)


def test_between_items_what_happens_holds_from_the_next(seated, opened, item):
    settle(seated, item)
    note(seated, opened, "left", "Bo Lind")
    assert voters(item) == set(MEMBERS)
    assert hall(opened).turn == 2
    assert hall(opened).places[1].serves == ""


def test_after_the_vote_whoever_leaves_has_decided_and_is_gone_from_the_next(seated, opened, item):
    draft(seated, item)
    contested(seated, item)
    vote(seated, item, "main/1/vote", *["yes"] * 5)
    note(seated, opened, "left", "Bo Lind")
    assert voters(item) == set(MEMBERS)
    settle(seated, item)
    assert "Bo Lind" not in voters(handle(seated, opened, "Nästa"))


def test_jav_that_is_found_after_the_vote_needs_the_vote_undone(seated, opened, item):
    draft(seated, item)
    contested(seated, item)
    vote(seated, item, "main/1/vote", *["yes"] * 5)
    with pytest.raises(InputError, match="ångra omröstningen först"):
        note(seated, opened, "stepped_aside", "Bo Lind", key="k1")
    actions.undo_step(seated.owner, item, key="å")
    note(seated, opened, "stepped_aside", "Bo Lind", key="k2")
    assert "Bo Lind" not in voters(item)


@pytest.mark.parametrize("turn", [1, 4, 99])
def test_nothing_is_noted_from_an_item_that_is_over_or_far_ahead(seated, opened, item, turn):
    settle(seated, item)
    handle(seated, opened, "Två")
    with pytest.raises(InputError, match="gått vidare"):
        note(seated, opened, "left", "Bo Lind", turn=turn)


def test_what_is_decided_by_vote_is_not_changed_by_striking_who_was_there(seated, opened, item):
    draft(seated, item)
    contested(seated, item)
    vote(seated, item, "main/1/vote", *["yes"] * 5)
    came = PresenceEvent.objects.get(person__name="Bo Lind")
    with pytest.raises(InputError, match="omröstningen i §\N{NO-BREAK SPACE}1"):
        actions.strike_presence(seated.owner, came, "Fel person.", key="k")


def test_two_items_are_not_in_hand_at_once(seated, opened, item):
    second = add(seated, opened, "Två")
    with pytest.raises(ConflictError, match="§\N{NO-BREAK SPACE}1 behandlas"):
        actions.take_up(seated.owner, second, key="k")


def test_a_roll_called_late_holds_from_the_item_in_hand(seated, opened):
    settle(seated, handle(seated, opened, "Formalia"))
    roll(seated, opened, *MEMBERS)
    assert set(PresenceEvent.objects.values_list("turn", flat=True)) == {2}


def test_sound_alone_is_let_in_with_its_special_reasons(seated, opened):
    from datetime import date

    from samverk.directory import actions as directory
    from samverk.directory.models import Body
    from samverk.foundation.tests.cast import SETUP
    from samverk.meetings.tests.conftest import fill, occasion

    fed = directory.add_body(
        SETUP,
        directory.NewBody(seated.town.pk, "federation_board", "Styrelsen", "FS"),
        key="fs",
    )
    fill(Body.objects.get(pk=fed.pk), parties=("S", "M"))
    new = directory.NewTerms(fed.pk, date(2024, 3, 1), "5 §", distance="sound")
    directory.set_terms(SETUP, new, key="ljud")
    meeting = actions.plan_meeting(SETUP, fed.pk, occasion(), key="fsm")
    actions.open_meeting(SETUP, meeting, person("Asta Ek"), "Maj", key="fsö")
    sound = actions.Arrival(person("Bo Lind"), "sound_only", "Bilden är bruten.")
    bare = actions.Arrival(person("Bo Lind"), "sound_only")
    with pytest.raises(InputError, match="särskilda skäl"):
        actions.call_roll(SETUP, meeting, [bare], key="u1")
    actions.call_roll(SETUP, meeting, [sound], key="u2")
    assert hall(meeting).quorum.value.present == 1
