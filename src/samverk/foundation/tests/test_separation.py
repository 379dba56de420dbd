"""Roles that nobody holds together: refused when given, and without force when held anyway."""

from __future__ import annotations

import pytest

from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import InputError
from samverk.foundation.people import NewPost, NewUser, add_user
from samverk.foundation.permissions import (
    OF_EXECUTION,
    OF_PERSONS,
    OF_THE_LOG,
    RIGHTS,
    Denied,
    Right,
    holds_somewhere,
    may,
)
from samverk.foundation.separation import OF_A_CASE, why_apart, why_not_all
from samverk.foundation.tests.cast import SETUP

HOME, ABROAD, BOARD, OTHER = 1, 2, 11, 12
AUDITS = HeldRole(Role.LOG_AUDITOR, HOME, BOARD)


def test_the_roles_of_a_case_are_those_that_meet_persons():
    assert {
        role for role, rights in RIGHTS.items() if rights & (OF_PERSONS | OF_EXECUTION)
    } == OF_A_CASE
    assert {role for role, rights in RIGHTS.items() if rights & OF_THE_LOG} == {Role.LOG_AUDITOR}


@pytest.mark.parametrize("role", sorted(OF_A_CASE, key=str))
def test_who_reviews_the_log_meets_nobody_there(role):
    works = HeldRole(role, HOME, BOARD)
    assert why_apart(AUDITS, works) == why_apart(works, AUDITS) != ""
    assert why_apart(AUDITS, HeldRole(role, HOME)) != ""
    assert why_apart(AUDITS, HeldRole(role, HOME, OTHER)) == ""
    assert why_apart(AUDITS, HeldRole(role, ABROAD, BOARD)) == ""
    actor = Actor(1, "Ulla Dubbel", (AUDITS, works))
    place = {"organisation": HOME, "body": BOARD}
    refused = may(actor, Right.REVIEW_READINGS, **place)
    assert isinstance(refused, Denied)
    assert "inte själv med personer" in refused.why
    assert not holds_somewhere(actor, Right.REVIEW_READINGS)
    assert all(may(actor, right, **place) for right in RIGHTS[role] & OF_PERSONS)


@pytest.mark.parametrize("role", sorted(OF_A_CASE, key=str))
def test_who_leads_the_federation_meets_nobody_anywhere(role):
    leads, works = HeldRole(Role.MANAGER, ABROAD), HeldRole(role, HOME, BOARD)
    assert "parterna" in why_apart(leads, works)
    actor = Actor(1, "Ulla Dubbel", (leads, works))
    for right in RIGHTS[role] & OF_PERSONS:
        assert "parterna" in may(actor, right, organisation=HOME, body=BOARD).why
    assert may(actor, Right.MANAGE_FEDERATION, organisation=ABROAD)


def test_who_gives_out_access_has_no_participants_there():
    keeps = HeldRole(Role.ADMINISTRATOR, HOME)
    works = HeldRole(Role.CASE_WORKER, HOME, BOARD)
    assert why_apart(keeps, works)
    assert not why_apart(HeldRole(Role.ADMINISTRATOR, ABROAD), works)
    assert not why_apart(keeps, HeldRole(Role.REFERRER, HOME, BOARD))
    assert not may(
        Actor(1, "U", (keeps, works)), Right.HANDLE_PARTICIPANTS, organisation=HOME, body=BOARD
    )


def test_roles_that_go_together():
    both = (HeldRole(Role.RECEIVER, HOME, BOARD), HeldRole(Role.CASE_WORKER, HOME, BOARD))
    assert why_not_all(both) == ""
    assert why_not_all((*both, AUDITS)) != ""


@pytest.mark.django_db
def test_nobody_is_added_with_both(cast):
    posts = tuple(
        NewPost(role, cast.town.pk, cast.board.pk) for role in (Role.LOG_AUDITOR, Role.RECEIVER)
    )
    with pytest.raises(InputError, match="inte själv med personer"):
        add_user(SETUP, NewUser("ulla@example.se", "Ulla Dubbel", None, posts), key="u")
