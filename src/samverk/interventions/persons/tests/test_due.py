"""What falls due stands on the desk: follow-ups, consents that run out, places that got a no."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from samverk.foundation.tests.cast import TODAY
from samverk.interventions.persons import actions
from samverk.interventions.persons.models import (
    Consent,
    ConsentReceiver,
    Participation,
    Protection,
    QueueEntry,
    Referral,
)
from samverk.interventions.persons.queries.due import (
    follow_ups_due,
    follow_ups_to_renew,
    shares_to_renew,
    turned_down_lately,
)
from samverk.interventions.persons.queries.participations import DUE, work_of
from samverk.interventions.persons.queries.parts import ON_A_PAGE, Asked
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.test_waiting import fill
from samverk.interventions.persons.tests.working import (
    agreed,
    begun,
    ended,
    planned_at_the_door,
    resident,
)
from samverk.interventions.persons.walls import unread
from samverk.rules.interventions.follow_up import MONTHS, FollowUpPoint, due_on


def due(party, day):
    with unread([party.receives]):
        return list(follow_ups_due(Participation.objects.all(), day).rows)


def over(party, last, starts=date(2024, 1, 10)):
    """Somebody who consented to follow-up and ended on a day."""
    person = resident(party)
    agreed(party, person)
    row = begun(party, planned_at_the_door(party, person, starts), starts)
    return ended(party, row, last)


def test_the_database_counts_months_as_the_rule_does(party):
    fill(party, [20])
    with unread([party.receives]):
        for last in (date(2023, 11, 30), date(2024, 2, 29), date(2023, 12, 31)):
            Participation.objects.update(ended_on=last)
            found = {which: day for _, _, which, day in due(party, date(2026, 1, 1))}
            assert found == {point.value: due_on(last, point) for point in FollowUpPoint}


def test_a_follow_up_is_due_from_its_day_until_it_is_made(party):
    over(party, TODAY)
    first = due_on(TODAY, FollowUpPoint.M3)
    assert due(party, first - timedelta(days=1)) == []
    ((pk, *_),) = due(party, first)
    pages = Pages(party)
    with time_machine.travel(first, tick=False):
        page = text(pages.browser(party.worker_user).get("/"))
        assert "Uppföljningar att göra" in page
        assert "/deltagare/?visa=alla&amp;lista=folj-upp" in page
        new = actions.NewMeasurement("m3", first, missing="unreachable")
        actions.measure_status(party.worker, party.receives, pk, new, key="m")
        assert "Uppföljningar att göra" not in text(pages.browser(party.worker_user).get("/"))
    assert due(party, first) == []


def test_all_that_are_due_are_listed_a_page_at_a_time_the_longest_due_first(party):
    fill(party, [20] * 45)
    late = TODAY + timedelta(days=400)
    with unread([party.receives]):
        everything = work_of([party.receives], Asked(), late).due
        pages = [work_of([party.receives], Asked(DUE, number), late).due for number in (1, 2, 3, 9)]
    # 45 people, three follow-ups each
    assert everything.total == 45 * len(MONTHS)
    assert [len(one) for one in pages] == [ON_A_PAGE, ON_A_PAGE, 135 - 2 * ON_A_PAGE, ON_A_PAGE]
    days = [one.due_on for page in pages[:3] for _, one in page]
    assert days == sorted(days)
    assert len({(row.pk, one.point) for page in pages[:3] for row, one in page}) == 135


def test_who_did_not_consent_is_not_followed_up(party):
    fill(party, [20])
    with unread([party.receives]):
        Participation.objects.update(is_followed=False)
    assert due(party, date(2026, 1, 1)) == []


def test_a_protected_person_is_counted_for_nobody_else(party):
    row = over(party, TODAY)
    with unread([party.receives]):
        Protection.objects.create(controller_id=party.receives, person_id=row.person_id)
    with time_machine.travel(due_on(TODAY, FollowUpPoint.M12), tick=False):
        page = text(Pages(party).browser(party.worker_user).get("/"))
    assert "Uppföljningar att göra" not in page


@pytest.mark.parametrize(("days", "is_soon"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_consent_that_soon_runs_out_is_told_to_the_referrer(party, days, is_soon):
    Walk(party, "a").in_queue()
    last = TODAY + timedelta(days=days)
    with unread([party.sends]):
        Referral.objects.update(shared_until=last)
        assert shares_to_renew(TODAY).exists() is is_soon
    pages = Pages(party)
    page = text(pages.browser(party.referrer_user).get("/"))
    assert ("Samtycken som snart löper ut" in page) is is_soon
    listed = text(pages.get(party.referrer_user, "persons"))
    assert ("Samtycke som snart löper ut" in listed) is is_soon
    assert (f"Gäller till och med {last}" in listed) is is_soon
    # Also in the list of what is more urgent
    confirmed = TODAY - timedelta(days=90)
    with unread([party.receives]):
        QueueEntry.objects.update(confirmed_on=confirmed)
    listed = text(pages.get(party.referrer_user, "persons"))
    assert "Bekräfta väntan" in listed or days < 0
    assert (f"Samtycket gäller till och med {last}" in listed) is is_soon


def test_a_consent_to_follow_up_is_renewed_unless_another_lasts_longer(party):
    person = resident(party)
    with unread([party.receives]):
        given = Consent.objects.create(
            controller_id=party.receives,
            person=person,
            purpose="follow_up",
            form="written",
            from_date=date(2024, 1, 1),
            to_date=TODAY + timedelta(days=10),
        )
        ConsentReceiver.objects.create(
            controller_id=party.receives,
            person=person,
            consent=given,
            organisation=party.cast.neighbour,
        )
        assert not follow_ups_to_renew(TODAY).exists()
    begun(party, planned_at_the_door(party, person, TODAY), TODAY)
    with unread([party.receives]):
        assert follow_ups_to_renew(TODAY).count() == 1
        assert not follow_ups_to_renew(TODAY - timedelta(days=60)).exists()
    page = text(Pages(party).browser(party.worker_user).get("/"))
    assert "Samtycken till uppföljning som snart löper ut" in page
    listed = text(Pages(party).get(party.worker_user, "participations"))
    assert "Gäller till och med" in listed
    assert f"{TODAY + timedelta(days=10)}" in listed
    agreed(party, person)
    with unread([party.receives]):
        assert not follow_ups_to_renew(TODAY).exists()


def offered(party, entry, key):
    return actions.offer_place(
        party.receiver, party.receives, entry.pk, actions.NewOffer(TODAY), key=key
    )


def test_a_place_that_got_a_no_is_offered_to_the_next(party):
    first, second = Walk(party, "a").in_queue(), Walk(party, "b").in_queue(MAN)
    offered(party, first, "o1")
    no = actions.Answer("declined", "", "bad_time")
    with time_machine.travel("2024-03-15T13:00:00+01:00", tick=False):
        actions.answer_offer(party.receiver, party.receives, first.pk, no, key="n")
        line = "Platser som fick nej, erbjud nästa"
        assert line in text(Pages(party).browser(party.receiver_user).get("/"))
        with unread([party.receives]):
            assert not turned_down_lately(TODAY + timedelta(days=14)).exists()
        offered(party, second, "o2")
        assert line not in text(Pages(party).browser(party.receiver_user).get("/"))


def test_a_no_with_nobody_else_in_the_queue_is_no_work(party):
    first = Walk(party, "a").in_queue()
    offered(party, first, "o1")
    no = actions.Answer("declined", "", "bad_time")
    actions.answer_offer(party.receiver, party.receives, first.pk, no, key="n")
    with unread([party.receives]):
        assert not turned_down_lately(TODAY).exists()
