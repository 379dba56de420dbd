"""The first organisation and its administrator."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.directory.models import Organisation
from samverk.foundation.actors import HeldRole, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent, User
from samverk.project.running import NotStartedError
from samverk.project.setting_up import Wanted, administrators, new_link, set_up

pytestmark = pytest.mark.django_db
WANTED = Wanted(
    "Samordningsförbundet Sjöröd",
    "Sjöröd",
    "federation",
    "222000-2071",
    "Birk Ängslid",
    "birk@sjorod.test",
)


def test_an_organisation_and_its_administrator_are_added():
    made = set_up(WANTED)
    home = Organisation.objects.get()
    assert (home.slug, home.number) == ("sjorod", "222000-2071")
    assert actor_for(made).roles == (HeldRole(Role.ADMINISTRATOR, home.pk),)
    assert administrators() == [made]


def test_all_of_it_is_logged_as_the_installers():
    set_up(WANTED)
    kinds = AuditEvent.objects.filter(actor_name="Uppsättningen", actor=None)
    assert sorted(kinds.values_list("kind", flat=True)) == [
        "accounts.account_added",
        "directory.organisation_added",
        "foundation.role_given",
    ]


def test_the_same_again_changes_nothing():
    assert set_up(WANTED) == set_up(WANTED)
    assert (Organisation.objects.count(), User.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "förbund"}, "--kind ska vara någon av"),
        ({"number": "1"}, "tio siffror"),
        ({"email": "birk"}, "hel e-postadress"),
        ({"name": " "}, "Skriv personens namn"),
        ({"organisation": " "}, "Skriv namnet"),
    ],
)
def test_what_cannot_be_is_one_line_and_adds_nothing(change, says):
    with pytest.raises(NotStartedError, match=says) as fault:
        set_up(replace(WANTED, **change))
    assert "\n" not in str(fault.value)
    assert not Organisation.objects.exists()


def test_a_link_lets_the_administrator_in(client):
    set_up(WANTED)
    form = client.get(new_link(" Birk@sjorod.test"))["Location"]
    words = {"password1": "sju koppar utan öra", "password2": "sju koppar utan öra"}
    assert client.post(form, words)["Location"] == "/konto/glomt/klart/"


def test_no_link_is_made_for_nobody():
    with pytest.raises(NotStartedError, match="Inget konto har adressen"):
        new_link("ingen@sjorod.test")
    User.objects.create_user("stängd@sjorod.test", None, full_name="S", is_active=False)
    with pytest.raises(NotStartedError, match="Kontot är stängt"):
        new_link("stängd@sjorod.test")
