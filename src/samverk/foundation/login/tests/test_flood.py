"""Whoever fills the table of counts from many networks does not get to guess more."""

from __future__ import annotations

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client

from samverk.foundation import shared_cache
from samverk.foundation.login.adapters import TOO_MANY

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(settings, monkeypatch):
    """A cache that a few hundred rows would fill, were they not counts."""
    monkeypatch.setattr(shared_cache, "PLACES", 50)
    told = settings.CACHES["default"]
    settings.CACHES = {"default": told | {"OPTIONS": {"MAX_ENTRIES": 120}}}
    yield
    caches.close_all()


def test_a_flood_of_tries_does_not_let_a_guesser_guess_more(small, maj, log_in):
    for _ in range(10):
        log_in(Client(), password="en gissning till", REMOTE_ADDR="198.51.100.7")
    for n in range(400):
        cache.set(f"allauth:rl:account:login_failed:10/300/key:2001:db8:{n:x}::", [], 300)
    answer = log_in(Client(), password="en gissning till", REMOTE_ADDR="198.51.100.7")
    assert TOO_MANY in answer.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM foundation_shared_cache")
        assert cursor.fetchone()[0] <= 120
