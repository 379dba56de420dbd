"""What-ifs of a queue: kept with all they were made of, and the same when asked again."""

from __future__ import annotations

import json
from datetime import date

import pytest

from samverk.foundation.errors import InputError, NotAllowedError, NotFoundError
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import NamedHandler, Protection, QueueEntry, WhatIf
from samverk.interventions.persons.queries.asking import told
from samverk.interventions.persons.tests.test_waiting import fill
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

TODAY = date(2024, 3, 15)


def question(party, **more):
    given = {"name": "Fler platser", "from_date": TODAY, "places": 4} | more
    return persons.NewQuestion(party.delivery.pk, **given)


def ask(party, key="k", **more):
    desk = Desk(party.receives, Hand.RECEIVER)
    return persons.ask_what_if(party.receiver, desk, question(party, **more), key=key)


def middle(row, name, course):
    return row.answer[course][name]["middle"]


def test_more_places_start_more_people_and_fewer_wait(party):
    fill(party, range(10, 120, 5), waiting=12)
    row = ask(party, day_cost=100)
    assert [one["scenario"] for one in row.answer] == ["som nu", "Fler platser"]
    assert middle(row, "starts", 1) >= middle(row, "starts", 0)
    assert middle(row, "waiting", 1) <= middle(row, "waiting", 0)
    assert middle(row, "cost", 1) > middle(row, "cost", 0)


def test_a_stop_of_intake_and_a_member_that_leaves_shorten_the_queue(party):
    fill(party, range(10, 120, 5), waiting=12)
    stop = ask(party, key="s", places=None, stop_from=TODAY)
    leaves = ask(party, key="l", places=None, leaves_party="Lillköping", keeps_place=False)
    for row in (stop, leaves):
        assert middle(row, "waiting", 1) <= middle(row, "waiting", 0)
    assert middle(leaves, "waiting", 1) == 0


def test_nothing_of_each_person_is_kept(party):
    fill(party, range(10, 120, 5), waiting=3)
    row = ask(party)
    assert ask(party).pk == row.pk
    with unread([party.receives]):
        row.refresh_from_db()
    assert (row.question["queue"]["entries"], row.question["queue"]["stays"]) == ([], [])
    assert [one["today"] for one in row.answer] == [[], []]
    assert {one["name"] for course in row.answer for one in course["parties"]} == {"Lillköping"}


def test_where_somebody_hidden_lives_is_neither_told_nor_kept(party):
    fill(party, range(10, 120, 5), waiting=12)
    with unread([party.receives]):
        person = QueueEntry.objects.filter(left_on=None).first().person
        person.home_id = party.cast.neighbour.pk
        person.save()
        named = {"controller_id": party.receives, "person": person}
        NamedHandler.objects.create(user_id=party.coordinator_user.pk, **named)
        Protection.objects.create(**named)
    row = ask(party)
    home = party.cast.neighbour.short_name
    assert not [line for line in told(row) if home in line.label]
    assert home not in json.dumps([row.question, row.answer], ensure_ascii=False)


@pytest.mark.parametrize(
    ("wrong", "told_of"),
    [
        ({"places": None}, "minst en ändring"),
        ({"from_date": date(2024, 3, 14)}, "från i dag"),
        ({"stop_to": TODAY}, "när intagningsstoppet börjar"),
        ({"stop_from": TODAY, "stop_to": date(2024, 3, 14)}, "innan det börjar"),
    ],
)
def test_a_question_that_says_nothing_is_told(party, wrong, told_of):
    with pytest.raises(InputError, match=told_of):
        ask(party, **wrong)


def test_no_places_is_an_answer(party):
    fill(party, range(10, 120, 5), waiting=3)
    row = ask(party, places=0)
    assert told(row)[0].cells[1] == "Det går inte att säga hur lång väntan blir."
    assert middle(row, "starts", 1) == 0


def test_lines_of_few_people_are_not_told(party):
    fill(party, [10, 20], waiting=1)
    row = ask(party)
    assert not [line for line in told(row) if line.label.startswith("Remitterade av")]
    assert [course["parties"] for course in row.answer] == [[], []]


def test_only_the_team_asks_and_reads(party):
    fill(party, [10, 20])
    for actor in (party.referrer, party.worker, party.cast.owner, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            persons.ask_what_if(
                actor, Desk(party.receives, Hand.RECEIVER), question(party), key="x"
            )
    other = persons.NewQuestion(party.open_door.pk, "", TODAY, places=1)
    with pytest.raises(NotFoundError):
        persons.ask_what_if(party.receiver, Desk(party.receives, Hand.RECEIVER), other, key="y")
    assert WhatIf.objects.count() == 0


def test_the_pages_ask_and_show(party):
    fill(party, range(10, 120, 5), waiting=3)
    address = f"/personer/ko/{party.delivery.pk}/vad-hander-om/"
    team = party.cast.browser(party.receiver_user)
    page = team.get(address).content.decode()
    key = page.partition('name="key" value="')[2].partition('"')[0]
    wrong = team.post(address, {"key": key, "from_date": "2024-03-15"})
    assert wrong.status_code == 400
    assert "minst en ändring" in wrong.content.decode()
    done = team.post(address, {"key": key, "from_date": "2024-03-15", "places": "4"})
    assert done.status_code == 302
    assert "Med ändringen" in team.get(done.url).content.decode()
    other = party.cast.browser(party.referrer_user)
    missing = other.get("/personer/fraga/00000000-0000-4000-8000-000000000000/")
    assert other.get(done.url).status_code == missing.status_code
    assert (
        other.get(address).status_code == other.get("/personer/ko/99999/vad-hander-om/").status_code
    )
