"""What courts have made of a decision: which court, in which order, and what holds on each day."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions.actions import NewForceFact, record_force_fact
from samverk.decisions.courts import court_in
from samverk.decisions.queries import court_rows_of
from samverk.decisions.tests.stage import decide, fact, repeal
from samverk.foundation.tests.cast import SETUP


@pytest.mark.parametrize(
    ("note", "court"),
    [
        ("", ""),
        ("Mål 1234-22", ""),
        ("Förvaltningsrätten i Göteborg, mål 1234-22", "Förvaltningsrätten i Göteborg"),
        ("Enligt förvaltningsrätten i Malmös dom", "Förvaltningsrätten i Malmö"),
        ("KAMMARRÄTTEN I SUNDSVALL", "Kammarrätten i Sundsvall"),
        ("Kammarrätten avslog", "Kammarrätten"),
        ("högsta förvaltningsdomstolen", "Högsta förvaltningsdomstolen"),
        ("Kammarrätten ändrade Förvaltningsrätten i Göteborgs dom", ""),
    ],
)
def test_a_note_that_names_one_court_tells_which(note, court):
    assert court_in(note) == court


@pytest.mark.django_db
def test_what_courts_did_comes_in_order_with_the_words_recorded(cast):
    decision = decide(cast)
    fact(decision, "appealed", date(2023, 6, 10))
    for kind, day in (("annulled", 20), ("upheld", 20), ("annulled", 1)):
        new = NewForceFact(kind, date(2023, 9, day), "Kammarrätten i Göteborg")
        record_force_fact(SETUP, decision, new, key=f"{kind}{day}")
    rows = court_rows_of([decision.pk])[decision.pk]

    assert [(row.act.kind, row.act.day.day) for row in rows] == [
        ("appealed", 10),
        ("annulled", 1),
        ("upheld", 20),
        ("annulled", 20),
    ]
    assert (rows[1].court, rows[1].note) == ("Kammarrätten i Göteborg", "Kammarrätten i Göteborg")


@pytest.mark.django_db
def test_what_has_nothing_to_do_with_courts_is_left_out(cast):
    decision = decide(cast)
    fact(decision, "posted", date(2023, 6, 1))

    assert court_rows_of([decision.pk]) == {}


def status(cast, decision, day):
    page = cast.browser(None).get(reverse("decision", args=[decision.pk]), {"dag": day})
    return page.context["standing"].text, page.context["force"].text


THREE_COURTS = (
    ("appealed", date(2023, 6, 10)),
    ("annulled", date(2023, 9, 1)),
    ("upheld", date(2023, 11, 1)),
    ("annulled", date(2024, 2, 1)),
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "standing", "force"),
    [
        ("2023-08-31", "Gäller", "Överklagat"),
        ("2023-09-01", "Upphävt av domstol 2023-09-01", "Upphävt av domstol"),
        ("2023-10-31", "Upphävt av domstol 2023-09-01", "Upphävt av domstol"),
        ("2023-11-01", "Gäller", "Har laga kraft"),
        ("2024-01-31", "Gäller", "Har laga kraft"),
        ("2024-02-01", "Upphävt av domstol 2024-02-01", "Upphävt av domstol"),
    ],
)
def test_each_courts_judgment_counts_until_the_next(cast, day, standing, force):
    decision = decide(cast)
    for kind, when in THREE_COURTS:
        fact(decision, kind, when)
    assert status(cast, decision, day) == (standing, force)


@pytest.mark.django_db
def test_a_repeal_that_a_higher_court_brought_back_counts_again(cast):
    decision = decide(cast)
    made = repeal(cast, decision)
    for kind, day in (("appealed", 5), ("annulled", 10), ("upheld", 20), ("annulled", 28)):
        fact(made, kind, date(2024, 2, day))
    told = [status(cast, decision, f"2024-02-{day:02}")[0] for day in (9, 19, 27, 28)]
    assert told == ["Upphävt 2024-01-29", "Gäller", "Upphävt 2024-01-29", "Gäller"]
