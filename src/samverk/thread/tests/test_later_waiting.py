"""What waiting cost, and what a fee is computed from, is later knowledge until its papers came."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.thread.queries import membership_thread

pytestmark = pytest.mark.usefixtures("demo")
NB = "\N{NO-BREAK SPACE}"
# Alingsås: proposed on 2020-10-08, decided on 2021-05-26
BEFORE, PROPOSED, EVE, DECIDED = "2020-10-07", "2020-10-08", "2021-05-25", "2021-05-26"
LATER = "Senare än den valda dagen:"
COUNTED = "den senaste uppgiften är från den 31"


@pytest.fixture
def waiting(client):
    """Read the panel about what waiting cost, as it stands on a day."""

    def read(day):
        page = client.get("/medlemskap/insjoriket/", {"dag": day}).content.decode()
        return page.partition('id="vantan-')[2].partition("</section>")[0].replace(NB, " ")

    return read


def test_before_the_proposal_both_are_later(waiting):
    said = f"{LATER} den 7 oktober 2020 fanns varken förslaget eller beslutet."
    assert said in waiting(BEFORE)


@pytest.mark.parametrize("day", [PROPOSED, EVE])
def test_between_them_the_decision_is_later(waiting, day):
    found = waiting(day)
    assert LATER in found
    assert "fanns förslaget men inte beslutet." in found


def test_from_the_decision_on_nothing_is_later(waiting):
    assert LATER not in waiting(DECIDED)
    assert "lades fram den 8 oktober 2020" in waiting(DECIDED)


def test_the_fee_it_counts_with_is_said_with_its_paper(waiting):
    said = "644 tkr om året, avgiften för 2020 enligt en handling från den 8 oktober 2020"
    assert f"{said}, alltså efter den valda dagen." in waiting(BEFORE)
    assert f"{said}." in waiting(PROPOSED)


def test_the_last_figure_behind_the_computed_fee_is_known():
    assert membership_thread("insjoriket", date(2022, 1, 1)).computed_from == date(2024, 12, 31)


@pytest.mark.parametrize(("day", "is_later"), [("2024-12-30", True), ("2024-12-31", False)])
def test_a_fee_computed_from_later_figures_says_so(client, day, is_later):
    page = client.get("/medlemskap/insjoriket/", {"dag": day}).content.decode().replace(NB, " ")
    assert (f"{COUNTED} december 2024, alltså efter den valda dagen." in page) == is_later


@pytest.mark.parametrize(("day", "is_later"), [("2021-01-01", True), ("2025-01-01", False)])
def test_so_does_the_members_own_fee(client, day, is_later):
    page = client.get("/medlemskap/insjoriket/", {"dag": day}).content.decode()
    assert ("om året, beräknat också ur uppgifter efter den valda dagen;" in page) == is_later
