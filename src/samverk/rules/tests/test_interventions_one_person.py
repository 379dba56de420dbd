"""What two records of one person may not both have, and that the order of the two does not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.interventions.consent import Purpose
from samverk.rules.interventions.one_person import (
    ConsentHeld,
    Given,
    OpenReferral,
    RecordHeld,
    Stay,
    may_join_records,
)

ONE, TWO = Given(1, "Språnget"), Given(2, "Öppna dörren")
DAY = date(2026, 3, 2)
FOLLOW = Purpose.FOLLOW_UP


def stay(first: int, last: int | None, delivery: Given = ONE, *, is_open: bool = False) -> Stay:
    end = None if last is None else DAY + timedelta(days=last)
    return Stay(delivery, DAY + timedelta(days=first), end, is_open)


CLASHES = {
    "a queue": (RecordHeld(waits=(ONE,)), RecordHeld(waits=(ONE,)), "väntar i kön till Språnget"),
    "waits and takes part": (
        RecordHeld(waits=(ONE,)),
        RecordHeld(stays=(stay(0, None, is_open=True),)),
        "deltar där i den andra",
    ),
    "at once": (
        RecordHeld(stays=(stay(0, 10),)),
        RecordHeld(stays=(stay(9, 20),)),
        "samtidigt i båda posterna",
    ),
    "the same days": (
        RecordHeld(stays=(stay(0, 0),)),
        RecordHeld(stays=(stay(0, 0),)),
        "samtidigt i båda posterna",
    ),
    "drafts": (
        RecordHeld(referrals=(OpenReferral(ONE, 5, is_sent=True),)),
        RecordHeld(referrals=(OpenReferral(ONE, 5, is_sent=True),)),
        "Två remisser till Språnget är öppna",
    ),
    "came twice": (
        RecordHeld(referrals=(OpenReferral(ONE, 5, is_sent=False),)),
        RecordHeld(referrals=(OpenReferral(ONE, 5, is_sent=False),)),
        "redan remitterad",
    ),
    "booked": (
        RecordHeld(days=((ONE, DAY.replace(day=1), 0b110),)),
        RecordHeld(days=((ONE, DAY.replace(day=1), 0b011),)),
        "i mars 2026 är bokförda",
    ),
    "taken back": (
        RecordHeld(consents=(ConsentHeld(FOLLOW, DAY, DAY + timedelta(days=9)),)),
        RecordHeld(consents=(ConsentHeld(FOLLOW, DAY + timedelta(days=9)),)),
        "Fråga personen",
    ),
    "opened": (RecordHeld(is_opened=True), RecordHeld(), "nödåtkomsten"),
}


@pytest.mark.parametrize("name", [*CLASHES])
def test_what_clashes_is_told_whichever_is_kept(name):
    one, two, words = CLASHES[name]
    for kept, other in ((one, two), (two, one)):
        ruling = may_join_records(kept, other)
        assert not ruling.value
        assert any(words in reason.text for reason in ruling.reasons)
        assert may_join_records(kept, RecordHeld()).value is (
            name == "taken back" or not kept.is_opened
        )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (RecordHeld(waits=(ONE,)), RecordHeld(waits=(TWO,))),
        (RecordHeld(stays=(stay(0, 10),)), RecordHeld(stays=(stay(10, 20),))),
        (RecordHeld(stays=(stay(0, 10),)), RecordHeld(stays=(stay(5, 20, TWO),))),
        (
            RecordHeld(referrals=(OpenReferral(ONE, 5, is_sent=False),)),
            RecordHeld(referrals=(OpenReferral(ONE, 6, is_sent=False),)),
        ),
        (
            RecordHeld(days=((ONE, DAY, 0b110),)),
            RecordHeld(days=((ONE, DAY, 0b001), (TWO, DAY, 0b110))),
        ),
        (
            RecordHeld(consents=(ConsentHeld(FOLLOW, DAY, DAY),)),
            RecordHeld(consents=(ConsentHeld(FOLLOW, DAY + timedelta(days=1)),)),
        ),
    ],
)
def test_what_does_not_clash_is_joined(one, two):
    assert may_join_records(one, two).value
    assert may_join_records(two, one).value


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair)))


@given(SPANS, SPANS)
def test_stays_clash_when_a_day_is_of_both_but_for_the_day_between(one, two):
    days = [set(range(first, last + 1)) for first, last in (one, two)]
    shared = days[0] & days[1]
    meets_at_the_end = shared and (shared == {one[1]} == {two[0]} or shared == {two[1]} == {one[0]})
    clash = bool(shared) and (not meets_at_the_end or one[0] == two[0])
    held = [RecordHeld(stays=(stay(*span),)) for span in (one, two)]
    assert may_join_records(*held).value is not clash
    assert may_join_records(*reversed(held)).value is not clash


def test_two_that_are_open_clash_also_when_one_is_planned_after_the_other():
    planned = stay(40, None, is_open=True)
    lasting = replace(stay(0, None, is_open=True), last=None)
    assert not may_join_records(RecordHeld(stays=(planned,)), RecordHeld(stays=(lasting,))).value
