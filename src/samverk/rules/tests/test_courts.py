"""An annulment counts from its day, until a higher court undoes it."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.appeal import AppealKind
from samverk.rules.courts import is_annulled_by_court
from samverk.rules.force import (
    ForceFacts,
    ForceState,
    Repeal,
    StandingFacts,
    StandingState,
    legal_force,
    standing,
)

DECIDED, ANNULLED, UPHELD = date(2021, 5, 26), date(2022, 2, 1), date(2022, 9, 15)


@pytest.mark.parametrize(
    ("annulled", "upheld", "day", "expected"),
    [
        (None, None, UPHELD, False),
        (ANNULLED, None, date(2022, 1, 31), False),
        (ANNULLED, None, ANNULLED, True),
        (ANNULLED, UPHELD, date(2022, 9, 14), True),
        (ANNULLED, UPHELD, UPHELD, False),
        (ANNULLED, date(2022, 1, 10), UPHELD, True),
        (ANNULLED, ANNULLED, UPHELD, True),
        (None, UPHELD, UPHELD, False),
    ],
)
def test_an_annulment_lasts_until_it_is_undone(
    annulled: date | None, upheld: date | None, day: date, *, expected: bool
) -> None:
    assert is_annulled_by_court(annulled, upheld, day) is expected


@pytest.mark.parametrize(
    ("day", "state"),
    [(ANNULLED, ForceState.ANNULLED), (UPHELD, ForceState.CONFIRMED)],
)
def test_legal_force_comes_back_with_the_higher_court(day: date, state: ForceState) -> None:
    facts = ForceFacts(
        AppealKind.LEGALITY_REVIEW, DECIDED, appealed=DECIDED, annulled=ANNULLED, upheld=UPHELD
    )
    assert legal_force(facts, day).value.state is state


@pytest.mark.parametrize(
    ("day", "state"), [(ANNULLED, StandingState.ANNULLED), (UPHELD, StandingState.HOLDS)]
)
def test_a_decision_holds_again_with_the_higher_court(day: date, state: StandingState) -> None:
    facts = StandingFacts(DECIDED, annulled=ANNULLED, upheld=UPHELD)
    assert standing(facts, day).value.state is state


@pytest.mark.parametrize(
    ("day", "state"), [(ANNULLED, StandingState.HOLDS), (UPHELD, StandingState.REPEALED)]
)
def test_a_repeal_counts_again_with_the_higher_court(day: date, state: StandingState) -> None:
    repeal = Repeal(date(2021, 12, 1), "KF § 200", annulled=ANNULLED, upheld=UPHELD)
    assert standing(StandingFacts(DECIDED, repeals=(repeal,)), day).value.state is state
