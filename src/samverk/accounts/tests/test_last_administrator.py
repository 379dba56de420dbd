"""No organisation is left without somebody who can give roles there."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.accounts import actions
from samverk.accounts.tests.conftest import administrator
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError
from samverk.foundation.models import RoleEnd, User
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race

__all__ = ["committed"]
LAST = "enda systemförvaltaren"


def role_of(user):
    return user.role_assignments.get(role=Role.ADMINISTRATOR.name)


def second(office, **dates):
    """Let Maj administer Lillköping too."""
    who = office.cast.owner_user
    new = actions.NewRole(who.email, office.post(Role.ADMINISTRATOR, **dates))
    actions.give_role(SETUP, new, key="andra")
    return who


@pytest.mark.django_db
def test_the_last_one_is_neither_closed_nor_loses_the_role(office):
    with pytest.raises(ConflictError, match=LAST):
        actions.close_account(office.keeper, office.keeper_user, "Slutar.", key="a")
    with pytest.raises(ConflictError, match=LAST):
        actions.end_role(office.keeper, role_of(office.keeper_user).pk, None, key="b")
    assert User.objects.filter(is_active=False).count() == RoleEnd.objects.count() == 0


@pytest.mark.django_db
def test_with_another_there_either_can_go(office):
    second(office)
    actions.end_role(office.keeper, role_of(office.keeper_user).pk, None, key="a")
    assert RoleEnd.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "dates", [{"to_date": date(2024, 12, 31)}, {"from_date": date(2024, 3, 16)}]
)
def test_one_whose_time_runs_out_or_has_not_begun_does_not_count(office, dates):
    second(office, **dates)
    with pytest.raises(ConflictError, match=LAST):
        actions.end_role(office.keeper, role_of(office.keeper_user).pk, None, key="a")


@pytest.mark.django_db
def test_one_whose_end_is_planned_does_not_count(office):
    who = second(office)
    actions.end_role(office.keeper, role_of(who).pk, date(2024, 12, 31), key="a")
    with pytest.raises(ConflictError, match=LAST):
        actions.end_role(office.keeper, role_of(office.keeper_user).pk, None, key="b")


@pytest.mark.django_db
def test_a_closed_account_does_not_count(office):
    who = second(office)
    actions.close_account(SETUP, who, "Slutat.", key="a")
    with pytest.raises(ConflictError, match=LAST):
        actions.end_role(office.keeper, role_of(office.keeper_user).pk, None, key="b")


@pytest.mark.django_db
def test_one_elsewhere_does_not_count(office):
    with pytest.raises(ConflictError, match=LAST):
        actions.end_role(office.rival, role_of(office.rival_user).pk, None, key="a")


def test_two_who_leave_at_the_same_moment_do_not_both_get_away(committed):
    cast = set_stage()
    names = ("Birk Ängslid", "Dagny Högåker")
    both = [administrator(name, cast.town) for name in names]

    def leave(number):
        try:
            return bool(actions.close_account(SETUP, both[number], "Slutar.", key=f"{number}"))
        except ConflictError:
            return False

    assert sorted(race(leave, 2)) == [False, True]
