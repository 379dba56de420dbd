"""The federation sees where days that are claimed are more than the participants told of can have."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.federation import actions as federation
from samverk.federation.queries.day_checks import days_beyond, days_beyond_in
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.persons.tests.ledger import FEBRUARY, JANUARY, set_ledger
from samverk.interventions.persons.tests.pages import text
from samverk.project.testing.stages import kept

MARCH_ENDS = date(2024, 3, 31)
TITLE = "Dagar och antal som inte går ihop"


@kept
def booked(party):
    """Ten take part all of January and February."""
    made = set_ledger(party)
    made.all_take_part(10)
    made.book(JANUARY)
    made.book(FEBRUARY)
    return made


def counted(ledger, women, first=JANUARY, last=MARCH_ENDS, measure="took_part", **more):
    new = federation.NewCounts(
        ledger.agreement.intervention_id, measure, first, last, women, 0, 0, "Rapport", **more
    )
    federation.enter_counts(SETUP, new, key=f"antal/{women}/{first}/{measure}")


def beyond(ledger):
    return [one.month.from_date for one in days_beyond(ledger.claiming.home.pk, 2024)]


def test_fewer_participants_than_the_days_need_are_seen_in_each_month(booked):
    counted(booked, 9)
    assert beyond(booked) == [JANUARY, FEBRUARY]
    (january, _) = days_beyond(booked.claiming.home.pk, 2024)
    told = text_of(january.ruling.reasons[0].text)
    assert "310 deltagardagar är berättade för januari 2024" in told
    assert "högst 279 dagar" in told


def text_of(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_as_many_as_the_days_need_is_nothing_to_ask_about(booked):
    counted(booked, 10)
    assert beyond(booked) == []


@pytest.mark.parametrize(
    "more",
    [
        {"measure": "started"},
        {"first": date(2024, 2, 2)},
        {"last": date(2024, 1, 30)},
        {"first": date(2023, 1, 1), "last": date(2023, 12, 31)},
    ],
)
def test_a_count_of_something_else_says_nothing(booked, more):
    counted(booked, 1, **more)
    assert beyond(booked) == []


def test_a_count_that_is_withheld_is_not_told_by_it(booked):
    new = federation.NewCounts(
        booked.agreement.intervention_id,
        "took_part",
        JANUARY,
        MARCH_ENDS,
        None,
        None,
        None,
        "Rapport",
        withheld="Så få kan peka ut någon.",
    )
    federation.enter_counts(SETUP, new, key="dolt")
    assert beyond(booked) == []


def test_the_pages_say_so_to_the_federation_alone(booked):
    counted(booked, 9)
    claim = booked.claim(JANUARY, date(2024, 1, 31))
    assert [one.month.from_date for one in days_beyond_in(claim)] == [JANUARY]
    slug = booked.claiming.home.slug
    pages = [
        f"{reverse('told_days', args=[slug])}?ar=2024",
        reverse("claim", args=[slug, claim.pk]),
    ]
    manager = booked.party.cast.browser(booked.claiming.manager_user)
    payee = booked.party.cast.browser(booked.claiming.stranger_user)
    for page in pages:
        assert TITLE in text(manager.get(page))
        assert TITLE not in text(payee.get(page))


def test_it_asks_as_little_however_many_months_there_are(booked):
    counted(booked, 9)
    with CaptureQueriesContext(connection) as found:
        days_beyond(booked.claiming.home.pk, 2024)
    assert len(found) == 2
