"""A figure held against another source: it agrees, differs, or is unknown; and what may not change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.national_checks import (
    Checked,
    Reported,
    Side,
    exactly,
    held,
    locked_fields,
)
from samverk.rules.national_sheet import SheetIntervention

ONE = SheetIntervention("1", "Balder", "individual", ("individual", "A", "nej"), (3, 2, 0))
BEFORE = Reported(ONE.locked, "Balder", "rapporten för 2025 den 2026-02-10")
SPANS = st.tuples(st.integers(), st.integers()).map(sorted)


def checked(sheet, other, rounding=0):
    found = held("x", exactly("a", sheet, "s"), exactly("b", other, "t"), rounding=rounding)
    return found.value.checked, found.value.difference


@pytest.mark.parametrize(
    ("sheet", "other", "rounding", "expected"),
    [
        (1_000, 1_000, 0, (Checked.AGREES, 0)),
        (1_001, 1_000, 0, (Checked.DIFFERS, 1)),
        (1_000, 1_001, 0, (Checked.DIFFERS, -1)),
        (1_100, 1_000, 100, (Checked.AGREES, 100)),
        (1_101, 1_000, 100, (Checked.DIFFERS, 101)),
        (0, 0, 0, (Checked.AGREES, 0)),
        (None, 1_000, 0, (Checked.UNKNOWN, None)),
        (1_000, None, 0, (Checked.UNKNOWN, None)),
        (None, None, 0, (Checked.UNKNOWN, None)),
    ],
)
def test_a_side_that_is_missing_never_agrees(sheet, other, rounding, expected):
    assert checked(sheet, other, rounding) == expected


@pytest.mark.parametrize(("amount", "apart"), [(99, -1), (100, 0), (200, 0), (201, 1)])
def test_a_span_agrees_with_every_amount_in_it(amount, apart):
    other = Side("b", 100, 200, "drygt")
    assert held("x", exactly("a", amount, "s"), other).value.difference == apart


@given(SPANS, SPANS)
def test_the_difference_is_the_same_seen_from_either_side(one, two):
    a, b = Side("a", *one, "s"), Side("b", *two, "t")
    there, back = held("x", a, b).value.difference, held("x", b, a).value.difference
    assert there == -back
    assert (there == 0) is (one[0] <= two[1] and two[0] <= one[1])


def test_both_sides_are_named_with_their_source():
    told = [
        r.text for r in held("x", exactly("Bokfört", 100, "fil"), exactly("Y", None, "-")).reasons
    ]
    assert told[0] == "Bokfört: 1\N{NO-BREAK SPACE}kr. Källa: fil."
    assert told[-1] == "Kan inte kontrolleras: Y saknas."


@pytest.mark.parametrize(
    ("place", "field"), [(0, "inriktning"), (1, "uppföljningsmetod"), (2, "ESF-finansiering")]
)
def test_each_locked_field_is_held_against_the_last_report(place, field):
    before = tuple("annat" if n == place else value for n, value in enumerate(ONE.locked))
    (found,) = locked_fields([ONE], {"1": replace(BEFORE, locked=before)}).value
    assert found.checked is Checked.DIFFERS
    assert found.told.startswith(
        f"{field} är nu {ONE.locked[place]} men var annat i {BEFORE.where}"
    )


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        ({"1": BEFORE}, Checked.AGREES),
        ({"2": BEFORE}, Checked.UNKNOWN),
        ({}, Checked.UNKNOWN),
        ({"1": replace(BEFORE, name="Activera")}, Checked.DIFFERS),
    ],
)
def test_only_the_same_intervention_as_reported_is_kept(reported, expected):
    (found,) = locked_fields([ONE], reported).value
    assert found.checked is expected
