"""On what a person who waits may go on to another authority."""

from __future__ import annotations

import pytest

from samverk.rules.interventions.consent import Ground
from samverk.rules.interventions.moving import MOVE_GROUNDS, Asked, may_be_told, may_cross


def asked(**more):
    return Asked(**{"receiver": "Österby", "ground": Ground.CONSENT, "is_successor": True} | more)


def test_a_consent_that_reaches_the_receiver_is_enough():
    assert may_cross(asked()).value


def test_whoever_is_not_to_take_over_is_given_nobody():
    ruling = may_cross(asked(is_successor=False, ground=Ground.CARE))
    assert not ruling.value
    assert "peka ut efterföljaren" in ruling.reasons[0].text


def test_each_referrer_without_consent_is_named_once():
    ruling = may_be_told(asked(missing=("Lerum", "Lerum", "Alingsås")))
    assert not ruling.value
    assert "Be Lerum och Alingsås att fråga personen" in ruling.reasons[0].text
    assert "står personen kvar med sin dag" in ruling.reasons[0].text


def test_a_referrer_who_may_be_told_nothing_is_not_to_be_asked():
    text = may_be_told(asked(missing=("Lerum",), silent=("Alingsås",))).reasons[0].text
    assert "Fråga personen själv" in text
    assert "Be Lerum" not in text


@pytest.mark.parametrize("ground", [Ground.NECESSARY, Ground.STATUTORY_DUTY, Ground.CARE])
def test_another_ground_needs_no_consent(ground):
    assert may_cross(asked(ground=ground, missing=("Lerum",))).value


def test_supervision_is_no_ground_for_a_move():
    assert not may_be_told(asked(ground=Ground.SUPERVISION)).value
    assert Ground.SUPERVISION not in MOVE_GROUNDS
