"""Outcome from files, whole or not at all, with forecasts beside: each fault named by row and column."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from samverk.directory import actions as directory
from samverk.documents.sie import SieFile, SieRow
from samverk.federation import actions
from samverk.federation.models import Outcome, OutcomeImport
from samverk.federation.queries.budget_year import year_view
from samverk.federation.queries.outcomes import forecasts_of, mapping_for, outcome_of
from samverk.federation.reading.account_lines import read_rules, rule_for
from samverk.federation.reading.outcome_files import HEAD, of_vouchers
from samverk.federation.rows import RowKey, Rows
from samverk.federation.tests import budgeting, founding
from samverk.federation.tests.budgeting import YEAR, voucher
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept

__all__ = ["cast", "the_day"]
PAGE = f"/forbund/fyrbaken/budget/{YEAR}/"
db = pytest.mark.django_db


@kept
def home(cast):
    made = founding.found_federation()
    budgeting.intervention(made)
    budgeting.decided(made)
    budgeting.mapped(made)
    return made


@kept
def browser(cast, home):
    return cast.browser(founding.manager_of(home))


def text(response):
    return (
        response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("\N{SOFT HYPHEN}", "")
    )


def sums(home):
    found = outcome_of(home.pk, YEAR)
    return {(found.names[key], month): amount for (key, month), amount in found.by_month.items()}


def sheet(*rows, head=HEAD):
    book = Workbook()
    page = book.active
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    stored = BytesIO()
    book.save(stored)
    return stored.getvalue()


@db
def test_vouchers_are_added_up_by_row_and_month(home):
    budgeting.read_in(home)
    assert sums(home) == {
        ("Bidrag", 1): 250_000,
        ("Fyren", 1): 100_000,
        ("Revision", 2): 20_050,
        ("Kansli", 2): 30_000,
    }
    assert outcome_of(home.pk, YEAR).through == 2


@db
def test_a_correction_lowers_its_month(home):
    raw = budgeting.sie(
        voucher(date(YEAR, 1, 5), ("6110", 30_000)), voucher(date(YEAR, 1, 9), ("6110", -5_000))
    )
    budgeting.read_in(home, raw)
    assert sums(home) == {("Kansli", 1): 25_000}


@db
def test_an_account_without_a_row_is_named_by_its_line_and_nothing_is_read_in(home):
    budgeting.mapped(home, "1000-2999 = utanför\n6420 = administration: Revision", key="snål")
    with pytest.raises(InputError, match=r"Rad \d+: konto 5010 \(1:FYR\) saknas") as refused:
        budgeting.read_in(home)
    assert "Inget har lästs in" in refused.value.message
    assert not OutcomeImport.objects.exists()
    assert not Outcome.objects.exists()


@db
@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "Rad 1: filen börjar inte med #FLAGGA"),
        (b"PK\x03\x04", "går inte att läsa som Excel"),
        (budgeting.of_the_spring().replace(b"{} -1000.00", b"{} -1000.01"), "balanserar inte"),
        (budgeting.sie(), "inga belopp"),
        (budgeting.sie(voucher(date(YEAR, 1, 1), ("1510", 5))), "inga belopp"),
        (
            budgeting.of_the_spring().replace(b"20240120", b"20230120"),
            "verifikationen är från 2023-01-20",
        ),
    ],
)
def test_a_faulty_file_is_refused_whole(home, raw, told):
    with pytest.raises(InputError, match=told):
        budgeting.read_in(home, raw)
    assert not OutcomeImport.objects.exists()


@db
def test_another_companys_books_are_refused(cast):
    new = directory.NewOrganisation(
        "federation", "Förbundet Ankaret", "Ankaret", "a", "222000-0000"
    )
    home = directory.add_organisation(SETUP, new, key="ankaret")
    budgeting.intervention(home)
    budgeting.save(home)
    budgeting.mapped(home)
    paid = voucher(date(YEAR, 1, 1), ("6420", 5))
    with pytest.raises(InputError, match="inte från förbundet"):
        budgeting.read_in(home, budgeting.sie(paid, number="222000-0002"))
    budgeting.read_in(home, budgeting.sie(paid, number="222000-0000"))


@db
def test_a_line_that_leads_outside_the_budget_is_told(home):
    budgeting.mapped(home, "1000-9999 = administration: Kanslet", key="fel")
    with pytest.raises(InputError, match="rad 1 leder till 'Kanslet'"):
        budgeting.read_in(home)


@db
def test_without_a_mapping_or_a_budget_it_is_told_what_to_do(home, cast):
    earlier = actions.NewBudget(home.pk, 2023, (), budgeting.rows("Kansli: 1"), ())
    actions.save_budget(SETUP, earlier, key="2023")
    unmapped = actions.NewOutcome(home.pk, 2023, "u.se", budgeting.of_the_spring())
    with pytest.raises(InputError, match="Ingen kontokoppling gäller 2023"):
        actions.import_outcome(SETUP, unmapped, key="u")
    unplanned = actions.NewOutcome(home.pk, 2022, "u.se", budgeting.of_the_spring())
    with pytest.raises(InputError, match="ingen budget för 2022"):
        actions.import_outcome(SETUP, unplanned, key="v")


@db
def test_the_same_file_is_read_in_once(home):
    assert budgeting.read_in(home) == budgeting.read_in(home)
    with pytest.raises(ConflictError, match="Samma fil är redan inläst"):
        budgeting.read_in(home, key="igen", replaces=True)
    assert OutcomeImport.objects.count() == 1
    assert AuditEvent.objects.filter(kind="federation.outcome_read_in").count() == 1


@db
def test_the_same_file_is_read_in_again_when_its_accounts_lead_elsewhere(home):
    budgeting.read_in(home)
    budgeting.mapped(
        home, budgeting.LINES.replace("6420 = administration: Revision\n", ""), key="ny"
    )
    budgeting.read_in(home, key="igen", replaces=True)
    assert ("Revision", 2) not in sums(home)


@db
def test_another_file_replaces_only_when_asked_and_leaves_a_trace(home):
    first = budgeting.read_in(home)
    with pytest.raises(InputError) as refused:
        budgeting.read_in(home, budgeting.of_the_spring(100), "ny")
    assert refused.value.field == "replaces"
    second = budgeting.read_in(home, budgeting.of_the_spring(100), "ny2", replaces=True)
    found = outcome_of(home.pk, YEAR)
    assert (found.read_in, found.earlier) == (second, (first,))
    assert second.replaces == first
    assert sums(home)["Kansli", 2] == 30_100
    assert first.rows.count() == 4


@db
@pytest.mark.parametrize(("through", "is_refused"), [(1, True), (2, False), (3, False)])
def test_the_last_month_is_not_before_an_amount(home, through, is_refused):
    if is_refused:
        with pytest.raises(InputError, match="belopp i februari, efter januari"):
            budgeting.read_in(home, through=through)
    else:
        assert budgeting.read_in(home, through=through).through == through


@db
def test_a_sheet_is_read_like_the_template(home):
    raw = sheet(
        ("intäkt", "Bidrag", 2500),
        ("Administration", " revision ", None, 200.5),
        ("insats", "Fyren", 1000, -10),
    )
    budgeting.read_in(home, raw)
    assert sums(home) == {
        ("Bidrag", 1): 250_000,
        ("Revision", 2): 20_050,
        ("Fyren", 1): 100_000,
        ("Fyren", 2): -1_000,
    }


@db
@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("insats", "Fyren", "mycket")], r"Rad 2, kolumn C \(januari\): 'mycket' är inget belopp"),
        ([("insats", "Fyr", 1)], "Rad 2, kolumn B: 'Fyr' finns inte i budgeten. Där finns: Fyren"),
        ([("kostnad", "Fyren", 1)], "Rad 2, kolumn A: 'kostnad' ska vara"),
        (
            [("insats", "Fyren", 1), ("insats", "FYREN", 2)],
            "Rad 3, kolumn B: FYREN står redan på rad 2",
        ),
        ([("insats", "Fyren", 1.005)], r"Rad 2, kolumn C"),
        ([], "inga belopp"),
    ],
)
def test_a_faulty_sheet_is_told_by_row_and_column(home, rows, told):
    with pytest.raises(InputError, match=told):
        budgeting.read_in(home, sheet(*rows))
    assert not OutcomeImport.objects.exists()


@db
@pytest.mark.parametrize(
    ("head", "told"),
    [
        (("Rad", "Slag"), "Ingen rad är rubrik"),
        (("Slag", "Rad"), "ingen månad"),
        (("Slag", "Rad", "Janvier"), "Kolumn C: rubriken 'Janvier'"),
        (("Slag", "Rad", "Mars", "mars"), "Kolumn D: mars står två gånger"),
    ],
)
def test_a_sheet_with_other_headings_is_refused(home, head, told):
    with pytest.raises(InputError, match=told):
        budgeting.read_in(home, sheet(("insats", "Fyren", 1), head=head))


@db
def test_only_who_keeps_the_figures_may_read_in(home, cast):
    new = actions.NewOutcome(home.pk, YEAR, "u.se", budgeting.of_the_spring())
    with pytest.raises(NotAllowedError):
        actions.import_outcome(cast.member, new, key="x")


@db
def test_a_mapping_of_a_later_year_says_nothing_of_an_earlier(home):
    budgeting.mapped(home, "6420 = administration: Kansli", YEAR + 1, "nästa")
    assert len(mapping_for(home.pk, YEAR).rules.all()) == 5
    assert len(mapping_for(home.pk, YEAR + 1).rules.all()) == 1
    assert mapping_for(home.pk, YEAR - 1) is None


@db
def test_a_mapping_to_an_unknown_intervention_is_refused_by_its_line(home):
    new = actions.NewMapping(home.pk, YEAR, read_rules("6420 = insats: Ingen"))
    with pytest.raises(InputError, match="Rad 1: insatsen Ingen"):
        actions.set_mapping(SETUP, new, key="x")


def forecast(home, amount=600_000, day=TODAY, key="prognos", reason="Fler deltagare", row="Fyren"):
    view = year_view(home.pk, YEAR, with_drafts=True)
    code = next((line.key.code for line in view.lines if line.name == row), row)
    new = actions.NewForecast(home.pk, YEAR, code, amount, day, reason)
    return actions.state_forecast(SETUP, new, key=key)


def line(home, name="Fyren"):
    return next(o for o in year_view(home.pk, YEAR, with_drafts=True).lines if o.name == name)


@db
def test_the_straight_line_stands_until_the_manager_has_a_figure(home):
    assert line(home).deviation is None
    budgeting.read_in(home)
    found = line(home)
    assert (found.drawn.value, found.expected) == (600_000, 600_000)
    assert (found.deviation.value.amount, found.deviation.value.tenths) == (-100_000, -200)
    forecast(home, 450_000)
    found = line(home)
    assert (found.drawn.value, found.expected) == (600_000, 450_000)
    assert found.deviation.value.tenths == 100


@db
def test_the_latest_forecast_counts_and_the_rest_stay(home):
    forecast(home, 1, date(2024, 2, 1))
    forecast(home, 2, date(2024, 3, 1), "b")
    forecast(home, 3, date(2024, 1, 1), "c")
    (found,) = forecasts_of(home.pk, YEAR).values()
    assert found.amount == 2


@db
@pytest.mark.parametrize(
    ("change", "field"), [({"row": "insats:0"}, "row"), ({"reason": " "}, "reason")]
)
def test_a_forecast_needs_a_row_and_a_reason(home, change, field):
    with pytest.raises(InputError) as refused:
        forecast(home, **change)
    assert refused.value.field == field


@db
def test_the_totals_add_the_rows_up(home):
    budgeting.read_in(home)
    view = year_view(home.pk, YEAR, with_drafts=True)
    assert (view.revenue.outcome, view.costs.outcome, view.result.outcome) == (
        250_000,
        150_050,
        99_950,
    )
    assert view.costs.expected == sum(one.expected for one in view.lines) - view.revenue.expected


@db
def test_contributions_are_expected_as_budgeted_however_early_they_come(home):
    budgeting.read_in(home)
    assert line(home, "Bidrag").expected == 1_000_000
    paid = budgeting.sie(voucher(date(YEAR, 1, 15), ("3510", -1_000_001)))
    budgeting.read_in(home, paid, "mer", replaces=True)
    assert line(home, "Bidrag").expected == 1_000_001


@db
def test_a_row_outside_the_budget_is_shown_with_its_outcome(home):
    budgeting.intervention(home, "Ny insats")
    budgeting.mapped(home, budgeting.LINES.replace("insats: Fyren", "insats: Ny insats"), key="ny")
    budgeting.read_in(home)
    found = line(home, "Ny insats")
    assert (found.budgeted, found.outcome) == (0, 100_000)
    assert found.deviation.value.tenths is None


@db
def test_the_page_reads_in_a_file_and_shows_charts_with_tables(home, browser):
    file = SimpleUploadedFile("utfall.se", budgeting.of_the_spring())
    sent = browser.post(f"{PAGE}utfall/", {"key": "k", "file": file, "through": "", "note": ""})
    assert sent.url == PAGE
    shown = text(browser.get(PAGE))
    assert "Utfall till och med februari" in shown
    assert "1 000 kr delat med 2 månader, gånger 12" in shown
    assert shown.count("Visa som tabell") == 2


@db
def test_a_faulty_file_is_told_on_the_page(home, browser):
    file = SimpleUploadedFile("u.xlsx", sheet(("insats", "Fyr", 1)))
    sent = browser.post(f"{PAGE}utfall/", {"key": "k", "file": file, "note": "Kvartal ett"})
    assert sent.status_code == 400
    assert "Rad 2, kolumn B" in text(sent)
    assert "Kvartal ett" in text(sent)


@db
def test_the_template_reads_back_when_filled_in(home, browser):
    page = load_workbook(BytesIO(browser.get(f"{PAGE}utfall/mall.xlsx").content)).active
    row = next(row for row in page.iter_rows() if row[1].value == "Fyren")
    row[4].value = 12.5
    stored = BytesIO()
    page.parent.save(stored)
    budgeting.read_in(home, stored.getvalue())
    assert sums(home) == {("Fyren", 3): 1_250}


@db
def test_the_year_is_handed_out_as_excel(home, client):
    budgeting.read_in(home)
    book = load_workbook(BytesIO(client.get(f"{PAGE}budget.xlsx").content))
    assert book.sheetnames == [f"Budget {YEAR}", "Utfall per månad", "Detaljbudget"]
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["insats", "Fyren", 5000, 1000, 6000] in [row[:5] for row in cells]


@db
def test_the_mapping_and_the_forecast_are_written_by_pages(home, browser):
    page = browser.get("/forbund/fyrbaken/budget/konton/")
    lines = page.context["form"].initial["lines"]
    assert lines == budgeting.LINES
    sent = {"key": "a", "year": YEAR, "lines": "6420 = revision"}
    assert "Rad 1: &#x27;revision&#x27; ska vara" in text(
        browser.post("/forbund/fyrbaken/budget/konton/", sent)
    )
    code = line(home).key.code
    sent = {
        "key": "b",
        "row": code,
        "amount": "4 500,50",
        "made_on": "2024-03-01",
        "reason": "Fler",
    }
    assert browser.post(f"{PAGE}prognos/", sent).status_code == 302
    assert line(home).forecast.amount == 450_050


RULES = read_rules(budgeting.LINES)


@pytest.mark.parametrize(
    ("account", "objects", "name"),
    [
        ("1930", (), ""),
        ("6420", (), "Revision"),
        ("6421", (), "Kansli"),
        ("4000", (("1", "FYR"),), "Fyren"),
        ("6420", (("1", "FYR"),), "Fyren"),
        ("6420", (("6", "FYR"),), "Revision"),
        ("7999", (), "Kansli"),
    ],
)
def test_the_first_line_that_fits_holds(account, objects, name):
    assert rule_for(RULES, SieRow(account, 1, "", objects)).name == name


@pytest.mark.parametrize("account", ["8000", "640", "64200"])
def test_an_account_outside_every_line_has_no_row(account):
    assert rule_for(RULES, SieRow(account, 1)) is None


AMOUNTS = st.lists(
    st.tuples(
        st.sampled_from(["3510", "5010", "6420", "1510"]),
        st.integers(-(10**9), 10**9),
        st.integers(1, 12),
    ),
    max_size=40,
)


@given(AMOUNTS)
def test_all_that_was_booked_on_rows_is_in_the_sums(booked):
    vouchers = tuple(
        voucher(date(YEAR, month, 1), (account, amount)) for account, amount, month in booked
    )
    file = SieFile("F", "", date(YEAR, 1, 1), (date(YEAR, 1, 1), date(YEAR, 12, 31)), (), vouchers)
    names = {
        RowKey("revenue", heading="Bidrag"): "Bidrag",
        RowKey("administration", heading="Revision"): "Revision",
        RowKey("administration", heading="Kansli"): "Kansli",
        RowKey("intervention", 1): "Fyren",
    }
    found = of_vouchers(file, RULES, Rows(names), YEAR).amounts
    costs = sum(v for (key, _), v in found.items() if key.kind != "revenue")
    income = sum(v for (key, _), v in found.items() if key.kind == "revenue")
    assert costs == sum(amount for account, amount, _ in booked if account in ("5010", "6420"))
    assert income == -sum(amount for account, amount, _ in booked if account == "3510")
