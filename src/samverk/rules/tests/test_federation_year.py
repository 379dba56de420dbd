"""The duties of a federation's year: their days, whose they are, and when they are late."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.federation_year import (
    ACT_FROM,
    PROPOSED_DAYS,
    Basis,
    BudgetSays,
    Duty,
    DutyKind,
    DutyState,
    Exit,
    Interim,
    Party,
    Taking,
    Urgency,
    YearTerms,
    budget_says,
    exits_from,
    federation_year,
    given_day,
    is_election_year,
    is_time_to_remind,
    reminder_day,
    standing_of,
)
from samverk.rules.holidays import closing_name

TOWN, REGION = Party(1, "Lillköping"), Party(2, "Kustregionen", False)
YEARS = st.integers(ACT_FROM, 2099)


def duties(year, **given):
    return {one.code: one for one in federation_year(year, **given).value}


def of_kind(year, kind, **given):
    return [one for one in federation_year(year, **given).value if one.kind is kind]


@pytest.mark.parametrize(
    ("code", "due", "statute"),
    [
        ("budget", "2025-11-30", "23 §"),
        ("arsredovisning", "2025-03-31", "24 §"),
        ("momsuppgift", "2025-06-30", "8 §"),
        ("sista-momsansokan", "2025-12-31", "7 §"),
    ],
)
def test_the_law_sets_the_day(code, due, statute):
    found = duties(2025)[code]
    assert (str(found.due), found.basis) == (due, Basis.LAW)
    assert str(found.reasons[0].statute).startswith(f"{statute} ")


def test_the_budget_is_that_of_the_year_after_and_at_a_public_meeting():
    found = duties(2026)["budget"]
    assert found.text == "Fastställ budgeten för 2027"
    assert [str(reason.statute).partition(" ")[0] for reason in found.reasons] == ["23", "19"]


def test_the_provisions_are_cited_as_they_were_worded_then():
    assert "2018:598" not in str(duties(2018)["arsredovisning"].reasons[0].statute)
    assert "2018:598" in str(duties(2019)["arsredovisning"].reasons[0].statute)


def test_a_wording_that_nobody_has_read_is_told():
    assert any("finns inte i Samverks" in one.text for one in duties(2022)["momsuppgift"].remarks)
    assert not duties(2025)["arsredovisning"].remarks


def test_before_the_act_there_is_nothing_to_do():
    assert federation_year(ACT_FROM - 1).value == ()
    assert "budget" in duties(ACT_FROM)


@pytest.mark.parametrize(
    ("year", "kinds"),
    [(2011, set()), (2012, {"momsansokan"}), (2013, {"momsansokan", "momsuppgift"})],
)
def test_value_added_tax_begins_when_the_act_names_federations(year, kinds):
    found = {one.kind.value for one in federation_year(year).value if "moms" in one.kind.value}
    assert found == kinds


def test_the_last_application_comes_two_years_after_the_year():
    assert "sista-momsansokan" not in duties(2013)
    assert duties(2014)["sista-momsansokan"].text.endswith("för 2012")


def test_each_member_decides_on_discharge_for_itself():
    found = of_kind(2026, DutyKind.DISCHARGE, taking=Taking(accountable=(TOWN, REGION)))
    assert [one.code for one in found] == ["ansvarsfrihet-1", "ansvarsfrihet-2"]
    assert [bool(one.remarks) for one in found] == [False, True]
    assert all(one.text.startswith("Ansvarsfrihet för 2025") for one in found)


@pytest.mark.parametrize(
    ("year", "answer"),
    [(1993, False), (1994, True), (2022, True), (2025, False), (2026, True), (2030, True)],
)
def test_general_elections_come_every_fourth_year(year, answer):
    assert is_election_year(year) is answer


def test_members_appoint_in_the_election_year_and_the_board_begins_the_year_after():
    taking = Taking(appointing=(TOWN,))
    assert of_kind(2025, DutyKind.APPOINTMENT, taking=taking) == []
    assert len(of_kind(2026, DutyKind.APPOINTMENT, taking=taking)) == 1
    (board,) = of_kind(2027, DutyKind.NEW_BOARD, taking=taking)
    assert (board.due, board.basis) == (date(2027, 4, 1), Basis.LAW)
    assert of_kind(2028, DutyKind.NEW_BOARD, taking=taking) == []


def test_another_first_day_of_the_board_is_the_federations_own():
    terms = YearTerms({DutyKind.NEW_BOARD: (1, 1)})
    (board,) = of_kind(2027, DutyKind.NEW_BOARD, terms=terms)
    assert (board.due, board.basis) == (date(2027, 1, 1), Basis.CHOSEN)


@pytest.mark.parametrize(
    ("interim", "count"), [(Interim.YES, 1), (Interim.NO, 0), (Interim.UNKNOWN, 0)]
)
def test_an_interim_report_is_asked_for_by_the_by_laws_alone(interim, count):
    terms = YearTerms(interim=interim, section="§ 12" if count else "")
    found = of_kind(2026, DutyKind.INTERIM, terms=terms)
    assert len(found) == count
    assert all("§ 12" in one.reasons[1].text for one in found)


@pytest.mark.parametrize(("months", "count"), [(1, 12), (3, 4)])
def test_value_added_tax_is_applied_for_by_month_or_by_three(months, count):
    found = of_kind(2026, DutyKind.VAT_PERIOD, terms=YearTerms(vat_months=months))
    assert len(found) == count
    assert (found[0].due, found[0].text[-4:]) == (date(2026, 1, 31), "2025")
    assert {one.due.year for one in found} == {2026}


def test_other_periods_are_refused():
    with pytest.raises(ValueError, match="en månad eller för tre"):
        YearTerms(vat_months=2)


def test_a_day_of_law_cannot_be_chosen():
    with pytest.raises(ValueError, match="sätter lagen"):
        YearTerms({DutyKind.BUDGET: (12, 15)})


def test_a_consultation_after_the_budget_is_remarked_on():
    late = duties(2026, terms=YearTerms({DutyKind.CONSULTATION: (12, 1)}))["samrad"]
    last = duties(2026, terms=YearTerms({DutyKind.CONSULTATION: (11, 30)}))["samrad"]
    assert any("efter den sista dagen" in one.text for one in late.remarks)
    assert not any("efter den sista dagen" in one.text for one in last.remarks)


def test_an_exit_is_settled_the_year_it_takes_effect():
    leaves = Exit(TOWN, date(2026, 12, 31), is_assumed=True)
    taking = Taking(exits=(leaves,))
    assert of_kind(2025, DutyKind.EXIT, taking=taking) == []
    (found,) = of_kind(2026, DutyKind.EXIT, taking=taking)
    assert (found.due, found.basis) == (leaves.last_day, Basis.GUIDANCE)
    assert "räknad som om" in found.remarks[0].text


@pytest.mark.parametrize(("year", "is_kept"), [(2025, True), (2026, True), (2027, False)])
def test_a_year_has_to_do_with_exits_during_it_and_later(year, is_kept):
    leaves = Exit(TOWN, date(2026, 1, 1))
    assert exits_from(year, (leaves,)) == ((leaves,) if is_kept else ())


@pytest.mark.parametrize(
    ("decided_for", "says"),
    [
        ((), BudgetSays.UNKNOWN),
        ((2026,), BudgetSays.REVISES),
        ((2025,), BudgetSays.REVISES),
        ((2028,), BudgetSays.REVISES),
        ((2027,), BudgetSays.CLOSES),
        ((2026, 2027), BudgetSays.CLOSES),
    ],
)
def test_only_the_coming_years_budget_closes_the_duty(decided_for, says):
    assert budget_says(2026, decided_for) is says


def test_a_last_day_on_a_sunday_stays_and_says_so():
    found = duties(2025)["budget"]
    assert found.due == date(2025, 11, 30)
    assert "är söndag" in found.remarks[-1].text
    assert duties(2026)["budget"].remarks == ()


def test_the_29th_of_february_is_the_last_in_other_years():
    assert given_day(2024, (2, 29)) == date(2024, 2, 29)
    assert given_day(2025, (2, 29)) == date(2025, 2, 28)
    assert given_day(2025, (12, 31)) == date(2025, 12, 31)


@pytest.mark.parametrize("day", [(0, 1), (13, 1), (4, 31), (2, 30), (1, 0)])
def test_a_day_that_no_year_has_is_refused(day):
    with pytest.raises(ValueError, match=r"month|day"):
        given_day(2024, day)


def a_duty(basis=Basis.LAW, due=date(2026, 11, 30)):
    return Duty("x", DutyKind.BUDGET, "x", due, basis, ())


@pytest.mark.parametrize(
    ("today", "urgency"),
    [
        ("2026-10-30", Urgency.LATER),
        ("2026-10-31", Urgency.NEAR),
        ("2026-11-30", Urgency.NEAR),
        ("2026-12-01", Urgency.OVERDUE),
    ],
)
def test_a_duty_is_overdue_the_day_after_its_last_day(today, urgency):
    found = standing_of(
        a_duty(), DutyState.LEFT, date.fromisoformat(today), done_on=None, reminder_days=None
    )
    assert found.urgency is urgency
    assert found.is_left


def test_a_proposed_day_makes_nothing_late():
    after = date(2026, 12, 1)
    found = standing_of(
        a_duty(Basis.PROPOSED), DutyState.LEFT, after, done_on=None, reminder_days=None
    )
    done = standing_of(
        a_duty(Basis.PROPOSED), DutyState.DONE, after, done_on=after, reminder_days=None
    )
    assert (found.urgency, done.urgency) == (Urgency.PASSED, Urgency.DONE)


@pytest.mark.parametrize(
    ("done_on", "urgency"),
    [
        (None, Urgency.DONE),
        (date(2026, 11, 30), Urgency.DONE),
        (date(2026, 12, 1), Urgency.DONE_LATE),
    ],
)
def test_what_was_done_after_the_last_day_was_done_late(done_on, urgency):
    found = standing_of(
        a_duty(), DutyState.DONE, date(2027, 1, 1), done_on=done_on, reminder_days=None
    )
    assert found.urgency is urgency
    assert not found.is_left


def test_an_early_reminder_makes_a_duty_near_early():
    day = date(2026, 9, 1)
    near = standing_of(a_duty(), DutyState.LEFT, day, done_on=None, reminder_days=90)
    later = standing_of(a_duty(), DutyState.LEFT, day, done_on=None, reminder_days=89)
    assert (near.urgency, later.urgency) == (Urgency.NEAR, Urgency.LATER)


@pytest.mark.parametrize(
    ("today", "answer"),
    [("2026-11-15", False), ("2026-11-16", True), ("2026-11-30", True), ("2026-12-01", False)],
)
def test_a_reminder_is_sent_from_its_day_to_the_last_day(today, answer):
    assert is_time_to_remind(date(2026, 11, 30), 14, date.fromisoformat(today)) is answer


def test_a_reminder_after_the_last_day_is_refused():
    with pytest.raises(ValueError, match="före sista dagen"):
        reminder_day(date(2026, 11, 30), -1)


@given(YEARS, st.sampled_from([1, 3]), st.sampled_from(Interim))
def test_every_year_has_its_duties_within_it_each_with_a_code_of_its_own(year, months, interim):
    terms = YearTerms(interim=interim, vat_months=months)
    taking = Taking((TOWN, REGION), (TOWN,), (Exit(TOWN, date(year, 12, 31)),))
    found = federation_year(year, terms=terms, taking=taking).value
    assert {one.due.year for one in found} == {year}
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert max(Counter(one.code for one in found).values()) == 1
    assert all(one.reasons and one.text for one in found)
    assert all(one.code.replace("-", "").isalnum() and one.code.isascii() for one in found)


@given(YEARS)
def test_every_closed_last_day_is_told_and_no_open_one(year):
    for one in federation_year(year).value:
        told = any("Sista dagen" in remark.text for remark in one.remarks)
        assert told == (closing_name(one.due) is not None)


@given(st.dates(date(2004, 1, 1), date(2099, 12, 31)), st.sampled_from(list(PROPOSED_DAYS)))
def test_a_chosen_day_is_the_duty_s_day_every_year_that_has_it(day, kind):
    terms = YearTerms({kind: (day.month, day.day)}, interim=Interim.YES)
    taking = Taking((TOWN,), (TOWN,))
    for one in of_kind(day.year, kind, terms=terms, taking=taking):
        assert (one.due, one.basis) == (day, Basis.CHOSEN)


@given(
    st.dates(date(2004, 1, 1), date(2099, 1, 1)),
    st.integers(0, 365),
    st.integers(-400, 400),
    st.sampled_from(DutyState),
    st.sampled_from(Basis),
)
def test_a_duty_is_either_left_or_settled_whatever_the_day(due, reminder, offset, state, basis):
    today = due + timedelta(days=offset)
    done = today if state is DutyState.DONE else None
    found = standing_of(a_duty(basis, due), state, today, done_on=done, reminder_days=reminder)
    assert found.is_left == (state is DutyState.LEFT)
    assert found.days == -offset
    reminded = is_time_to_remind(due, reminder, today)
    assert reminded == (-reminder <= offset <= 0)


@given(YEARS)
def test_every_quarter_and_every_month_is_applied_for_once(year):
    for months, count in ((1, 12), (3, 4)):
        terms = YearTerms(vat_months=months)
        both = [
            one.code
            for each in (year, year + 1)
            for one in of_kind(each, DutyKind.VAT_PERIOD, terms=terms)
        ]
        assert len(set(both)) == len(both)
        assert len(both) in (0, count, 2 * count)
