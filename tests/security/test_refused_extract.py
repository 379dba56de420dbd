"""Who was refused something of a person's stands in the extract about them, and nowhere else."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.foundation.tests.cast import the_day
from samverk.interventions.persons.models.base import OfPerson
from samverk.interventions.persons.queries.held import person_tables
from samverk.interventions.persons.walls import unread
from tests.security.doors import DOORS, REVIEWS, Door
from tests.security.four import Home, four

__all__ = ["four", "the_day"]
# What an address names that is a person's own
OF_A_PERSON = {
    "sent",
    "came",
    "entry",
    "participation",
    "consent",
    "support",
    "measurement",
    "goal",
}
OUTSIDER = "remittent"
# Who, in what role, on what ground, and what
BETWEEN = r"</td><td [^>]*>[^<]*</td><td [^>]*>[^<]*</td><td [^>]*"
REFUSED = re.compile(rf'"Vem">([^<]*){BETWEEN}>(Nekad läsning[^<]*)</td>')


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def browser(home: Home, who: str) -> Client:
    client = Client()
    client.force_login(home.users[who])
    return client


def owner_of(body: int, pk: object) -> OfPerson:
    with unread([body]):
        found = [model._default_manager.filter(pk=pk).first() for model in person_tables()]
    (row,) = [one for one in found if one is not None]
    return row


def door_to(thing: str) -> Door:
    return next(one for one in DOORS if one.arguments == (thing,))


def refused_of(home: Home, person: uuid.UUID) -> list[tuple[str, str]]:
    """List what the extract says was refused, and to whom."""
    page = browser(home, REVIEWS.value).get(reverse("person_readings", args=[person]))
    assert page.status_code == 200
    return REFUSED.findall(page.content.decode())


@pytest.mark.parametrize("hidden", [False, True])
def test_whoever_is_refused_a_persons_things_is_in_the_extract_about_them(four, hidden):
    home, stranger = four[0], four[2]
    there = home.hidden if hidden else home.shown
    tried = sorted(OF_A_PERSON & set(there))
    assert len(tried) >= (4 if hidden else 6), tried
    for thing in tried:
        row = owner_of(home.body.pk, there[thing])
        before = refused_of(home, row.person_id)
        client = browser(stranger, OUTSIDER)
        assert client.get(door_to(thing).address(there)).status_code == 404
        after = refused_of(home, row.person_id)
        assert len(after) == len(before) + 1, thing
        new = (str(stranger.users[OUTSIDER]), f"Nekad läsning: {row._meta.verbose_name}")
        assert after.count(new) == before.count(new) + 1


def test_nobody_elses_extract_tells_of_it(four):
    home, stranger = four[0], four[2]
    browser(stranger, OUTSIDER).get(door_to("sent").address(home.shown))
    other = owner_of(home.body.pk, home.hidden["sent"]).person_id
    assert refused_of(home, other) == []


def test_the_extract_asks_no_more_for_more_that_was_refused(four):
    home, stranger = four[0], four[2]
    person = owner_of(home.body.pk, home.shown["sent"]).person_id

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            refused_of(home, person)
        return len(found)

    client = browser(stranger, OUTSIDER)
    client.get(door_to("sent").address(home.shown))
    asked()
    few = asked()
    for _ in range(5):
        client.get(door_to("sent").address(home.shown))
    assert asked() == few
