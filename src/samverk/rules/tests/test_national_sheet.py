"""What the national follow-up would refuse, and what differs between two reports."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.national_sheet import SheetIntervention, differences, sheet_faults

ONE = SheetIntervention("1", "Balder", "individual", ("individual", "A", "nej"), (3, 2, 0))
VALUES = st.dictionaries(
    st.text("abc", min_size=1), st.tuples(st.text("xyz", min_size=1), st.none() | st.integers())
)


@pytest.mark.parametrize("name", ["Balder", " balder ", "BALDER"])
def test_two_interventions_need_different_names(name):
    other = replace(ONE, id="2", name=name, orientation="structural")
    (fault,) = sheet_faults([ONE, other]).value
    assert "samma namn" in fault


@pytest.mark.parametrize(
    ("orientation", "counts", "is_fault"),
    [
        ("individual", (1, 1, 1), True),
        ("individual", (1, 1, 0), False),
        ("structural", (0, 0, 9), False),
        ("individual", None, False),
    ],
)
def test_individual_interventions_are_counted_by_sex(orientation, counts, is_fault):
    found = sheet_faults([replace(ONE, orientation=orientation, counts=counts)]).value
    assert bool(found) is is_fault


@given(VALUES, VALUES)
def test_the_differences_lead_from_one_report_to_the_other(before, after):
    found = differences(before, after)
    keys = {*before, *after}
    changed = [
        key for key in keys if before.get(key, ("", None))[1] != after.get(key, ("", None))[1]
    ]
    assert len(found) == len(changed)
    assert all(one.before != one.after for one in found)
    assert differences(after, after) == ()
