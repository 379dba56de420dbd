"""Fixed sums that stay as they were agreed, places within what is funded, striking, settled promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.agreement import AgreementState
from samverk.rules.agreements.commitment import CommitmentState, may_charge
from samverk.rules.agreements.options import OptionTerms, may_use
from samverk.rules.agreements.places import above_funded, funded_places
from samverk.rules.agreements.pricing import Asked, Counted, PriceModel, price
from samverk.rules.agreements.stretches import ONE, Span, Tariff, months_of
from samverk.rules.agreements.striking import Struck, may_strike

START, END = date(2024, 1, 1), date(2024, 12, 31)
JANUARY = Span(START, date(2024, 1, 31))
SUM = 1_200_007


def claimable(span: Span, tariffs: tuple[Tariff, ...], last: date) -> int:
    """What a period of a fixed sum pays, in an agreement that ends on ``last``."""
    found = price(Asked(PriceModel.FIXED_SUM, span, tariffs, last_day=last)).value
    assert found is not None
    return found.total


@given(
    st.integers(0, 10**9),
    st.integers(1, 900),
    st.lists(st.integers(0, 1200), min_size=1, max_size=6),
)
def test_whatever_notices_and_options_come_a_months_part_stays_and_the_sum_is_never_exceeded(
    amount, days, ends
):
    agreed = START + timedelta(days=days)
    tariffs = (Tariff(START, amount, agreed),)
    months = months_of(Span(START, agreed))
    first = [claimable(one, tariffs, agreed) for one in months]
    assert sum(first) == amount
    paid: dict[Span, int] = {}
    for end in ends:
        last = START + timedelta(days=end)
        for month, part in zip(months, first, strict=True):
            if month.to_date <= last:
                paid[month] = claimable(month, tariffs, last)
                assert paid[month] == part
    assert sum(paid.values()) <= amount


@given(st.integers(0, 10**9), st.integers(1, 11), st.integers(0, 10**9))
def test_a_sum_that_a_later_one_takes_over_from_keeps_its_earlier_months(amount, month, other):
    agreed = (Tariff(START, amount, END),)
    later = (*agreed, Tariff(date(2024, month + 1, 1), other, END))
    before = months_of(Span(START, date(2024, month + 1, 1) - ONE))
    assert [claimable(one, agreed, END) for one in before] == [
        claimable(one, later, END) for one in before
    ]


def test_a_fixed_sum_cut_short_pays_the_months_that_ran():
    tariffs = (Tariff(START, 36_600_000, END),)
    assert claimable(Span(START, date(2024, 6, 30)), tariffs, date(2024, 6, 30)) == 18_200_000


def test_days_after_those_a_sum_is_for_have_no_price_but_the_way_out():
    tariffs = (Tariff(START, SUM, END),)
    after = Span(date(2024, 12, 1), date(2025, 1, 1))
    found = price(Asked(PriceModel.FIXED_SUM, after, tariffs, last_day=date(2025, 12, 31)))
    assert found.value is None
    assert "Registrera en taxa från den 1\N{NO-BREAK SPACE}januari 2025" in found.reasons[0].text
    day = Span(END, END)
    assert price(Asked(PriceModel.FIXED_SUM, day, tariffs, last_day=END)).value


@pytest.mark.parametrize(
    ("sums", "may"),
    [
        (None, True),
        ((Tariff(START, 1, END),), False),
        ((Tariff(START, 1, END), Tariff(date(2025, 1, 1), 1, date(2025, 12, 31))), True),
        ((Tariff(START, 1, END), Tariff(date(2025, 1, 2), 1, date(2025, 12, 31))), False),
        ((Tariff(START, 1, END), Tariff(date(2025, 1, 1), 1, date(2025, 12, 30))), False),
    ],
)
def test_an_option_of_a_fixed_sum_needs_a_sum_for_the_time_that_is_added(sums, may):
    option = OptionTerms(date(2025, 12, 31), END)
    ruled = may_use(option, END, None, START, sums)
    assert ruled.value is may
    assert may or "Registrera först en taxa från" in ruled.reasons[0].text


@pytest.mark.parametrize(("count", "refused"), [(7, False), (8, False), (9, True)])
@pytest.mark.parametrize(
    "model", [PriceModel.PER_FUNDED_PLACE_MONTH, PriceModel.PER_USED_PLACE_MONTH]
)
def test_no_more_places_than_are_funded(model, count, refused):
    funded = funded_places(JANUARY, 8, ())
    asked = Asked(model, JANUARY, counted=(Counted(JANUARY, count),), funded=funded)
    ruled = above_funded(asked)
    assert bool(ruled.value) is refused
    assert not refused or "Rad 1, 2024-01-01" in ruled.reasons[0].text
    assert not above_funded(replace(asked, model=PriceModel.PER_HOUR)).value
    assert not above_funded(replace(asked, funded=())).value


def test_places_change_from_their_day_and_each_row_is_named():
    half = date(2024, 1, 16)
    funded = funded_places(JANUARY, 8, [(half, 10)])
    assert [(one.span.from_date.day, one.count) for one in funded] == [(1, 8), (16, 10)]
    counted = (Counted(Span(START, half - ONE), 8), Counted(Span(half, JANUARY.to_date), 11))
    ruled = above_funded(
        Asked(PriceModel.PER_USED_PLACE_MONTH, JANUARY, counted=counted, funded=funded)
    )
    assert ruled.value == (counted[1],)
    assert "Rad 2, 2024-01-16" in ruled.reasons[0].text
    assert "finansierar 10" in ruled.reasons[0].text
    assert funded_places(JANUARY, None, [(half, 4)])[0].span.from_date == half


STRUCK = Struck(AgreementState.ACTIVE, reason="Fel belopp")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": " "}, "Skriv varför"),
        ({"is_struck": True}, "redan struken"),
        ({"claims": ("Rekvisition 1",)}, "Rekvisition 1 är beräknad"),
        ({"state": AgreementState.ENDED}, "ändras inte längre"),
        ({"is_signature": True, "by_same": True}, "två i förening"),
    ],
)
def test_what_may_not_be_struck_says_why(change, told):
    assert may_strike(STRUCK).value
    ruled = may_strike(replace(STRUCK, **change))
    assert not ruled.value
    assert told in " ".join(reason.text for reason in ruled.reasons)


def test_a_signature_is_struck_by_oneself_until_the_agreement_holds_and_then_by_another():
    own = replace(STRUCK, is_signature=True, by_same=True, state=AgreementState.DECIDED)
    assert may_strike(own).value
    assert may_strike(replace(own, state=AgreementState.NOTICE_GIVEN, by_same=False)).value


@pytest.mark.parametrize(
    ("state", "amount", "is_correction", "may"),
    [
        ("approved", 5, False, True),
        ("approved", 5, True, True),
        ("settled", -5, True, True),
        ("settled", 0, True, True),
        ("settled", 1, True, False),
        ("settled", -5, False, False),
        ("pending_settlement", -5, True, True),
        ("pending_settlement", 5, False, False),
        ("annulled", -5, True, False),
        ("pending_approval", -5, True, False),
    ],
)
def test_a_settled_promise_takes_only_what_lowers_it(state, amount, is_correction, may):
    ruled = may_charge(CommitmentState(state), amount, is_correction=is_correction)
    assert ruled.value is may


def test_a_correction_that_raises_a_settled_promise_is_told_what_it_needs():
    ruled = may_charge(CommitmentState.SETTLED, 1, is_correction=True)
    assert "behöver ett nytt åtagande" in ruled.reasons[0].text
