"""That somebody hidden comes, and waits, changes nothing on any page of who may not know of them.

No row, no number of rows, no order, no choice in a list, no sum: every page is the same as before.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.tests.cast import cast, the_day
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import NamedHandler, Referral
from samverk.interventions.persons.queries.coordination import Listed
from samverk.interventions.persons.tests.party import MAN, OTHER, WOMAN, Party, party, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import in_the_door
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

__all__ = ["cast", "party", "the_day"]
DAY = date(2024, 3, 15)
# New for each page: the key of a form and the token of a session
ONCE = re.compile(r'(?<=value=")[0-9a-zA-Z-]{36,64}(?=")')
WHO = ("other_coordinator", "receiver", "worker", "owner", "neighbour")
OPEN = ("/", "/insatser/", "/arenden/", "/vaxling/", "/organ/", "/personer/", "/antal/")


def addresses(party: Party) -> list[str]:
    """List pages that tell of many, by everybody: who may not read one is refused, before and after."""
    here, there, of = party.sends, party.receives, party.delivery.pk
    lists = [
        f"{reverse('coordination', args=[body])}?lista={one.value}"
        for body in (here, there)
        for one in Listed
    ]
    named = [
        reverse(name, args=args)
        for name, args in (
            ("participations", []),
            ("search_persons", [here]),
            ("search_persons", [there]),
            ("queue", [of]),
            ("waits", [of]),
            ("what_ifs", [of]),
            ("name_team", [here]),
            ("own_counts", [here]),
            ("sessions", [there, party.open_door.pk]),
            ("move_queue", [there, of]),
            ("delivery", [of]),
            ("manage_delivery", [of]),
        )
    ]
    return [*OPEN, *lists, *named]


def seen(party: Party, outsiders) -> dict[tuple[str, str], tuple[int, str]]:
    found = {}
    for who, account in outsiders.items():
        client = party.cast.browser(account)
        for address in addresses(party):
            answer = client.get(address)
            found[who, address] = answer.status_code, ONCE.sub("", answer.content.decode())
        for text in ("Siv Påhitt", OTHER):
            for body in (party.sends, party.receives):
                answer = client.post(reverse("search_persons", args=[body]), {"sok": text})
                page = ONCE.sub("", answer.content.decode())
                found[who, f"{body} {text}"] = answer.status_code, page
    return found


@pytest.fixture
def outsiders(party):
    found = {who: getattr(party, f"{who}_user", None) for who in WHO}
    return found | {
        "owner": party.cast.owner_user,
        "neighbour": user("Nora Registrator", Role.REGISTRAR, party.cast.neighbour_board),
        "colleague": user("Rune Remittent", Role.REFERRER, party.cast.board),
        "": None,
    }


def come(party: Party, *, protected: bool) -> None:
    """Let somebody come from the referral to the queue, known of by the two who are named alone."""
    walk, insider = Walk(party, "kom"), user("Inga Namngiven", Role.RECEIVER, _board(party))
    new = persons.NewPerson(
        party.sends, "Siv Påhitt", OTHER, home=party.cast.town.pk, protected=protected
    )
    person = persons.register_person(party.referrer, new, key="kom/p")
    walk.consent(person)
    row = walk.draft(person)
    at = (party.referrer, party.sends, row.pk)
    persons.submit_referral(*at, "consent", key="kom/i")
    with unread([party.receives]):
        copy = Referral.objects.get(thread=row.thread, side="received")
        if protected:
            NamedHandler.objects.create(
                controller_id=party.receives, person_id=copy.person_id, user=insider
            )
    there = (actor_for(insider), party.receives)
    persons.take_up_referral(*there, copy.pk, key="kom/t")
    how = persons.Acceptance("Passar")
    entry = persons.accept_referral(*there, copy.pk, how, key="kom/a")
    desk = Desk(party.receives, Hand.RECEIVER)
    persons.pause_wait(there[0], desk, entry.pk, "health", key="kom/paus")


def _board(party: Party):
    return party.cast.neighbour_board


def test_that_somebody_hidden_comes_changes_no_page(party, outsiders):
    Walk(party, "synlig").in_queue(MAN)
    in_the_door(party, WOMAN)
    before = seen(party, outsiders)
    come(party, protected=True)
    after = seen(party, outsiders)
    assert [where for where in before if before[where] != after[where]] == []
    assert sum(status == 200 for status, _ in before.values()) > 60


def test_that_somebody_else_comes_is_seen(party, outsiders):
    before = seen(party, outsiders)
    come(party, protected=False)
    after = seen(party, outsiders)
    changed = {where for where in before if before[where] != after[where]}
    assert {who for who, _ in changed} >= {"other_coordinator", "receiver", "colleague"}
    assert len(changed) > 8
