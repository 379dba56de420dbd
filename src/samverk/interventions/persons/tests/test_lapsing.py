"""What nobody answers: offers and referrals end by themselves, and late answers count for nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.models import CapacityRow
from samverk.interventions.persons.actions import (
    joining,
    lapsing,
    queueing,
    receiving,
    referrals,
)
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.actions.correcting import correct_queue_entry
from samverk.interventions.persons.actions.lapsing import lapse_all
from samverk.interventions.persons.actions.offering import NewOffer
from samverk.interventions.persons.jobs import lapse
from samverk.interventions.persons.models import (
    Participation,
    PlaceOffer,
    QueueEntry,
    Referral,
    ReferralStep,
    Team,
)
from samverk.interventions.persons.queries.histories import history, turned
from samverk.interventions.persons.queries.line import place_in_queue
from samverk.interventions.persons.queries.steps import queue_history
from samverk.interventions.persons.tests.party import Party
from samverk.interventions.persons.tests.test_far import far, incoming, sent_by
from samverk.interventions.persons.tests.test_far_waits import message
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import begun, number_of
from samverk.interventions.persons.walls import unread

__all__ = ["far"]
CAME, UNTIL = date(2024, 3, 15), date(2024, 3, 22)
NO = queueing.Answer("declined", reason="too_far")
YES = queueing.Answer("accepted")


def night(day: date) -> int:
    with time_machine.travel(f"{day}T00:17:00+01:00", tick=False):
        return lapse_all()


def offered(party: Party, entry: QueueEntry, key: str, why: str = "Bor nära") -> PlaceOffer:
    at = (party.receiver, party.receives, entry.pk)
    return queueing.offer_place(*at, NewOffer(UNTIL, why), key=key)


def test_an_offer_nobody_answers_ends_by_itself_and_the_place_is_free(party):
    entry = Walk(party, "a").in_queue()
    offered(party, entry, "o")
    assert night(UNTIL) == 0
    assert night(UNTIL + timedelta(days=1)) == 1
    assert night(UNTIL + timedelta(days=1)) == 0
    with unread([party.receives]):
        entry.refresh_from_db()
        assert (entry.state, entry.offers.get().answer) == ("waiting", "no_answer")


@time_machine.travel("2024-03-23T08:00:00+01:00", tick=False)
def test_an_answer_after_the_day_is_refused_also_when_the_team_notes_it(party):
    with time_machine.travel("2024-03-15T12:00:00+01:00", tick=False):
        entry = Walk(party, "a").in_queue()
        offered(party, entry, "o")
    at = (party.receiver, party.receives, entry.pk)
    for said in (YES, NO):
        with pytest.raises(ConflictError, match="gick ut den 22"):
            queueing.answer_offer(*at, said, key=f"y/{said.answer}")
    with unread([party.receives]):
        entry.refresh_from_db()
        assert (entry.state, Participation.objects.count()) == ("offered", 0)


def states(party: Party, row: Referral) -> tuple[str, str]:
    with unread([party.sends, party.receives]):
        return (
            Referral.objects.get(thread=row.thread, side="received").state,
            Referral.objects.get(pk=row.pk).state,
        )


def test_a_referral_nobody_takes_up_is_warned_of_twice_and_then_lapses(party):
    row = Walk(party, "a").sent()
    counts = [night(CAME + timedelta(days=days)) for days in range(32)]
    # Fourteen days and seven days are left, and the day after the last of thirty
    assert [days for days, number in enumerate(counts) if number] == [16, 23, 31]
    assert states(party, row) == ("lapsed", "lapsed")
    with unread([party.sends, party.receives]):
        for side in ("sent", "received"):
            steps = ReferralStep.objects.filter(
                subject__thread=row.thread, subject__side=side
            ).order_by("number")
            assert [one.event for one in steps][-3:] == ["warn", "warn", "lapse"]
            assert steps.last().hand == "system"
        # It counts against those who did not answer
        found = turned(party.delivery.pk, CAME, CAME)
        assert (found.came, found.lapsed) == (1, 1)


def test_without_the_warnings_it_does_not_lapse(party):
    row = Walk(party, "a").sent()
    # No worker ran for two months
    late = CAME + timedelta(days=60)
    assert [night(late + timedelta(days=days)) for days in range(10)] == [1, 1, *[0] * 7, 1]
    assert states(party, row) == ("lapsed", "lapsed")


def test_one_that_is_taken_up_is_left_alone(party):
    walk = Walk(party, "a")
    row = walk.sent()
    copy = walk.came(row)
    assert night(CAME + timedelta(days=16)) == 1
    receiving.take_up_referral(party.receiver, party.receives, copy.pk, key="t")
    assert sum(night(CAME + timedelta(days=days)) for days in range(17, 60)) == 0
    assert states(party, row) == ("under_assessment", "under_assessment")


def test_the_days_are_the_teams_own(party):
    with unread([party.receives]):
        team = Team.objects.get(delivery=party.delivery)
        assert team.take_up_days == 30
    Walk(party, "a").sent()
    page = page_of(party.receiver_user, "queue", party.delivery.pk)
    assert "inom 30 dagar" in page


def page_of(user, name: str, *at) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=at)).content.decode()


def start_page(user) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/").content.decode()


def test_both_see_the_warning_and_the_end(party):
    walk = Walk(party, "a")
    row = walk.sent()
    copy = walk.came(row)
    night(CAME + timedelta(days=16))
    for user, name, pk in (
        (party.receiver_user, "received_referral", copy.pk),
        (party.referrer_user, "sent_referral", row.pk),
    ):
        page = page_of(user, name, pk)
        assert "förfaller om ingen gör det till och med den 14\xa0april 2024" in page
    assert "Remisser som snart förfaller" in start_page(party.receiver_user)
    assert "Remisser som ingen har börjat bedöma" in start_page(party.referrer_user)
    night(CAME + timedelta(days=23))
    night(CAME + timedelta(days=31))
    assert "Remissen har förfallit" in page_of(party.referrer_user, "sent_referral", row.pk)
    assert "Återremitterade, hänvisade och förfallna" in page_of(party.referrer_user, "persons")


def test_one_that_is_hindered_hinders_none_of_the_others(party, monkeypatch):
    first, second = Walk(party, "a"), Walk(party, "b")
    row, other = first.sent(), second.sent(number_of(1))
    with unread([party.receives]):
        hindered = Referral.objects.get(thread=row.thread, side="received").pk
    tell = lapsing.tell_other_side

    def broken(copy, event, doing):
        if copy.pk == hindered:
            raise InputError("Mottagarens nyckel saknas.")
        tell(copy, event, doing)

    monkeypatch.setattr(lapsing, "tell_other_side", broken)
    assert night(CAME + timedelta(days=16)) == 1
    with unread([party.sends, party.receives]):
        warned = ReferralStep.objects.filter(event="warn").values_list("subject__thread", flat=True)
        assert set(warned) == {other.thread}


def test_what_another_installation_tells_of_it_is_a_step_here(far):
    row = sent_by(far)
    for event in ("warn", "warn", "lapse"):
        payload = message(far, row, event, reason="")
        take_in_step(incoming(far, payload, far.cast.neighbour, far.cast.town))
    with unread([far.sends]):
        row.refresh_from_db()
        assert row.state == "lapsed"
        assert list(row.steps.order_by("number").values_list("event", "hand"))[-1] == (
            "lapse",
            "system",
        )


def test_who_does_not_answer_twice_leaves_the_queue_with_both_days_noted(party):
    entry = Walk(party, "a").in_queue()
    offered(party, entry, "o1")
    night(date(2024, 3, 23))
    with time_machine.travel("2024-04-02T12:00:00+02:00", tick=False):
        new = NewOffer(date(2024, 4, 9))
        queueing.offer_place(party.receiver, party.receives, entry.pk, new, key="o2")
    assert night(date(2024, 4, 10)) == 1
    with unread([party.receives]):
        entry.refresh_from_db()
        assert (entry.state, entry.removal) == ("removed", "unreachable")
        note = queue_history(entry)[-1].note
    assert note.startswith("Svarade inte på erbjudandena den 15")
    assert "2\xa0april" in note


def test_the_job_runs_it(party):
    entry = Walk(party, "a").in_queue()
    offered(party, entry, "o")
    with time_machine.travel("2024-03-23T00:17:00+01:00", tick=False):
        lapse(0)
    with unread([party.receives]):
        entry.refresh_from_db()
    assert entry.state == "waiting"


# Why somebody never came


def test_who_never_came_has_the_reason_that_was_given(party):
    row = Walk(party, "a").planned()
    at = (party.worker, party.receives, row.pk)
    taking.note_no_show(*at, queueing.Removal("deceased"), key="n")
    with unread([party.receives]):
        assert QueueEntry.objects.get().removal == "deceased"
        row.refresh_from_db()
        assert row.steps.last().reason == "deceased"


@pytest.mark.parametrize(
    "note", ["", "Ringde 2024-03-10", "2024-03-10 och 2024-03-10", "2024-03-10 och 2024-99-99"]
)
def test_unreachable_needs_two_days_also_for_who_never_came(party, note):
    row = Walk(party, "a").planned()
    at = (party.worker, party.receives, row.pk)
    with pytest.raises(InputError, match="två försök"):
        taking.note_no_show(*at, queueing.Removal("unreachable", note), key="n")
    both = queueing.Removal("unreachable", "2024-03-10 och 2024-03-12")
    taking.note_no_show(*at, both, key="n2")


def test_a_reason_that_is_about_the_queue_is_none_for_who_never_came(party):
    row = Walk(party, "a").planned()
    for reason in ("intake_closed", "error", "påhitt", ""):
        with pytest.raises(InputError, match="Välj varför"):
            taking.note_no_show(
                party.worker, party.receives, row.pk, queueing.Removal(reason), key=f"n/{reason}"
            )


# What a wait is


def test_the_days_that_the_referrer_took_are_left_out_of_the_adjusted_wait(party):
    walk = Walk(party, "a")
    row = walk.sent()
    copy = walk.came(row)
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="t")
    receiving.ask_referrer(*at, "Vilken försörjning?", key="q")
    with time_machine.travel("2024-05-15T12:00:00+02:00", tick=False):
        referrals.answer_question(party.referrer, party.sends, row.pk, "Bistånd", key="s")
        entry = receiving.accept_referral(*at, joining.Acceptance("Passar"), key="a")
        with unread([party.receives]):
            waited = place_in_queue(entry, date(2024, 5, 25)).wait.value
            assert (waited.total, waited.adjusted) == (71, 10)
            found = history(party.delivery).entries[0]
            assert found.adjusted_wait(date(2024, 5, 25)) == 10


# What is counted


def test_starts_out_of_order_are_counted_and_no_offers(party):
    CapacityRow.objects.all().update(funded=4, maximum=4)
    three = [Walk(party, name).in_queue(number_of(nth)) for nth, name in enumerate("abc")]
    _, second, third = three
    # Declined out of order: no start
    offered(party, second, "o1")
    queueing.answer_offer(party.receiver, party.receives, second.pk, NO, key="n1")
    # Offered out of order, and taken back
    offered(party, third, "o2")
    why = queueing.Removal("moved")
    queueing.remove_from_queue(party.receiver, party.receives, third.pk, why, key="r")
    # Out of order, and started
    fourth = Walk(party, "d").in_queue(number_of(3))
    offered(party, fourth, "o3")
    queueing.answer_offer(party.receiver, party.receives, fourth.pk, YES, key="y3")
    with unread([party.receives]):
        part = Participation.objects.get()
    begun(party, part)
    # Of nobody
    fifth = Walk(party, "e").in_queue(number_of(4))
    offered(party, fifth, "o4")
    queueing.answer_offer(party.receiver, party.receives, fifth.pk, NO, key="n4")
    correct_queue_entry(party.coordinator, party.receives, fifth.pk, "Fel person", key="c")
    with unread([party.receives]):
        found = turned(party.delivery.pk, CAME, CAME)
    assert (found.offered, found.declined, found.out_of_order) == (2, 1, 1)


def test_a_no_needs_a_reason(party):
    entry = Walk(party, "a").in_queue()
    offered(party, entry, "o")
    at = (party.receiver, party.receives, entry.pk)
    with pytest.raises(InputError, match="varför personen tackar nej"):
        queueing.answer_offer(*at, queueing.Answer("declined"), key="n")
