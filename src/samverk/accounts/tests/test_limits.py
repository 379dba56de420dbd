"""A role that is limited to some of what an authority gives: who may have it, and how it is shown."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.accounts import actions, queries
from samverk.federation.models import Intervention, Orientation
from samverk.foundation.actors import HeldRole, Role
from samverk.foundation.errors import InputError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import RoleAssignment, User
from samverk.foundation.tests.cast import TODAY
from samverk.interventions.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def deliveries(office):
    """Two of Lillköping's, one of which is over, and one of Norrvik's."""
    town, neighbour = office.cast.town, office.cast.neighbour
    what = Intervention.objects.create(
        federation=neighbour, name="Språnget", orientation=Orientation.INDIVIDUAL
    )
    return [
        Delivery.objects.create(
            intervention=what,
            provider=provider,
            name=name,
            start_mode="rolling",
            from_date=date(2020, 1, 1),
            to_date=until,
        )
        for provider, name, until in (
            (town, "Språnget", None),
            (town, "Nedlagda", date(2023, 12, 31)),
            (neighbour, "Grannens", None),
        )
    ]


def post(office, *limits, role=Role.RECEIVER, body=True):
    place = {"body": office.cast.board.pk} if body else {}
    return office.post(role, limited_to=tuple(one.pk for one in limits), **place)


def give(office, new, key="a"):
    asked = actions.NewRole(office.cast.member_user.email, new)
    return actions.give_role(office.keeper, asked, key=key)


def test_a_limited_role_is_held_with_its_limits(office, deliveries):
    give(office, post(office, deliveries[0]))
    board = office.cast.board
    held = HeldRole(Role.RECEIVER, board.organisation_id, board.pk, (deliveries[0].pk,))
    assert held in actor_for(User.objects.get(pk=office.cast.member_user.pk)).roles


@pytest.mark.parametrize("role", [Role.REFERRER, Role.COORDINATOR, Role.OFFICER])
def test_only_who_receives_or_follows_is_limited(office, deliveries, role):
    with pytest.raises(InputError, match="deltagaransvarig eller mottagare") as fault:
        give(office, post(office, deliveries[0], role=role))
    assert fault.value.field == "limited_to"


def test_a_limit_is_to_what_the_organisation_gives_and_at_a_body(office, deliveries):
    with pytest.raises(InputError, match="som organisationen ger"):
        give(office, post(office, deliveries[0], deliveries[2]))
    with pytest.raises(InputError, match="hålls i ett organ"):
        give(office, post(office, deliveries[0], body=False))
    assert not RoleAssignment.objects.exclude(limited_to=[]).exists()


def test_the_form_offers_what_is_given_now_and_keeps_what_is_chosen(office, deliveries):
    browser = office.cast.browser(office.keeper_user)
    page = browser.get(reverse("give_role")).content.decode()
    assert "Begränsa till verksamheter" in page
    assert "Språnget" in page
    assert "Nedlagda" not in page
    assert "Grannens" not in page
    sent = {
        "key": "k",
        "email": office.cast.member_user.email,
        "role": "CASE_WORKER",
        "places": f"b{office.cast.board.pk}",
        "limited_to": [str(deliveries[0].pk)],
        "from_date": TODAY.isoformat(),
    }
    assert browser.post(reverse("give_role"), sent).status_code == 302
    given = RoleAssignment.objects.get(role="CASE_WORKER")
    assert given.limited_to == [deliveries[0].pk]


def test_without_deliveries_the_form_does_not_ask(office):
    page = office.cast.browser(office.keeper_user).get(reverse("give_role"))
    assert "Begränsa till verksamheter" not in page.content.decode()


def test_the_account_shows_how_far_each_role_reaches(office, deliveries):
    give(office, post(office, *deliveries[:2]))
    give(office, post(office, role=Role.CASE_WORKER), key="b")
    browser = office.cast.browser(office.keeper_user)
    for address in (
        reverse("account_kept", args=[office.cast.member_user.pk]),
        reverse("accounts"),
    ):
        page = browser.get(address).content.decode().lower().replace("\u00ad", "")
        assert "bara nedlagda, språnget" in page
        assert "alla verksamheter" in page
    row = queries.account_row(office.cast.member_user.pk, [office.cast.town.pk], TODAY)
    assert [one.reach for one in row.roles if one.role is Role.MEMBER] == [""]
