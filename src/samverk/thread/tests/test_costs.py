"""What membership costs, and what waiting cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.membership import IsMember, Outcome
from samverk.thread.costs import MemberCosts, Owed, implied_totals, outcome_costs
from samverk.thread.queries import membership_thread

pytestmark = pytest.mark.usefixtures("demo")


def thread(name, day=date(2025, 6, 1)):
    found = membership_thread("insjoriket", day)
    return next(t for t in found.threads if t.member.name == name)


def owed(name):
    return {year.year: year.owed for year in thread(name).costs.years}


def test_the_fee_is_owed_through_the_assumed_exit_and_unknown_after():
    assert (owed("Alingsås")[2024], owed("Alingsås")[2025]) == (Owed.YES, Owed.UNKNOWN)
    assert (owed("Härryda")[2023], owed("Härryda")[2024]) == (Owed.YES, Owed.UNKNOWN)


def test_every_stated_fee_lies_within_the_computed_span():
    years = [year for name in ("Alingsås", "Härryda") for year in thread(name).costs.years]
    stated = [(year, figure) for year in years for figure in year.stated]
    assert len(stated) == 3
    assert all(year.computed.holds(figure.amount) for year, figure in stated)


def test_the_stated_fees_imply_about_fourteen_million():
    threads = membership_thread("insjoriket", date(2025, 6, 1)).threads
    people = [
        {"Alingsås": 42382, "Härryda": 39875, "Lerum": 43706, "Mölndal": 70534, "Partille": 40730}
    ]
    total = implied_totals([t.member for t in threads], people)
    assert total.low < 14_300_000 < total.high


def test_no_population_gives_no_computed_fee():
    assert implied_totals([thread("Alingsås").member], []) is None


def test_deciding_a_year_later_cost_alingsas_a_year():
    waited = thread("Alingsås").hesitation
    effects = [(row.effective, row.extra_fee) for row in waited.ruling.value]
    assert effects == [(date(2023, 12, 31), 0), (date(2024, 12, 31), 644_000)]


def test_harryda_did_not_wait_on_paper():
    assert thread("Härryda").hesitation is None


def test_the_outcomes_are_priced_when_nobody_knows():
    left, later, stayed = thread("Härryda").outcomes
    yearly = thread("Härryda").costs.ruling.value
    assert (left.years, left.span) == (range(0), None)
    assert (later.years, later.is_least) == (range(2024, 2025), True)
    assert (later.span.low, later.span.high) == (yearly.low, yearly.high)
    assert (stayed.years, stayed.is_least) == (range(2024, 2026), False)
    assert (stayed.span.low, stayed.span.high) == (2 * yearly.low, 2 * yearly.high)


def test_a_known_status_has_no_outcomes_to_price():
    assert thread("Härryda", date(2022, 1, 1)).outcomes == ()


def test_outcomes_without_a_computed_fee_name_the_years_alone():
    found = thread("Alingsås")
    stayed = outcome_costs(found.status.value, MemberCosts((), None))[1]
    assert (list(stayed.years), stayed.span) == ([2025], None)


def test_where_no_paper_states_the_fee_yet_the_computed_one_is_shown(client):
    found = thread("Härryda", date(2021, 1, 1))
    assert found.fee is None
    assert found.computed_fee == found.costs.ruling.value
    page = client.get("/medlemskap/insjoriket/", {"dag": "2021-01-01"}).content.decode()
    assert "ingen handling anger avgiften för 2021 eller tidigare" in page


def test_a_stated_fee_is_not_replaced_by_a_computed_one():
    found = thread("Härryda", date(2022, 1, 1))
    assert (found.fee.amount, found.computed_fee) == (590_000, None)


def test_outcomes_without_a_known_exit_day_are_still_told():
    told = (Outcome("Den gavs", IsMember.UNKNOWN, "Dagen är okänd.", None),)
    status = replace(thread("Alingsås").status.value, outcomes=told)
    (found,) = outcome_costs(status, thread("Alingsås").costs)
    assert (found.outcome, list(found.years), found.span) == (told[0], [], None)
