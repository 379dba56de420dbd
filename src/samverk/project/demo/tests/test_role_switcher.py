"""The role switcher makes one of the demo's people of a reader, and of nobody else."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from samverk.foundation.models import User
from samverk.project.demo.cast import LOGINS

pytestmark = pytest.mark.django_db
SOMEBODY = LOGINS[0].email


@pytest.fixture
def client():
    """The browser of somebody who has not chosen yet."""
    return Client()


@pytest.fixture
def person():
    """One of the demo's people."""
    return User.objects.create_user(SOMEBODY, None, full_name=LOGINS[0].name)


def switch(client, email, back="/om/"):
    return client.post("/demo/roll/", {"roll": email, "tillbaka": back})


def test_one_becomes_the_person_and_returns(client, person):
    assert switch(client, SOMEBODY)["Location"] == "/om/"
    assert client.session[SESSION_KEY] == str(person.pk)


def test_one_becomes_the_public_again(client, person):
    switch(client, SOMEBODY)
    switch(client, "")
    assert SESSION_KEY not in client.session


def test_nobody_becomes_a_user_who_is_not_of_the_demo(client):
    User.objects.create_user("maj@prov.example", None)
    assert switch(client, "maj@prov.example").status_code == 404
    assert SESSION_KEY not in client.session


def test_a_person_who_is_not_loaded_is_not_found(client):
    assert switch(client, SOMEBODY).status_code == 404


def test_a_disabled_person_is_not_let_in(client, person):
    User.objects.update(is_active=False)
    assert switch(client, SOMEBODY).status_code == 404
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize(
    "target", ["//ond.example", "https://ond.example/", "/\\ond.example", "javascript:alert(1)", ""]
)
def test_it_does_not_lead_to_another_site(client, person, target):
    assert switch(client, SOMEBODY, target)["Location"] == "/"


def test_a_link_switches_nobody(client, person):
    assert client.get("/demo/roll/").status_code == 405


def test_another_sites_form_switches_nobody(person):
    assert switch(Client(enforce_csrf_checks=True), SOMEBODY).status_code == 403
