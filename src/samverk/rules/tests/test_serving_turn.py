"""Whose turn it is to serve: by party lists, by a fixed order, and within the same member."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.rules.assembly import Assembly
from samverk.rules.serving import (
    OrderKind,
    OrderTerms,
    Roster,
    Seat,
    Substitute,
    serving_at,
)
from samverk.rules.serving.examples import suggested_at
from samverk.rules.tests.meetings import (
    BOARD,
    BY_PARTY,
    COUNCIL,
    DAY,
    FEDERATION,
    arrived,
    aside,
    starts,
    stops,
)
from samverk.rules.tests.texts import plain

LISTS = Roster(
    Assembly.COUNCIL,
    DAY,
    (
        Seat(1, 1, "Ett", "A", "Norra", rank=1, substitutes=(21, 22)),
        Seat(2, 2, "Två", "A", "Norra", rank=2, substitutes=(23, 24)),
        Seat(3, 3, "Tre", "A", "Norra", rank=3, substitutes=(25,)),
        Seat(4, 4, "Fyra", "A", "Södra", rank=1, substitutes=(31,)),
        Seat(5, 5, "Fem", "A", "Östra", rank=1, substitutes=(41,)),
    ),
    (
        *(Substitute(person, f"E{person}", "A", "Norra") for person in (25, 24, 23, 22, 21)),
        Substitute(31, "E31", "A", "Södra"),
        Substitute(41, "E41", "A", "Östra"),
    ),
    OrderTerms(OrderKind.PARTY_LIST, constituencies={"A": ("Norra", "Östra", "Södra")}),
)


def suggested(roster, events, item=1):
    return suggested_at(roster, events, item).value


@pytest.mark.parametrize(
    ("present", "called"),
    [
        ((21, 22, 23, 24, 25, 31, 41), 25),
        ((21, 22, 23, 24, 31, 41), 21),
        ((22, 23, 24, 31, 41), 22),
        ((23, 24, 31, 41), 23),
        ((24, 31, 41), 24),
        ((31, 41), 41),
        ((31,), 31),
        ((), None),
    ],
)
def test_the_councils_lists_are_followed_to_their_end(present, called):
    assert suggested(LISTS, arrived(1, 2, 4, 5, *present)) == (called,)


@pytest.mark.parametrize(
    ("present", "said"),
    [
        ((25,), "Ersättare för just den ledamoten, och från samma valkrets."),
        ((22,), "Från samma valkrets och ersättare för partiets plats nummer 1 där."),
        ((41,), "Från en annan valkrets, Östra och ersättare för partiets plats nummer 1 där."),
    ],
)
def test_the_reason_tells_by_which_list_one_is_called(present, said):
    place = serving_at(LISTS, arrived(1, 2, 4, 5, *present), 1).value.places[2]
    serves, why = place.suggestion.reasons

    assert plain(serves.text).endswith("står i tur att tjänstgöra för Tre (A).")
    assert (plain(why.text), str(why.statute)[:12]) == (said, "5 kap. 21 § ")


def test_one_of_the_own_constituency_is_not_spent_on_another():
    # Seat 4 is first empty in order, and could take 21; but 21 is nearer to seat 1.
    roster = replace(LISTS, seats=(LISTS.seats[3], *LISTS.seats[:3], LISTS.seats[4]))

    assert suggested(roster, arrived(2, 3, 5, 21, 41)) == (41, 21)


def test_where_the_partys_votes_are_not_given_the_lists_order_is_used_and_remarked():
    roster = replace(LISTS, terms=OrderTerms(OrderKind.PARTY_LIST))
    ruling = serving_at(roster, arrived(1, 2, 4, 5, 31, 41), 1)

    assert ruling.value.places[2].suggestion.person == 31
    assert "I vilken valkrets partiet har flest röster är inte angivet" in ruling.remarks[0].text


def test_one_who_has_begun_goes_before_the_order():
    events = (*arrived(1, 2, 4, 22, 24), starts(24, 3, 1), *arrived(3, item=2))

    assert suggested(LISTS, events, 2) == (24,)
    place = serving_at(LISTS, events, 2).value.places[4]
    assert "Den som har börjat tjänstgöra går före" in place.suggestion.reasons[1].text


def test_one_who_has_begun_does_not_go_before_in_a_body_that_has_not_said_so():
    plain_terms = OrderTerms(OrderKind.FIXED, begun_keeps_priority=False)
    roster = replace(BOARD, terms=plain_terms)
    events = (*arrived(1, 2, 3, 12), starts(12, 5, 1), *arrived(5, 11, item=2))

    assert suggested(roster, events, 2) == (11,)
    assert suggested(BOARD, events, 2) == (12,)


def test_one_who_has_begun_still_cannot_fill_another_partys_seat():
    events = (*arrived(1, 2, 4, 13), starts(13, 3, 1), *arrived(3, item=2))

    assert suggested(COUNCIL, events, 2) == (None,)


def test_a_fixed_order_is_followed_through_all_empty_seats():
    assert suggested(BOARD, arrived(1, 2, 11, 12, 13)) == (11, 12, 13)


def test_a_fixed_order_by_party_calls_the_own_party_first():
    assert suggested(BY_PARTY, arrived(1, 2, 11, 12, 13)) == (12, 11, 13)


def test_a_fixed_order_by_party_leaves_a_seat_that_nobody_may_fill():
    place = serving_at(BY_PARTY, arrived(1, 2, 3, 11, 12), 1).value.places[4]

    assert place.suggestion.person is None
    assert "Ingen ledig ersättare" in place.suggestion.reasons[0].text


def test_in_a_federation_only_the_same_members_substitute_is_called():
    present = (1, 2, 3, 4, 5, 106, 107)

    assert suggested(FEDERATION, arrived(*present)) == (106, 107, None)


@pytest.mark.parametrize(
    ("roster", "at", "text", "section"),
    [
        (COUNCIL, 0, "Ingen ledig ersättare för A är närvarande", "5 kap. 21 §"),
        (FEDERATION, 7, "en medlem kan inte företrädas av en annan", "10 § lagen"),
        (BOARD, 0, "Ingen ledig ersättare som kan tjänstgöra", "6 kap. 17 §"),
    ],
)
def test_why_nobody_is_called_is_said_by_the_bodys_own_section(roster, at, text, section):
    reason = serving_at(roster, (), 1).value.places[at].suggestion.reasons[0]

    assert text in plain(reason.text)
    assert str(reason.statute).startswith(section)


@pytest.mark.parametrize(
    ("roster", "section"),
    [(BOARD, "6 kap. 16 §"), (FEDERATION, "12 § lagen"), (COUNCIL, "5 kap. 21 §")],
)
def test_the_order_rests_on_the_bodys_own_section(roster, section):
    everybody = arrived(*(each.person for each in roster.substitutes))
    suggestion = serving_at(roster, everybody, 1).value.places[0].suggestion

    assert str(suggestion.reasons[1].statute).startswith(section)


@pytest.mark.parametrize(
    "unavailable",
    [
        (*arrived(11), aside(11, 1)),
        (*arrived(11), starts(11, 4, 1)),
        (),
    ],
)
def test_only_one_who_is_free_and_there_is_called(unavailable):
    events = (*arrived(1, 2, 3, 12), *unavailable)

    assert 11 not in suggested(BOARD, events)


def test_one_who_stopped_is_free_again():
    events = (*arrived(1, 2, 3, 11), starts(11, 5, 1), stops(11, 1))

    assert suggested(BOARD, events) == (11, None)


@pytest.mark.parametrize(
    ("roster", "said"),
    [
        (BOARD, "Ersättarnas tjänstgöring följer 8 § reglementet."),
        (FEDERATION, "Vad som är bestämt om ersättarnas tjänstgöring är inte angivet."),
    ],
)
def test_a_boards_terms_are_told_or_missed(roster, said):
    assert said in serving_at(roster, (), 1).remarks[0].text


def test_the_councils_terms_are_the_acts_and_need_no_remark():
    assert serving_at(COUNCIL, (), 1).remarks == ()
