"""What is somebody else's, hidden or missing asks the database the same: nobody tells them apart by time.

How long an answer takes is measured by the benchmark of persons; here what takes time is compared, which no
slow machine changes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverk.foundation.tests.cast import the_day
from tests.security.doors import DOORS, REVIEWS, Door
from tests.security.four import Home, four
from tests.security.matrix import NAMED

__all__ = ["four", "the_day"]
# What a question is about: the verb, and the tables by name, not the values or a savepoint's name
TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "?([a-z_]+)"?')
METHODS = ("get", "post")
LEAST = 80


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def asked_by(client: Client, method: str, door: Door, things: dict[str, object]) -> list[str]:
    """Ask, be refused, and tell what kinds of questions the database got, in order."""
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(client, method)(door.address(things))
    assert answer.status_code == 404, (door.name, method, answer.status_code)
    return [kind_of(one["sql"]) for one in asked.captured_queries]


def kind_of(sql: str) -> str:
    return " ".join((sql.split(maxsplit=1)[0], *TABLE.findall(sql)))


def test_the_kinds_of_questions_are_read_out_of_them():
    assert kind_of('SELECT "a"."b" FROM "a" INNER JOIN "c" ON true') == "SELECT a c"
    assert kind_of("RELEASE SAVEPOINT s1_x2") == "RELEASE"


@pytest.mark.parametrize("method", METHODS)
def test_foreign_hidden_and_missing_ask_the_database_the_same(four, method):
    here, there = four[0], four[2]
    compared, differ = 0, []
    for who, door in refused(here):
        if method == "post" and door.reads:
            continue
        client = Client()
        client.force_login(here.users[who])
        client.get("/personer/")
        kinds = {
            case: asked_by(client, method, door, things)
            for case, things in cases(here, there, who, door)
        }
        compared += 1
        if len(set(map(tuple, kinds.values()))) > 1:
            differ.append((who, door.name, kinds))
    assert differ == []
    assert compared >= LEAST


def refused(home: Home) -> Iterator[tuple[str, Door]]:
    """Give each door of one thing, with each who passes it to their own."""
    for door in DOORS:
        if door.names_one:
            for role in sorted(door.roles, key=lambda one: one.name):
                yield role.value, door


def cases(here: Home, there: Home, who: str, door: Door) -> Iterator[tuple[str, dict[str, object]]]:
    yield "missing", {}
    yield "foreign", there.shown
    yield "foreign and hidden", there.hidden
    if who != REVIEWS.value and door.of not in NAMED.get(who, ()):
        yield "hidden", here.hidden
