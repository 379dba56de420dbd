"""Equity as stated, right or wrong, with the user's own ceilings, and sums that do not agree."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.federation import actions
from samverk.federation.models import StatedEquity
from samverk.federation.queries.equity import equity_of
from samverk.federation.tests import budgeting, founding
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.project.testing.stages import kept
from samverk.rules.equity import Step

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
PAGE = "/forbund/fyrbaken/budget/eget-kapital/"


@kept
def home(cast):
    return founding.found_federation()


@kept
def browser(cast, home):
    return cast.browser(founding.manager_of(home))


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def state(home, year, opening, result, closing, key=None, **more):
    new = actions.NewEquity(home.pk, year, opening, result, closing, "Årsredovisning", **more)
    return actions.state_equity(SETUP, new, key=key or f"eget/{year}")


def ceiling(home, *steps, since=date(2020, 1, 1)):
    new = actions.NewCeiling(home.pk, since, "brev, exempel", steps)
    return actions.set_ceiling(SETUP, new, key=f"tak/{since}")


def test_what_a_report_states_is_kept_as_it_is_and_told_when_it_does_not_add_up(home, client):
    state(home, 2022, 240_000, -210_000, 35_000)
    (fault,) = equity_of(home.pk).faults.value
    assert fault.difference == 5_000
    assert "350 kr är uppgivet" in text(client.get(PAGE))


def test_a_year_begins_where_the_one_before_ended(home, client):
    state(home, 2022, 100, 100, 200)
    state(home, 2023, 200, 0, 200)
    assert "Åren går ihop" in text(client.get(PAGE))
    state(home, 2023, 300, -100, 200, key="rättad")
    (fault,) = equity_of(home.pk).faults.value
    assert (fault.year, fault.difference) == (2023, 100)


@pytest.mark.parametrize(
    ("through", "result", "is_told"), [(12, 99_950, False), (12, 1, True), (11, 1, False)]
)
def test_a_stated_result_is_held_against_a_whole_years_books(
    home, client, through, result, is_told
):
    budgeting.intervention(home)
    budgeting.save(home)
    budgeting.mapped(home)
    budgeting.read_in(home, budgeting.of_the_spring(100), "förra", through=through)
    budgeting.read_in(home, through=through, replaces=True)
    state(home, budgeting.YEAR, 0, result, result)
    told = "det inlästa utfallet ger 999,50 kr" in text(client.get(PAGE))
    assert told is is_told


def test_a_later_statement_takes_over_and_the_earlier_stays(home):
    state(home, 2022, 0, 1, 1)
    state(home, 2022, 0, 2, 2, key="rättad")
    (row,) = equity_of(home.pk).rows
    assert row.stated.closing == 2
    assert StatedEquity.objects.count() == 2


def test_the_ceiling_of_the_last_day_of_the_year_counts(home):
    state(home, 2022, 0, 300, 300, income=1_000)
    state(home, 2023, 300, 0, 300, income=1_000)
    assert [row.ceiling for row in equity_of(home.pk).rows] == [None, None]
    ceiling(home, Step(0, hundredths=2_000), since=date(2023, 12, 31))
    later, earlier = equity_of(home.pk).rows
    assert (later.ceiling.value.limit, later.ceiling.value.above) == (200, 100)
    assert earlier.ceiling is None


def test_without_an_income_no_share_is_reckoned(home):
    ceiling(home, Step(0, hundredths=2_000))
    state(home, 2022, 0, 300, 300)
    assert equity_of(home.pk).rows[0].ceiling is None


@pytest.mark.parametrize(
    ("steps", "source", "field"),
    [
        ((), "brev", "steps"),
        ((Step(0, amount=1), Step(0, amount=2)), "brev", "steps"),
        ((Step(0, amount=1),), " ", "source"),
    ],
)
def test_a_ceiling_has_steps_and_a_source(home, steps, source, field):
    new = actions.NewCeiling(home.pk, date(2020, 1, 1), source, steps)
    with pytest.raises(InputError) as refused:
        actions.set_ceiling(SETUP, new, key="x")
    assert refused.value.field == field


def test_both_happen_once_and_only_for_who_keeps_the_figures(home, cast):
    assert state(home, 2022, 0, 1, 1) == state(home, 2022, 0, 1, 1)
    assert AuditEvent.objects.filter(kind="federation.equity_stated").count() == 1
    new = actions.NewEquity(home.pk, 2022, 0, 1, 1, "Källa")
    with pytest.raises(NotAllowedError):
        actions.state_equity(cast.member, new, key="y")
    table = actions.NewCeiling(home.pk, date(2020, 1, 1), "Källa", (Step(0, amount=1),))
    with pytest.raises(NotAllowedError):
        actions.set_ceiling(cast.outsider, table, key="z")


def test_the_pages_write_them(home, browser):
    sent = {
        "key": "a",
        "year": "2023",
        "opening": "1 000 000",
        "result": "-250 000,50",
        "closing": "749 999,50",
        "income": "2 000 000",
        "source": "Årsredovisning 2023",
    }
    assert browser.post(f"{PAGE}ar/", sent).status_code == 302
    steps = "0: 20,5 %\n10 000 000: 1 500 000 kr"
    sent = {"key": "b", "from_date": "2020-01-01", "steps": steps, "source": "brev"}
    assert browser.post(f"{PAGE}tak/", sent).status_code == 302
    shown = text(browser.get(PAGE))
    assert "2023: 339 999,50 kr över taket" in shown
    assert all(line in shown for line in steps.splitlines())


@pytest.mark.parametrize("steps", ["tjugo", "0: 101 %", "0: -5 kr", ": 5", "0: 1,234 %"])
def test_a_faulty_step_is_told_by_its_line_and_kept(home, browser, steps):
    sent = {"key": "b", "from_date": "2020-01-01", "steps": f"0: 1 %\n{steps}", "source": "brev"}
    answer = browser.post(f"{PAGE}tak/", sent)
    assert answer.status_code == 400
    assert "Rad 2: skriv som" in text(answer)
    assert steps in text(answer)


def test_the_report_whose_parts_do_not_sum_is_caught(home, client):
    asked = {
        "total": "10 300 000",
        "parts": "Styrelse: 2 000 000\nAdministration: 2 200 000\nInsatser: 7 200 000",
        "precision": "100000",
    }
    shown = text(client.get(PAGE, asked))
    assert "Skiljer 1 100 000 kr" in shown
    assert "Avrundning förklarar den inte" in shown
    assert "Delarna blir summan" in text(client.get(PAGE, asked | {"total": "11 400 000"}))


def test_a_sum_that_cannot_be_read_is_told(home, client):
    answer = client.get(PAGE, {"total": "mycket", "parts": "A 1", "precision": "1"})
    assert answer.status_code == 400
    assert "Rad 1: skriv namn" in text(answer)
