"""Who may reserve when ballots are closed, and when somebody left between two votes of one item."""

from __future__ import annotations

import pytest

from samverk.foundation.errors import InputError
from samverk.meetings import actions
from samverk.meetings.queries import item_by_id
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.reserving import judged_reservation
from samverk.meetings.tests.conftest import (
    MEMBERS,
    contested,
    draft,
    handle,
    move,
    note,
    person,
    roll,
    settle,
    step,
    vote,
)
from samverk.project.testing.stages import kept
from samverk.rules.reservation import ReservationState


def reserve(cast, item, name, key="r"):
    new = actions.NewReservation(person(name), "beslutet")
    made = actions.reserve(cast.owner, item, new, key=key)
    return judged_reservation(proceeding_of(item_by_id(item.pk)), made).value.state


def test_after_a_closed_ballot_nobody_knows_and_each_who_took_part_reserves(seated, opened):
    roll(seated, opened, *MEMBERS, "Folke Ask")
    found = handle(seated, opened, "Val", matter="election")
    draft(seated, found)
    contested(seated, found)
    step(seated, found, "Voted", "main/1/vote", yes=3, no=1, abstain=1)
    settle(seated, found)
    states = [reserve(seated, found, name, f"r/{name}") for name in MEMBERS]
    assert states == [ReservationState.STANDS] * 5
    with pytest.raises(InputError, match="deltog inte i beslutet"):
        reserve(seated, found, "Folke Ask")


def test_after_acclamation_each_who_took_part_reserves(seated, opened):
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    step(seated, found, "Found", "main/1/find", won="base")
    step(seated, found, "Gavel", "main/1/confirm")
    settle(seated, found)
    assert reserve(seated, found, "Bo Lind") is ReservationState.STANDS


@kept
def two_votes(seated, opened):
    """An item voted on twice; Bo Lind left in between, having voted for sending it back."""
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    move(seated, found, "referral_back", text="Utred.")
    move(seated, found, "rejection", "Cia Alm")
    step(seated, found, "OrderApproved", "order", proposals=[1, 2], is_unanimous=False)
    step(seated, found, "Found", "referral_back/1/find", won="today")
    step(seated, found, "VoteRequested", "referral_back/1/confirm")
    vote(seated, found, "referral_back/1/vote", "yes", "no", "yes", "yes", "yes", key="v1")
    note(seated, opened, "left", "Bo Lind")
    step(seated, found, "Found", "main/1/find", won="base")
    step(seated, found, "VoteRequested", "main/1/confirm")
    rest = [name for name in MEMBERS if name != "Bo Lind"]
    vote(seated, found, "main/1/vote", "yes", "no", "abstain", "yes", key="v2", names=rest)
    settle(seated, found)
    return item_by_id(found.pk)


def test_who_left_reserves_against_what_they_took_part_in_alone(seated, two_votes):
    assert reserve(seated, two_votes, "Bo Lind") is ReservationState.STANDS


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Cia Alm", ReservationState.STANDS),
        ("Asta Ek", ReservationState.CHAIR_DECIDES),
        ("Dan Rönn", ReservationState.CHAIR_DECIDES),
    ],
)
def test_where_the_last_vote_speaks_against_it_the_chair_decides(seated, two_votes, name, state):
    assert reserve(seated, two_votes, name) is state


def test_who_left_is_not_asked_to_vote_for_a_quorum_that_is_gone(seated, opened):
    roll(seated, opened, "Asta Ek", "Bo Lind", "Cia Alm")
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    move(seated, found, "referral_back", text="Utred.")
    step(seated, found, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(seated, found, "Found", "referral_back/1/find", won="today")
    step(seated, found, "VoteRequested", "referral_back/1/confirm")
    vote(seated, found, "referral_back/1/vote", "yes", "no", "yes", key="v1")
    note(seated, opened, "left", "Bo Lind")
    with pytest.raises(InputError, match="inte beslutsfört"):
        step(seated, found, "Found", "main/1/find", won="base")
