"""What the chair refuses to put: new matters always, unlawful proposals at choice."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.body import Body
from samverk.rules.propositions.admission import Admission, Objection, admission
from samverk.rules.tests.texts import in_full, told


@pytest.mark.parametrize("chair", [None, True, False])
@pytest.mark.parametrize("overridden", [True, False])
def test_a_new_matter_is_never_put_in_the_council(chair, overridden):
    ruling = admission(Objection.NEW_MATTER, chair_refuses=chair, is_overridden=overridden)

    assert ruling.value is Admission.REFUSED


@pytest.mark.parametrize(
    ("chair", "overridden", "expected"),
    [
        (None, False, Admission.CHAIR_DECIDES),
        (False, False, Admission.PUT),
        (True, False, Admission.REFUSED),
        (True, True, Admission.PUT),
    ],
)
def test_an_unlawful_proposal_is_the_chairs_choice_and_the_councils(chair, overridden, expected):
    ruling = admission(Objection.UNLAWFUL, chair_refuses=chair, is_overridden=overridden)

    assert ruling.value is expected


@pytest.mark.parametrize(
    ("chair", "expected"),
    [(None, Admission.CHAIR_DECIDES), (True, Admission.REFUSED), (False, Admission.PUT)],
)
def test_in_a_board_no_section_is_cited(chair, expected):
    ruling = admission(Objection.NEW_MATTER, body=Body.BOARD, chair_refuses=chair)

    assert (ruling.value, ruling.reasons[0].statute) == (expected, None)


def test_a_refusal_is_told_with_the_way_out():
    assert in_full(admission(Objection.UNLAWFUL, chair_refuses=True)) == [
        "Ordföranden vägrar proposition. Fullmäktige får besluta att den ändå ska ställas. "
        "[5 kap. 57 § kommunallagen (2017:725)]"
    ]


def test_a_refusal_before_2018_says_that_the_section_is_not_known():
    assert "5 kap. 57 §" in told(admission(Objection.NEW_MATTER, day=date(2017, 1, 1)))
