"""Claims are made of the ledger's days: whole months, a day in one line, corrections on the next claim."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.federation import actions as federation
from samverk.federation.actions.claim_warnings import tend_claims
from samverk.federation.models import Claim, ClaimedDays
from samverk.federation.queries.claims import Figures
from samverk.federation.queries.told_days import left_to_claim
from samverk.federation.tests.claiming import entered
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.queries.booked_days import ledger_months
from samverk.interventions.persons.tests.ledger import (
    FEBRUARY,
    JANUARY,
    MARCH,
    set_ledger,
)
from samverk.interventions.persons.tests.test_day_ledger import (
    entered_in_error,
    in_april,
    tell_terms,
)
from samverk.project.testing.stages import kept
from samverk.rules.agreements.day_price import ToldDays
from samverk.rules.agreements.stretches import Span

YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
LAST_OF_FEBRUARY, LAST_OF_MARCH = date(2024, 2, 29), date(2024, 3, 31)


@kept
def ledger(party):
    made = set_ledger(party)
    made.all_take_part(10)
    return made


@kept
def booked(ledger):
    ledger.book(JANUARY)
    ledger.book(FEBRUARY)
    return ledger


def claimed(claim):
    rows = ClaimedDays.objects.filter(claim=claim, is_let_go=False).order_by("line__position")
    return [(one.report.from_date, one.report.days, one.line.amount) for one in rows]


def test_a_claim_of_whole_months_takes_its_days_out_of_the_ledger(booked):
    made = booked.claim(JANUARY, LAST_OF_FEBRUARY)
    # Ten places for a month each, whatever the month's length
    assert claimed(made) == [(JANUARY, 310, 1_000_000), (FEBRUARY, 290, 1_000_000)]
    assert made.amount == 2_000_000


def test_a_line_says_what_it_is_of(booked):
    line = booked.claim(JANUARY, date(2024, 1, 31)).versions.get().lines.get()
    assert line.text.replace("\xa0", " ") == (
        "Gruppen Norr, från Lillköping, den 1 januari 2024 till den 31 januari 2024:"
        " 310 deltagardagar × 1 000,00 kr / 31 dagar"
    )


@pytest.mark.parametrize("last", [date(2024, 1, 30), date(2024, 2, 1), date(2024, 2, 28)])
def test_no_claim_is_drafted_for_a_part_of_a_month(booked, last):
    with pytest.raises(InputError, match="hela kalendermånader"):
        booked.claim(JANUARY, last)
    assert not Claim.objects.exists()


def test_no_claim_is_drafted_for_a_month_that_is_not_booked(booked):
    with pytest.raises(InputError, match="inte bokfört deltagardagarna för mars 2024"):
        booked.claim(FEBRUARY, LAST_OF_MARCH)


def test_what_is_withheld_is_in_no_claim_and_the_figures_are_entered_by_hand(party):
    ledger = set_ledger(party)
    ledger.all_take_part(4)
    ledger.book(FEBRUARY)
    made = ledger.claim(FEBRUARY, LAST_OF_FEBRUARY)
    assert made.amount is None
    federation.enter_figures(
        ledger.economist,
        made.pk,
        entered(ledger.agreement, Span(FEBRUARY, LAST_OF_FEBRUARY), 3),
        key="hand",
    )
    assert not ClaimedDays.objects.exists()


def test_days_out_of_the_ledger_are_entered_by_nobody(booked):
    made = booked.claim(JANUARY, date(2024, 1, 31))
    more = ToldDays("x", "påhitt", Span(JANUARY, date(2024, 1, 31)), 999)
    with pytest.raises(InputError, match="skrivs inte in"):
        federation.enter_figures(
            booked.economist, made.pk, federation.Entered(Figures(told=(more,))), key="fusk"
        )


def test_a_correction_after_the_claim_is_proposed_on_the_next(ledger):
    ledger.book(FEBRUARY)
    ledger.claim(FEBRUARY, LAST_OF_FEBRUARY)
    for nth in range(10, 12):
        ledger.takes_part(nth, MARCH)
    entered_in_error(ledger, *_participations(ledger, 5))
    in_april(ledger)
    made = ledger.claim(MARCH, LAST_OF_MARCH)
    assert claimed(made) == [(FEBRUARY, -145, -500_000), (MARCH, 217, 700_000)]
    assert made.amount == 200_000
    texts = [line.text for line in made.versions.get().lines.order_by("position")]
    assert [text.startswith("Rättelse: Gruppen Norr") for text in texts] == [True, False]


def _participations(ledger, many):
    from samverk.interventions.persons.models import Participation
    from samverk.interventions.persons.walls import unread

    with unread([ledger.body]):
        return list(Participation.objects.order_by("starts_on", "pk")[:many])


def test_days_that_were_claimed_by_hand_are_not_taken_back_out_of_the_ledger(ledger):
    made = ledger.claim(FEBRUARY, LAST_OF_FEBRUARY)
    by_hand = entered(ledger.agreement, Span(FEBRUARY, LAST_OF_FEBRUARY), 3)
    federation.enter_figures(ledger.economist, made.pk, by_hand, key="hand")
    ledger.book(FEBRUARY)
    entered_in_error(ledger, *_participations(ledger, 5))
    in_april(ledger)
    later = ledger.claim(MARCH, LAST_OF_MARCH)
    assert claimed(later) == [(MARCH, 155, 500_000)]


def test_corrections_larger_than_the_period_are_not_claimed_alone(booked):
    booked.claim(JANUARY, LAST_OF_FEBRUARY)
    entered_in_error(booked, *_participations(booked, 10))
    for nth in range(10, 12):
        booked.takes_part(nth, MARCH)
    in_april(booked)
    # Two alone in March are withheld: only corrections are left, and less than nothing is not claimed
    with pytest.raises(InputError, match="större än periodens dagar"):
        booked.claim(MARCH, LAST_OF_MARCH)


def test_a_cancelled_claim_lets_its_days_go(booked):
    made = booked.claim(JANUARY, date(2024, 1, 31))
    assert left_to_claim(booked.agreement, Span(JANUARY, date(2024, 1, 31))) == []
    who = booked.claiming
    made = who.move(who.reviewer, made, "ask_cancel", note="Fel")
    who.move(who.certifier, made, "cancel")
    assert claimed(made) == []
    (left,) = left_to_claim(booked.agreement, Span(JANUARY, date(2024, 1, 31)))
    assert left.days == 310


def test_an_expired_claim_lets_its_days_go(booked):
    made = booked.claim(JANUARY, date(2024, 1, 31))
    for day in ("2025-01-01", "2025-02-01", "2025-03-01"):
        with time_machine.travel(f"{day}T09:00+01:00", tick=False):
            tend_claims()
    made.refresh_from_db()
    assert (made.state, claimed(made)) == ("expired", [])


def test_days_are_fetched_anew_by_the_same_claim(booked):
    made = booked.claim(JANUARY, LAST_OF_FEBRUARY)
    federation.enter_figures(
        booked.economist, made.pk, federation.Entered(Figures()), key="hämta igen"
    )
    assert [days for _, days, _ in claimed(made)] == [310, 290]
    assert ClaimedDays.objects.filter(is_let_go=True).count() == 2


def test_the_database_keeps_a_day_out_of_two_lines(booked):
    made = booked.claim(JANUARY, LAST_OF_FEBRUARY)
    one, other = ClaimedDays.objects.order_by("pk")
    again = made.versions.get().lines.create(position=9, text="igen", amount=1)
    with pytest.raises(DatabaseError, match="days_claimed_once"), transaction.atomic():
        ClaimedDays.objects.create(claim=made, line=again, report=one.report)
    with pytest.raises(DatabaseError, match="claim_line_of_one_report"), transaction.atomic():
        ClaimedDays.objects.create(claim=made, line=one.line, report=other.report, is_let_go=True)
    ClaimedDays.objects.filter(pk=one.pk).update(is_let_go=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        ClaimedDays.objects.filter(pk=one.pk).update(is_let_go=False)


SPANS = [
    (JANUARY, date(2024, 1, 31)),
    (FEBRUARY, LAST_OF_FEBRUARY),
    (JANUARY, LAST_OF_FEBRUARY),
    (MARCH, LAST_OF_MARCH),
    (FEBRUARY, LAST_OF_MARCH),
]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("claim"), st.sampled_from(SPANS)),
        st.tuples(st.just("cancel"), st.integers(0, 4)),
        st.tuples(st.just("fetch"), st.integers(0, 4)),
    ),
    max_size=12,
)


@kept
def three_months(booked):
    # Whoever takes steps is there before the examples, which are taken back
    assert all((booked.claiming.reviewer_user, booked.claiming.certifier_user, booked.economist))
    entered_in_error(booked, *_participations(booked, 5))
    in_april(booked)
    return booked


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_whatever_is_claimed_and_cancelled_a_day_stands_in_one_line_at_most(three_months, steps):
    with transaction.atomic():
        for number, (step, what) in enumerate(steps):
            try:
                with transaction.atomic():
                    _take(three_months, step, what, f"{number}/{len(steps)}")
            except (ConflictError, InputError):
                continue
        standing = ClaimedDays.objects.filter(is_let_go=False)
        reports = list(standing.values_list("report", flat=True))
        assert len(reports) == len(set(reports))
        gone = {"cancelled", "expired"}
        assert not standing.filter(claim__state__in=gone).exists()
        left = {one.pk for one in left_to_claim(three_months.agreement, YEAR)}
        every = {one.pk for one in three_months.reports() if one.days is not None}
        assert (left | set(reports), left & set(reports)) == (every, set())
        for claim in Claim.objects.exclude(state__in=gone):
            assert claim.amount == sum(ore for _, _, ore in claimed(claim))
        transaction.set_rollback(True)


def _take(ledger, step, what, key):
    if step == "claim":
        new = federation.NewClaim(ledger.agreement.pk, *what)
        federation.make_claim(ledger.economist, new, key=f"h/{key}")
        return
    rows = list(Claim.objects.order_by("pk"))
    if what >= len(rows):
        return
    claim, who = rows[what], ledger.claiming
    if step == "fetch":
        federation.enter_figures(
            ledger.economist, claim.pk, federation.Entered(Figures()), key=f"h/{key}"
        )
        return
    moved = who.move(who.reviewer, claim, "ask_cancel", note="Fel")
    who.move(who.certifier, moved, "cancel")


def test_the_party_is_told_which_claim_its_days_stand_in(booked):
    booked.claim(JANUARY, date(2024, 1, 31))
    tell_terms()
    home, of = booked.claiming.home.pk, booked.party.cast.neighbour.pk
    with CaptureQueriesContext(connection) as asked:
        february, january = ledger_months(booked.body, of, home, 2024)
    assert len(asked) == 7
    assert [row.claim for row in january.rows] == ["Rekvisition 1, underlag skapat"]
    assert [row.claim for row in february.rows] == [""]
    assert (january.days, january.amount, january.is_short) == (310, 1_000_000, False)
