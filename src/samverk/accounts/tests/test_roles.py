"""Giving roles and ending them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from samverk.accounts import actions, queries
from samverk.foundation.actors import HeldRole, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent, RoleAssignment, RoleEnd, User
from samverk.foundation.permissions import controllers_open_to

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 15)


def give(office, who, post, why="", key="a"):
    return actions.give_role(office.keeper, actions.NewRole(who.email, post, why), key=key)


def roles_of(user):
    return actor_for(User.objects.get(pk=user.pk)).roles


def its_role(user):
    return RoleAssignment.objects.get(user=user)


def test_a_role_is_held_from_its_first_day_to_its_last(office):
    who, town = office.cast.outsider_user, office.cast.town.pk
    post = office.post(Role.AUDITOR, from_date=date(2024, 3, 16), to_date=date(2024, 3, 17))
    give(office, who, post)
    held = HeldRole(Role.AUDITOR, town)
    days = {day: held in _on(day, who) for day in range(15, 19)}
    assert days == {15: False, 16: True, 17: True, 18: False}


def _on(day, who):
    with time_machine.travel(f"2024-03-{day}T12:00:00+01:00", tick=False):
        return roles_of(who)


def test_the_log_tells_who_gave_which_role_where_and_why(office):
    post = office.post(Role.OFFICER, body=office.cast.board.pk)
    given = give(office, office.cast.member_user, post, "Vikarierar.")
    event = AuditEvent.objects.get(kind="foundation.role_given", subject_id=str(given.pk))
    assert (event.actor_name, event.why) == ("Birk Ängslid", "Vikarierar.")
    assert (event.organisation, event.body) == (office.cast.town, office.cast.board)


def test_a_form_sent_twice_gives_one_role(office):
    first = give(office, office.cast.member_user, office.post())
    assert give(office, office.cast.member_user, office.post()) == first
    assert RoleAssignment.objects.filter(user=office.cast.member_user).count() == 2


def test_a_role_held_already_is_not_given_again(office):
    give(office, office.cast.member_user, office.post())
    with pytest.raises(ConflictError, match="redan den rollen"):
        give(office, office.cast.member_user, office.post(), key="b")


def test_nobody_gives_roles_where_they_do_not_administer(office):
    there = office.post(organisation=office.cast.neighbour.pk)
    with pytest.raises(NotAllowedError):
        give(office, office.cast.member_user, there)
    new = actions.NewRole(office.cast.member_user.email, office.post())
    for other in (*office.cast.strangers, office.cast.owner, office.rival):
        with pytest.raises(NotAllowedError):
            actions.give_role(other, new, key="b")


def test_a_role_for_oneself_needs_a_reason_which_the_log_keeps(office):
    post = office.post(Role.SECRETARY, body=office.cast.board.pk)
    with pytest.raises(InputError, match="ger dig själv en roll") as fault:
        give(office, office.keeper_user, post)
    assert fault.value.field == "why"
    given = give(office, office.keeper_user, post, "Sekreteraren är sjuk.", key="b")
    event = AuditEvent.objects.get(subject_id=str(given.pk), kind="foundation.role_given")
    assert (event.actor, event.why) == (office.keeper_user, "Sekreteraren är sjuk.")


def test_an_administrator_opens_no_compartment(office):
    assert controllers_open_to(office.keeper) == frozenset()


@pytest.mark.parametrize("email", ["", "ingen@prov.example"])
def test_an_unknown_address_gets_no_role(office, email):
    with pytest.raises(InputError, match="Inget konto har den adressen"):
        actions.give_role(office.keeper, actions.NewRole(email, office.post()), key="a")


def test_a_closed_account_gets_no_role(office):
    actions.close_account(office.keeper, office.cast.member_user, "Slutat.", key="a")
    with pytest.raises(ConflictError, match="Kontot är stängt"):
        give(office, office.cast.member_user, office.post(), key="b")


def test_a_role_ended_at_once_is_gone_at_once_and_stays_in_the_table(office):
    who = office.cast.member_user
    actions.end_role(office.keeper, its_role(who).pk, None, key="a")
    assert roles_of(who) == ()
    assert its_role(who).to_date is None
    assert queries.last_day_of(its_role(who)) == TODAY - timedelta(days=1)


def test_a_role_ended_by_a_day_is_held_through_it(office):
    who = office.cast.member_user
    actions.end_role(office.keeper, its_role(who).pk, date(2024, 3, 16), key="a")
    assert [bool(_on(day, who)) for day in (15, 16, 17)] == [True, True, False]


def test_an_end_that_was_planned_can_be_moved_nearer_and_not_further(office):
    role = its_role(office.cast.member_user).pk
    actions.end_role(office.keeper, role, date(2024, 6, 30), key="a")
    with pytest.raises(InputError, match="slutar redan 2024-06-30"):
        actions.end_role(office.keeper, role, date(2024, 7, 1), key="b")
    actions.end_role(office.keeper, role, date(2024, 4, 30), key="c")
    assert queries.last_day_of(its_role(office.cast.member_user)) == date(2024, 4, 30)


def test_a_role_that_has_ended_is_not_ended_again(office):
    role = its_role(office.cast.member_user).pk
    actions.end_role(office.keeper, role, None, key="a")
    with pytest.raises(ConflictError, match="redan avslutad"):
        actions.end_role(office.keeper, role, None, key="b")


def test_a_role_does_not_end_in_the_past(office):
    role = its_role(office.cast.member_user).pk
    with pytest.raises(InputError, match="Dagen har varit"):
        actions.end_role(office.keeper, role, date(2024, 3, 14), key="a")


def test_ending_is_logged_once_however_often_the_form_is_sent(office):
    role = its_role(office.cast.member_user).pk
    ends = [actions.end_role(office.keeper, role, None, "Slutat.", key="a") for _ in range(2)]
    assert ends[0] == ends[1]
    assert RoleEnd.objects.count() == 1
    event = AuditEvent.objects.get(kind="accounts.role_ended")
    assert (event.why, event.body) == ("Slutat.", office.cast.board)


def test_another_organisations_administrator_ends_no_role_here(office):
    with pytest.raises(NotAllowedError):
        actions.end_role(office.rival, its_role(office.cast.member_user).pk, None, key="a")
    with pytest.raises(NotFoundError):
        actions.end_role(office.rival, 10**9, None, key="b")


def test_a_role_taken_back_can_be_given_again_from_a_later_day(office):
    who = office.cast.outsider_user
    given = give(office, who, office.post())
    actions.end_role(office.keeper, given.pk, None, key="b")
    with pytest.raises(ConflictError, match="Välj en senare dag"):
        give(office, who, office.post(), key="c")
    give(office, who, office.post(from_date=date(2024, 3, 16)), key="d")
    assert HeldRole(Role.MEMBER, office.cast.town.pk) in _on(16, who)


def test_nobody_is_given_two_roles_that_nobody_holds_together(office):
    who, board = office.cast.outsider_user, office.cast.board.pk
    give(office, who, office.post(Role.CASE_WORKER, body=board, to_date=date(2024, 3, 31)))
    audits = office.post(Role.LOG_AUDITOR, body=board)
    with pytest.raises(
        InputError, match=r"är deltagaransvarig\. .*inte själv med personer"
    ) as fault:
        give(office, who, audits, key="b")
    assert fault.value.field == "role"
    # From the day after the other has ended, and with another account, it goes
    later = office.post(Role.LOG_AUDITOR, body=board, from_date=date(2024, 4, 1))
    give(office, who, later, key="c")
    give(office, office.cast.member_user, audits, key="d")
    with pytest.raises(InputError, match="loggranskare"):
        give(office, who, office.post(Role.REFERRER, body=board), key="e")
