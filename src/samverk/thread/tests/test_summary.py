"""What the start page says of a membership in short."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.thread.queries import membership_thread
from samverk.thread.summary import groups_of

pytestmark = pytest.mark.usefixtures("demo")


@pytest.mark.parametrize(
    ("day", "tone"),
    [
        (date(2019, 12, 1), "good"),
        (date(2021, 6, 1), "running"),
        (date(2025, 6, 1), "unknown"),
    ],
)
def test_the_tone_follows_what_is_known_on_the_day(day, tone):
    assert {group.tone for group in groups_of(membership_thread("insjoriket", day))} == {tone}
