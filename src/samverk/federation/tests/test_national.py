"""The sheet of Uppföljning Finsam: each figure with its source, what lacks, and what was reported."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from samverk.federation import actions
from samverk.federation.models import NationalReport
from samverk.federation.queries.national import sheet_of
from samverk.federation.tests import budgeting, founding
from samverk.federation.tests.budgeting import YEAR
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
PAGE = f"/forbund/fyrbaken/uppfoljning/{YEAR}/"


@pytest.fixture
def home(cast):
    return founding.found_federation()


@pytest.fixture
def fyren(home):
    return budgeting.intervention(home)


@pytest.fixture
def browser(cast, home):
    return cast.browser(founding.manager_of(home))


@pytest.fixture
def full(home, fyren):
    """All that the sheet of the year asks for."""
    founding.with_members(home)
    paper = founding.paper_of(home)
    amount = actions.NewStateAmount(home.pk, YEAR, 5_000, document=paper.pk)
    actions.set_state_amount(SETUP, amount, key="staten")
    budgeting.decided(home)
    budgeting.mapped(home)
    budgeting.read_in(home)
    equity = actions.NewEquity(home.pk, YEAR, 0, 100_000, 100_000, "Årsredovisning")
    actions.state_equity(SETUP, equity, key="eget")
    count(fyren, 7, 5)


def count(row, women, men, unknown=0, period=(date(YEAR, 1, 1), date(YEAR, 2, 28)), key="antal"):
    new = actions.NewCounts(row.pk, "took_part", *period, women, men, unknown, "Utföraren")
    return actions.enter_counts(SETUP, new, key=key)


def text(response):
    return (
        response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("\N{SOFT HYPHEN}", "")
    )


def values(home):
    found = sheet_of(home.pk, YEAR)
    return {f"{one.group}/{one.name}": one.value for one in found.figures}


def report(home, key="rapport", day=TODAY, note=""):
    new = actions.NewReport(home.pk, YEAR, day, note)
    return actions.record_national_report(SETUP, new, key=key)


def test_the_sheet_has_exactly_the_figures_that_the_form_asks_for(home, full):
    assert values(home) == {
        "Förbundet/Tilldelade medel": 10_000,
        "Förbundet/Eget kapital": 1_000,
        "Administration/Budget": 4_000,
        "Administration/Utfall": 501,
        "Fyren/Inriktning": "individinriktad",
        "Fyren/Målgrupp": "unga; 18–29 år",
        "Fyren/Uppföljningsmetod": "Metod A",
        "Fyren/ESF-finansiering": "nej",
        "Fyren/Budget": 5_000,
        "Fyren/Utfall": 1_000,
        "Fyren/Budgeterade deltagare": 40,
        "Fyren/Kvinnor": 7,
        "Fyren/Män": 5,
    }
    found = sheet_of(home.pk, YEAR)
    assert found.missing == ()
    assert all(one.source for one in found.figures)
    assert [one.value.difference for one in found.sums] == [0, 50]


def test_a_structural_intervention_is_counted_all_together(home):
    row = budgeting.intervention(home, "Bryggan", "structural")
    count(row, 3, 2, 4)
    found = values(home)
    assert found["Bryggan/Deltagare"] == 9
    assert "Bryggan/Kvinnor" not in found


def test_what_is_not_entered_is_missing_and_never_nought(home, fyren):
    found = sheet_of(home.pk, YEAR)
    assert {f"{one.group}/{one.name}" for one in found.missing} == {
        "Förbundet/Tilldelade medel",
        "Förbundet/Eget kapital",
        "Administration/Budget",
        "Administration/Utfall",
        "Fyren/Budget",
        "Fyren/Utfall",
        "Fyren/Budgeterade deltagare",
        "Fyren/Kvinnor",
        "Fyren/Män",
    }


def test_a_draft_is_no_budget_to_report(home, fyren):
    budgeting.save(home)
    assert values(home)["Administration/Budget"] is None


def test_counts_of_another_year_or_of_one_home_are_not_the_years(home, fyren):
    count(fyren, 7, 5, period=(date(YEAR - 1, 12, 1), date(YEAR, 1, 31)))
    assert values(home)["Fyren/Kvinnor"] is None


def test_counts_of_several_periods_are_remarked(home, fyren):
    count(fyren, 7, 5)
    count(fyren, 1, 1, period=(date(YEAR, 3, 1), date(YEAR, 3, 9)), key="mars")
    found = sheet_of(home.pk, YEAR)
    assert any("räknas två gånger" in each for each in found.remarks)
    assert values(home)["Fyren/Kvinnor"] == 8


@pytest.mark.parametrize(
    ("ends_on", "is_shown"), [(date(YEAR, 1, 1), True), (date(YEAR - 1, 12, 31), False)]
)
def test_an_intervention_that_ended_before_the_year_is_not_shown(home, fyren, ends_on, is_shown):
    facts = actions.InterventionFacts("Fyren", "", "", fyren.starts_on, ends_on)
    actions.change_intervention(SETUP, fyren.pk, facts, key="slut")
    assert any(key.startswith("Fyren/") for key in values(home)) is is_shown


def test_counts_without_sex_are_told_for_an_individual_intervention(home, fyren):
    count(fyren, 7, 5, 2)
    assert any("saknar kön" in each for each in sheet_of(home.pk, YEAR).faults.value)


def test_the_national_words_take_the_place_of_ours(home, fyren):
    assert any("inte bekräftade" in each for each in sheet_of(home.pk, YEAR).remarks)
    new = actions.NewTermsOfReport(
        home.pk, (("individinriktad", "Individ"), ("unga", "Unga vuxna")), "handledning"
    )
    actions.set_national_terms(SETUP, new, key="ord")
    found = values(home)
    assert (found["Fyren/Inriktning"], found["Fyren/Målgrupp"]) == (
        "Individ",
        "Unga vuxna; 18–29 år",
    )


def test_new_words_are_no_change_of_what_is_locked(home, fyren):
    report(home)
    new = actions.NewTermsOfReport(home.pk, (("individinriktad", "Individ"),), "handledning")
    actions.set_national_terms(SETUP, new, key="ord")
    assert sheet_of(home.pk, YEAR).faults.value == ()


def test_a_locked_field_that_is_otherwise_than_reported_is_told(home, fyren):
    made = report(home)
    figures = [dict(one) for one in made.figures]
    for one in figures:
        if one["key"].endswith(".method"):
            one["own"] = "Metod B"
    NationalReport.objects.create(
        federation=home, year=YEAR, reported_on=TODAY, reporter="E", figures=figures
    )
    (fault,) = sheet_of(home.pk, YEAR).faults.value
    assert "uppföljningsmetod rapporterades som Metod B men är nu Metod A" in fault


def test_a_report_keeps_the_figures_as_they_were_with_who_and_when(home, full, fyren):
    made = report(home)
    assert (made.reported_on, made.reporter) == (TODAY, SETUP.name)
    count(fyren, 1, 1, period=(date(YEAR, 3, 1), date(YEAR, 3, 9)), key="mars")
    made.refresh_from_db()
    assert next(o["value"] for o in made.figures if o["name"] == "Fyren: Kvinnor") == 7


def test_a_later_report_tells_what_differs_from_the_last(home, full, fyren):
    report(home)
    assert sheet_of(home.pk, YEAR).since_last == ()
    count(fyren, 1, 0, period=(date(YEAR, 3, 1), date(YEAR, 3, 9)), key="mars")
    (changed,) = sheet_of(home.pk, YEAR).since_last
    assert (changed.name, changed.before, changed.after) == ("Fyren: Kvinnor", 7, 8)
    report(home, "igen")
    found = sheet_of(home.pk, YEAR)
    assert found.since_last == ()
    assert [len(each) for _, each in found.history] == [1, 0]


def test_a_report_is_recorded_once_and_only_by_who_keeps_the_figures(home, fyren, cast):
    assert report(home) == report(home)
    assert AuditEvent.objects.filter(kind="federation.reported_nationally").count() == 1
    with pytest.raises(NotAllowedError):
        actions.record_national_report(
            cast.member, actions.NewReport(home.pk, YEAR, TODAY), key="x"
        )


@pytest.mark.parametrize("day", [date(2024, 3, 16), date(2023, 12, 31)])
def test_a_report_is_of_a_day_that_has_come_and_in_the_year_or_after(home, fyren, day):
    with pytest.raises(InputError):
        report(home, day=day)


def test_the_words_stand_once_and_have_a_source(home):
    twice = actions.NewTermsOfReport(home.pk, (("a", "b"), ("a", "c")), "källa")
    with pytest.raises(InputError, match="a står två gånger"):
        actions.set_national_terms(SETUP, twice, key="x")
    without = actions.NewTermsOfReport(home.pk, (("a", "b"),), " ")
    with pytest.raises(InputError, match="Ange var orden"):
        actions.set_national_terms(SETUP, without, key="y")


@pytest.mark.parametrize("page", ["", "blad.xlsx", "blad.csv", "rapport/"])
def test_the_raw_counts_are_not_for_the_public_or_another(home, full, client, cast, page):
    assert client.get(f"{PAGE}{page}").status_code in (302, 403)
    assert cast.browser(cast.outsider_user).get(f"{PAGE}{page}").status_code == 403


def test_the_page_shows_the_figures_and_takes_the_report(home, full, browser):
    shown = text(browser.get(PAGE))
    assert "Tilldelade medel" in shown
    assert "uppgifter saknas" not in shown
    sent = {"key": "k", "reported_on": "2024-03-14", "note": "Första"}
    assert browser.post(f"{PAGE}rapport/", sent).url == PAGE
    shown = text(browser.get(PAGE))
    assert "2024-03-14" in shown
    assert "Ylva Sörstrand" in shown


def test_nought_reported_is_told_as_nought(home, fyren, browser):
    count(fyren, 0, 5)
    report(home)
    count(fyren, 2, 0, period=(date(YEAR, 3, 1), date(YEAR, 3, 9)), key="mars")
    assert "Fyren: Kvinnor: 0 blev 2" in text(browser.get(PAGE))


def test_the_files_have_every_figure(home, full, browser):
    book = load_workbook(BytesIO(browser.get(f"{PAGE}blad.xlsx").content)).active
    rows = [[cell.value for cell in row] for row in book.iter_rows()]
    assert ["Fyren", "Kvinnor", 7, "deltaganden", "Utföraren"] in rows
    told = browser.get(f"{PAGE}blad.csv").content.decode("utf-8-sig").splitlines()
    assert "Fyren;Kvinnor;7;deltaganden;Utföraren" in told
    assert len(told) == len(rows) == 14


def test_a_name_that_would_be_a_formula_is_text_in_the_csv(home, browser):
    budgeting.intervention(home, "=1+1")
    told = browser.get(f"{PAGE}blad.csv").content.decode("utf-8-sig")
    assert "\n'=1+1;" in told


def test_the_words_are_written_by_the_page(home, browser):
    page = "/forbund/fyrbaken/uppfoljning/ord/"
    assert "individinriktad = individinriktad" in text(browser.get(page))
    sent = {"key": "a", "lines": "individinriktad", "source": "handledning"}
    assert "Rad 1: skriv vårt ord" in text(browser.post(page, sent))
    sent |= {"key": "b", "lines": "individinriktad = Individ"}
    assert browser.post(page, sent).status_code == 302
