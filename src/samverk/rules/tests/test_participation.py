"""Standing aside from a decision: who may, and who must take part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.body import Body
from samverk.rules.participation import StandingOut, may_stand_out
from samverk.rules.tests.texts import told

ALL = frozenset({1, 2, 3})
NAMES = {1: "Ek", 2: "Lind", 3: "Alm", 9: "Ask"}


def stand(*out, body=Body.COUNCIL, **more):
    standing = StandingOut(ALL, frozenset(out), names=NAMES, **more)
    return may_stand_out(standing, body=body)


def test_who_stands_aside_is_present_and_may_not_reserve():
    ruling = stand(2)
    assert ruling.value
    assert [str(reason.statute)[:11] for reason in ruling.reasons] == ["4 kap. 25 §", "4 kap. 27 §"]


def test_a_stranger_is_named():
    assert not stand(2, 9).value
    assert "Ask tjänstgör inte" in told(stand(2, 9))


def test_one_who_voted_has_taken_part():
    assert "Lind röstade" in told(stand(2, voted=frozenset({2, 3})))
    assert stand(2, voted=frozenset({3})).value


def test_somebody_decides_and_it_may_be_the_chair():
    assert stand(2, 3).value
    assert stand(1, 2).value
    assert "Ordföranden ska delta" in told(stand(1, 2, 3))


@pytest.mark.parametrize(("body", "allowed"), [(Body.BOARD, False), (Body.COUNCIL, True)])
def test_authority_towards_an_individual_binds_a_boards_members(body, allowed):
    ruling = stand(2, body=body, is_authority=True)
    assert ruling.value is allowed
    assert ("4 kap. 26 §" in str(ruling.reasons[0].statute)) is not allowed


@given(st.frozensets(st.integers(1, 9), min_size=1), st.frozensets(st.integers(1, 9)))
def test_somebody_always_takes_part(served, out):
    assert may_stand_out(StandingOut(served, out)).value == (out < served)
