"""Adding an account with its first roles."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.accounts import actions
from samverk.foundation.actors import HeldRole, Role
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent, RoleAssignment, User

pytestmark = pytest.mark.django_db


def new(*posts, email="siv@kommun.test", name="Siv Lundgård"):
    return actions.NewAccount(email, name, posts)


def refusal(office, account):
    with pytest.raises(InputError) as fault:
        actions.add_account(office.keeper, account, key="a")
    assert not User.objects.filter(full_name="Siv Lundgård").exists()
    return fault.value


def test_an_account_begins_with_its_roles_and_without_a_password(office):
    board = office.cast.board.pk
    account = new(office.post(Role.SECRETARY, body=board), office.post(Role.REGISTRAR))
    made = actions.add_account(office.keeper, account, key="a")
    town = office.cast.town.pk
    held = (HeldRole(Role.SECRETARY, town, board), HeldRole(Role.REGISTRAR, town))
    assert actor_for(made).roles == held
    assert not made.has_usable_password()


def test_the_log_tells_of_the_account_and_of_each_role_within_it(office):
    actions.add_account(office.keeper, new(office.post()), key="a")
    added, given = (
        AuditEvent.objects.get(kind=kind, actor=office.keeper_user)
        for kind in ("accounts.account_added", "foundation.role_given")
    )
    assert (added.subject_label, added.organisation) == ("Siv Lundgård", office.cast.town)
    assert (given.part_of, given.effective_on) == (added, date(2024, 3, 15))


def test_a_form_sent_twice_adds_one_account(office):
    first = actions.add_account(office.keeper, new(office.post()), key="a")
    assert actions.add_account(office.keeper, new(office.post()), key="a") == first
    assert RoleAssignment.objects.filter(user=first).count() == 1


def test_nobody_adds_an_account_with_a_role_where_they_do_not_administer(office):
    there = office.post(organisation=office.cast.neighbour.pk)
    for posts in ((there,), (office.post(), there)):
        with pytest.raises(NotAllowedError, match="lägga upp konton"):
            actions.add_account(office.keeper, new(*posts), key="a")
    for stranger in (*office.cast.strangers, office.cast.owner):
        with pytest.raises(NotAllowedError):
            actions.add_account(stranger, new(office.post()), key="a")


def test_an_address_that_is_taken_points_at_giving_a_role(office):
    fault = refusal(office, new(office.post(), email=" MAJ@prov.example "))
    assert (fault.field, "Ge det en roll i stället" in fault.message) == ("email", True)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"email": "siv"}, "email"), ({"email": ""}, "email"), ({"name": "  "}, "name")],
)
def test_what_cannot_be_used_names_its_field(office, change, field):
    if field == "name":
        with pytest.raises(InputError) as fault:
            actions.add_account(office.keeper, new(office.post(), **change), key="a")
        assert fault.value.field == field
    else:
        assert refusal(office, new(office.post(), **change)).field == field


def test_the_demos_addresses_are_refused_outside_it(office, settings):
    settings.DEMO = False
    fault = refusal(office, new(office.post(), email="siv@kommun.example"))
    assert "finns bara i demon" in fault.message


def test_an_account_has_at_least_one_role(office):
    assert refusal(office, new()).field == "places"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"from_date": date(2024, 3, 14)}, "gäller inte bakåt"),
        ({"to_date": date(2024, 3, 14)}, "före första dagen"),
    ],
)
def test_a_post_that_cannot_be_is_refused(office, change, says):
    assert says in refusal(office, new(office.post(**change))).message


def test_a_body_belongs_to_its_organisation(office):
    elsewhere = office.post(body=office.cast.neighbour_board.pk)
    assert "organ i organisationen" in refusal(office, new(elsewhere)).message


def test_an_administrator_is_one_for_a_whole_organisation(office):
    at_board = office.post(Role.ADMINISTRATOR, body=office.cast.board.pk)
    assert "hela organisationen" in refusal(office, new(at_board)).message
