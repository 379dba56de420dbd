"""The receiving team's pages: assess, answer, and keep the queue in order."""

from __future__ import annotations

import pytest
import time_machine

from samverk.foundation.actors import Role
from samverk.foundation.sealing import new_key
from samverk.foundation.tests.cast import TODAY
from samverk.foundation.tests.telling import without_ids
from samverk.interventions.models import PriorityClass
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.actions.pausing import pause_wait
from samverk.interventions.persons.models import NamedHandler, Person, QueueEntry, Referral
from samverk.interventions.persons.records import Identity, seal_identity
from samverk.interventions.persons.tests.pages import Pages, reads_of, text
from samverk.interventions.persons.tests.party import MAN, OTHER, WOMAN, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

CANARY = "Kanariefågel"


@kept
def pages(party):
    return Pages(party)


@kept
def team(party):
    return party.receiver_user


def again(party, row):
    with unread([party.receives, party.sends]):
        return type(row).objects.get(pk=row.pk)


def taken_up(pages, name="p", number=None):
    row = pages.came(name, number)
    pages.send(pages.party.receiver_user, "take_up_referral", row.pk)
    return row


def test_the_page_shows_what_was_sent_and_every_step(party, pages, team):
    row = taken_up(pages)
    page = text(pages.get(team, "received_referral", row.pk))
    for said in ("Behöver stöd att komma ut", "SN 2024/12", "Började bedömas", "Lillköping"):
        assert said in page
    assert "Personuppgiftsansvarig: Socialnämnden" in page
    assert "9805" not in without_ids(page)


def test_offers_follow_the_state(pages, team):
    row = pages.came()
    assert "Återremittera" not in text(pages.get(team, "received_referral", row.pk))
    pages.send(team, "take_up_referral", row.pk)
    assert "Återremittera" in text(pages.get(team, "received_referral", row.pk))


def test_a_referral_is_asked_about(party, pages, team):
    row = taken_up(pages)
    assert pages.send(team, "ask_referrer", row.pk, text="").status_code == 400
    pages.send(team, "ask_referrer", row.pk, about="about_times", text="Vilka tider passar?")
    assert again(party, row).state == "incomplete"


def test_a_referral_is_accepted_with_class_and_ground(party, pages, team):
    made = PriorityClass.objects.create(
        delivery=party.delivery, rank=0, name="Unga föräldrar", ground="Barn i hemmet"
    )
    row = taken_up(pages)
    said = {"opinion": "Passar väl", "priority": made.pk}
    answer = pages.send(team, "accept_referral", row.pk, **said)
    assert answer.status_code == 400
    assert "Skriv varför prioritetsklassen gäller" in text(answer)
    assert "Passar väl" in text(answer)
    pages.send(team, "accept_referral", row.pk, **said, priority_ground="Två små barn")
    with unread([party.receives]):
        assert QueueEntry.objects.get().priority == made
    page = text(pages.get(team, "queue", party.delivery.pk))
    assert "Unga föräldrar: Två små barn. Klockan startade den 15\xa0mars 2024." in page


def test_the_opinion_stays_with_the_team(party, pages, team):
    row = taken_up(pages)
    pages.send(team, "accept_referral", row.pk, opinion="Behöver lång tid")
    with unread([party.sends]):
        sent = Referral.objects.get(side="sent")
    assert "Behöver lång tid" in text(pages.get(team, "received_referral", row.pk))
    assert "Behöver lång tid" not in text(pages.get(party.referrer_user, "sent_referral", sent.pk))


def test_a_return_needs_code_and_advice(party, pages, team):
    row = taken_up(pages)
    assert pages.send(team, "return_referral", row.pk, text="Vården först").status_code == 400
    assert pages.send(team, "return_referral", row.pk, reason="too_complex").status_code == 400
    said = {"reason": "too_complex", "text": "Vården först"}
    assert pages.send(team, "return_referral", row.pk, **said).status_code == 302
    assert again(party, row).return_reason == "too_complex"


def test_a_referral_is_passed_on_with_its_clock(party, pages, team):
    row = taken_up(pages)
    form = text(pages.get(team, "redirect_referral", row.pk))
    assert "Språnget Norr" in form
    said = {"delivery": party.successor.pk, "text": "Närmare hemmet"}
    assert pages.send(team, "redirect_referral", row.pk, **said).status_code == 302
    with unread([party.receives]):
        new = Referral.objects.get(delivery=party.successor, side="received")
    assert (new.clock_start, new.redirected_from_id) == (row.clock_start, row.pk)


def test_the_sender_follows_a_referral_that_was_passed_on(party, pages, team):
    row = taken_up(pages)
    said = {"delivery": party.successor.pk, "text": "Närmare hemmet"}
    pages.send(team, "redirect_referral", row.pk, **said)
    with unread([party.receives]):
        new = Referral.objects.get(delivery=party.successor)
    with unread([party.sends]):
        ours = Referral.objects.get(delivery=party.successor)
    pages.send(team, "take_up_referral", new.pk)
    pages.send(team, "ask_referrer", new.pk, about="about_times", text="Vilka dagar?")
    assert "Vilka dagar?" in text(pages.get(party.referrer_user, "answer_question", ours.pk))
    pages.send(party.referrer_user, "answer_question", ours.pk, text="Tisdagar")
    pages.send(team, "accept_referral", new.pk, opinion="Ja")
    page = text(pages.get(party.referrer_user, "persons"))
    assert "Språnget Norr" in page
    assert "Bekräftas senast 2024-06-13" in page
    assert (
        pages.send(
            party.referrer_user, "confirm_wait", ours.pk, says="still_wants", support="talks"
        ).status_code
        == 302
    )


def test_a_referral_is_not_passed_on_to_where_it_has_been(party, pages, team):
    row = taken_up(pages)
    said = {"delivery": party.successor.pk, "text": "Närmare hemmet"}
    pages.send(team, "redirect_referral", row.pk, **said)
    with unread([party.receives]):
        new = Referral.objects.get(delivery=party.successor)
    pages.send(team, "take_up_referral", new.pk)
    back = {"delivery": party.delivery.pk, "text": "Tillbaka"}
    answer = pages.send(team, "redirect_referral", new.pk, **back)
    assert answer.status_code == 400
    assert "har redan haft remissen" in text(answer)


def test_the_queue_stands_in_order_and_ranks_nobody(party, pages, team):
    Walk(party, "a").in_queue()
    made = PriorityClass.objects.create(
        delivery=party.delivery, rank=0, name="Unga föräldrar", ground="Barn"
    )
    with time_machine.travel("2024-04-01T12:00:00+02:00", tick=False):
        row = taken_up(pages, "b", MAN)
        how = {"opinion": "Ja", "priority": made.pk, "priority_ground": "Två små barn"}
        pages.send(team, "accept_referral", row.pk, **how)
        page = text(pages.get(team, "queue", party.delivery.pk))
    # Later, but of a class that goes first
    assert page.index("19900118-••••") < page.index("19850709-••••")
    assert "Antal personer: 2." in page


def test_the_wait_is_shown_whole_and_without_pauses(party, pages, team):
    entry = Walk(party, "a").in_queue()
    with time_machine.travel("2024-03-20T12:00:00+01:00", tick=False):
        pages.send(team, "pause_wait", entry.pk, reason="health")
    with time_machine.travel("2024-03-30T12:00:00+01:00", tick=False):
        page = text(pages.get(team, "queue_entry", entry.pk))
        assert "15, utan pauser 5" in page
        assert "Pausad" in text(pages.get(team, "queue", party.delivery.pk))
        pages.send(team, "resume_wait", entry.pk)
    assert again(party, entry).state == "waiting"


@pytest.mark.parametrize(("day", "due"), [("2024-06-12", False), ("2024-06-13", True)])
def test_a_wait_to_be_confirmed_is_seen_in_the_queue(party, pages, team, day, due):
    Walk(party, "a").in_queue()
    with time_machine.travel(f"{day}T12:00:00+02:00", tick=False):
        page = text(pages.get(team, "queue", party.delivery.pk))
    assert ("Skulle bekräftas 2024-06-13" in page) is due


def test_the_second_in_order_is_offered_with_a_reason(party, pages, team):
    Walk(party, "a").in_queue()
    second = Walk(party, "b").in_queue(MAN)
    asked = text(pages.get(team, "offer_place", second.pk))
    assert "1 i kön står före" in asked
    assert 'value="2024-03-29"' in asked
    refused = pages.send(team, "offer_place", second.pk, answer_by="2024-03-22")
    assert refused.status_code == 400
    assert "1 i kön står före" in text(refused)
    assert 'value="2024-03-22"' in text(refused)
    said = {"answer_by": "2024-03-22", "out_of_order": "Bor nära", "key": "o"}
    for _ in range(2):
        assert pages.send(team, "offer_place", second.pk, **said).status_code == 302
    assert "Bor nära" in text(pages.get(team, "queue_entry", second.pk))
    form = text(pages.get(team, "offer_place", second.pk))
    assert "Lediga platser: 1" in form


def test_an_offer_is_answered_or_lapses_after_its_day(party, pages, team):
    entry = Walk(party, "a").in_queue()
    pages.send(team, "offer_place", entry.pk, answer_by="2024-03-22")
    assert "har inte gått ut" in text(pages.send(team, "lapse_offer", entry.pk))
    assert "Svarstiden gick ut" not in text(pages.get(team, "queue_entry", entry.pk))
    with time_machine.travel("2024-03-23T12:00:00+01:00", tick=False):
        assert "Svarstiden gick ut" in text(pages.get(team, "queue_entry", entry.pk))
        pages.send(team, "lapse_offer", entry.pk)
    assert again(party, entry).state == "waiting"
    with time_machine.travel("2024-03-24T12:00:00+01:00", tick=False):
        pages.send(team, "offer_place", entry.pk, answer_by="2024-03-29")
        pages.send(team, "answer_offer", entry.pk, answer="accepted")
    assert again(party, entry).state == "starting"


def test_removal_needs_a_code_and_two_attempts_for_the_unreached(party, pages, team):
    entry = Walk(party, "a").in_queue()
    one = {"reason": "unreachable", "note": "Ringde 2024-03-10"}
    assert pages.send(team, "remove_from_queue", entry.pk).status_code == 400
    assert pages.send(team, "remove_from_queue", entry.pk, **one).status_code == 400
    two = {"reason": "unreachable", "note": "Ringde 2024-03-10 och 2024-03-14"}
    assert pages.send(team, "remove_from_queue", entry.pk, **two).status_code == 302
    assert "Ingen står i kö" in text(pages.get(team, "queue", party.delivery.pk))


def hidden_referral(party):
    """A protected person's referral, as it came: the receiving coordinator alone knows of it."""
    new = persons.NewPerson(party.sends, CANARY, WOMAN, home=party.cast.town.pk, protected=True)
    walk = Walk(party, "h")
    person = persons.register_person(party.referrer, new, key="dold")
    walk.consent(person)
    row = walk.draft(person)
    actions.submit_referral(party.referrer, party.sends, row.pk, "consent", key="h/i")
    return walk.came(row)


def test_a_protected_person_stands_in_no_list_of_those_not_named(party, pages, team):
    row = hidden_referral(party)
    for name, place in (("persons", ()), ("queue", (party.delivery.pk,))):
        assert CANARY not in text(pages.get(team, name, *place))
    assert pages.get(team, "received_referral", row.pk).status_code == 404


def test_a_protected_person_holds_a_place_that_is_counted(party, pages, team):
    row = hidden_referral(party)
    colleague = user("Runa Holm", Role.RECEIVER, party.cast.neighbour_board)
    with unread([party.receives]):
        NamedHandler.objects.create(
            controller_id=party.receives, person_id=row.person_id, user=colleague
        )
    pages.send(colleague, "take_up_referral", row.pk)
    pages.send(colleague, "accept_referral", row.pk, opinion="Ja")
    with unread([party.receives]):
        entry = QueueEntry.objects.get()
    pages.send(colleague, "offer_place", entry.pk, answer_by="2024-03-22")
    page = text(pages.get(team, "queue", party.delivery.pk))
    assert "Lediga i dag: 1." in page
    assert CANARY not in page
    assert CANARY in text(pages.get(colleague, "queue", party.delivery.pk))


def test_a_page_of_the_queue_in_at_most_sixteen_questions(
    party, pages, team, django_assert_max_num_queries
):
    first = Walk(party, "a").in_queue()
    Walk(party, "b").in_queue(MAN)
    with unread([party.receives]):
        copies = [_copy(first, number) for number in range(100, 160)]
        QueueEntry.objects.bulk_create(copies)
    client = pages.browser(team)
    client.get(f"/personer/ko/{party.delivery.pk}/")
    # Two of them are the savepoint that a test's transaction has in place of one of its own
    with django_assert_max_num_queries(16):
        page = text(client.get(f"/personer/ko/{party.delivery.pk}/"))
    assert "Antal personer: 62." in page
    assert page.count("/personer/koplats/") == 25
    rest = text(client.get(f"/personer/ko/{party.delivery.pk}/?sida=3"))
    assert rest.count("/personer/koplats/") == 12


def _copy(row, number):
    """One more like them, in a queue of many: a person has one place in it."""
    one = Person(controller_id=row.controller_id, key=new_key(row.controller_id), sex="woman")
    seal_identity(one, Identity(f"Exempel Nummer {number}"))
    one.save(force_insert=True)
    kept = {
        field.attname: getattr(row.referral, field.attname)
        for field in Referral._meta.concrete_fields
        if field.attname not in ("id", "thread")
    }
    new = Referral.objects.create(**kept | {"person_id": one.pk})
    return QueueEntry(
        controller_id=row.controller_id,
        person_id=one.pk,
        referral=new,
        delivery_id=row.delivery_id,
        number=number,
        state="waiting",
        clock_start=TODAY,
        joined_on=TODAY,
        confirmed_on=TODAY,
    )


def test_each_in_the_queue_is_noted(party, pages, team):
    entry = Walk(party, "a").in_queue()
    other = Walk(party, "b").in_queue(OTHER)
    before = [reads_of(one.person_id, team) for one in (entry, other)]
    pages.get(team, "queue", party.delivery.pk)
    assert [reads_of(one.person_id, team) for one in (entry, other)] == [n + 1 for n in before]


def test_another_teams_queue_and_a_missing_one_look_the_same(party, pages):
    answers = [
        pages.get(party.referrer_user, "queue", place) for place in (party.delivery.pk, 999_999)
    ]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_the_page_of_the_queue_takes_no_other_choice(party, pages, team):
    assert pages.get(team, "queue", party.delivery.pk, kon="woman").status_code == 400
    pause_wait(
        party.receiver,
        Desk(party.receives, Hand.RECEIVER),
        Walk(party, "a").in_queue().pk,
        "health",
        key="p",
    )
    assert pages.get(team, "queue", party.delivery.pk, sida="x").status_code == 200
