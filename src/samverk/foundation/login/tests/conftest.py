"""Someone with an account, and the words they log in with."""

from __future__ import annotations

import pytest
from django.test import Client

from samverk.foundation.models import User

ADDRESS = "maj@prov.example"
PASSWORD = "tallbarr under grinden"


@pytest.fixture(autouse=True)
def quick_hashing(settings):
    """Hash passwords in no time; what is tested here is not the hashing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def maj(db: None) -> User:
    """A user with a password; the person is invented."""
    return User.objects.create_user(ADDRESS, PASSWORD, full_name="Maj Ekedal")


@pytest.fixture
def log_in():
    """Log in through the page, as a person does."""

    def do(client: Client, email=ADDRESS, password=PASSWORD, **origin):
        return client.post("/konto/logga-in/", {"login": email, "password": password}, **origin)

    return do


@pytest.fixture
def confirmed(maj: User, client: Client, log_in) -> Client:
    """Maj's browser, just after showing again that it is her."""
    log_in(client)
    client.post("/konto/bekrafta/losenord/", {"password": PASSWORD})
    return client


@pytest.fixture
def client() -> Client:
    """A browser where nobody has logged in yet."""
    return Client()
