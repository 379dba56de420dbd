"""On which grounds a secret paragraph is handed over."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.handing_over import Ground, HandOver, may_hand_over

DAY = date(2024, 3, 20)


def asked(ground, provision="26 kap. 1 § OSL", considered="Parten tål det.", **more):
    return may_hand_over(HandOver(provision, ground, considered, **more), DAY)


@pytest.mark.parametrize(
    "ground", [g for g in Ground if g not in {Ground.RESERVATION, Ground.BALANCE}]
)
def test_a_ground_with_its_test_will_do(ground):
    assert asked(ground).value


def test_without_what_the_test_came_to_it_is_refused():
    found = asked(Ground.PARTY, considered=" ")
    assert not found.value
    assert "prövningen" in found.reasons[0].text


def test_a_reservation_has_its_words():
    assert not asked(Ground.RESERVATION).value
    found = asked(Ground.RESERVATION, reservation="Får inte föras vidare.")
    assert found.value
    assert "10 kap. 14 §" in str(found.reasons[0].statute)


@pytest.mark.parametrize(
    ("provision", "may"),
    [
        ("26 kap. 1 § OSL", False),
        ("OSL 26 kap 6 §", False),
        ("26:1 OSL", False),
        ("25 kap. 8 § OSL", False),
        ("26 kap. 7 § OSL", True),
        ("25 kap. 9 § OSL", True),
        ("21 kap. 1 § OSL", True),
        ("19 kap. 3 § och 26 kap. 2 § OSL", False),
    ],
)
def test_the_general_clause_breaks_no_secrecy_of_social_services_and_health(provision, may):
    found = asked(Ground.BALANCE, provision)
    assert found.value is may
    assert "10 kap. 27 §" in str(found.reasons[0].statute)
