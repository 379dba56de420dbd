"""What meetings have done already is shown on the year's duties, and not asked for once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from samverk.directory import actions as directory
from samverk.federation import actions, queries
from samverk.federation.models import Intervention
from samverk.federation.tests import budgeting
from samverk.federation.tests.founding import found_federation, manager_of, paper_of, with_members
from samverk.foundation.errors import InputError
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.meetings.models import AgendaItem, ItemOutcome, Meeting
from samverk.memos.models import Memo
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.rules.federation_year import Urgency

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@kept
def home(cast):
    return found_federation()


@kept
def board(home):
    new = directory.NewBody(home.pk, "federation_board", "Styrelsen")
    return directory.add_body(SETUP, new, key="styrelse")


def held(board, day, treats="budgetförslaget", outcome="beslut", **item):
    """A meeting of the board that has taken up one item; without an outcome it is yet to be held."""
    opened = datetime.combine(day, time(13), STOCKHOLM) if outcome else None
    meeting = Meeting.objects.create(
        body_id=board.pk,
        day=day,
        starts_at=time(13),
        place="Salen",
        public=True,
        opened_at=opened,
        ended_at=opened + timedelta(hours=1) if opened else None,
    )
    noted = {"turn": 1, "paragraph": 1, "settled_at": opened} if outcome else {}
    made = AgendaItem.objects.create(
        meeting=meeting,
        position=1,
        section="Ärenden",
        title="Budget",
        treats=treats,
        **noted,
        **item,
    )
    if outcome:
        ItemOutcome.objects.create(item=made, outcome=outcome, decisions=["Budgeten fastställs."])
    return meeting


def settled(home, day, for_year=2024):
    """Register that a year's budget was decided on a day, without its meeting."""
    interventions = Intervention.objects.filter(federation=home)
    if not interventions.exists():
        budgeting.intervention(home)
    plan = tuple((for_year + more, 1_000_000, 900_000) for more in (1, 2))
    new = replace(budgeting.new_budget(home), year=for_year, plan=plan)
    version = actions.save_budget(SETUP, new, key=f"budget/{for_year}/{day}")
    decision = budgeting.decision(home, day, number=day.toordinal() % 900 + for_year)
    actions.decide_budget(SETUP, version.pk, decision.pk, key=f"fastställd/{for_year}/{day}")


def task(home, code="budget", year=2023):
    found = queries.year_of(home.pk, queries.members(home.pk), year, TODAY)
    return next(one for one in found.tasks if one.duty.code == code)


def test_a_budget_that_was_set_is_done_by_its_meeting(home, board):
    meeting = held(board, date(2023, 11, 17))
    settled(home, date(2023, 11, 17))
    found = task(home)
    assert (found.standing.urgency, found.done_on) == (Urgency.DONE, date(2023, 11, 17))
    assert (found.known.meeting, found.known.text) == (
        meeting.pk,
        "Budgeten fastställdes den 17\N{NO-BREAK SPACE}november 2023.",
    )


@pytest.mark.parametrize(
    ("day", "urgency"),
    [(date(2023, 11, 30), Urgency.DONE), (date(2023, 12, 1), Urgency.DONE_LATE)],
)
def test_a_budget_after_the_last_day_was_set_too_late(home, board, day, urgency):
    held(board, day)
    settled(home, day)
    assert task(home).standing.urgency is urgency


def test_a_budget_set_behind_closed_doors_says_so(home, board):
    meeting = held(board, date(2023, 11, 17))
    Meeting.objects.filter(pk=meeting.pk).update(public=False)
    settled(home, date(2023, 11, 17))
    assert "inte offentligt" in task(home).known.text


@pytest.mark.parametrize("outcome", ["bordlagt", "återremitterat", "utgick"])
def test_a_budget_that_was_not_decided_is_left(home, board, outcome):
    held(board, date(2023, 11, 17), outcome=outcome)
    assert task(home).standing.urgency is Urgency.OVERDUE


def test_a_budget_that_is_on_an_agenda_is_planned_and_not_done(home, board):
    held(board, date(2024, 11, 15), outcome=None)
    found = task(home, year=2024)
    assert found.standing.is_left
    assert found.known.text.startswith("Står på föredragningslistan")


def test_the_decided_one_counts_before_a_planned_one(home, board):
    held(board, date(2023, 11, 10), outcome="bordlagt")
    second = held(board, date(2023, 11, 24))
    held(board, date(2023, 12, 15), outcome="bordlagt")
    assert task(home).known.meeting == second.pk


@pytest.mark.parametrize(
    "changes",
    [{"secret": True}, {"struck_on": date(2023, 11, 1), "struck_why": "Utgick"}, {"treats": ""}],
)
def test_a_secret_or_struck_item_and_one_of_something_else_tell_nothing(home, board, changes):
    held(board, date(2023, 11, 17), **changes)
    assert task(home).known is None


def test_another_body_s_budget_is_not_the_federation_s(home, board):
    new = directory.NewBody(home.pk, "board", "Beredningen")
    other = directory.add_body(SETUP, new, key="annat organ")
    held(other, date(2023, 11, 17))
    assert task(home).known is None


@kept
def annual(board):
    """The case in which the annual report is written."""
    new = registry.NewCase(board.pk, "Årsredovisning", date(2023, 1, 2))
    case = registry.open_case(SETUP, new, key="årsredovisning")
    Memo.objects.create(case=case, title="Årsredovisning", layout_name="annual", officer="Ylva")
    return case


def test_the_annual_report_is_done_when_the_board_has_decided_on_it(home, board, annual):
    assert task(home, "arsredovisning").known is None
    held(board, date(2023, 3, 20), treats="", case=annual)
    found = task(home, "arsredovisning")
    assert (found.done_on, found.standing.urgency) == (date(2023, 3, 20), Urgency.DONE)
    assert task(home).known is None


def test_an_annual_report_after_the_end_of_march_is_late(home, board, annual):
    held(board, date(2023, 4, 1), treats="", case=annual)
    assert task(home, "arsredovisning").standing.urgency is Urgency.DONE_LATE


@pytest.mark.parametrize(
    "changes", [{"layout_name": ""}, {"layout_name": "plan"}, {"secret": True}]
)
def test_another_memo_or_a_secret_one_tells_nothing_of_the_annual_report(
    home, board, annual, changes
):
    Memo.objects.filter(case=annual).update(**changes)
    held(board, date(2023, 3, 20), treats="", case=annual)
    assert task(home, "arsredovisning").known is None


def test_what_the_website_shows_beyond_the_budget_does_no_duty(home, board):
    held(board, date(2023, 3, 20), treats="revisionsberättelserna")
    tasks = queries.year_of(home.pk, queries.members(home.pk), 2023, TODAY).tasks
    assert [one.duty.code for one in tasks if one.known] == []


def test_what_is_known_is_not_typed_again(home, board, cast):
    held(board, date(2023, 11, 17))
    settled(home, date(2023, 11, 17))
    new = actions.NewDutyNote(home.pk, 2023, "budget", state="DONE", done_on=TODAY)
    with pytest.raises(InputError, match="Läget följer av det"):
        actions.note_duty(SETUP, new, key="k")
    page = cast.browser(manager_of(home)).get("/forbund/fyrbaken/ar/uppgift/2023-budget/")
    assert set(page.context["form"].fields) == {"key", "owner", "reminder_days"}
    assert "Till sammanträdet" in page.content.decode()


def test_an_owner_noted_before_the_meeting_does_not_hide_it(home, board):
    owner = manager_of(home)
    new = actions.NewDutyNote(home.pk, 2023, "budget", owner=owner.pk)
    actions.note_duty(SETUP, new, key="k")
    held(board, date(2023, 11, 17))
    settled(home, date(2023, 11, 17))
    found = task(home)
    assert (found.owner, found.standing.urgency) == (owner, Urgency.DONE)


def test_the_basis_of_invoices_is_led_to_where_the_amount_is_known(home):
    with_members(home)
    assert task(home, "fakturor").known is None
    paper = paper_of(home)
    new = actions.NewStateAmount(home.pk, 2023, 1_000_000, document=paper.pk)
    actions.set_state_amount(SETUP, new, key="belopp")
    found = task(home, "fakturor")
    assert (found.known.year, found.standing.is_left) == (2023, True)


@pytest.mark.parametrize("day", [date(2023, 2, 17), date(2023, 7, 1), date(2023, 11, 30)])
def test_a_budget_whose_year_is_not_registered_closes_nothing(home, board, day):
    held(board, day)
    found = task(home)
    assert found.standing.urgency is Urgency.OVERDUE
    assert "Registrera vilket år den gäller" in found.known.text


@pytest.mark.parametrize("day", [date(2023, 2, 17), date(2023, 9, 15), date(2023, 11, 30)])
def test_a_revision_of_the_years_own_budget_leaves_next_years_to_be_set(home, board, day):
    held(board, day)
    settled(home, day, for_year=2023)
    found = task(home)
    assert (found.standing.urgency, found.done_on) == (Urgency.OVERDUE, None)
    assert found.known.text.startswith("Budgeten för 2023 beslutades")
    assert found.known.text.endswith("Den för 2024 är kvar.")


def test_the_coming_years_budget_closes_the_duty_after_a_revision(home, board):
    held(board, date(2023, 9, 15))
    settled(home, date(2023, 9, 15), for_year=2023)
    second = held(board, date(2023, 11, 24))
    assert "Registrera vilket år" in task(home).known.text
    settled(home, date(2023, 11, 24))
    found = task(home)
    assert (found.known.meeting, found.done_on) == (second.pk, date(2023, 11, 24))


def test_both_budgets_of_one_meeting_close_the_duty(home, board):
    held(board, date(2023, 11, 24))
    settled(home, date(2023, 11, 24), for_year=2023)
    settled(home, date(2023, 11, 24))
    assert task(home).standing.urgency is Urgency.DONE


def test_a_meeting_to_come_is_told_before_a_revision(home, board):
    held(board, date(2023, 9, 15))
    settled(home, date(2023, 9, 15), for_year=2023)
    held(board, date(2023, 11, 24), outcome="bordlagt")
    assert task(home).known.text.startswith("Står på föredragningslistan")


def test_a_registered_budget_decision_is_of_its_own_year(home, board):
    budgeting.intervention(home)
    version = budgeting.save(home)
    decision = budgeting.decision(home, date(2023, 11, 20))
    actions.decide_budget(SETUP, version.pk, decision.pk, key="fastställd")
    found = task(home)
    assert (found.standing.urgency, found.done_on) == (Urgency.DONE, date(2023, 11, 20))
    assert task(home, year=2024).known is None
