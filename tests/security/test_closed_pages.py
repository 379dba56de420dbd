"""Whoever is not logged in gets what is published, and of the pages of work nothing."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.urls import Resolver404, URLPattern, get_resolver, resolve

from samverk.foundation.opening import is_open
from tests.security.test_headers import ALL, filled

pytestmark = pytest.mark.django_db
# What is open to everybody, by the beginnings of its address: read by hand from what it is
OPEN = re.compile(
    r"^/(oppet/|api/v1/|om/$|tillganglighet/|lagkalkylator/|levande/$|sok/$|robots\.txt$|demo/roll/$"
    r"|verkstallighet/publicerat/|insatser/(7/)?statistik/"
    # Logging in and out, and choosing a password by the link that was sent
    r"|konto/(logga-in|logga-ut|avstangt|glomt)/"
    # A key in the address, a signature in the message, and the list of what is up, for its witness
    r"|forbund/nagot/ar/kalender/nagot\.ics$|vaxling/ta-emot/$|anslagstavla/kontrollpunkt/$)"
)


def leads_somewhere(address: str) -> bool:
    """Answer whether an address with made-up arguments is one at all: some words are of a list."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


CLOSED = [address for address in ALL if not OPEN.match(address) and leads_somewhere(address)]
SHUT = "Sidan är inte öppen för alla."


def marked() -> dict[str, bool]:
    """Tell of each address whether its view is marked as open."""
    found: dict[str, bool] = {}

    def walk(patterns: list, before: str) -> None:
        for pattern in patterns:
            path = before + filled(pattern)
            if isinstance(pattern, URLPattern):
                found[path] = is_open(pattern.callback)
            else:
                walk(pattern.url_patterns, path)

    walk(get_resolver().url_patterns, "/")
    return found


def test_no_address_is_open_but_those_that_are_meant_to_be():
    assert {at for at, is_marked in marked().items() if is_marked and not OPEN.match(at)} == set()
    assert {at for at, is_marked in marked().items() if not is_marked and OPEN.match(at)} == set()
    assert len(CLOSED) > 400


@pytest.mark.parametrize("address", CLOSED)
def test_nobody_reads_a_page_of_work(visitor, address, django_assert_max_num_queries):
    # Whether it exists is asked of what is published alone: a savepoint, the role, the question
    with django_assert_max_num_queries(5):
        answer = visitor.get(address)
    if answer.status_code == HTTPStatus.FOUND:
        assert answer["Location"].startswith(("/oppet/", "/konto/logga-in/"))
    else:
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "Logga in" in answer.content.decode()


@pytest.mark.parametrize("address", CLOSED)
def test_nobody_writes_from_outside(visitor, address):
    answer = visitor.post(address, {"key": "utifran"})
    assert answer.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.FOUND)
    assert answer.get("Location", "/konto/logga-in/").startswith("/konto/logga-in/")


def test_a_refused_page_leads_to_the_login_and_back(visitor):
    answer = visitor.get("/forbund/insjoriket/")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert SHUT in answer.content.decode()
    assert "/konto/logga-in/?next=%2Fforbund%2Finsjoriket%2F" in answer.content.decode()
