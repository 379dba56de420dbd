"""A fee that a later paper states is shown as later knowledge, and never as known on the day."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.thread.costs import Owed, StatedFigure, YearCost
from samverk.thread.picture import picture_of
from samverk.thread.queries import membership_thread

pytestmark = pytest.mark.usefixtures("demo")
EARLY, LATE = date(2020, 10, 8), date(2022, 3, 1)


def year(*stated):
    return YearCost(2020, stated, None, Owed.YES)


def figure(amount, day):
    return StatedFigure(2020, amount, "tjänsteskrivelse", day)


def later(day):
    found = picture_of(membership_thread("insjoriket", day))
    costs = [(lane.name, cost) for lane in found.lanes for cost in lane.costs]
    return {(name, cost.year): cost.is_later for name, cost in costs if cost.stated is not None}


def test_a_figure_is_later_until_the_day_of_its_paper():
    assert figure(644_000, EARLY).is_later_than(date(2020, 10, 7))
    assert not figure(644_000, EARLY).is_later_than(EARLY)


def test_a_paper_without_a_day_is_not_said_to_be_later():
    assert not figure(644_000, None).is_later_than(date(1999, 1, 1))


def test_the_last_figure_that_was_known_is_shown():
    found = year(figure(644_000, EARLY), figure(650_000, LATE))
    assert found.stated_on(date(2021, 1, 1)).amount == 644_000
    assert found.stated_on(LATE).amount == 650_000


def test_a_figure_of_later_papers_alone_is_still_shown():
    assert year(figure(650_000, LATE)).stated_on(EARLY).amount == 650_000
    assert year().stated_on(EARLY) is None


def test_the_picture_marks_each_figure_that_the_day_could_not_know():
    assert set(later(date(2020, 1, 1)).values()) == {True}
    assert set(later(date(2025, 1, 1)).values()) == {False}


def test_a_figure_stops_being_later_on_the_day_of_its_paper():
    before, on = later(date(2020, 10, 7)), later(date(2020, 10, 8))
    assert (before["Alingsås", 2020], on["Alingsås", 2020]) == (True, False)


def test_the_table_says_it_in_words(client):
    page = client.get("/medlemskap/insjoriket/", {"dag": "2020-01-01"}).content.decode()
    assert page.count(", senare än den valda dagen</td>") == 3
    page = client.get("/medlemskap/insjoriket/", {"dag": "2025-01-01"}).content.decode()
    assert ", senare än den valda dagen</td>" not in page


def test_the_member_says_that_its_fee_stands_in_a_later_paper(client):
    said = "i en handling från den 8\N{NO-BREAK SPACE}oktober 2020, alltså efter den valda dagen"
    before = client.get("/medlemskap/insjoriket/", {"dag": "2020-10-07"}).content.decode()
    on = client.get("/medlemskap/insjoriket/", {"dag": "2020-10-08"}).content.decode()
    assert (said in before, said in on) == (True, False)
