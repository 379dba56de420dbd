"""The sheet of Uppföljning Finsam: each figure with its source, what lacks, and what was reported."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from samverk.federation import actions
from samverk.federation.models import BudgetVersion, NationalReport
from samverk.federation.ports import TOTALS, Together
from samverk.federation.queries.national import as_stored, report_by_id, sheet_of
from samverk.federation.reading.budget_lines import WrittenRow
from samverk.federation.tests import budgeting, claiming, founding
from samverk.federation.tests.budgeting import YEAR
from samverk.foundation.errors import InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.rules.agreements.stretches import Span
from samverk.rules.national_checks import Checked

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
PAGE = f"/forbund/fyrbaken/uppfoljning/{YEAR}/"


@kept
def home(cast):
    return founding.found_federation()


@kept
def fyren(home):
    return budgeting.intervention(home)


@kept
def browser(cast, home):
    return cast.browser(founding.manager_of(home))


@kept
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
    assert any("501" in each and "500,50" in each for each in found.remarks)


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


class Told:
    """A room above that knows what parties have told of all together."""

    def took_part(self, federation, year, orientation):
        assert (year, orientation) == (YEAR, "individual")
        return Together(16, 8, 0, ("Meddelande abc från Norrvik",))


def test_what_a_party_withholds_is_missing_and_the_sum_of_all_is_told(home, fyren, monkeypatch):
    days = (date(YEAR, 1, 1), date(YEAR, 2, 28))
    source, why = "Meddelande abc från Norrvik", "Parten visar inte antalet."
    new = actions.NewCounts(
        fyren.pk, "took_part", *days, None, None, 0, source, everybody=9, withheld=why
    )
    actions.enter_counts(SETUP, new, key="dolt")
    count(budgeting.intervention(home, "Bryggan"), 7, 5, key="hand")
    monkeypatch.setattr(TOTALS, "_source", Told())
    found = sheet_of(home.pk, YEAR)
    assert (values(home)["Fyren/Kvinnor"], values(home)["Fyren/Män"]) == (None, None)
    assert why in {(one.group, one.name): one.source for one in found.figures}["Fyren", "Kvinnor"]
    assert any("inte visar, så få kan peka ut någon: Fyren." in one for one in found.remarks)
    assert any("tillsammans: 23 kvinnor och 13 män" in one for one in found.remarks)


def test_a_draft_is_no_budget_to_report(home, fyren):
    budgeting.save(home)
    assert values(home)["Administration/Budget"] is None


def test_counts_of_another_year_or_of_one_home_are_not_the_years(home, fyren):
    count(fyren, 7, 5, period=(date(YEAR - 1, 12, 1), date(YEAR, 1, 31)))
    town = founding.with_members(home)["Lillköping"].member_id
    days = (date(YEAR, 2, 1), date(YEAR, 2, 28))
    new = actions.NewCounts(fyren.pk, "took_part", *days, 3, 3, 0, "Utföraren", home=town)
    actions.enter_counts(SETUP, new, key="hemma")
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


def test_an_intervention_without_days_is_named_as_not_shown_until_it_has_figures(home):
    new = actions.NewIntervention(home.pk, "Bojen", "structural")
    made = actions.register_intervention(SETUP, new, key="bojen")
    assert any("Visas inte" in r and "Bojen" in r for r in sheet_of(home.pk, YEAR).remarks)
    count(made, 7, 5)
    assert values(home)["Bojen/Deltagare"] == 12
    assert not any("Visas inte" in r for r in sheet_of(home.pk, YEAR).remarks)


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
    assert lock(home).checked is Checked.AGREES


def test_a_locked_field_that_is_otherwise_than_reported_is_told(home, fyren):
    made = report(home)
    figures = [dict(one) for one in made.figures]
    for one in figures:
        if one["key"].endswith(".method"):
            one["own"] = "Metod B"
    NationalReport.objects.create(
        federation=home, year=YEAR, reported_on=TODAY, reporter="E", figures=figures
    )
    found = lock(home)
    assert found.checked is Checked.DIFFERS
    assert "uppföljningsmetod är nu Metod A men var Metod B i rapporten för 2024" in found.told


def test_locked_fields_are_held_against_the_report_before_and_never_a_later_years(home, fyren):
    assert lock(home).checked is Checked.UNKNOWN
    assert "ingen tidigare rapport" in lock(home).told
    figures = as_stored(sheet_of(home.pk, YEAR).figures)
    report_before(home, *figures, year=YEAR + 1)
    assert lock(home).checked is Checked.UNKNOWN
    report_before(home, *figures)
    assert lock(home).told.startswith(f"som i rapporten för {YEAR - 1}")


def test_the_latest_report_is_the_one_that_counts(home, fyren):
    made = report(home)
    changed = [{**one, "own": "Metod B"} for one in made.figures]
    NationalReport.objects.create(
        federation=home, year=YEAR - 1, reported_on=TODAY, reporter="E", figures=changed
    )
    assert lock(home).checked is Checked.AGREES


def test_with_nothing_on_the_other_side_no_sum_agrees(home, full):
    found = checks(home)
    assert found["Medel mot beslutad budget"].checked is Checked.AGREES
    left = {n: c.checked for n, c in found.items() if n != "Medel mot beslutad budget"}
    assert set(left.values()) == {Checked.UNKNOWN}
    assert "bara inläst till och med månad 2" in found["Utfall mot årsredovisning"].sheet.source


def test_the_states_amount_is_held_against_budget_books_and_paper(home, full):
    paper = founding.paper_of(home)
    income = actions.NewIncome(home.pk, YEAR, 9_000, 9_500, "drygt 9 tkr", document=paper.pk)
    actions.state_income(SETUP, income, key="intäkt")
    whole_year(home)
    found = checks(home)
    assert found["Medel mot uppgiven intäkt"].difference == 500_00
    assert found["Medel mot bokfört"].difference == 10_000_00 - 2_500_00
    assert found["Medel mot bokfört"].checked is Checked.DIFFERS


def test_the_states_amount_is_told_apart_from_what_is_budgeted(home, full):
    budgeting.save(home, "ändrad", revenue=budgeting.rows("Bidrag: 9 000"))
    assert checks(home)["Medel mot beslutad budget"].checked is Checked.AGREES
    other = budgeting.decision(home, number=41)
    actions.decide_budget(SETUP, BudgetVersion.objects.latest("id").pk, other.pk, key="ny")
    assert checks(home)["Medel mot beslutad budget"].difference == 1_000_00


def test_equity_is_held_against_what_was_reported_last_year_and_the_books(home, full):
    whole_year(home)
    before = {"key": "equity", "name": "Förbundet: Eget kapital", "value": 1_000, "own": ""}
    report_before(home, before)
    found = checks(home)["Eget kapital mot bokfört resultat"]
    # 1 000 kr reported and 999 booked, beside 1 000 stated
    assert found.difference == -999_00
    assert f"för {YEAR - 1}" in found.other.source


def test_what_was_reported_comes_before_what_is_stated_of_the_year_before(home, full):
    whole_year(home)
    stated = actions.NewEquity(home.pk, YEAR - 1, 0, 50, 50, "Årsredovisning")
    actions.state_equity(SETUP, stated, key="förra")
    assert "uppgivet eget kapital" in checks(home)["Eget kapital mot bokfört resultat"].other.source
    report_before(home, {"key": "equity", "name": "x: y", "value": None, "own": ""})
    assert checks(home)["Eget kapital mot bokfört resultat"].other.low == 50 + 999_00


def test_booked_costs_are_held_against_the_annual_report(home, full):
    whole_year(home)
    stated = actions.NewEquity(home.pk, YEAR, 0, 999_00, 999_00, "Årsredovisning", income=250_000)
    actions.state_equity(SETUP, stated, key="rätt")
    assert checks(home)["Utfall mot årsredovisning"].checked is Checked.AGREES
    wrong = actions.NewEquity(home.pk, YEAR, 0, 90_000, 90_000, "Årsredovisning", income=250_000)
    actions.state_equity(SETUP, wrong, key="fel")
    assert checks(home)["Utfall mot årsredovisning"].difference == -99_00


def whole_year(home):
    """Read in a whole year: 2 500 kronor in, 1 501 out."""
    budgeting.read_in(home, budgeting.of_the_spring(50), key="år", through=12, replaces=True)


def test_claims_are_held_against_what_is_booked_in_the_same_months(cast):
    c = claiming.ready()
    agreement = c.signed()
    c.committed(agreement)
    name = "Gruppen: utfall mot rekvisitioner"
    assert name not in checks(c.home)
    c.claimed(agreement)
    assert "0 attesterade, 1 inte attesterade än" in checks(c.home)[name].other.source
    certified = c.certified(agreement, claiming.FEBRUARY)
    found = checks(c.home)[name]
    assert found.other.low == certified.approved == 500_000
    assert found.checked is Checked.UNKNOWN
    booked(c.home, 500_100)
    found = checks(c.home)[name]
    assert (found.sheet.low, found.difference) == (500_100, 100)


def test_a_claim_beyond_the_months_read_in_cannot_be_held_against_them(cast):
    c = claiming.ready()
    agreement = c.signed()
    c.committed(agreement)
    c.certified(agreement, Span(date(YEAR, 2, 1), date(YEAR, 3, 1)))
    booked(c.home, 500_000)
    found = checks(c.home)["Gruppen: utfall mot rekvisitioner"]
    assert found.checked is Checked.UNKNOWN
    assert "går över årets inlästa månader" in found.other.source


def booked(home, amount):
    """Read in two months: the intervention's cost alone."""
    budgeting.save(home, interventions=(WrittenRow("Gruppen", 500_000, 40),))
    budgeting.mapped(home, "1000-2999 = utanför\n4000-7999 = insats: Gruppen")
    day = date(YEAR, 2, 1)
    budgeting.read_in(home, budgeting.sie(budgeting.voucher(day, ("5010", amount))))


def report_before(home, *figures, year=YEAR - 1):
    NationalReport.objects.create(
        federation=home,
        year=year,
        reported_on=TODAY,
        reporter="E",
        figures=[*figures],
    )


def checks(home):
    return {one.value.name: one.value for one in sheet_of(home.pk, YEAR).checks}


def lock(home):
    (found,) = sheet_of(home.pk, YEAR).locks.value
    return found


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
    assert "Budgeterade bidrag: 10 000 kr" in shown
    assert "Attesterade rekvisitioner: saknas" in shown
    assert "uppgifter saknas" not in shown
    sent = {"key": "k", "reported_on": "2024-03-14", "note": "Första"}
    assert browser.post(f"{PAGE}rapport/", sent).url == PAGE
    shown = text(browser.get(PAGE))
    assert "2024-03-14" in shown
    assert "Ylva Sörstrand" in shown


def test_a_report_is_shown_as_it_was_and_under_its_own_federation_and_year(
    home, full, fyren, browser, client
):
    made = report(home, note="Vårens")
    count(fyren, 9, 9, period=(date(YEAR, 3, 1), date(YEAR, 3, 9)), key="mars")
    shown = text(browser.get(f"{PAGE}rapport/{made.pk}/"))
    assert "Vårens" in shown
    assert re.search(r"Fyren: Kvinnor</th><td[^>]*>7<", shown)
    assert f"{PAGE}rapport/{made.pk}/" in text(browser.get(PAGE))
    other = PAGE.replace(str(YEAR), str(YEAR + 1))
    assert browser.get(f"{other}rapport/{made.pk}/").status_code == 404
    assert client.get(f"{PAGE}rapport/{made.pk}/").status_code in (302, 403)


def test_another_federations_report_is_not_found(home, fyren):
    made = report(home)
    other = founding.organisation("federation", "Förbundet Ankaret", "Ankaret")
    with pytest.raises(NotFoundError):
        report_by_id(other.pk, made.pk)


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
