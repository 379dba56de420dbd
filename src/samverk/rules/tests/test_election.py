"""Proportional elections: seats by comparison numbers, lots for the last, and the request."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.election import (
    Asked,
    Election,
    ElectionRequest,
    Tie,
    elected,
    election,
    election_request,
)
from samverk.rules.tests.texts import in_full, told

VOTES = st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 40), min_size=1).filter(
    lambda votes: sum(votes.values()) > 0
)
SEATS = st.integers(1, 15)


def by_every_quotient(votes, seats):
    """A slow oracle: all quotients of all groups, sorted, cut after the last seat."""
    quotients = sorted(
        ((Fraction(v, n), g) for g, v in votes.items() if v for n in range(1, seats + 1)),
        reverse=True,
    )
    last = quotients[seats - 1][0]
    sharing = {group for number, group in quotients if number == last}
    above = [group for number, group in quotients if number > last]
    left = seats - len(above)
    if left == len(sharing):
        return {g: above.count(g) + (g in sharing) for g in votes}, None
    return {g: above.count(g) for g in votes}, (sharing, left)


@given(VOTES, SEATS)
def test_the_seats_agree_with_a_list_of_every_quotient(votes, seats):
    found = election(votes, seats).value
    tied = (set(found.tied.groups), found.tied.seats) if found.tied else None

    assert (found.seats, tied) == by_every_quotient(votes, seats)


@given(VOTES, SEATS)
def test_certain_and_tied_seats_are_all_the_seats(votes, seats):
    found = election(votes, seats).value

    assert sum(found.seats.values()) + (found.tied.seats if found.tied else 0) == seats


@given(VOTES, SEATS, st.randoms())
def test_a_full_lot_leaves_nothing_open(votes, seats, random):
    tied = election(votes, seats).value.tied
    order = list(tied.groups) if tied else []
    random.shuffle(order)

    settled = election(votes, seats, lots=order).value
    assert settled.tied is None
    assert sum(settled.seats.values()) == seats


@given(VOTES, SEATS)
def test_one_more_seat_takes_no_certain_seat_away(votes, seats):
    fewer, more = election(votes, seats).value.seats, election(votes, seats + 1).value.seats

    assert all(more[group] >= fewer[group] for group in votes)


@given(VOTES, SEATS)
def test_more_votes_never_mean_fewer_certain_seats(votes, seats):
    group = next(iter(votes))
    before = election(votes, seats).value.seats[group]

    assert election({**votes, group: votes[group] + 1}, seats).value.seats[group] >= before


def test_the_known_example_is_counted_as_printed():
    found = election({"A": 17, "B": 5, "C": 5, "G": 4}, 7).value

    assert found == Election({"A": 4, "B": 1, "C": 1, "G": 1})


def test_a_tie_for_the_last_seat_is_not_settled():
    found = election({"A": 6, "B": 3}, 2).value

    assert found.seats == {"A": 1, "B": 0}
    assert found.tied == Tie(("A", "B"), 1)


def test_a_tie_that_both_groups_win_needs_no_lot():
    assert election({"A": 5, "B": 5}, 2).value == Election({"A": 1, "B": 1})


@pytest.mark.parametrize(
    ("lots", "seats", "tied"),
    [
        (("C",), {"A": 0, "B": 0, "C": 1}, Tie(("A", "B"), 1)),
        (("C", "A"), {"A": 1, "B": 0, "C": 1}, None),
        (("C", "A", "B"), {"A": 1, "B": 0, "C": 1}, None),
    ],
)
def test_a_lot_settles_as_far_as_it_is_drawn(lots, seats, tied):
    found = election({"A": 4, "B": 4, "C": 4}, 2, lots=lots).value

    assert (found.seats, found.tied) == (seats, tied)


def test_the_drawn_order_is_told():
    assert "Lottens ordning: B." in told(election({"A": 6, "B": 3}, 2, lots=["B"]))


def test_a_group_without_votes_gets_nothing():
    assert election({"A": 1, "B": 0}, 3).value.seats == {"A": 3, "B": 0}


@pytest.mark.parametrize(
    ("present", "seats", "threshold"), [(51, 7, 7), (56, 7, 7), (57, 7, 8), (1, 9, 1), (81, 1, 41)]
)
def test_the_number_who_must_ask_is_rounded_up(present, seats, threshold):
    assert election_request(Asked(present), seats).value == ElectionRequest(threshold, None)


@pytest.mark.parametrize(("requesters", "stands"), [(7, True), (6, False), (0, False)])
def test_the_request_stands_when_enough_ask(requesters, stands):
    assert election_request(Asked(51, requesters), 7).value.stands is stands


def test_an_election_that_too_few_asked_for_gives_no_seats():
    ruling = election({"A": 5, "B": 4}, 3, asked=Asked(20, 4))

    assert ruling.value == Election({}, 5, False)
    assert "ska inte vara proportionellt" in ruling.reasons[-1].text


def test_the_number_present_alone_gives_the_threshold_and_the_seats():
    found = election({"A": 5, "B": 4}, 3, asked=Asked(20)).value

    assert found == Election({"A": 2, "B": 1}, 5, None)


def test_the_elected_follow_the_order_of_the_list():
    found = Election({"A": 2, "B": 1})
    ruling = elected(found, {"A": ["Ek", "Asp", "Al"], "B": ["Lind"]})

    assert ruling.value == {"A": ("Ek", "Asp"), "B": ("Lind",)}
    assert str(ruling.reasons[0].statute).startswith("19 § lagen om proportionella val")


def test_a_list_that_is_too_short_is_remarked():
    remarks = elected(Election({"A": 3}), {"A": ["Ek"]}).remarks

    assert [each.text for each in remarks] == ["A får 3 platser men listan räcker till 1."]


def test_an_election_is_told_in_full():
    assert in_full(election({"A": 17, "B": 5}, 4, asked=Asked(25, 5))) == [
        "25 närvarande delat med 5, ett mer än antalet platser, avrundat uppåt: 5 behöver begära "
        "proportionellt val. Även den som inte röstar räknas. "
        "[2 § lagen om proportionella val i kommuner och regioner (2022:629)]",
        "5 begär det, minst så många. "
        "[2 § lagen om proportionella val i kommuner och regioner (2022:629)]",
        "Platserna fördelas en i taget till den grupp som har störst jämförelsetal: gruppens "
        "röster delade med 1, 2, 3 och så vidare. Så räknar SKR:s exempel till lagen (2022:629).",
        "Jämförelsetalen i fallande ordning: A 17/1 = 17, A 17/2 = 8,5, A 17/3 = cirka 5,67, "
        "B 5/1 = 5.",
        "! 8-18 §§ lagen (2022:629) har inte kunnat läsas. Vilka valsedlar som är ogiltiga avgörs "
        "av valförrättaren: räkna bara de giltiga. Proportionellt val kan begäras bara i de val "
        "som lagen räknar upp.",
        "! Ersättare väljs proportionellt bara om ledamöterna valdes så. "
        "[3 § lagen om proportionella val i kommuner och regioner (2022:629)]",
    ]


def test_many_seats_are_told_by_the_last_number_alone():
    assert "Den sista platsen tas med jämförelsetalet 2." in told(election({"A": 100}, 50))


def test_an_election_before_the_act_cites_nothing_and_says_so():
    ruling = election({"A": 1}, 1, asked=Asked(1), day=date(2022, 6, 30))

    assert ruling.reasons[0].statute is None
    assert [text.split("motsvarade ")[1][:3] for text in told(ruling).splitlines()[3:5]] == [
        "2 §",
        "3 §",
    ]


@pytest.mark.parametrize(
    ("compute", "text"),
    [
        (lambda: election({"A": 1}, 0), "Antalet platser ska vara minst 1."),
        (lambda: election_request(Asked(1), 0), "Antalet platser ska vara minst 1."),
        (lambda: election({"A": -1, "B": 2}, 1), "Ett röstetal kan inte vara negativt."),
        (lambda: election({"A": 0}, 1), "Ingen röst är lämnad: alla röstetal är noll."),
        (lambda: election({}, 1), "Ingen röst är lämnad: alla röstetal är noll."),
        (
            lambda: election({"A": 9}, 1, asked=Asked(8)),
            "9 röster är fler än de 8 närvarande.",
        ),
        (lambda: Asked(0), "Antalet närvarande ska vara minst 1."),
        (lambda: Asked(5, 6), "Antalet som begär valet ska vara 0-5, de närvarande."),
        (lambda: election({"A": 2}, 1, lots=["A"]), "A har ingen del i någon lottning."),
        (
            lambda: election({"A": 2, "B": 2}, 1, lots=["A", "A"]),
            "Samma grupp är dragen två gånger i lottningen.",
        ),
        (
            lambda: elected(Election({"A": 1}), {"B": []}),
            "B har en lista men finns inte bland grupperna.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(compute, text):
    with pytest.raises(ValueError) as refused:
        compute()
    assert str(refused.value) == text
