"""A plan and an annual report drafted from what is recorded, then written on as a memo."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from samverk.decisions import actions as decisions
from samverk.federation import actions
from samverk.federation.drafting import drafted
from samverk.federation.models import YearReport
from samverk.federation.tests import budgeting, founding
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.memos import actions as memos
from samverk.memos import queries as memo_queries
from samverk.memos.content import Names, Words
from samverk.memos.queries.reading import written_parts
from samverk.project.testing.stages import kept
from samverk.rules.memos.layouts import REPORTS, Part
from samverk.rules.memos.standing import Verdict

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
HOME = "/forbund/fyrbaken/"
NBSP = "\N{NO-BREAK SPACE}"


@kept
def home(cast):
    return founding.found_federation()


@kept
def joined(home):
    return founding.with_members(home)


@kept
def board(home, joined):
    return founding.paper_of(home).case.body


@kept
def browser(cast, home, joined):
    return cast.browser(founding.manager_of(home))


def text_of(found, part):
    content = found.parts[part]
    assert isinstance(content, Words)
    return content.text


def started(home, name="Gruppen", women=30, men=2, year=2023):
    new = actions.NewIntervention(
        home.pk, name, "individual", target_groups="unga\nvuxna", starts_on=date(2020, 1, 1)
    )
    made = actions.register_intervention(SETUP, new, key=f"insats/{name}")
    days = (date(year, 1, 1), date(year, 12, 31))
    counts = actions.NewCounts(made.pk, "started", *days, women, men, 0, "Rapporten")
    actions.enter_counts(SETUP, counts, key=f"antal/{name}")
    return made


@pytest.mark.parametrize("kind", sorted(REPORTS))
def test_nothing_is_filled_in(home, kind):
    found = drafted(home.pk, kind, 2024)
    assert found.title.endswith("2024")
    told = " ".join(c.text for c in found.parts.values() if isinstance(c, Words))
    assert "Inga medlemmar är registrerade." in told
    assert "Inga insatser är registrerade för 2024." in told
    assert "Inga antal deltagare" in told
    assert set(found.parts) >= {part for part, _ in REPORTS[kind].listed}


def test_members_and_interventions_are_told(home, joined):
    started(home)
    found = drafted(home.pk, "plan", 2024)
    assert "- Norrviks kommun" in text_of(found, Part.MEMBERS)
    assert "- Gruppen, individinriktad, för unga, vuxna." in text_of(found, Part.INTERVENTIONS)
    names = found.parts[Part.RECIPIENTS]
    assert isinstance(names, Names)
    assert names.names[-1] == "Revisorerna"
    assert "Norrviks kommun" in names.names


def test_an_intervention_that_has_ended_is_left_out(home):
    made = started(home)
    facts = actions.InterventionFacts("Gruppen", "", "", None, date(2023, 6, 30))
    actions.change_intervention(SETUP, made.pk, facts, key="slut")
    assert "Gruppen" not in text_of(drafted(home.pk, "plan", 2024), Part.INTERVENTIONS)
    assert "Gruppen" in text_of(drafted(home.pk, "annual", 2023), Part.INTERVENTIONS)


def test_a_plan_tells_the_counts_of_the_year_before(home):
    started(home)
    assert "Summa: 32" in text_of(drafted(home.pk, "plan", 2024), Part.COUNTS)
    assert "Summa: 32" in text_of(drafted(home.pk, "annual", 2023), Part.COUNTS)
    assert "Inga antal" in text_of(drafted(home.pk, "annual", 2024), Part.COUNTS)


def test_the_budget_is_told_row_by_row(home):
    budgeting.intervention(home)
    budgeting.save(home)
    told = text_of(drafted(home.pk, "plan", budgeting.YEAR), Part.BUDGET).replace(NBSP, " ")
    assert told.startswith("Budget 2024, föreslagen:")
    assert "- Fyren: 5 000 kr, 40 deltagare" in told
    assert "Resultat: 1 000 kr." in told
    assert "Eget kapital vid årets slut: 3 000 kr." in told
    assert "Plan 2026: intäkter 10 000 kr, kostnader 9 000 kr." in told
    goals = text_of(drafted(home.pk, "plan", budgeting.YEAR), Part.GOALS)
    assert "Eget kapital minst 10 procent." in goals


def test_a_report_tells_no_budget_that_is_not_decided(home):
    budgeting.intervention(home)
    budgeting.save(home)
    told = text_of(drafted(home.pk, "annual", budgeting.YEAR), Part.OUTCOME)
    assert told == "Inget utfall är inläst för 2024."


def test_small_counts_are_not_told(home):
    started(home)
    assert "2 män" not in text_of(drafted(home.pk, "annual", 2023), Part.COUNTS)


def test_an_annual_report_tells_the_boards_decisions(home, board):
    for day, paragraph in ((date(2023, 5, 2), 12), (date(2024, 1, 5), 1)):
        new = decisions.NewDecision(home.pk, f"Medel {day}", "decides", board.pk, day, paragraph)
        decisions.register_decision(SETUP, new, key=f"beslut/{day}")
    told = text_of(drafted(home.pk, "annual", 2023), Part.DECISIONS)
    assert told == "- 2023-05-02, § 12: Medel 2023-05-02"


def draft(home, kind="plan", year=2025, *, key="k"):
    return actions.draft_report(SETUP, actions.NewYearReport(home.pk, kind, year), key=key)


def test_a_draft_is_a_memo_in_a_case_of_the_board(home, board):
    made = draft(home)
    assert made.memo.title == "Verksamhetsplan 2025"
    assert made.memo.case.body == board
    parts = written_parts(made.memo)
    assert parts[Part.PROPOSAL.value]["points"][0]["text"].endswith("verksamhetsplanen för 2025.")
    page = memo_queries.page_of(made.memo.pk)
    assert page.title == "Verksamhetsplan 2025"


def test_the_same_form_sent_twice_drafts_once(home, board):
    assert draft(home) == draft(home)
    assert YearReport.objects.count() == 1
    with pytest.raises(ConflictError, match="redan påbörjad"), transaction.atomic():
        draft(home, key="igen")
    assert draft(home, "annual", key="annan") != draft(home)


def test_what_is_written_goes_on_as_in_any_memo(home, board):
    memo = draft(home).memo
    new = memos.NewPart(Part.SUMMARY, Words("Vi gör mer."), 1)
    memos.save_part(SETUP, memo, new, key="skriv")
    sent = memos.send_for_approval(SETUP, memo, "", key="skicka")
    memos.judge_version(SETUP, sent, memos.Answer(Verdict.APPROVED), key="godkänn")
    (paper,) = memo.case.documents.all()
    assert paper.subject == "Verksamhetsplan 2025"
    assert paper.kind == "other"


def test_a_federation_without_a_board_is_told_so(home):
    with pytest.raises(ConflictError, match="ingen styrelse"):
        draft(home)
    assert not YearReport.objects.exists()


@pytest.mark.parametrize(("kind", "year"), [("diary", 2025), ("plan", 1066)])
def test_what_cannot_be_is_refused(home, board, kind, year):
    with pytest.raises(InputError):
        draft(home, kind, year)


def test_by_pages(browser, client, home, board):
    assert "Ingen plan eller årsredovisning" in client.get(f"{HOME}handlingar/").content.decode()
    given = {"kind": "annual", "year": str(TODAY.year - 1), "key": "k"}
    shown = browser.post(f"{HOME}handlingar/utkast/", given, follow=True).content.decode()
    assert "Årsredovisning" in shown
    listed = client.get(f"{HOME}handlingar/").content.decode()
    assert f"Årsredovisning {TODAY.year - 1}" in listed
    assert "Öppna" not in listed


def test_a_draft_asks_few_questions(home, joined, django_assert_max_num_queries):
    for number in range(6):
        started(home, f"Insats {number}", 9, 9)
    with django_assert_max_num_queries(24):
        drafted(home.pk, "annual", 2023)
