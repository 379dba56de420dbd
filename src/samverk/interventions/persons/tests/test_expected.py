"""How long the wait is, told at the moment of referral and while the person waits."""

from __future__ import annotations

from datetime import date, timedelta

from samverk.foundation.tests.cast import TODAY
from samverk.interventions.persons.actions import queueing
from samverk.interventions.persons.models import Referral, WaitReport
from samverk.interventions.persons.queries.expected import FEW, UNMEASURED, UNSURE, expected_waits
from samverk.interventions.persons.queries.queues import LAST_RANK
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import somebody
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.test_waiting import fill, measured
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept


@kept
def pages(party):
    return Pages(party)


def expected(party, day=TODAY):
    return expected_waits([party.delivery], day)[party.delivery.pk]


def test_what_is_not_measured_lately_is_unknown(party):
    assert expected(party).in_short == UNMEASURED
    fill(party, [20] * 12, waiting=12)
    measured(party, day=TODAY - timedelta(days=15))
    assert expected(party).in_short == UNMEASURED
    measured(party, "again", day=TODAY - timedelta(days=14))
    assert expected(party).day == TODAY - timedelta(days=14)


def test_each_measure_rests_on_ten_or_more(party):
    fill(party, [20] * 9, waiting=12)
    measured(party)
    told = dict(expected(party).measures)
    assert told["Genomförda"] == told["Aktuellt väntetidsläge"] == FEW
    assert told["Väntande"].endswith("12 personer.")


def test_numbers_that_do_not_add_up_are_unknown(party):
    fill(party, [20] * 12)
    figures = measured(party, day=TODAY - timedelta(days=1)).figures | {"adds_up": False}
    with unread([party.receives]):
        WaitReport.objects.create(
            controller_id=party.receives,
            delivery=party.delivery,
            first=TODAY,
            day=TODAY,
            figures=figures,
        )
    assert expected(party).in_short == UNSURE


def test_many_deliveries_are_answered_in_as_many_questions(party, django_assert_num_queries):
    with django_assert_num_queries(7):
        expected_waits([party.delivery], TODAY)
    with django_assert_num_queries(7):
        expected_waits([party.delivery, party.successor, party.open_door], TODAY)


def test_places_come_for_ten_or_more_at_a_time_and_the_rest_with_the_last(party):
    fill(party, [20] * 12, waiting=25)
    ahead = measured(party).figures["outlook"]["ahead"]
    assert len(ahead) == 2
    # The last of the twenty-five began a hundred and thirteen days ago
    assert ahead[0]["through"] < ahead[1]["through"] == [LAST_RANK, "2023-11-23"]
    assert date.fromisoformat(ahead[0]["first"]) >= TODAY


def test_fewer_than_ten_who_wait_are_told_nothing_each(party):
    fill(party, [20] * 12, waiting=9)
    assert measured(party).figures["outlook"]["ahead"] == []


def test_neighbours_in_the_queue_are_told_the_same(party):
    fill(party, [20] * 12, waiting=20)
    measured(party)
    found = expected(party)
    clocks = [TODAY - timedelta(days=100 + number) for number in range(13, 33)]
    told = [found.coming(LAST_RANK, clock) for clock in sorted(clocks)]
    assert len(set(told[:10])) == 1
    assert "åtta fall av tio" in told[0]
    assert found.coming(LAST_RANK, TODAY) == ""


def test_whoever_refers_sees_the_wait_before_and_while_writing(party, pages):
    fill(party, [20] * 12, waiting=12)
    measured(party)
    person = somebody(party)
    user = party.referrer_user
    assert "Aktuellt väntetidsläge" in text(pages.get(user, "new_referral", person.pk))
    walk = Walk(party, "p")
    walk.consent(person)
    row = walk.draft(person)
    question = text(pages.get(user, "ask_referral", row.pk, "behov"))
    assert "Väntan till Språnget: Väntan blir" in question
    summary = text(pages.get(user, "check_referral", row.pk))
    for words in ("Väntande", "Genomförda", "Aktuellt väntetidsläge", "12 personer", "Mätt den 15"):
        assert words in summary


def test_unknown_is_said_in_words(party, pages):
    row = Walk(party, "p").draft(somebody(party))
    assert UNMEASURED in text(pages.get(party.referrer_user, "check_referral", row.pk))


def test_while_the_person_waits_the_referrer_sees_when_and_why_and_no_rank(party, pages):
    walk = Walk(party, "p")
    entry = walk.in_queue()
    fill(party, [20] * 12, waiting=12, first=entry.number + 1)
    measured(party)
    with unread([party.sends]):
        sent = Referral.objects.get(side="sent")
    page = text(pages.get(party.referrer_user, "sent_referral", sent.pk))
    assert "En plats kommer troligen mellan" in page
    assert "Ingen prioritetsklass. Klockan startade den 15" in page
    assert "plats 13" not in page


def test_after_a_move_the_referrer_sees_the_queue_where_the_person_stands(party, pages):
    entry = Walk(party, "p").in_queue()
    fill(party, [20] * 12, waiting=12, first=entry.number + 1)
    measured(party)
    with unread([party.sends]):
        sent = Referral.objects.get(side="sent")
    queueing.move_in_queue(party.coordinator, party.receives, entry.pk, party.successor.pk, key="m")
    page = text(pages.get(party.referrer_user, "sent_referral", sent.pk))
    assert "flyttad till kön till Språnget Norr" in page
    assert "En plats kommer troligen mellan" not in page
    assert UNMEASURED in page
