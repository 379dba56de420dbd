"""Every page about persons, by everybody, of their own, of others', of a hidden and of nobody.

What is somebody else's, hidden or missing answers with one and the same page.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, reverse

from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.interventions.persons import (
    actions,
    coordination_urls,
    emergency_urls,
    participation_urls,
    retention_urls,
    review_urls,
)
from samverk.interventions.persons.actions import joining, receiving
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.models import NamedHandler, QueueEntry
from samverk.interventions.persons.tests.party import MAN, OTHER, Party, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.urls import urlpatterns
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept

CANARY = "Kanariefågel"
SENDERS, RECEIVERS = ("referrer", "other_coordinator"), ("receiver", "worker", "coordinator")
Row = dict[str, tuple[str, ...]]
PERSON: Row = {"sent_person": SENDERS, "came_person": RECEIVERS}
REFERS: Row = {"sent": ("referrer",)}
TAKES: Row = {"came": ("receiver",)}
WAITS: Row = {"entry": ("receiver",)}
# Whose page each is: by what it is of, who is let in
MATRIX: dict[str, Row] = {
    "search_persons": {"sending_body": SENDERS, "receiving_body": RECEIVERS},
    "register_person": {"sending_body": ("referrer",), "receiving_body": ()},
    "review_readings": {"sending_body": ("auditor",), "receiving_body": ()},
    "withdraw_consent": {"consent": SENDERS},
    "queue": {"delivery": ("receiver",)},
    "person": PERSON,
    "give_consent": PERSON,
    "change_person": PERSON,
    "reveal_number": PERSON,
    "protect_person": PERSON,
    "name_handler": {},
    "end_handler": {},
    "lift_protection": {},
    "person_readings": {
        "sent_person": ("other_coordinator", "auditor"),
        "came_person": ("coordinator",),
    },
    "new_referral": {"sent_person": ("referrer",), "came_person": ()},
    **dict.fromkeys(
        (
            "sent_referral",
            "ask_referral",
            "check_referral",
            "answer_question",
            "withdraw_referral",
            "confirm_wait",
            "pause_for_person",
            "resume_for_person",
            "leave_for_person",
            "answer_for_person",
            "note_support",
            "refuse_move",
        ),
        REFERS,
    ),
    **dict.fromkeys(
        (
            "received_referral",
            "take_up_referral",
            "ask_referrer",
            "accept_referral",
            "return_referral",
            "redirect_referral",
            "assign_referral",
        ),
        TAKES,
    ),
    **dict.fromkeys(
        (
            "queue_entry",
            "offer_place",
            "answer_offer",
            "lapse_offer",
            "take_back_offer",
            "pause_wait",
            "resume_wait",
            "confirm_with_person",
            "remove_from_queue",
        ),
        WAITS,
    ),
}
LATER = {"give_consent": ("uppgifter",), "ask_referral": ("behov",)}
WHO = ("referrer", "receiver", "worker", "coordinator", "other_coordinator", "auditor", "owner")
# Who is named for the hidden person: who registered them, and the receiving coordinator
NAMED = {"referrer", "coordinator"}


def names(patterns: Sequence[Any]) -> set[str]:
    found = set()
    for one in patterns:
        found |= names(one.url_patterns) if isinstance(one, URLResolver) else {str(one.name)}
    return found


# Tried by everybody in files of their own: the case worker's, the coordinator's, in an emergency,
# of removals, and figures
ELSEWHERE = (
    names(participation_urls.urlpatterns)
    | names(coordination_urls.urlpatterns)
    | names(emergency_urls.urlpatterns)
    | names(retention_urls.urlpatterns)
    | names(review_urls.urlpatterns)
    | {"persons", "statistics", "waits", "what_if", "what_ifs"}
)
# What is done with one who is protected
OF_THE_HIDDEN = ("name_handler", "end_handler", "lift_protection")


def test_every_page_has_a_row():
    assert names(urlpatterns) - ELSEWHERE == set(MATRIX)


@dataclass
class Things:
    """One of each thing, and one of each that is hidden."""

    party: Party
    open: dict[str, Any]
    hidden: dict[str, Any]

    def browser(self, who: str) -> Client:
        users: dict[str, User] = {"owner": self.party.cast.owner_user}
        return self.party.cast.browser(users.get(who) or getattr(self.party, f"{who}_user"))


def made(party: Party, name: str, new: persons.NewPerson, receiver: User) -> dict[str, Any]:
    """Send a person in, name the receiver for them, and put them in the queue."""
    person = persons.register_person(party.referrer, new, key=f"{name}/p")
    walk = Walk(party, name)
    given = walk.consent(person)
    row = walk.draft(person)
    actions.submit_referral(party.referrer, party.sends, row.pk, "consent", key=f"{name}/i")
    copy = walk.came(row)
    with unread([party.receives]):
        NamedHandler.objects.create(
            controller_id=party.receives, person_id=copy.person_id, user=receiver
        )
    at = (actor_for(receiver), party.receives, copy.pk)
    receiving.take_up_referral(*at, key=f"{name}/t")
    receiving.accept_referral(*at, joining.Acceptance("Ja"), key=f"{name}/a")
    with unread([party.receives]):
        entry = QueueEntry.objects.get(referral=copy.pk)
    return {
        "sent_person": person.pk,
        "came_person": copy.person_id,
        "consent": given.pk,
        "sent": row.pk,
        "came": copy.pk,
        "entry": entry.pk,
    }


@kept
def things(party):
    home = party.cast.town.pk
    shown = persons.NewPerson(party.sends, "Siv Påhitt", MAN, home=home)
    hidden = persons.NewPerson(party.sends, CANARY, OTHER, home=home, protected=True)
    named = user("Runa Holm", Role.RECEIVER, party.cast.neighbour_board)
    places = {
        "sending_body": party.sends,
        "receiving_body": party.receives,
        "delivery": party.delivery.pk,
    }
    return Things(
        party,
        {**made(party, "o", shown, party.receiver_user), **places},
        made(party, "h", hidden, named),
    )


def missing(of: str) -> object:
    return 999_999 if of in ("sending_body", "receiving_body", "delivery") else uuid.uuid4()


def opened(client: Client, name: str, place: object) -> tuple[int, bytes]:
    answer = client.get(reverse(name, args=(place, *LATER.get(name, ()))))
    return answer.status_code, answer.content


@pytest.mark.parametrize("who", WHO)
def test_each_is_let_in_to_their_own_alone(things, who):
    client = things.browser(who)
    for name, rows in MATRIX.items():
        for of, allowed in rows.items():
            status, page = opened(client, name, things.open[of])
            nobody = opened(client, name, missing(of))
            assert nobody[0] == 404, (name, of)
            if who in allowed:
                assert status == 200, (name, of)
            else:
                assert (status, page) == nobody, (name, of)
            assert CANARY.encode() not in page or who in NAMED, (name, of)


@pytest.mark.parametrize("who", [one for one in WHO if one not in NAMED])
def test_a_hidden_person_is_nowhere_for_those_not_named(things, who):
    client = things.browser(who)
    for name, rows in {**MATRIX, **dict.fromkeys(OF_THE_HIDDEN, PERSON)}.items():
        for of in rows.keys() & things.hidden.keys():
            found = opened(client, name, things.hidden[of])
            if (name, who) == ("person_readings", "auditor") and of == "sent_person":
                # The log is the auditor's, and names nobody
                assert CANARY.encode() not in found[1]
                continue
            assert found == opened(client, name, missing(of)), (name, of)
            assert found[0] == 404


@pytest.mark.parametrize("who", [one for one in WHO if one not in NAMED])
def test_no_form_that_is_sent_tells_of_a_hidden_person(things, who):
    client = things.browser(who)
    for name, rows in {**MATRIX, **dict.fromkeys(OF_THE_HIDDEN, PERSON)}.items():
        for of in rows.keys() & things.hidden.keys():
            answers = [
                client.post(reverse(name, args=(place, *LATER.get(name, ()))), {"key": "k"})
                for place in (things.hidden[of], missing(of))
            ]
            assert answers[0].status_code == answers[1].status_code, (name, of)
            assert answers[0].content == answers[1].content
            assert answers[0].status_code in (404, 405)


def test_the_public_is_asked_to_log_in_whatever_is_named(things):
    client = Client()
    for name, rows in MATRIX.items():
        for of in rows:
            there = opened(client, name, things.open[of])
            assert there[0] == opened(client, name, missing(of))[0] == 403, name
            assert "Logga in" in there[1].decode()


@pytest.mark.parametrize("who", [one for one in WHO if one not in NAMED | {"owner"}])
def test_the_lists_of_those_not_named_hold_no_hidden_person(things, who):
    client = things.browser(who)
    for address in ("/", "/personer/"):
        assert CANARY not in client.get(address).content.decode()
