"""The limit on failed logins counts over all web processes, not in each."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.core.cache import cache

from samverk.foundation.login.adapters import TOO_MANY
from tests.security.outside import environment

PROCESSES, EACH, ALLOWED = 4, 4, 10
GUESS = f"""
import django; django.setup()
from django.conf import settings
from django.test import Client
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS = ["*"]
for _ in range({EACH}):
    typed = {{"login": "ingen@prov.example", "password": "en gissning till"}}
    answer = Client().post("/konto/logga-in/", typed, REMOTE_ADDR="198.51.100.9")
    print("stopped" if {TOO_MANY!r} in answer.content.decode() else "answered")
"""


@pytest.fixture
def nothing_counted_yet(django_db_setup, django_db_blocker):
    """An empty count, outside any transaction, so that other processes see it."""
    with django_db_blocker.unblock():
        cache.clear()
        yield
        cache.clear()


def test_processes_that_guess_at_once_share_one_limit(nothing_counted_yet):
    guessers = [
        subprocess.Popen(
            [sys.executable, "-c", GUESS],
            env=environment(SAMVERK_DEMO="true"),
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    said = "".join(guesser.communicate()[0] for guesser in guessers).split()
    assert len(said) == PROCESSES * EACH
    assert said.count("answered") == ALLOWED
