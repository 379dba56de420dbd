"""Logging in tells a stranger nothing, and gives the one who belongs a fresh session."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import MD5PasswordHasher

from samverk.foundation.login.backend import may_enter
from samverk.foundation.models import User

pytestmark = pytest.mark.django_db


def error_of(response):
    return [*response.context["form"].non_field_errors()]


def test_the_right_password_lets_one_in(maj, client, log_in):
    response = log_in(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session[SESSION_KEY] == str(maj.pk)


def test_the_address_is_read_without_regard_to_case(maj, client, log_in):
    log_in(client, email="  MAJ@Prov.Example ")
    assert SESSION_KEY in client.session


def test_an_unknown_user_and_a_wrong_password_get_the_same_answer(maj, client, log_in):
    wrong = error_of(log_in(client, password="fel lösenord helt"))
    unknown = error_of(log_in(client, email="ingen@prov.example"))
    assert wrong == unknown == ["E-postadressen eller lösenordet stämmer inte."]


def test_a_user_without_a_password_gets_that_answer_too(client, log_in):
    User.objects.create_user("nyckel@prov.example", None, full_name="Bara Nyckel")
    answer = error_of(log_in(client, email="nyckel@prov.example", password="!"))
    assert answer == ["E-postadressen eller lösenordet stämmer inte."]


@pytest.mark.parametrize("email", ["maj@prov.example", "ingen@prov.example"])
def test_known_or_not_the_password_is_hashed_once(maj, client, log_in, monkeypatch, email):
    # Hashing is what takes time: doing it for nobody too keeps the answer's time from telling
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *given: hashed.append(given) or encode(*given)
    )
    log_in(client, email=email, password="fel lösenord helt")
    assert len(hashed) == 1


def test_the_session_is_a_new_one_after_login(maj, client, log_in):
    client.get("/konto/logga-in/")
    session = client.session
    session["planted"] = "before"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key
    log_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted


def test_a_disabled_user_with_the_right_password_is_told_so_and_stays_outside(maj, client, log_in):
    User.objects.update(is_active=False)
    response = log_in(client)
    assert response["Location"] == "/konto/avstangt/"
    assert SESSION_KEY not in client.session


def test_a_demo_user_is_nobody_outside_the_demo(maj, client, log_in, settings):
    settings.DEMO = False
    assert error_of(log_in(client)) == ["E-postadressen eller lösenordet stämmer inte."]
    assert SESSION_KEY not in client.session


def test_a_demo_users_session_ends_when_the_demo_does(maj, client, log_in, settings):
    log_in(client)
    settings.DEMO = False
    assert client.get("/om/").wsgi_request.user.is_anonymous


def test_others_than_demo_users_are_let_in_outside_the_demo(settings):
    settings.DEMO = False
    assert may_enter(User(email="maj@alingsas.se"))


@pytest.mark.parametrize(
    "target", ["//ond.example", "https://ond.example/", "/\\ond.example", "javascript:alert(1)"]
)
def test_login_does_not_lead_to_another_site(maj, client, target):
    typed = {"login": maj.email, "password": "tallbarr under grinden", "next": target}
    assert client.post("/konto/logga-in/", typed)["Location"] == "/"


def test_login_leads_back_to_where_one_was_going(maj, client):
    typed = {"login": maj.email, "password": "tallbarr under grinden", "next": "/organ/?q=1"}
    assert client.post("/konto/logga-in/", typed)["Location"] == "/organ/?q=1"


@pytest.mark.parametrize("path", ["signup", "registrera", "email", "password/reset", "login/code"])
def test_nobody_signs_up_or_manages_addresses(client, path):
    assert client.get(f"/konto/{path}/").status_code == 404
