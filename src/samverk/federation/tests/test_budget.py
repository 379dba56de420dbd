"""Budgets in versions: saved, decided once, revised with funding, and shown to the right reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from samverk.accounts import actions as accounts
from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.federation import actions
from samverk.federation.models import BudgetDecision, BudgetRow, BudgetVersion
from samverk.federation.queries import budgets
from samverk.federation.queries.budget_year import timeliness, year_view
from samverk.federation.reading.budget_lines import WrittenRow
from samverk.federation.tests import budgeting, founding
from samverk.federation.tests.budgeting import YEAR
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.rules.equity import Step

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
HOME = "/forbund/fyrbaken/"
BUDGET = f"{HOME}budget/"


@kept
def home(cast):
    made = founding.found_federation()
    budgeting.intervention(made)
    return made


@kept
def browser(cast, home):
    return cast.browser(founding.manager_of(home))


def text(response):
    return (
        response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("\N{SOFT HYPHEN}", "")
    )


def versions(home):
    return budgets.versions_of(home.pk, YEAR)


def test_a_version_keeps_its_rows_in_order_with_details_and_participants(home):
    budgeting.save(home)
    (found,) = versions(home)
    rows = list(found.rows.all())
    assert [(row.name, row.amount, row.participants) for row in rows] == [
        ("Bidrag", 1_000_000, None),
        ("Kansli", 300_000, None),
        ("Revision", 100_000, None),
        ("Fyren", 500_000, 40),
    ]
    assert [(each.name, each.amount) for each in rows[1].details.all()] == [
        ("Lön", 250_000),
        ("Hyra", 50_000),
    ]
    assert (budgets.revenue_of(found), budgets.costs_of(found)) == (1_000_000, 900_000)
    assert budgets.expected_equity(found) == 300_000


def test_a_new_version_leaves_the_one_before_as_it_was(home):
    first = budgeting.save(home)
    second = budgeting.save(home, "igen", administration=budgeting.rows("Kansli: 1"))
    assert (first.number, second.number) == (1, 2)
    assert BudgetRow.objects.filter(version=first).count() == 4


def test_the_same_key_saves_once_and_the_log_says_so(home):
    assert budgeting.save(home) == budgeting.save(home)
    assert BudgetVersion.objects.count() == 1
    assert AuditEvent.objects.filter(kind="federation.budget_proposed").count() == 1


def test_the_same_key_with_other_figures_is_a_conflict(home):
    budgeting.save(home)
    with pytest.raises(ConflictError):
        budgeting.save(home, note="Annat")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"interventions": (WrittenRow("Okänd", 1),)}, "interventions"),
        ({"administration": (), "interventions": ()}, "administration"),
        ({"plan": ((YEAR, 1, 1),)}, None),
        ({"plan": ((YEAR + 3, 1, 1),)}, None),
    ],
)
def test_a_budget_that_cannot_be_is_refused(home, change, field):
    with pytest.raises(InputError) as refused:
        budgeting.save(home, **change)
    assert refused.value.field == field
    assert not BudgetVersion.objects.exists()


def test_another_federations_intervention_is_unknown_here(home, cast):
    other = founding.organisation("federation", "Förbundet Ankaret", "Ankaret")
    with pytest.raises(InputError, match="Fyren är inte registrerad"):
        budgeting.save(other)


def test_the_boards_decision_puts_the_version_in_force(home):
    made = budgeting.save(home)
    assert budgets.in_force(versions(home)) is None
    actions.decide_budget(SETUP, made.pk, budgeting.decision(home).pk, key="b")
    found = versions(home)
    assert budgets.in_force(found) == made
    assert budgets.draft_of(found) is None


def test_deciding_twice_with_one_key_is_one_decision(home):
    made, decision = budgeting.save(home), budgeting.decision(home)
    first = actions.decide_budget(SETUP, made.pk, decision.pk, key="b")
    assert actions.decide_budget(SETUP, made.pk, decision.pk, key="b") == first
    with pytest.raises(ConflictError, match="redan beslutad"):
        actions.decide_budget(SETUP, made.pk, decision.pk, key="c")


def test_only_the_last_version_can_be_decided(home):
    first = budgeting.save(home)
    budgeting.save(home, "igen")
    with pytest.raises(ConflictError, match="senare version"):
        actions.decide_budget(SETUP, first.pk, budgeting.decision(home).pk, key="b")


def test_a_revision_needs_its_own_decision(home):
    budgeting.decided(home)
    again = budgeting.save(home, "igen")
    with pytest.raises(ConflictError, match="annan version"):
        actions.decide_budget(SETUP, again.pk, budgeting.decision(home).pk, key="b")


@pytest.mark.parametrize(
    ("day", "kind", "told"),
    [
        (date(2023, 11, 21), "proposes", "beslutar inget"),
        (None, "decides", "saknar dag"),
        (date(2023, 11, 19), "decides", "före det förra"),
    ],
)
def test_a_decision_that_cannot_be_behind_a_budget_is_refused(home, day, kind, told):
    budgeting.decided(home)
    again = budgeting.save(home, "igen")
    decision = budgeting.decision(home, day, 41, kind)
    with pytest.raises(InputError, match=told):
        actions.decide_budget(SETUP, again.pk, decision.pk, key="b")
    assert BudgetDecision.objects.count() == 1


def test_another_organisations_decision_is_refused(home, cast):
    made = budgeting.save(home)
    decision = budgeting.decision(cast.town)
    with pytest.raises(InputError, match="inte förbundets eget"):
        actions.decide_budget(SETUP, made.pk, decision.pk, key="b")


@pytest.mark.parametrize(
    ("day", "funding", "is_refused"),
    [
        (date(2023, 12, 31), "", False),
        (date(2024, 1, 1), "", True),
        (date(2024, 1, 1), "Eget kapital", False),
    ],
)
def test_a_raise_during_the_year_states_its_funding(home, day, funding, is_refused):
    budgeting.decided(home)
    raised = budgeting.rows("Kansli: 3 000\nRevision: 1 000,01")
    again = budgeting.save(home, "igen", administration=raised, funding=funding)
    decision = budgeting.decision(home, day, 41)
    if is_refused:
        with pytest.raises(InputError, match=r"Revision \(administration\) höjs under budgetåret"):
            actions.decide_budget(SETUP, again.pk, decision.pk, key="b")
    else:
        actions.decide_budget(SETUP, again.pk, decision.pk, key="b")
    assert (budgets.in_force(versions(home)) == again) is not is_refused


@pytest.mark.parametrize("who", ["member", "outsider"])
def test_only_who_keeps_the_figures_may_save_and_decide(home, cast, who):
    made = budgeting.save(home)
    actor = getattr(cast, who)
    with pytest.raises(NotAllowedError):
        actions.save_budget(actor, budgeting.new_budget(home), key="x")
    with pytest.raises(NotAllowedError):
        actions.decide_budget(actor, made.pk, budgeting.decision(home).pk, key="y")


def test_the_first_budget_is_held_against_the_last_of_november(home):
    budgeting.decided(home)
    found = timeliness(year_view(home.pk, YEAR, with_drafts=True).versions)
    assert found.value.latest == date(2023, 11, 30)
    assert found.value.done == date(2023, 11, 20)


def test_drafts_are_for_those_who_have_logged_in(home, browser, client):
    budgeting.save(home)
    assert client.get(f"{BUDGET}{YEAR}/").status_code == 404
    assert "Inget" in text(client.get(BUDGET)) or "Ingen budget finns" in text(client.get(BUDGET))
    assert "Förslag, version 1" in text(browser.get(f"{BUDGET}{YEAR}/"))


def test_the_public_reads_what_is_decided_and_not_the_revision(home, client):
    budgeting.decided(home)
    budgeting.save(home, "igen", note="Hemligt förslag")
    shown = text(client.get(f"{BUDGET}{YEAR}/"))
    assert "Beslutad" in shown
    assert "Version 2" not in shown
    assert client.get(f"{BUDGET}{YEAR}/version/2/").status_code == 404


def form(**more):
    given = {
        "key": "nyckel",
        "year": str(YEAR),
        "revenue": "Bidrag: 10 000",
        "administration": "Kansli\t3 000\n- Lön: 3 000",
        "interventions": "Fyren: 8 000 (40 deltagare)",
        "opening_equity": "-500",
        "second_revenue": "10 000",
        "second_costs": "9 000",
    }
    return given | more


def test_a_budget_is_written_by_the_page_and_its_warnings_shown(home, browser):
    sent = browser.post(f"{BUDGET}ny/", form())
    assert sent.url == f"{BUDGET}{YEAR}/"
    shown = text(browser.get(sent.url))
    assert "Intäkterna överstiger inte kostnaderna" in shown
    assert "Motivering saknas" in shown
    assert f"ekonomisk plan för {YEAR + 2}" in shown
    assert "−500 kr vid årets början ger −1 500 kr" in shown


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"revenue": "Bidrag 10 000"}, "Rad 1: skriv namn, kolon och belopp"),
        ({"administration": "Kansli: 1 000\n- Lön: 900"}, "blir 900 kr, men raden är 1 000 kr"),
        ({"administration": "Kansli: 1\nkansli: 2"}, "Rad 2: kansli står redan på rad 1"),
        ({"administration": "Kansli: -5"}, "mindre än 0"),
        ({"administration": "Kansli: 1,234"}, "inget belopp"),
        ({"interventions": "Fyr: 5"}, "Fyr är inte registrerad"),
        ({"second_costs": ""}, "både intäkter och kostnader"),
        ({"opening_equity": "tusen"}, "1 250 000 eller 12,50"),
    ],
)
def test_a_fault_is_told_by_its_line_and_nothing_written_is_lost(home, browser, change, told):
    sent = browser.post(f"{BUDGET}ny/", form(**change))
    shown = text(sent)
    assert sent.status_code == 400
    assert told in shown
    for value in filter(None, (form() | change).values()):
        assert value.replace("'", "&#x27;").splitlines()[0] in shown
    assert not BudgetVersion.objects.exists()


def test_a_revision_begins_as_the_last_version_and_reads_back_the_same(home, browser):
    first = budgeting.save(home)
    page = browser.get(f"{BUDGET}{YEAR}/ny/")
    given = page.context["form"].initial
    sent = browser.post(f"{BUDGET}{YEAR}/ny/", {"key": "n", "funding": "", **given})
    assert sent.status_code == 302
    second, before = versions(home)
    assert before == first
    assert [(r.name, r.amount) for r in second.rows.all()] == [
        (r.name, r.amount) for r in before.rows.all()
    ]
    assert [(p.year, p.costs) for p in second.plan_years.all()] == [
        (p.year, p.costs) for p in before.plan_years.all()
    ]


def test_the_decision_is_recorded_by_the_page(home, browser):
    budgeting.save(home)
    decision = budgeting.decision(home)
    sent = {"key": "k", "decision": decision.pk, "version": 1}
    assert browser.post(f"{BUDGET}{YEAR}/beslut/", sent).status_code == 302
    assert browser.post(f"{BUDGET}{YEAR}/beslut/", sent).status_code == 302
    assert BudgetDecision.objects.count() == 1
    assert browser.get(f"{BUDGET}{YEAR}/beslut/").status_code == 404


def test_the_version_that_was_read_is_the_one_decided(home, browser):
    budgeting.save(home)
    assert browser.get(f"{BUDGET}{YEAR}/beslut/").context["form"]["version"].value() == 1
    budgeting.save(home, "senare", goals="Andra mål.")
    sent = {"key": "k", "decision": budgeting.decision(home).pk, "version": 1}
    answer = browser.post(f"{BUDGET}{YEAR}/beslut/", sent)
    assert answer.status_code == 400
    assert "Det finns en senare version, 2" in text(answer)
    assert not BudgetDecision.objects.exists()


def test_the_budget_is_decided_by_the_board_in_its_own_minutes(home):
    made = budgeting.save(home)
    budgeting.decision(home)
    other = directory.add_body(
        SETUP, directory.NewBody(home.pk, "board", "Beredningen"), key="utskott"
    )
    for more, words in (({"body": other.pk}, "styrelsen"), ({"cited_only": True}, "bara känt")):
        given = {"body": home.bodies.get(kind="federation_board").pk, **more}
        new = decisions.NewDecision(
            home.pk, "Budget", "decides", decided_on=date(2023, 11, 21), paragraph=50, **given
        )
        found = decisions.register_decision(SETUP, new, key=f"beslut/{words}")
        with pytest.raises(InputError, match=words), transaction.atomic():
            actions.decide_budget(SETUP, made.pk, found.pk, key=f"k/{words}")


def test_drafts_are_read_at_the_federation_and_its_members_alone(home, cast, client):
    budgeting.save(home)
    founding.with_members(home)
    page = f"{BUDGET}{YEAR}/"
    assert "Kansli" in text(cast.browser(founding.manager_of(home)).get(page))
    assert "Kansli" not in text(client.get(page))
    elsewhere = founding.organisation("municipality", "Fjärrans kommun", "Fjärran")
    post = accounts.Post(Role.OFFICER, elsewhere.pk, TODAY)
    new = accounts.NewAccount("han@fjarran.test", "Någon Annan", (post,))
    stranger = accounts.add_account(SETUP, new, key="främling")
    assert "Kansli" not in text(cast.browser(stranger).get(page))


@pytest.mark.parametrize("page", ["", f"{YEAR}/", f"{YEAR}/version/1/", "eget-kapital/"])
def test_every_page_is_open_to_the_public_once_decided(home, client, page):
    budgeting.decided(home)
    assert client.get(f"{BUDGET}{page}").status_code == 200


def test_the_federations_page_leads_to_the_budget(home, client):
    assert BUDGET in text(client.get(HOME))


def test_contributions_that_differ_from_the_reckoned_are_remarked(home):
    founding.with_members(home)
    paper = founding.paper_of(home)
    key = actions.NewKey(home.pk, "equal", date(YEAR, 1, 1), document=paper.pk)
    actions.set_key(SETUP, key, key="nyckel")
    amount = actions.NewStateAmount(home.pk, YEAR, 5_000, document=paper.pk)
    actions.set_state_amount(SETUP, amount, key="staten")
    budgeting.save(home)
    assert year_view(home.pk, YEAR, with_drafts=True).remarks == ()
    actions.set_state_amount(SETUP, replace(amount, amount=6_000), key="mer")
    (remark,) = year_view(home.pk, YEAR, with_drafts=True).remarks
    assert "12 000 kr" in remark.replace("\N{NO-BREAK SPACE}", " ")


def test_an_opening_that_is_not_the_last_years_closing_is_remarked(home):
    budgeting.save(home)
    closed = actions.NewEquity(home.pk, YEAR - 1, 0, 200_000, 200_000, "Årsredovisning")
    actions.state_equity(SETUP, closed, key="slut")
    assert year_view(home.pk, YEAR, with_drafts=True).remarks == ()
    actions.state_equity(SETUP, replace(closed, closing=200_001), key="rättat")
    (remark,) = year_view(home.pk, YEAR, with_drafts=True).remarks
    assert "2023 slutade med 2 000,01 kr" in remark.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("hundredths", "is_above"), [(3_000, False), (2_999, True)])
def test_the_expected_equity_is_held_against_the_ceiling(home, client, hundredths, is_above):
    budgeting.decided(home)
    steps = (Step(0, hundredths=hundredths),)
    table = actions.NewCeiling(home.pk, date(2020, 1, 1), "brev", steps)
    actions.set_ceiling(SETUP, table, key="tak")
    assert ("över taket" in text(client.get(f"{BUDGET}{YEAR}/"))) is is_above


def test_more_rows_and_versions_ask_no_more_of_the_database(
    home, browser, django_assert_max_num_queries
):
    founding.with_members(home)
    for number in range(30):
        budgeting.intervention(home, f"Insats {number}")
    many = tuple(WrittenRow(f"Insats {number}", 1_000, 1) for number in range(30))
    for number in range(5):
        budgeting.save(home, f"v{number}", interventions=many)
    for page in ("", f"{YEAR}/", f"{YEAR}/version/1/", "eget-kapital/"):
        with django_assert_max_num_queries(15):
            browser.get(f"{BUDGET}{page}")
