"""A role limited to some deliveries: what it reaches, and that everything else is as if it were not there."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.desk import Visit
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.foundation.permissions import Right
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions import (
    consents,
    joining,
    queueing,
    receiving,
    referrals,
    sessions,
)
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.desk import persons_waiting
from samverk.interventions.persons.models import Participation, Person, QueueEntry, Referral
from samverk.interventions.persons.reach import Reach
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, NECESSARY, OTHER, WOMAN, Party, somebody
from samverk.interventions.persons.tests.test_thread import CONTENT, Walk
from samverk.interventions.persons.tests.working import TODAY, in_the_door, number_of, resident
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, reach_of
from samverk.rules.interventions.hands import Hand

ROOM = Path(__file__).parents[1]
# Who opens an authority whole: the door itself, and sums that a coordinator or nobody reads
OPENS_WHOLE = {
    "zone.py",
    "actions/waiting.py",
    "queries/counts.py",
    "queries/day_ledger.py",
    "queries/sums.py",
}


def limited(
    party: Party, name: str, role: Role, *deliveries: Delivery, more: tuple[Role, ...] = ()
):
    """Add somebody whose role at the receiving authority is limited to some deliveries."""
    body = party.cast.neighbour_board
    at = (body.organisation_id, body.pk)
    posts = [people.NewPost(role, *at, tuple(one.pk for one in deliveries))]
    posts += [people.NewPost(one, *at) for one in more]
    new = people.NewUser(f"{name}@begransad.example", name.title(), None, tuple(posts))
    return people.add_user(SETUP, new, key=f"begränsad/{name}")


@dataclass
class Two:
    """Siv has come to Språnget and Olle to Språnget Norr; both wait to be assessed."""

    party: Party
    here: Referral
    there: Referral


@pytest.fixture
def two(party):
    walk = Walk(party, "siv")
    here = walk.came(walk.sent(WOMAN))
    new = persons.NewPerson(party.sends, "Olle Annorlunda", MAN, home=party.cast.town.pk)
    person = persons.register_person(party.referrer, new, key="person/olle")
    other = Walk(party, "olle")
    other.consent(person)
    row = other.draft(person, party.successor)
    at = (party.referrer, party.sends, row.pk)
    referrals.submit_referral(*at, "consent", key="olle/i")
    return Two(party, here, other.came(row))


@pytest.fixture
def receiver(party):
    return limited(party, "gry", Role.RECEIVER, party.delivery)


@pytest.fixture
def worker(party):
    return limited(party, "ebbe", Role.CASE_WORKER, party.open_door)


@pytest.fixture
def pages(party):
    return Pages(party)


def search(pages, user, said):
    place = reverse("search_persons", args=[pages.party.receives])
    return text(pages.browser(user).post(place, {"sok": said}))


def test_the_lists_show_what_is_of_the_delivery_alone(two, pages, receiver):
    page = text(pages.get(receiver, "persons"))
    assert "Siv Påhitt" in page
    assert "Olle" not in page
    assert "Språnget Norr" not in page
    whole = text(pages.get(two.party.receiver_user, "persons"))
    assert "Siv Påhitt" in whole
    assert "Olle Annorlunda" in whole


def test_another_delivery_is_as_if_it_were_not_there(two, pages, receiver):
    assert pages.get(receiver, "received_referral", two.here.pk).status_code == 200
    assert pages.get(receiver, "person", two.here.person_id).status_code == 200
    assert pages.get(receiver, "queue", two.party.delivery.pk).status_code == 200
    missing = pages.get(receiver, "queue", 999_999)
    for name, place in (
        ("received_referral", two.there.pk),
        ("person", two.there.person_id),
        ("take_up_referral", two.there.pk),
        ("queue", two.party.successor.pk),
        ("waits", two.party.successor.pk),
        ("what_ifs", two.party.successor.pk),
    ):
        answer = pages.get(receiver, name, place)
        assert answer.status_code == 404, name
        assert _body(answer) == _body(missing), name


def _body(answer):
    return answer.content.decode().replace(answer.wsgi_request.path, "")


def test_a_step_outside_is_refused_as_for_one_that_is_missing(two, receiver):
    at = (actor_for(receiver), two.party.receives)
    receiving.take_up_referral(*at, two.here.pk, key="t1")
    with pytest.raises(NotFoundError) as refused:
        receiving.take_up_referral(*at, two.there.pk, key="t2")
    with pytest.raises(NotFoundError) as missing:
        receiving.take_up_referral(*at, uuid.uuid4(), key="t3")
    assert str(refused.value) == str(missing.value)


def test_the_search_finds_only_those_of_the_delivery(two, pages, receiver):
    assert "Siv Påhitt" in search(pages, receiver, "Siv")
    assert "1 träff" not in search(pages, receiver, "Ingen Sådan")
    for said in ("Olle", MAN, "SN 2024/12"):
        assert "Olle Annorlunda" not in search(pages, receiver, said)
        assert "Olle Annorlunda" in search(pages, two.party.receiver_user, said)


def test_the_desk_counts_only_those_of_the_delivery(two, receiver):
    def inbox(user):
        tasks = persons_waiting(Visit(actor_for(user), TODAY)).tasks
        return [one.state for one in tasks if one.label == "Remisser i inkorgen"]

    assert inbox(two.party.receiver_user) == ["2 väntar"]
    assert inbox(receiver) == ["1 väntar"]


def test_the_log_names_nobody_outside(two, pages, receiver):
    pages.get(receiver, "persons")
    search(pages, receiver, "Påhitt")
    search(pages, receiver, "Annorlunda")
    read = AuditEvent.objects.filter(actor=receiver, subject_type="persons.Person")
    assert {one.subject_id for one in read} == {str(two.here.person_id)}


def test_one_who_has_two_of_the_deliveries_reaches_both(two, pages):
    both = limited(two.party, "mira", Role.RECEIVER, two.party.delivery, two.party.successor)
    page = text(pages.get(both, "persons"))
    assert "Siv Påhitt" in page
    assert "Olle Annorlunda" in page


def test_of_somebody_who_comes_to_both_only_ones_own_is_shown(two, pages, receiver):
    party = two.party
    row = Walk(party, "siv2").draft(somebody(party), party.successor)
    at = (party.referrer, party.sends, row.pk)
    referrals.submit_referral(*at, NECESSARY, key="siv2/i")
    page = text(pages.get(receiver, "person", two.here.person_id))
    assert "Språnget" in page
    assert "Språnget Norr" not in page
    assert "Språnget Norr" in text(pages.get(party.receiver_user, "person", two.here.person_id))


def test_sessions_and_participants_are_those_of_the_delivery(party, pages, worker):
    shown = in_the_door(party)
    with unread([party.receives]):
        hidden = Walk(party, "p").planned(OTHER)
    page = text(pages.get(worker, "participations", visa="alla"))
    assert shown.delivery.name in page
    assert str(shown.pk) in page
    assert str(hidden.pk) not in page
    assert reverse("sessions", args=[party.receives, party.delivery.pk]) not in page
    assert pages.get(worker, "participation", hidden.pk).status_code == 404
    assert pages.get(worker, "sessions", party.receives, party.open_door.pk).status_code == 200
    assert pages.get(worker, "sessions", party.receives, party.delivery.pk).status_code == 404
    new = sessions.NewSession(party.delivery.pk, TODAY, "Studiebesök")
    with pytest.raises(NotFoundError):
        sessions.hold_session(actor_for(worker), party.receives, new, key="träff")


def test_whom_a_limited_worker_registers_is_met_and_planned(party, pages, worker):
    new = persons.NewPerson(party.receives, "Tyra Nykommen", OTHER)
    made = persons.register_person(actor_for(worker), new, key="ny", hand=Hand.CASE_WORKER)
    assert pages.get(worker, "plan_without_referral", made.pk).status_code == 200
    assert "Tyra Nykommen" in search(pages, worker, "Tyra")
    beside = limited(party, "alve", Role.CASE_WORKER, party.delivery)
    assert pages.get(beside, "person", made.pk).status_code == 404


def test_one_who_is_there_for_another_delivery_is_registered_once(party, pages, worker):
    before = resident(party, OTHER, "Tyra Gammal")
    assert pages.get(worker, "person", before.pk).status_code == 404
    new = persons.NewPerson(party.receives, "Tyra Gammal", OTHER)
    made = persons.register_person(actor_for(worker), new, key="åter", hand=Hand.CASE_WORKER)
    assert made.pk == before.pk
    assert pages.get(worker, "person", before.pk).status_code == 200
    with unread([party.receives]):
        assert Person.objects.filter(number_key=before.number_key).count() == 1


def test_what_rests_on_a_consent_ends_beyond_the_limit_too(party, receiver):
    """Who takes a consent back for the person closes all that rests on it, seen or not."""
    body = party.receives
    person = resident(party, WOMAN)
    with unread([body]):
        Person.objects.filter(pk=person.pk).update(registered_for=[party.delivery.pk])
    row = in_the_door(party)
    with unread([body]):
        Participation.objects.filter(pk=row.pk).update(is_followed=True)
    desk = Desk(body, Hand.RECEIVER, of_all=True)
    new = consents.NewConsent(
        person.pk, "follow_up", (party.cast.neighbour.pk,), "", "muntligt", TODAY
    )
    made = consents.give_consent(actor_for(receiver), desk, new, key="ja")
    with unread([body]):
        Participation.objects.filter(pk=row.pk).update(is_followed=True)
    consents.withdraw_consent(actor_for(receiver), desk, made.pk, key="nej")
    with unread([body]):
        assert not Participation.objects.get(pk=row.pk).is_followed


def test_a_place_that_is_moved_takes_its_referral_along(two, pages, receiver):
    """The team it comes to sees what was sent; the one it left sees its referral, and no place."""
    party = two.party
    at = (party.receiver, party.receives, two.here.pk)
    receiving.take_up_referral(*at, key="t")
    entry = receiving.accept_referral(*at, joining.Acceptance("Passar"), key="a")
    new = limited(party, "sol", Role.RECEIVER, party.successor)
    assert pages.get(new, "queue_entry", entry.pk).status_code == 404
    to = party.successor.pk
    queueing.move_in_queue(party.coordinator, party.receives, entry.pk, to, key="flytt")
    with unread([party.receives]):
        moved = QueueEntry.objects.get(moved_from=entry)
    page = pages.get(new, "queue_entry", moved.pk)
    assert page.status_code == 200
    assert "Siv Påhitt" in text(page)
    assert pages.get(receiver, "queue_entry", moved.pk).status_code == 404
    assert pages.get(receiver, "received_referral", two.here.pk).status_code == 200
    assert pages.get(new, "received_referral", two.here.pk).status_code == 200


def test_limited_roles_take_somebody_the_whole_way(two, receiver):
    party, body = two.party, two.party.receives
    mine = limited(party, "ebba", Role.CASE_WORKER, party.delivery)
    at = (actor_for(receiver), body)
    receiving.take_up_referral(*at, two.here.pk, key="t")
    entry = receiving.accept_referral(*at, two.here.pk, joining.Acceptance("Passar"), key="a")
    queueing.offer_place(*at, entry.pk, queueing.NewOffer(TODAY), key="o")
    queueing.answer_offer(*at, entry.pk, queueing.Answer("accepted"), key="y")
    with unread([body]):
        row = Participation.objects.get(entry=entry)
    work = (actor_for(mine), body, row.pk)
    began = taking.NewMeasurement("entry", TODAY, missing="declined")
    taking.measure_status(*work, began, key="m")
    assert taking.start_participation(*work, TODAY, key="s").responsible_id == mine.pk


def test_what_is_sent_on_to_another_delivery_leaves_the_limited_one(two, pages, receiver):
    party = two.party
    at = (actor_for(receiver), party.receives, two.here.pk)
    receiving.take_up_referral(*at, key="t")
    assert pages.get(receiver, "redirect_referral", two.here.pk).status_code == 200
    to = receiving.Redirection(party.successor.pk, "Ligger närmare")
    receiving.redirect_referral(*at, to, key="h")
    with unread([party.receives]):
        moved = Referral.objects.get(thread=two.here.thread, delivery=party.successor)
    assert pages.get(receiver, "received_referral", moved.pk).status_code == 404
    assert pages.get(receiver, "received_referral", two.here.pk).status_code == 200
    new = limited(party, "sol", Role.RECEIVER, party.successor)
    assert pages.get(new, "received_referral", moved.pk).status_code == 200


def test_who_also_refers_reaches_what_is_sent_and_no_more(two, pages):
    both = limited(two.party, "ylva", Role.RECEIVER, two.party.delivery, more=(Role.REFERRER,))
    body = two.party.receives
    assert reach_of(actor_for(both), [body], Right.REFER).whole == {body}
    assert "Olle Annorlunda" not in search(pages, both, "Olle")
    new = persons.NewPerson(body, "Egen Remitterad", OTHER)
    made = persons.register_person(actor_for(both), new, key="egen")
    said = referrals.NewReferral(made.pk, two.party.delivery.pk)
    row = referrals.draft_referral(actor_for(both), body, said, key="egen/d")
    referrals.save_referral(actor_for(both), body, row.pk, CONTENT, key="egen/s")
    assert "Egen Remitterad" in search(pages, both, "Egen")
    assert pages.get(both, "person", made.pk).status_code == 200


def test_another_role_without_a_limit_reaches_all(two, pages):
    both = limited(two.party, "tor", Role.RECEIVER, two.party.delivery, more=(Role.COORDINATOR,))
    assert "Olle Annorlunda" in search(pages, both, "Olle")
    # What the receiver does is limited all the same
    assert "Olle" not in text(pages.get(both, "persons"))
    assert pages.get(both, "received_referral", two.there.pk).status_code == 404


def test_two_limited_roles_act_each_where_it_reaches(two, pages):
    body = two.party.cast.neighbour_board
    at = (body.organisation_id, body.pk)
    posts = (
        people.NewPost(Role.RECEIVER, *at, (two.party.open_door.pk,)),
        people.NewPost(Role.CASE_WORKER, *at, (two.party.delivery.pk,)),
    )
    both = people.add_user(SETUP, people.NewUser("v@b.example", "Vide", None, posts), key="vide")
    # Met as a case worker, though the first role is another
    assert pages.get(both, "change_person", two.here.person_id).status_code == 200
    assert pages.get(both, "reveal_number", two.here.person_id).status_code == 200
    sent = pages.send(both, "reveal_number", two.here.person_id, why="Stämmer av")
    assert sent.status_code == 200
    assert "9805" in text(sent)
    assert pages.get(both, "received_referral", two.here.pk).status_code == 404


def test_a_limited_reader_costs_as_many_questions(two, pages, receiver):
    def asked(user, name, *place):
        client = pages.browser(user)
        address = reverse(name, args=place)
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return sum("SAVEPOINT" not in one["sql"] for one in found.captured_queries)

    lists = (("persons",), ("queue", two.party.delivery.pk))
    Walk(two.party, "kö").in_queue(number_of(9))
    before = [asked(receiver, *one) for one in lists]
    assert before == [asked(two.party.receiver_user, *one) for one in lists]
    for nth in range(3):
        walk = Walk(two.party, f"fler{nth}")
        walk.came(walk.sent(number_of(nth)))
        Walk(two.party, f"kö{nth}").in_queue(number_of(nth + 3))
    assert [asked(receiver, *one) for one in lists] == before


def test_nobody_but_the_door_opens_an_authority_whole():
    opens = re.compile(r"(?<![\w.])reading\(")
    found = {
        str(path.relative_to(ROOM))
        for path in ROOM.rglob("*.py")
        if "tests" not in path.parts and path.name != "walls.py" and opens.search(path.read_text())
    }
    assert found == OPENS_WHOLE


def test_nobody_reaches_further_by_a_right_they_do_not_have(party):
    assert reach_of(party.referrer, [party.sends], Right.REFER) == Reach(frozenset([party.sends]))
    assert reach_of(party.referrer, [party.sends], Right.REVIEW_READINGS) == Reach()
