"""Whoever has rested a quarter of an hour logs in again before they meet persons."""

from __future__ import annotations

from urllib.parse import quote

import time_machine
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from samverk.foundation.forms import fresh_key
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.working import in_the_door

WRITTEN = "Personen har klarat fyra timmar om dagen i sex veckor."


def at(clock):
    return time_machine.travel(f"2024-03-15T{clock}+01:00", tick=False)


def is_inside(client):
    return SESSION_KEY in client.session


def enter(party, clock="12:00:00"):
    with at(clock):
        return Pages(party).browser(party.worker_user)


def test_a_quarter_of_an_hour_with_persons_is_the_most(party):
    client = enter(party)
    with at("12:00:10"):
        assert client.get("/personer/").status_code == 200
    with at("12:14:50"):
        assert client.get("/personer/").status_code == 200
    with at("12:29:51"):
        said = text(client.get("/personer/", follow=True))
    assert "för att inget hade hänt på 15 minuter" in said
    assert not is_inside(client)


def test_who_had_persons_before_them_is_out_wherever_they_go(party):
    client = enter(party)
    with at("12:01:00"):
        client.get("/personer/")
    with at("12:17:00"):
        assert "15 minuter" in text(client.get("/om/"))
    assert not is_inside(client)


def test_open_pages_go_on_but_do_not_lead_to_persons(party):
    client = enter(party)
    with at("12:01:00"):
        client.get("/om/")
    with at("12:31:00"):
        client.get("/om/")
        assert is_inside(client)
    with at("12:31:30"):
        assert "15 minuter" in text(client.get("/personer/", follow=True))
    assert not is_inside(client)


def test_what_was_written_comes_back_to_be_copied(party):
    row = in_the_door(party)
    client = enter(party)
    place = reverse("set_goal", args=[row.pk])
    with at("12:01:00"):
        assert client.get(place).status_code == 200
    with at("12:20:00"):
        answer = client.post(place, {"key": fresh_key(), "text": WRITTEN})
    assert answer.status_code == 403
    page = text(answer)
    assert WRITTEN in page
    assert "inte sparat" in page
    assert f"next={quote(place, safe='')}" in page
    assert answer["Cache-Control"] == "no-store, private"
    assert not is_inside(client)


def test_a_password_that_comes_too_late_is_not_shown(party):
    client = enter(party)
    with at("12:01:00"):
        client.get("/personer/")
    long = "sju koppar utan öra och en till"
    with at("12:20:00"):
        answer = client.post(
            "/konto/losenord/", {"password1": long, "password2": long}, follow=True
        )
    assert long not in text(answer)
    assert not is_inside(client)
