"""The coordinator's pages: fixed lists, the team, a queue that moves, what was in error, and counts."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.foundation.models import AuditEvent
from samverk.interventions.models import Delivery, IntakeWindow
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.models import (
    Participation,
    QueueEntry,
    Referral,
    Team,
    WaitReport,
)
from samverk.interventions.persons.tests.party import MAN, WOMAN
from samverk.interventions.persons.tests.test_participation_pages import page, plain, readings, send
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import in_the_door, number_of, through
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

CORRECTIONS = ("correct_referral", "correct_queue_entry", "correct_participation")
LISTS = ("mottagna", "skickade", "koer", "deltaganden")


@kept
def coordinator(party):
    return party.cast.browser(party.coordinator_user)


def listed(browser, body, **asked):
    return browser.get(reverse("coordination", args=[body]), asked)


def test_each_side_lists_its_own(party, coordinator):
    through(party, "a")
    sender = party.cast.browser(party.other_coordinator_user)
    seen = {
        name: len(listed(coordinator, party.receives, lista=name).context["rows"]) for name in LISTS
    }
    assert seen == {"mottagna": 1, "skickade": 0, "koer": 1, "deltaganden": 1}
    seen = {name: len(listed(sender, party.sends, lista=name).context["rows"]) for name in LISTS}
    assert seen == {"mottagna": 0, "skickade": 1, "koer": 0, "deltaganden": 0}


def test_a_list_is_chosen_by_delivery_and_state_alone(party, coordinator):
    Walk(party, "a").in_queue()
    asked = {"lista": "koer", "verksamhet": party.delivery.pk, "lage": "waiting"}
    assert len(listed(coordinator, party.receives, **asked).context["rows"]) == 1
    assert listed(coordinator, party.receives, **{**asked, "lage": "removed"}).context["rows"] == []
    for name in ("kon", "alder", "namn", "hemkommun"):
        assert listed(coordinator, party.receives, **{name: "x"}).status_code == 400
    odd = listed(coordinator, party.receives, lista="x", lage="x", verksamhet="x", sida="x")
    assert odd.status_code == 200


def test_a_list_masks_notes_and_hides(party, coordinator):
    Walk(party, "a").in_queue()
    hidden = Walk(party, "b").in_queue(MAN)
    persons.protect_person(
        party.receiver, Desk(party.receives, Hand.RECEIVER), hidden.person_id, key="s"
    )
    before = readings()
    shown = listed(coordinator, party.receives, lista="koer").content.decode()
    assert shown.count("19850709-••••") == 1
    assert "19900118" not in shown
    assert WOMAN not in shown
    assert readings() == before + 1


def test_the_lists_ask_as_much_of_many_as_of_few(party, coordinator):
    Walk(party, "a").in_queue()

    def asked(name):
        with CaptureQueriesContext(connection) as found:
            listed(coordinator, party.receives, lista=name)
        return len(found)

    asked("koer")
    few = {name: asked(name) for name in ("mottagna", "koer")}
    for nth in range(5):
        Walk(party, f"q{nth}").in_queue(number_of(nth))
    assert {name: asked(name) for name in few} == few


def rows_of(party):
    row = through(party, "a")
    with unread([party.receives]):
        entry = QueueEntry.objects.get()
        return row.pk, entry.pk, entry.referral_id


def test_what_was_in_error_is_marked_on_pages(party, coordinator):
    row, entry, referral = rows_of(party)
    refused = send(coordinator, "correct_queue_entry", entry, why="Fel person")
    assert refused.status_code == 400
    assert "Markera det som felregistrerat först" in refused.content.decode()
    assert "Fel person" in refused.content.decode()
    for name, pk in (
        ("correct_participation", row),
        # The place goes with the participation that it led to
        ("correct_referral", referral),
    ):
        answer = send(coordinator, name, pk, why="Fel person")
        assert answer.url == reverse("coordination", args=[party.receives])
    with unread([party.receives]):
        for model in (Participation, QueueEntry, Referral):
            assert model.objects.get().state == "entered_in_error"


def test_nothing_is_marked_without_why(party, coordinator):
    row, *_ = rows_of(party)
    assert send(coordinator, "correct_participation", row, why=" ").status_code == 400


def test_missing_and_somebody_elses_look_the_same(party, coordinator):
    row, entry, referral = rows_of(party)
    users = (party.worker_user, party.receiver_user, party.other_coordinator_user)
    for name, pk in zip(CORRECTIONS, (referral, entry, row), strict=True):
        seen = {
            (answer.status_code, plain(answer))
            for user in users
            for answer in (
                page(party.cast.browser(user), name, pk),
                page(party.cast.browser(user), name, uuid.uuid4()),
            )
        }
        assert {status for status, _ in seen} == {404}
        assert len({text for _, text in seen}) == 1
        assert page(coordinator, name, uuid.uuid4()).status_code == 404
        assert page(Client(), name, pk).status_code == 403


def test_the_places_are_the_coordinators_own(party, coordinator):
    places = [
        ("coordination", party.receives),
        ("name_team", party.receives),
        ("own_counts", party.receives),
        ("move_queue", party.receives, party.delivery.pk),
    ]
    for user in (party.worker_user, party.receiver_user, party.other_coordinator_user):
        for name, *place in places:
            assert page(party.cast.browser(user), name, *place).status_code == 404
    for name, *place in places:
        assert page(coordinator, name, *place).status_code == 200
        assert page(coordinator, name, party.sends, *place[1:]).status_code == 404
    assert page(coordinator, "move_queue", party.receives, 0).status_code == 404
    assert page(coordinator, "move_queue", party.receives, party.open_door.pk).status_code == 404
    assert page(coordinator, "coordinations").url == reverse("coordination", args=[party.receives])
    assert page(party.cast.browser(party.worker_user), "coordinations").status_code == 403


def test_a_team_is_named_on_a_page(party, coordinator):
    new = Delivery.objects.create(
        intervention=party.delivery.intervention,
        provider=party.cast.neighbour,
        name="Språnget Syd",
        start_mode="rolling",
        from_date=date(2020, 1, 1),
    )
    shown = page(coordinator, "name_team", party.receives).context["form"]["delivery"]
    assert [text for _, text in shown.field.choices] == ["Språnget Syd"]
    send(coordinator, "name_team", party.receives, delivery=new.pk, days=21)
    with unread([party.receives]):
        assert Team.objects.filter(delivery=new, controller=party.receives).exists()
    wrong = send(coordinator, "name_team", party.receives, delivery=party.open_door.pk, days=21)
    assert wrong.status_code == 400


def test_a_closed_queue_is_moved_on_a_page(party, coordinator):
    Walk(party, "a").in_queue()
    link = reverse("move_queue", args=[party.receives, party.delivery.pk])
    assert link not in listed(coordinator, party.receives).content.decode()
    place = (party.receives, party.delivery.pk)
    early = send(coordinator, "move_queue", *place, successor=party.successor.pk)
    assert "är öppet" in early.content.decode()
    IntakeWindow.objects.filter(delivery=party.delivery).update(
        to_date=date(2024, 3, 14), successor=party.successor
    )
    assert link in listed(coordinator, party.receives).content.decode()
    form = page(coordinator, "move_queue", *place).context["form"]
    assert form["successor"].value() == party.successor.pk
    send(coordinator, "move_queue", *place, successor=party.successor.pk)
    with unread([party.receives]):
        assert QueueEntry.objects.get(state="waiting").delivery == party.successor


def test_counts_are_shown_and_each_taking_is_logged(party, coordinator):
    row = in_the_door(party)
    with unread([party.receives]):
        Participation.objects.filter(pk=row.pk).update(is_followed=True)
    asked = {"verksamhet": party.open_door.pk, "fran": "2024-03-01", "till": "2024-03-31"}
    url = reverse("own_counts", args=[party.receives])
    shown = coordinator.get(url, asked).content.decode()
    assert "17 dagar i allt" in shown
    assert "Lillköping" in shown
    assert "Siv" not in shown
    assert readings("persons.counted") == 1
    for wrong in (
        {"till": "2024-02-01"},
        {"till": "2034-03-01"},
        {"fran": ""},
        {"verksamhet": "0"},
    ):
        assert coordinator.get(url, {**asked, **wrong}).status_code == 400
    assert readings("persons.counted") == 1
    assert AuditEvent.objects.filter(kind="persons.counted", why__contains="2024-03-01").exists()


def test_the_coordinator_follows_the_waits_and_asks_what_if(party, coordinator):
    Walk(party, "a").in_queue()
    page = coordinator.get(reverse("coordination", args=[party.receives])).content.decode()
    for name in ("waits", "what_ifs"):
        address = reverse(name, args=[party.delivery.pk])
        assert f'href="{address}"' in page
        answer = coordinator.get(address)
        assert answer.status_code == 200
        # The way back is to a page that the coordinator may see
        assert reverse("coordination", args=[party.receives]) in answer.content.decode()
        queue = reverse("queue", args=[party.delivery.pk])
        assert f'href="{queue}"' not in answer.content.decode()
    measured = coordinator.post(
        reverse("waits", args=[party.delivery.pk]), {"key": str(uuid.uuid4())}
    )
    assert measured.status_code == 302
    with unread([party.receives]):
        assert WaitReport.objects.count() == 1
