"""What may be decided, behind which doors, and how an agenda is grouped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.agenda import (
    Item,
    May,
    Notice,
    Placed,
    Section,
    Unanimity,
    doubts,
    grouped,
    may_be_decided,
)
from samverk.rules.assembly import Assembly
from samverk.rules.doors import Doors, is_closed
from samverk.rules.preparation import Preparer, Step, StepKind, Waiver
from samverk.rules.tests.texts import told

MEETING = date(2020, 6, 15)
TOLD = date(2020, 6, 8)
CHAIN = (
    Step(Preparer.BOARD, StepKind.PROPOSED, date(2020, 4, 28)),
    Step(Preparer.EXECUTIVE, StepKind.PROPOSED, date(2020, 5, 29)),
)
READY = Item(announced=TOLD, reached=TOLD, steps=CHAIN)


def may(item, assembly=Assembly.COUNCIL):
    return may_be_decided(item, MEETING, assembly=assembly).value


def test_a_prepared_and_announced_item_may_be_decided():
    assert may(READY) is May.YES


def test_an_unprepared_item_may_not_and_is_told_the_ways_out():
    ruling = may_be_decided(replace(READY, steps=CHAIN[:1]), MEETING, assembly=Assembly.COUNCIL)
    assert ruling.value is May.NO
    assert "Det saknas: tillfälle för kommunstyrelsen" in told(ruling)
    assert "Utväg: låt bereda" in told(ruling)


@pytest.mark.parametrize(
    ("announced", "expected"), [(None, May.UNKNOWN), (date(2020, 6, 9), May.NO), (TOLD, May.YES)]
)
def test_the_day_of_the_announcement_decides(announced, expected):
    assert may(replace(READY, announced=announced)) is expected


def test_a_known_no_weighs_more_than_an_unknown():
    assert may(Item()) is May.NO


def test_a_late_call_is_no_bar_to_deciding():
    assert may(replace(READY, reached=MEETING)) is May.YES


def test_an_urgent_item_is_announced_the_weekday_before():
    urgent = replace(READY, notice=Notice.URGENT, announced=date(2020, 6, 13))
    assert may(urgent) is May.YES
    assert may(replace(urgent, announced=MEETING)) is May.NO


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (None, May.UNKNOWN),
        (Unanimity(40), May.UNKNOWN),
        (Unanimity(40, 40), May.YES),
        (Unanimity(40, 39), May.NO),
    ],
)
def test_an_item_raised_at_the_meeting_needs_all_present(asked, expected):
    assert may(replace(READY, notice=Notice.UNANNOUNCED, takes_up=asked)) is expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(None, May.UNKNOWN), (Unanimity(40, 40), May.YES), (Unanimity(40, 39), May.NO)],
)
def test_an_unprepared_urgent_item_needs_all_to_agree_on_the_decision(asked, expected):
    item = replace(READY, steps=(), waiver=Waiver.URGENT_UNANIMOUS, decides=asked)
    assert may(item) is expected


def test_agreeing_to_take_it_up_is_not_agreeing_on_the_decision():
    item = Item(Notice.UNANNOUNCED, waiver=Waiver.URGENT_UNANIMOUS, takes_up=Unanimity(40, 40))
    assert may(item) is May.UNKNOWN


def test_more_agreeing_than_present_is_refused():
    item = replace(READY, waiver=Waiver.URGENT_UNANIMOUS, decides=Unanimity(3, 4))
    with pytest.raises(ValueError, match="eniga"):
        may(item)


def test_an_election_needs_no_preparation_but_an_announcement():
    assert may(Item(announced=TOLD, reached=TOLD, waiver=Waiver.ELECTION)) is May.YES
    assert may(Item(waiver=Waiver.ELECTION)) is May.UNKNOWN


@pytest.mark.parametrize("assembly", [Assembly.BOARD, Assembly.FEDERATION])
def test_a_boards_item_needs_neither(assembly):
    assert may(Item(), assembly) is May.YES


def test_mere_information_decides_nothing():
    assert may(Item(only_informs=True)) is May.YES


@pytest.mark.parametrize(
    ("doors", "assembly", "closed"),
    [
        (Doors(), Assembly.COUNCIL, False),
        (Doors(is_kept_closed=True), Assembly.COUNCIL, True),
        (Doors(has_secrets=True), Assembly.COUNCIL, False),
        (Doors(), Assembly.BOARD, True),
        (Doors(is_public=True), Assembly.BOARD, False),
        (Doors(is_public=True, is_kept_closed=True), Assembly.BOARD, True),
        (Doors(is_public=True, has_secrets=True), Assembly.BOARD, True),
        (Doors(), Assembly.FEDERATION, True),
        (Doors(is_public=True), Assembly.FEDERATION, False),
        (Doors(is_public=True, is_kept_closed=True), Assembly.FEDERATION, True),
        (Doors(is_public=True, has_secrets=True), Assembly.FEDERATION, True),
        (Doors(sets_budget=True), Assembly.FEDERATION, False),
        (Doors(sets_budget=True, is_kept_closed=True), Assembly.FEDERATION, False),
        (Doors(sets_budget=True, has_secrets=True), Assembly.FEDERATION, False),
    ],
)
def test_the_doors_follow_the_bodys_own_law(doors, assembly, closed):
    ruling = is_closed(doors, assembly=assembly, day=date(2026, 3, 18))
    assert ruling.value is closed
    assert ruling.reasons[0].statute is not None


def test_secrets_in_an_open_council_are_warned_of():
    secret = Doors(has_secrets=True)
    ruling = is_closed(secret, assembly=Assembly.COUNCIL, day=date(2026, 3, 18))
    assert "sekretess" in told(ruling)
    decided = replace(secret, is_kept_closed=True)
    assert is_closed(decided, assembly=Assembly.COUNCIL, day=date(2026, 3, 18)).remarks == ()


@pytest.mark.parametrize(
    ("doors", "warned"),
    [
        (Doors(sets_budget=True), ""),
        (Doors(sets_budget=True, is_kept_closed=True), "är märkt som stängd"),
        (Doors(sets_budget=True, has_secrets=True), "är sekretessbelagd"),
        (Doors(sets_budget=True, has_secrets=True, is_public=True), "är sekretessbelagd"),
    ],
)
def test_a_budget_that_keeps_something_from_the_public_is_warned_of(doors, warned):
    ruling = is_closed(doors, assembly=Assembly.FEDERATION, day=date(2026, 11, 20))
    found = [each.text for each in ruling.remarks if "fastställer budgeten" in each.text]
    assert len(found) == bool(warned)
    assert all(warned in each for each in found)


def test_an_agenda_is_grouped_by_who_decides_and_keeps_the_given_order():
    items = [
        Placed(4, Section.HERE, "kommunstyrelsen"),
        Placed(2, Section.INFORMATION),
        Placed(3, Section.ELSEWHERE, "kommunfullmäktige"),
        Placed(1, Section.HERE, "kommunstyrelsen"),
        Placed(9, Section.FORMALITY),
    ]
    assert [(group.heading, group.items) for group in grouped(items)] == [
        ("Formalia", (9,)),
        ("Beslutas av kommunstyrelsen", (4, 1)),
        ("Beslutas av kommunfullmäktige", (3,)),
        ("Information och anmälningar", (2,)),
    ]


def test_what_speaks_against_deciding_is_only_what_does():
    assert doubts(READY, MEETING) == ()
    (unprepared,) = doubts(replace(READY, steps=()), MEETING)
    assert str(unprepared.statute).startswith("5 kap. 26")
    assert doubts(replace(READY, announced=None), MEETING)
    assert doubts(Item(only_informs=True), MEETING) == doubts(Item(is_question=True), MEETING) == ()
