"""Closing an account and opening it again."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from samverk.accounts import actions
from samverk.foundation.actors import PUBLIC, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent, User

pytestmark = pytest.mark.django_db


def close(office, who=None, key="a", why="Slutat."):
    return actions.close_account(office.keeper, who or office.cast.member_user, why, key=key)


def reopen(office, key="b"):
    found = User.objects.get(pk=office.cast.member_user.pk)
    return actions.reopen_account(office.keeper, found, "Åter i tjänst.", key=key)


def is_in(browser):
    return "Logga ut" in browser.get("/om/").content.decode()


def test_closing_ends_a_session_at_once_and_for_good(office):
    browser = office.cast.browser(office.cast.member_user)
    assert is_in(browser)
    close(office)
    assert not is_in(browser)


def test_a_session_from_before_does_not_live_again_when_the_account_is_reopened(office):
    browser = office.cast.browser(office.cast.member_user)
    close(office)
    reopen(office)
    assert not is_in(browser)


def test_closing_takes_away_password_and_keys_and_leaves_the_roles(office):
    who = office.cast.member_user
    Authenticator.objects.create(user=who, type=Authenticator.Type.WEBAUTHN, data={})
    closed = close(office)
    assert not closed.has_usable_password()
    assert not Authenticator.objects.exists()
    assert closed.role_assignments.count() == 1
    assert actor_for(closed) is PUBLIC


def test_a_reopened_account_has_its_roles_again(office):
    close(office)
    assert [held.role for held in actor_for(reopen(office)).roles] == [Role.MEMBER]


def test_both_are_logged_with_their_reasons(office):
    close(office)
    reopen(office)
    found = AuditEvent.objects.filter(subject_type="foundation.User", actor=office.keeper_user)
    told = set(found.values_list("kind", "why", "organisation"))
    town = office.cast.town.pk
    assert told == {
        ("accounts.account_closed", "Slutat.", town),
        ("accounts.account_reopened", "Åter i tjänst.", town),
    }


def test_a_reason_is_needed(office):
    with pytest.raises(InputError, match="Skriv varför"):
        close(office, why=" ")


def test_a_form_sent_twice_closes_once_and_another_form_is_told(office):
    assert close(office) == close(office)
    assert AuditEvent.objects.filter(kind="accounts.account_closed").count() == 1
    with pytest.raises(ConflictError, match="redan stängt"):
        close(office, key="c")


def test_an_open_account_is_not_opened(office):
    with pytest.raises(ConflictError, match="redan öppet"):
        reopen(office)


def test_others_close_nothing(office):
    for other in (*office.cast.strangers, office.cast.owner, office.rival):
        with pytest.raises(NotAllowedError):
            actions.close_account(other, office.cast.member_user, "Nej.", key="x")
    assert User.objects.filter(is_active=False).count() == 0


def test_an_account_that_also_works_elsewhere_is_closed_by_whoever_administers_both(office):
    who = office.cast.outsider_user
    actions.give_role(office.keeper, actions.NewRole(who.email, office.post()), key="b")
    for one in (office.keeper, office.rival):
        with pytest.raises(NotAllowedError, match="också i en organisation"):
            actions.close_account(one, who, "Slutat.", key="c")
    both = office.post(Role.ADMINISTRATOR, organisation=office.cast.neighbour.pk)
    actions.give_role(office.rival, actions.NewRole(office.keeper_user.email, both), key="d")
    keeper = actor_for(User.objects.get(pk=office.keeper_user.pk))
    assert not actions.close_account(keeper, who, "Slutat.", key="e").is_active


def test_a_role_that_has_ended_elsewhere_hinders_nobody(office):
    who = office.cast.outsider_user
    actions.give_role(office.keeper, actions.NewRole(who.email, office.post()), key="b")
    there = who.role_assignments.get(organisation=office.cast.neighbour)
    actions.end_role(office.rival, there.pk, None, key="c")
    assert not close(office, who, key="d").is_active
