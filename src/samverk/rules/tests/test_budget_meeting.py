"""A federation's budget is set in public, at a meeting that is announced, by the last of November."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.budget_meeting import budget_meeting
from samverk.rules.calling import CallingTerms
from samverk.rules.tests.texts import told

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("is_public", "said"), [(True, "är offentligt."), (False, "öppna det"), (None, "Okänt")]
)
def test_it_is_public(is_public, said):
    ruling = budget_meeting(DAY, is_public=is_public)
    assert ruling.value.is_public is is_public
    assert said in ruling.reasons[1].text
    assert ruling.reasons[0].statute.section == "19 §"


@pytest.mark.parametrize(
    ("day", "is_late"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 31), True),
    ],
)
def test_the_last_day_is_the_last_of_november(day, is_late):
    ruling = budget_meeting(day, is_public=True)
    assert ruling.value.is_late is is_late
    assert "Styrelsen fastställer budgeten för 2027 senast den" in told(ruling)
    assert ("för sent" in told(ruling)) is is_late
    assert any(r.statute and r.statute.section == "23 §" for r in ruling.reasons)


@pytest.mark.parametrize(
    ("announced", "terms", "said"),
    [
        (None, CallingTerms(None), "ange vilken dag sammanträdet tillkännagavs"),
        (date(2026, 11, 6), CallingTerms(None), "se efter i förbundsordningen"),
        (date(2026, 11, 6), CallingTerms(7, 14, "Förbundsordningen"), "i tid: sista dagen"),
        (date(2026, 11, 7), CallingTerms(7, 14, "Förbundsordningen"), "för sent: sista dagen"),
    ],
)
def test_it_is_announced_as_the_by_laws_say(announced, terms, said):
    ruling = budget_meeting(DAY, is_public=True, announced=announced, terms=terms)
    assert ruling.value.is_announced is (announced is not None)
    assert said in told(ruling)
