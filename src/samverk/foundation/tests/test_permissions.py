"""The permission table, and the reasons it gives."""

from __future__ import annotations

import pytest

from samverk.foundation.actors import PUBLIC, Actor, HeldRole, Role, system
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.permissions import (
    RIGHTS,
    Denied,
    Right,
    controllers_open_to,
    may,
    may_for_some_body,
    may_open,
    require,
)

HOME, ABROAD, BOARD, OTHER = 1, 2, 11, 12

# Written out once more on purpose: a change of the policy must be made in two places.
EXPECTED = {
    Role.SECRETARY: {
        "MANAGE_DIRECTORY",
        "BIND_ACCOUNT",
        "REGISTER_CASE",
        "READ_SECRET",
        "REGISTER_DECISION",
        "FOLLOW_LEGAL_FORCE",
        "HOLD_MEETING",
        "READ_IN",
        "RECORD_MEMBERSHIP",
    },
    Role.REGISTRAR: {"REGISTER_CASE", "READ_SECRET", "READ_IN"},
    Role.OFFICER: {"REGISTER_CASE", "READ_SECRET", "READ_IN"},
    Role.MANAGER: {right.name for right in Right},
    Role.CHAIR: {"READ_SECRET"},
    Role.MEMBER: set(),
    Role.AUDITOR: set(),
}


def person(*roles):
    return Actor(7, "Anna", roles)


def in_board(role):
    return person(HeldRole(role, HOME, BOARD))


@pytest.mark.parametrize("role", Role)
def test_each_role_has_its_rights_and_no_more(role):
    assert {right.name for right in RIGHTS[role]} == EXPECTED[role]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_a_role_reaches_its_own_body_only(role, right):
    actor, has = in_board(role), right.name in EXPECTED[role]
    assert bool(may(actor, right, organisation=HOME, body=BOARD)) is has
    assert not may(actor, right, organisation=HOME, body=OTHER)
    assert not may(actor, right, organisation=HOME)
    assert not may(actor, right, organisation=ABROAD, body=BOARD)


def test_a_role_for_the_organisation_reaches_its_bodies():
    actor = person(HeldRole(Role.REGISTRAR, HOME))
    assert may(actor, Right.REGISTER_CASE, organisation=HOME, body=BOARD)
    assert not may(actor, Right.REGISTER_CASE, organisation=ABROAD, body=BOARD)


@pytest.mark.parametrize("right", Right)
def test_the_public_is_told_to_log_in(right):
    assert may(PUBLIC, right, organisation=HOME) == Denied(f"Logga in för att {right.value}.")


def test_a_refusal_names_who_has_the_right():
    answer = may(in_board(Role.MEMBER), Right.REGISTER_DECISION, organisation=HOME, body=BOARD)
    assert isinstance(answer, Denied)
    assert "registrera beslut" in answer.why
    assert "nämndsekreterare" in answer.why
    assert "registrator" not in answer.why


def test_the_system_may_everything_and_reads_no_secrets_by_itself():
    loader = system("Inläsningen")
    assert all(may(loader, right, organisation=HOME) for right in Right)
    assert may_open(loader, BOARD)
    assert controllers_open_to(loader) == frozenset()


@pytest.mark.parametrize("role", Role)
def test_secrets_are_open_to_those_of_the_body_whose_role_reads_them(role):
    opens = "READ_SECRET" in EXPECTED[role]
    assert controllers_open_to(in_board(role)) == (frozenset({BOARD}) if opens else frozenset())
    assert bool(may_open(in_board(role), BOARD)) is opens


@pytest.mark.parametrize("role", Role)
def test_a_role_for_the_whole_organisation_opens_no_compartment(role):
    actor = person(HeldRole(role, HOME))
    assert controllers_open_to(actor) == frozenset()
    assert isinstance(may_open(actor, BOARD), Denied)


def test_where_no_body_is_named_a_right_at_any_of_them_is_enough():
    where = {"organisation": HOME, "body": None}
    right = Right.REGISTER_DECISION
    assert may_for_some_body(in_board(Role.SECRETARY), right, **where)
    assert not may_for_some_body(in_board(Role.MEMBER), right, **where)
    assert not may_for_some_body(PUBLIC, right, **where)
    elsewhere = {"organisation": HOME, "body": OTHER}
    assert not may_for_some_body(in_board(Role.SECRETARY), right, **elsewhere)


def test_require_says_why_not():
    require(may(system("x"), Right.READ_IN, organisation=HOME))
    with pytest.raises(NotAllowedError, match="Logga in"):
        require(may(PUBLIC, Right.READ_IN, organisation=HOME))
