"""The demo's history, for tests of the chain."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from samverk.federation.models import Membership
from samverk.foundation.actors import Actor
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User


@pytest.fixture
def secretary(demo: None) -> Actor:
    """The secretary of Alingsås' council and board."""
    return actor_for(User.objects.get(email="sekreterare@alingsas.example"))


@pytest.fixture
def outsider(demo: None) -> Actor:
    """The secretary of another municipality."""
    return actor_for(User.objects.get(email="sekreterare@harryda.example"))


@pytest.fixture
def signed_in(demo: None, client: Client) -> Client:
    """A browser where the secretary of Alingsås has logged in."""
    client.force_login(User.objects.get(email="sekreterare@alingsas.example"))
    return client


@pytest.fixture
def manager(demo: None) -> Client:
    """A browser where the federation's manager has logged in."""
    client = Client()
    client.force_login(User.objects.get(email="forbundschef@insjoriket.example"))
    return client


@pytest.fixture
def form_page(demo: None) -> Callable[..., str]:
    """The address where an event of Alingsås is recorded; without an event, where one is chosen."""
    membership = Membership.objects.get(member__slug="alingsas").pk

    def address(event: str = "", query: str = "") -> str:
        place = ["insjoriket", membership]
        if not event:
            return reverse("record_fact", args=place) + query
        return reverse("record_event", args=[*place, event]) + query

    return address
