"""Reservations: by those who took part, before the meeting ends, and against a named decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.reservation import (
    Reservation,
    ReservationState,
    Reserving,
    Stand,
    noted_opinion,
    reservation,
)
from samverk.rules.tests.texts import in_full, told

EVENING = datetime(2023, 11, 20, 19, 40)  # noqa: DTZ001
MADE = Reservation("Ek", "att återremittera ärendet", True, EVENING, Stand.AGAINST)
LAW = "[4 kap. 27 § kommunallagen (2017:725)]"


def state(made=MADE, **terms):
    return reservation(made, **terms).value.state


def test_one_who_took_part_may_reserve_while_the_meeting_goes_on():
    assert reservation(MADE).value == Reserving(ReservationState.STANDS)


def test_a_decision_by_acclamation_has_no_record_that_speaks_against():
    assert state(replace(MADE, stand=Stand.UNRECORDED)) is ReservationState.STANDS


def test_one_who_did_not_take_part_is_refused():
    assert state(replace(MADE, took_part=False)) is ReservationState.REFUSED


@pytest.mark.parametrize("decision", ["", "  "])
def test_a_reservation_against_nothing_in_particular_is_refused(decision):
    ruling = reservation(replace(MADE, decision=decision))

    assert ruling.value.state is ReservationState.REFUSED
    assert "Ange vilket beslut" in told(ruling)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(1, ReservationState.STANDS), (0, ReservationState.STANDS), (-1, ReservationState.REFUSED)],
)
def test_a_reservation_is_announced_before_the_meeting_ends(minutes, expected):
    assert state(meeting_ended=EVENING + timedelta(minutes=minutes)) is expected


@pytest.mark.parametrize("stand", [Stand.FOR, Stand.ABSTAINED])
def test_a_vote_that_speaks_against_it_leaves_it_to_the_chair(stand):
    assert reservation(replace(MADE, stand=stand)).value == Reserving(
        ReservationState.CHAIR_DECIDES
    )


@pytest.mark.parametrize(
    ("accepts", "expected"), [(True, ReservationState.STANDS), (False, ReservationState.REFUSED)]
)
def test_the_chairs_answer_settles_a_doubt(accepts, expected):
    value = reservation(replace(MADE, stand=Stand.FOR), chair_accepts=accepts).value

    assert value == Reserving(expected, decided_by_chair=True)


@given(
    st.booleans(),
    st.sampled_from(Stand),
    st.sampled_from([None, True, False]),
    st.integers(-5, 5),
)
def test_the_chair_cannot_make_a_late_or_foreign_reservation_stand(took_part, stand, chair, off):
    made = replace(MADE, took_part=took_part, stand=stand)
    value = reservation(made, meeting_ended=EVENING + timedelta(hours=off), chair_accepts=chair)

    stands = value.value.state is ReservationState.STANDS
    assert not stands or (took_part and off >= 0)


def test_the_chair_is_not_asked_without_a_doubt():
    assert reservation(MADE, chair_accepts=False).value == Reserving(ReservationState.STANDS)


def test_times_of_two_kinds_are_refused():
    with pytest.raises(ValueError, match="samma slags tid"):
        reservation(MADE, meeting_ended=EVENING.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("made", "terms", "said"),
    [
        (
            MADE,
            {},
            [
                "Ek deltog i beslutet och anmälde reservationen innan sammanträdet avslutades. "
                + LAW,
                "! En skriftlig reservation ska ofta lämnas före justeringen. Det är en lokal "
                "regel; anmälan under sammanträdet räcker enligt lagen.",
            ],
        ),
        (
            replace(MADE, took_part=False),
            {},
            ["Ek deltog inte i beslutet och kan inte reservera sig mot det. " + LAW],
        ),
        (
            MADE,
            {"meeting_ended": EVENING - timedelta(minutes=1)},
            [
                "Reservationen anmäldes efter att sammanträdet avslutades. Att protokollet inte "
                "är justerat hjälper inte. " + LAW,
            ],
        ),
    ],
)
def test_a_reservation_is_told_in_full(made, terms, said):
    assert in_full(reservation(made, **terms)) == said


def test_the_doubt_and_the_chairs_answer_are_told():
    abstained = replace(MADE, stand=Stand.ABSTAINED)

    assert in_full(reservation(abstained, chair_accepts=True))[1:3] == [
        "Ek avstod i omröstningen. Att den som avstått inte deltagit i beslutet är Samverks "
        "läsning.",
        "Ordföranden har godtagit reservationen.",
    ]
    assert "Ek röstade för beslutet" in told(reservation(replace(MADE, stand=Stand.FOR)))


def test_an_old_reservation_cites_nothing_and_says_so():
    ruling = reservation(MADE, day=date(2017, 5, 1))

    assert ruling.reasons[0].statute is None
    assert "4 kap. 27 §" in ruling.remarks[0].text


@pytest.mark.parametrize("allows", [True, False, None])
@pytest.mark.parametrize("is_serving", [True, False])
def test_a_statement_is_noted_as_the_body_has_decided(allows, is_serving):
    assert noted_opinion(is_serving=is_serving, body_allows=allows).value is allows


def test_a_member_has_no_right_by_law_to_a_statement():
    reasons = noted_opinion(is_serving=True, body_allows=None).reasons

    assert [each.statute for each in reasons] == [None, None]
    assert reasons[1].text == "Beslutet är inte känt."


def test_one_who_only_attends_is_noted_by_the_section_on_attending():
    ruling = noted_opinion(is_serving=False, body_allows=True)

    assert str(ruling.reasons[0].statute) == "4 kap. 28 § kommunallagen (2017:725)"
    assert ruling.reasons[1].text == "Det är tillåtet."
