"""The demo's history, for tests of the chain."""

from __future__ import annotations

import pytest

from samverk.foundation.actors import Actor
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.project.demo.load import Loader


@pytest.fixture
def demo(db: None) -> None:
    """Load the demo in the test's own transaction."""
    Loader().load()


@pytest.fixture
def secretary(demo: None) -> Actor:
    """The secretary of Alingsås' council and board."""
    return actor_for(User.objects.get(email="sekreterare@alingsas.example"))


@pytest.fixture
def outsider(demo: None) -> Actor:
    """The secretary of another municipality."""
    return actor_for(User.objects.get(email="sekreterare@harryda.example"))
