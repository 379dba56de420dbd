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
    may_somewhere,
    organisations_where,
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
        "WRITE_MEMO",
        "REGISTER_DECISION",
        "FOLLOW_LEGAL_FORCE",
        "HOLD_MEETING",
        "READ_IN",
        "RECORD_MEMBERSHIP",
        "MANAGE_EXCHANGE",
        "PUBLISH",
        "APPROVE_RELEASE",
        "DELIVER_TO_ARCHIVE",
    },
    Role.REGISTRAR: {"REGISTER_CASE", "READ_SECRET", "READ_IN", "PUBLISH", "DELIVER_TO_ARCHIVE"},
    Role.MANAGER: {
        "MANAGE_DIRECTORY",
        "REGISTER_CASE",
        "READ_SECRET",
        "REGISTER_DECISION",
        "FOLLOW_LEGAL_FORCE",
        "HOLD_MEETING",
        "READ_IN",
        "RECORD_MEMBERSHIP",
        "MANAGE_FEDERATION",
        "BIND_ACCOUNT",
        "WRITE_MEMO",
        "APPROVE_MEMO",
        "MANAGE_EXCHANGE",
        "MANAGE_CATALOGUE",
        "READ_CLAIMS",
        "REVIEW_CLAIM",
        "CERTIFY_CLAIM",
        "PUBLISH",
        "APPROVE_RELEASE",
        "DELIVER_TO_ARCHIVE",
    },
    Role.OFFICER: {"REGISTER_CASE", "READ_SECRET", "READ_IN", "WRITE_MEMO"},
    Role.HEAD: {
        "REGISTER_CASE",
        "READ_SECRET",
        "WRITE_MEMO",
        "APPROVE_MEMO",
        "APPROVE_RELEASE",
    },
    Role.CHAIR: {"READ_SECRET"},
    Role.MEMBER: set(),
    Role.AUDITOR: {"READ_CLAIMS"},
    Role.ADMINISTRATOR: {
        "MANAGE_ACCOUNTS",
        "ADD_ORGANISATION",
        "MANAGE_DIRECTORY",
        "SET_EXECUTION",
    },
    Role.PROVIDER_ECONOMIST: {"READ_CLAIMS", "SUBMIT_CLAIM"},
    Role.CLAIM_REVIEWER: {"READ_CLAIMS", "REVIEW_CLAIM"},
    Role.CLAIM_CERTIFIER: {"READ_CLAIMS", "CERTIFY_CLAIM"},
    Role.REFERRER: {"REFER"},
    Role.RECEIVER: {"RECEIVE"},
    Role.CASE_WORKER: {"HANDLE_PARTICIPANTS"},
    Role.COORDINATOR: {"COORDINATE_PERSONS"},
    Role.LOG_AUDITOR: {"REVIEW_READINGS"},
    Role.ARCHIVIST: {"DECIDE_DISPOSAL"},
    Role.EXECUTION_OFFICER: {"HANDLE_EXECUTION"},
    Role.MAIN_REPORTER: {"HANDLE_EXECUTION", "REPORT_EXECUTION", "SET_EXECUTION"},
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


def test_no_right_of_the_work_comes_with_the_keys_to_the_installation():
    assert not RIGHTS[Role.ADMINISTRATOR] & {Right.READ_SECRET, Right.REGISTER_DECISION}
    others = set(Role) - {Role.ADMINISTRATOR}
    assert not any(Right.MANAGE_ACCOUNTS in RIGHTS[role] for role in others)


def test_what_belongs_to_no_organisation_asks_for_the_right_at_any():
    administrator = person(HeldRole(Role.MEMBER, ABROAD), HeldRole(Role.ADMINISTRATOR, HOME))
    assert may_somewhere(administrator, Right.ADD_ORGANISATION)
    assert may_somewhere(system("x"), Right.ADD_ORGANISATION)
    assert not may_somewhere(in_board(Role.ADMINISTRATOR), Right.ADD_ORGANISATION)
    assert may_somewhere(PUBLIC, Right.ADD_ORGANISATION) == Denied(
        "Logga in för att lägga upp organisationer och partier."
    )


def test_the_organisations_of_a_right_are_those_where_it_is_held_as_a_whole():
    actor = person(HeldRole(Role.ADMINISTRATOR, HOME), HeldRole(Role.MANAGER, ABROAD, BOARD))
    assert organisations_where(actor, Right.MANAGE_DIRECTORY) == {HOME}
    assert organisations_where(actor, Right.MANAGE_FEDERATION) == set()


def test_require_says_why_not():
    require(may(system("x"), Right.READ_IN, organisation=HOME))
    with pytest.raises(NotAllowedError, match="Logga in"):
        require(may(PUBLIC, Right.READ_IN, organisation=HOME))
