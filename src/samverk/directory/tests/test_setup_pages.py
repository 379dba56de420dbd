"""Adding organisations and parties by pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.directory import actions
from samverk.directory.models import Organisation, Party
from samverk.foundation.actors import HeldRole, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent, RoleAssignment
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db

LAKE = {
    "key": "k1",
    "kind": "federation",
    "name": "Samordningsförbundet Sjöröd",
    "short_name": "Sjöröd",
    "number": "2220002071",
}


@kept
def keeper(cast):
    """Maj, who administers Lillköping too."""
    RoleAssignment.objects.create(
        user=cast.owner_user, role="ADMINISTRATOR", organisation=cast.town, from_date=TODAY
    )
    return cast.owner_user


@pytest.fixture
def browser(cast, keeper):
    return cast.browser(keeper)


def text(response):
    return response.content.decode()


def test_an_organisation_gets_its_address_by_its_short_name(browser):
    sent = browser.post("/organ/ny/", LAKE)
    assert sent["Location"] == "/organ/sjorod/"
    assert "222000-2071" in text(browser.get("/organ/sjorod/"))


def test_who_adds_an_organisation_administers_it_and_the_log_says_so(browser, keeper):
    browser.post("/organ/ny/", LAKE)
    made = Organisation.objects.get(slug="sjorod")
    assert HeldRole(Role.ADMINISTRATOR, made.pk) in actor_for(keeper).roles
    added, given = (
        AuditEvent.objects.get(kind=kind, actor=keeper)
        for kind in ("directory.organisation_added", "foundation.role_given")
    )
    assert (given.part_of, given.organisation) == (added, made)


def test_the_system_adds_organisations_and_administers_none(cast):
    assert not RoleAssignment.objects.filter(role="ADMINISTRATOR").exists()


def test_a_form_sent_twice_adds_one_organisation(browser):
    assert browser.post("/organ/ny/", LAKE).url == browser.post("/organ/ny/", LAKE).url
    assert Organisation.objects.filter(short_name="Sjöröd").count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"number": "222000-2072"}, "Kontrollsiffran stämmer inte"),
        ({"short_name": "Lillköping"}, "Kortnamnet används redan"),
        ({"short_name": "Ny"}, "Kortnamnet används redan"),
        ({"short_name": "Partier"}, "Kortnamnet används redan"),
        ({"short_name": "§"}, "går inte att ha i en adress"),
        ({"name": "Norrviks kommun"}, "Det finns redan en organisation som heter"),
        ({"kind": "club"}, "#falt-kind"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_is_kept(browser, change, says):
    shown = text(browser.post("/organ/ny/", LAKE | change))
    assert says in shown
    assert 'value="2220002071"' in shown or "number" in change
    assert Organisation.objects.count() == 2


def test_a_party_is_added_and_can_then_be_chosen(browser, cast):
    words = {"key": "k2", "name": "Mellanpartiet", "abbreviation": "MP"}
    assert browser.post("/organ/partier/nytt/", words)["Location"] == "/organ/partier/"
    assert "Mellanpartiet" in text(browser.get("/organ/partier/"))
    seat = reverse("new_holding", args=["lillkoping", cast.board.pk])
    assert '<option value="MP">' in text(browser.get(seat))


def test_an_abbreviation_is_taken_once(browser):
    actions.add_party(SETUP, "M", "Mellanpartiet", key="a")
    words = {"key": "k2", "name": "Mittpartiet", "abbreviation": " M "}
    assert "Förkortningen M är redan upplagd" in text(browser.post("/organ/partier/nytt/", words))
    assert Party.objects.count() == 1


@pytest.mark.parametrize("url", ["/organ/ny/", "/organ/partier/nytt/"])
def test_others_add_nothing_and_see_no_button(cast, url):
    for user in (None, cast.owner_user, cast.member_user):
        browser = cast.browser(user)
        assert browser.get(url).status_code == browser.post(url, LAKE).status_code == 403
        assert f'href="{url}"' not in text(browser.get("/organ/"))
        assert f'href="{url}"' not in text(browser.get("/organ/partier/"))


def test_the_administrator_sees_the_buttons(browser):
    assert 'href="/organ/ny/"' in text(browser.get("/organ/"))
    assert 'href="/organ/partier/nytt/"' in text(browser.get("/organ/partier/"))


def test_the_parties_are_read_in_few_questions(browser, django_assert_max_num_queries):
    for number in range(12):
        actions.add_party(SETUP, f"P{number}", f"Parti {number}", key=f"{number}")
    with django_assert_max_num_queries(4):
        browser.get("/organ/partier/")
