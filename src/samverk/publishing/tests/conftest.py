"""The shared cast, and a meeting of the social board with adjusted minutes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from samverk.foundation import clock
from samverk.foundation.tests.cast import Cast, cast, the_day
from samverk.interventions.tests.fair import fair
from samverk.meetings.models import Meeting
from samverk.meetings.tests.adjusting import adjust, by_laws, held
from samverk.meetings.tests.conftest import meeting, opened, seated
from samverk.publishing.tests import staged

__all__ = ["cast", "fair", "meeting", "opened", "seated", "the_day"]


@pytest.fixture
def _keys(settings, tmp_path):
    settings.SEAL_DIR = tmp_path
    settings.SIGNING = "samverk.integrations.signing.fake.FakeSigning"


@pytest.fixture
def adjusted(_keys: None, seated: Cast, opened: Meeting) -> Meeting:
    """The meeting, with two paragraphs that are adjusted."""
    by_laws(seated)
    found: Meeting = held(seated, opened, "Taxan", "Ansökan från 19850709-9805")
    adjust(seated, found)
    return found


@pytest.fixture
def published(db: None) -> Iterator[int]:
    """A small published world (``staged``), on a day when its next meeting is still to come."""
    with clock.standing_at(staged.MOMENT):
        yield staged.publish()


@pytest.fixture
def client() -> Client:
    """The public, who reads what is published; who works is logged in by the test."""
    return Client()
