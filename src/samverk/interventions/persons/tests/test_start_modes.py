"""Offers by how a delivery takes people in: with a group on its day, or one person at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.models import CohortStart, Delivery
from samverk.interventions.persons.actions import lapsing, planning, queueing
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.actions.offering import NewOffer
from samverk.interventions.persons.models import Participation, PlaceOffer, QueueEntry, Referral
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.queries.replaying import Replay, replayed
from samverk.interventions.persons.queries.rooms import coming_groups, first_day_for
from samverk.interventions.persons.queries.steps import queue_history
from samverk.interventions.persons.queries.waits import waits_behind
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, OTHER, Party
from samverk.interventions.persons.tests.test_asking import ask
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.test_waiting import fill, measured
from samverk.interventions.persons.tests.working import begun, number_of, resident
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.queries.starts import starting_words

TODAY = date(2024, 3, 15)
UNTIL = date(2024, 3, 22)
SPRING, AUTUMN = date(2024, 4, 8), date(2024, 9, 2)
YES = queueing.Answer("accepted")


def on(day: date):
    return time_machine.travel(f"{day}T12:00:00+01:00", tick=False)


def in_groups(party: Party, delivery: Delivery | None = None) -> CohortStart:
    """Let a delivery begin in groups, with a start of one place in spring and one of two in autumn."""
    to = delivery or party.delivery
    Delivery.objects.filter(pk=to.pk).update(start_mode="cohort")
    to.refresh_from_db()
    CohortStart.objects.create(delivery=to, starts_on=AUTUMN, places=2)
    return CohortStart.objects.create(
        delivery=to, starts_on=SPRING, apply_by=date(2024, 3, 20), places=1
    )


def one_place(party: Party) -> None:
    Delivery.objects.filter(pk=party.delivery.pk).update(start_mode="single_place")
    party.delivery.refresh_from_db()


def offer(party: Party, entry: QueueEntry, key: str, **more) -> PlaceOffer:
    given: dict[str, Any] = {"answer_by": UNTIL, "out_of_order": "Bor nära"} | more
    return queueing.offer_place(
        party.receiver, party.receives, entry.pk, NewOffer(**given), key=key
    )


def answer(party: Party, entry: QueueEntry, key: str, said=YES) -> QueueEntry:
    return queueing.answer_offer(party.receiver, party.receives, entry.pk, said, key=key)


def take_back(party: Party, entry: QueueEntry, why: str) -> QueueEntry:
    return queueing.take_back_offer(party.receiver, party.receives, entry.pk, why, key="t")


def sent(party: Party) -> Referral:
    with unread([party.sends]):
        return Referral.objects.select_related("delivery").get(side="sent")


def planned_of(party: Party, entry: QueueEntry) -> Participation:
    with unread([party.receives]):
        return Participation.objects.get(entry=entry)


def test_an_offer_in_groups_names_a_coming_start(party):
    in_groups(party)
    entry = Walk(party, "a").in_queue()
    for day, told in (
        (None, "Välj vilken start"),
        (date(2024, 4, 9), "Ingen grupp startar den 9.april"),
    ):
        with pytest.raises(InputError, match=told):
            offer(party, entry, f"o{day}", first_day=day)
    CohortStart.objects.create(delivery=party.delivery, starts_on=UNTIL, called_off="Sjuk.")
    with pytest.raises(InputError, match="inställd: Sjuk"):
        offer(party, entry, "off", first_day=UNTIL)
    assert offer(party, entry, "o", first_day=SPRING).first_day == SPRING


def test_no_more_are_offered_a_group_than_it_has_places_for_though_the_rest_are_free(party):
    in_groups(party)
    first, second, third = (Walk(party, n).in_queue(number_of(k)) for k, n in enumerate("abc"))
    offer(party, first, "o1", first_day=SPRING)
    with pytest.raises(InputError, match=r"Starten den 8.april 2024 har 1 plats\."):
        offer(party, second, "o2", first_day=SPRING)
    answer(party, first, "y1")
    with pytest.raises(InputError, match="Ingen plats är ledig"):
        offer(party, second, "o3", first_day=SPRING)
    offer(party, second, "o4", first_day=AUTUMN)
    assert offer(party, third, "o5", first_day=AUTUMN).first_day == AUTUMN


def test_a_group_that_has_begun_takes_no_place_from_the_next(party):
    """Two take part in the delivery of two places: the next group is as large all the same."""
    in_groups(party)
    with unread([party.receives]):
        for number in (1, 2):
            Participation.objects.create(
                controller_id=party.receives,
                person=resident(party, number_of(number)),
                delivery=party.delivery,
                party=party.cast.neighbour,
                sex="woman",
                state="active",
                starts_on=date(2023, 9, 4),
            )
    entry = Walk(party, "a").in_queue()
    assert offer(party, entry, "o", first_day=SPRING).pk


def test_the_places_of_a_group_are_those_that_are_open_that_day(party):
    start = in_groups(party)
    CohortStart.objects.filter(pk=start.pk).update(places=9)
    with unread([party.receives]):
        (spring, _) = coming_groups(party.delivery, TODAY)
    assert spring.free.value == 2
    assert "bara så många av 9 är öppna" in spring.free.reasons[0].text


def test_after_the_last_day_to_apply_an_offer_needs_a_reason(party):
    in_groups(party)
    entry, early = Walk(party, "a").in_queue(MAN), Walk(party, "b").in_queue(OTHER)
    offer(party, early, "o0", first_day=AUTUMN, late="Behövs inte")
    with on(date(2024, 3, 21)):
        with pytest.raises(InputError, match=r"Sista dag att söka till starten den 8.april 2024"):
            offer(party, entry, "o1", first_day=SPRING)
        said = {"answer_by": "2024-03-22", "first_day": "2024-04-08", "out_of_order": "Bor nära"}
        page = Pages(party).send(party.receiver_user, "offer_place", entry.pk, **said)
        assert (page.status_code, 'href="#falt-late"' in page.content.decode()) == (400, True)
        offer(party, entry, "o2", first_day=SPRING, late="Fick avhopp")
    with unread([party.receives]):
        notes = [one.note for one in queue_history(QueueEntry.objects.get(pk=entry.pk))]
        others = [one.note for one in queue_history(QueueEntry.objects.get(pk=early.pk))]
    assert "Efter sista dag att söka: Fick avhopp" in notes
    assert not any(others)


def test_who_says_yes_is_planned_for_the_groups_day_and_cannot_start_before(party):
    in_groups(party)
    entry = Walk(party, "a").in_queue()
    offer(party, entry, "o", first_day=SPRING)
    answer(party, entry, "y")
    row = planned_of(party, entry)
    assert row.starts_on == SPRING
    with on(date(2024, 4, 7)), pytest.raises(InputError, match="Ingen kan börja före"):
        begun(party, row, date(2024, 4, 7))
    with on(SPRING):
        at = (party.worker, party.receives, row.pk)
        assert taking.start_participation(*at, SPRING, key="st") == row


def test_a_start_that_is_called_off_is_nobodys_no(party):
    start = in_groups(party)
    entry = Walk(party, "a").in_queue()
    offer(party, entry, "o", first_day=SPRING)
    CohortStart.objects.filter(pk=start.pk).update(called_off="Ledaren är sjuk.")
    with pytest.raises(
        ConflictError, match=r"Starten den 8.april 2024 är inställd: Ledaren är sjuk\. Erb"
    ):
        answer(party, entry, "y")
    assert lapsing.lapse_all() == 1
    with unread([party.receives]):
        row = QueueEntry.objects.get(pk=entry.pk)
        assert (row.state, row.offers.get().answer) == ("waiting", "taken_back")
        assert row.steps.latest("number").event == "take_back"
    # Nobody turned anything down: the next start is theirs at once, and in order
    assert offer(party, row, "o2", first_day=AUTUMN, out_of_order="").first_day == AUTUMN


def test_who_was_planned_for_a_start_that_is_called_off_begins_with_the_next(party):
    start = in_groups(party)
    entry = Walk(party, "a").in_queue()
    offer(party, entry, "o", first_day=SPRING)
    answer(party, entry, "y")
    CohortStart.objects.filter(pk=start.pk).update(called_off="Sjuk.")
    row = planned_of(party, entry)
    with (
        on(date(2024, 4, 9)),
        pytest.raises(InputError, match=r"nästa start, den 2.september 2024"),
    ):
        begun(party, row, date(2024, 4, 9))
    with on(AUTUMN):
        at = (party.worker, party.receives, row.pk)
        taking.measure_status(
            *at, taking.NewMeasurement("entry", AUTUMN, missing="declined"), key="m"
        )
        assert taking.start_participation(*at, AUTUMN, key="st").starts_on == AUTUMN


def test_an_offer_is_taken_back_with_why_and_the_person_waits_on(party):
    entry = Walk(party, "a").in_queue()
    offer(party, entry, "o")
    with pytest.raises(InputError, match="Skriv varför"):
        take_back(party, entry, " ")
    assert take_back(party, entry, "Fel person").state == "waiting"
    with pytest.raises(ConflictError, match="inget öppet erbjudande"):
        queueing.take_back_offer(party.receiver, party.receives, entry.pk, "Igen", key="t2")


def test_a_single_place_is_one_persons_whatever_the_ledger_says(party):
    one_place(party)
    first, second = Walk(party, "a").in_queue(MAN), Walk(party, "b").in_queue(OTHER)
    offer(party, first, "o1")
    with pytest.raises(InputError, match="inte känt när den blir ledig"):
        offer(party, second, "o2")
    answer(party, first, "y1")
    with on(UNTIL):
        begun(party, planned_of(party, first), UNTIL)
        with pytest.raises(InputError, match="inte känt"):
            offer(party, second, "o3", answer_by=date(2024, 4, 1))


def test_a_single_place_is_offered_from_the_planned_end_of_who_has_it(party):
    one_place(party)
    first, second = Walk(party, "a").in_queue(MAN), Walk(party, "b").in_queue(OTHER)
    offer(party, first, "o1", first_day=UNTIL)
    answer(party, first, "y1")
    end = date(2024, 6, 30)
    with on(UNTIL):
        begun(party, planned_of(party, first), UNTIL)
        with unread([party.receives]):
            Participation.objects.filter(entry=first).update(planned_end=end)
            assert first_day_for(party.delivery, date(2024, 4, 1), UNTIL) == end
        queue = text(Pages(party).get(party.receiver_user, "queue", party.delivery.pk))
        assert "Platsen är upptagen till den 30" in queue
        with pytest.raises(InputError, match=r"upptagen till den 30.juni 2024"):
            offer(party, second, "o2", first_day=date(2024, 6, 29))
        assert offer(party, second, "o3").first_day == end
        answer(party, second, "y2")
    with on(end), pytest.raises(InputError, match=r"Platsen är upptagen. Avsluta"):
        begun(party, planned_of(party, second), end)


def test_a_rolling_offer_has_the_day_that_leaves_the_time_to_answer_and_may_have_another(party):
    first, second = Walk(party, "a").in_queue(MAN), Walk(party, "b").in_queue(OTHER)
    assert offer(party, first, "o1").first_day == UNTIL
    with pytest.raises(InputError, match="Låt svaret komma senast den dagen"):
        offer(party, second, "o2", first_day=date(2024, 3, 21))
    later = date(2024, 5, 2)
    offer(party, second, "o3", first_day=later)
    answer(party, second, "y")
    assert planned_of(party, second).starts_on == later
    # The place is free already: it may be begun before
    assert begun(party, planned_of(party, second)).starts_on == TODAY


def test_an_offer_from_before_offers_had_a_day_plans_the_day_of_the_yes(party):
    entry = Walk(party, "a").in_queue()
    with unread([party.receives]):
        QueueEntry.objects.filter(pk=entry.pk).update(state="offered")
        PlaceOffer.objects.create(
            controller_id=party.receives,
            person_id=entry.person_id,
            entry=entry,
            number=1,
            made_on=TODAY,
            answer_by=UNTIL,
        )
    answer(party, entry, "y")
    assert planned_of(party, entry).starts_on == TODAY


def test_the_referrer_is_told_the_first_day_before_and_after_the_yes(party):
    walk = Walk(party, "a")
    entry = walk.in_queue()
    offer(party, entry, "o", first_day=SPRING)
    row = sent(party)
    with unread([party.sends]):
        told = waits_behind([row])[row.pk]
        assert (told.answer_by, told.first_day) == (UNTIL, SPRING)
    answer(party, entry, "y")
    with unread([party.sends]):
        told = waits_behind([row])[row.pk]
    assert (told.answer_by, told.first_day) == (None, SPRING)


def test_a_page_of_an_offer_asks_for_the_start_and_shows_it_afterwards(party):
    in_groups(party)
    pages, team = Pages(party), party.receiver_user
    entry = Walk(party, "a").in_queue()
    before = text(pages.get(party.referrer_user, "sent_referral", sent(party).pk))
    assert "Nästa start: den 8" in before
    asked = text(pages.get(team, "offer_place", entry.pk))
    assert "Vilken start?" in asked
    assert "sök senast den 20" in asked
    assert "1 ledig plats" in asked
    said = {"answer_by": "2024-03-22", "first_day": "2024-04-09"}
    assert pages.send(team, "offer_place", entry.pk, **said).status_code == 400
    said["first_day"] = SPRING.isoformat()
    assert pages.send(team, "offer_place", entry.pk, **said).status_code == 302
    assert "2024-04-08" in text(pages.get(team, "queue_entry", entry.pk))
    queue = text(pages.get(team, "queue", party.delivery.pk))
    assert "Börjar 2024-04-08" in queue
    assert "Fullt. Starten den 8" in queue
    referrer = text(pages.get(party.referrer_user, "sent_referral", sent(party).pk))
    assert "En plats är erbjuden, med första dag den 8" in referrer


def test_a_page_says_that_a_start_is_called_off_and_takes_the_offer_back(party):
    start = in_groups(party)
    pages, team = Pages(party), party.receiver_user
    entry = Walk(party, "a").in_queue()
    offer(party, entry, "o", first_day=SPRING)
    CohortStart.objects.filter(pk=start.pk).update(called_off="Ledaren är sjuk.")
    page = text(pages.get(team, "queue_entry", entry.pk))
    assert "Starten är inställd" in page
    assert "Ta tillbaka erbjudandet" in page
    pages.send(team, "take_back_offer", entry.pk, why="Inställd")
    assert "Erbjudandet togs tillbaka" in text(pages.get(team, "queue_entry", entry.pk))


def test_the_referrer_is_told_the_next_start_that_one_can_still_apply_to(party):
    start = in_groups(party)
    told = starting_words([party.delivery], TODAY)[party.delivery.pk].replace("\xa0", " ")
    assert told == ("Nästa start: den 8 april 2024, 1 plats. Sök senast den 20 mars 2024.")
    told = starting_words([party.delivery], date(2024, 3, 21))[party.delivery.pk]
    assert "Sista dag att söka till den har passerat. Därefter: den 2" in told
    CohortStart.objects.exclude(pk=start.pk).update(called_off="Få sökande")
    told = starting_words([party.delivery], date(2024, 3, 21))[party.delivery.pk]
    assert told.endswith("Sista dag att söka har passerat.")
    told = starting_words([party.delivery], date(2024, 4, 9))[party.delivery.pk]
    assert told == "Personer börjar i grupp. Ingen kommande start är registrerad."
    one_place(party)
    assert starting_words([party.delivery], TODAY)[party.delivery.pk] == (
        "En person i taget har platsen."
    )
    assert starting_words([party.successor], TODAY) == {}


def test_a_history_has_the_starts_that_stand_and_one_place_is_one(party):
    start = in_groups(party)
    CohortStart.objects.filter(pk=start.pk).update(called_off="Sjuk", recorded_on=None)
    with unread([party.receives]):
        found = history(party.delivery)
    (autumn,) = found.starts
    assert (autumn.day, autumn.places, autumn.decided) == (AUTUMN, 2, TODAY)
    assert found.in_groups == (party.delivery.name,)
    one_place(party)
    with unread([party.receives]):
        found = history(party.delivery)
    assert [one.available for one in found.places] == [1]
    assert (found.starts, found.in_groups) == ((), ())


def test_a_measurement_and_a_what_if_of_groups_reckon_with_the_starts_and_can_be_made_again(party):
    in_groups(party)
    fill(party, range(10, 120, 5), waiting=12)
    row = ask(party, places=4)
    now, then = row.answer
    # Three places are to come as it is: one in spring, two in autumn
    assert (now["starts"]["high"], then["starts"]["high"]) == (3, 8)
    with unread([party.receives]):
        row.refresh_from_db()
    with reading([party.receives], party.receiver.user):
        assert replayed(row) is Replay.SAME
    assert measured(party, "m").figures["adds_up"]
    page = text(Pages(party).get(party.receiver_user, "waits", party.delivery.pk))
    assert "När grupper börjar" in page
    assert "2024-09-02" in page


def test_without_referral_one_is_planned_with_a_group_while_it_has_room(party):
    in_groups(party, party.open_door)

    def plan(number: int, day: date, key: str) -> Participation:
        new = planning.NewPlan(resident(party, number_of(number)).pk, party.open_door.pk, day)
        return planning.plan_without_referral(party.worker, party.receives, new, key=key)

    with pytest.raises(InputError, match=r"Ingen grupp startar den 9.april 2024"):
        plan(0, date(2024, 4, 9), "a")
    assert plan(1, SPRING, "b").starts_on == SPRING
    with pytest.raises(InputError, match=r"Starten den 8.april 2024 har 1 plats"):
        plan(2, SPRING, "c")
