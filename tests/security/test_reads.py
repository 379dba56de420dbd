"""Random reads about persons: one line in the log for each who is shown, and none that is not.

Who is shown is read off the page itself. ``make reads`` takes ten thousand; here are fewer.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections import Counter

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from samverk.foundation.forms import fresh_key
from samverk.foundation.models import AuditEvent
from samverk.foundation.reads import SECRET_READ
from samverk.foundation.refused import READ_REFUSED
from samverk.foundation.tests.cast import cast, the_day
from samverk.interventions.persons.queries.coordination import Listed
from samverk.interventions.persons.tests.party import party
from tests.doses import WHOLE
from tests.security.crowd import Crowd, Hidden, crowd
from tests.security.doors import DOORS, Door

__all__ = ["cast", "crowd", "party", "the_day"]
READS, SEED = int(os.environ.get("SAMVERK_READS", "600" if WHOLE else "300")), 20_240_315
NAME = re.compile(r"Fornamn(\d\d)qzk")
# A log in which nothing can be written, in the place of the real one
NO_LOG = """
CREATE TEMP TABLE foundation_auditevent (LIKE public.foundation_auditevent, CHECK (false))
"""
Read = tuple[str, str, str, dict[str, str]]


class Reader:
    """Reads as those who may: what, and whom they may know of, differs between them."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd, party = crowd, crowd.party
        users = {
            "referrer": party.referrer_user,
            "receiver": crowd.insider,
            "worker": crowd.worker,
            "coordinator": party.coordinator_user,
        }
        self.clients = {}
        for who, user in users.items():
            self.clients[who] = Client(raise_request_exception=False)
            self.clients[who].force_login(user)
        self.lists = lists_of(crowd)
        self.doors = {who: doors_of(who) for who in users}

    def chosen(self, dice: random.Random) -> Read:
        """Choose who reads what: a list, a search, a whole number, or one of somebody's pages."""
        who = dice.choice(list(self.clients))
        if dice.random() < 0.25:
            return (who, "get", dice.choice(self.lists[who]), {})
        mine = self.crowd.hidden if who == "referrer" else self.crowd.hidden[::2]
        return page_of(who, dice.choice(mine), self, dice)

    def read(self, given: Read) -> tuple[int, str]:
        who, how, address, said = given
        answer = getattr(self.clients[who], how)(address, said)
        return answer.status_code, answer.content.decode()


def lists_of(crowd: Crowd) -> dict[str, list[str]]:
    party = crowd.party
    queues = [
        reverse(name, args=[one.pk])
        for one in (party.delivery, party.successor)
        for name in ("queue", "waits", "what_ifs")
    ]
    place = reverse("coordination", args=[party.receives])
    return {
        "referrer": ["/", reverse("persons")],
        "receiver": ["/", reverse("persons"), *queues],
        "worker": ["/", reverse("participations")],
        "coordinator": ["/", place, *(f"{place}?lista={one.value}" for one in Listed)],
    }


def doors_of(who: str) -> list[Door]:
    """List the doors of people's things that a reader passes."""
    role = {"referrer": "REFERRER", "receiver": "RECEIVER", "worker": "CASE_WORKER"}
    name = role.get(who, "COORDINATOR")
    return [door for door in DOORS if door.hides and name in {one.name for one in door.roles}]


def things(who: str, one: Hidden) -> dict[str, object]:
    return one.things if who == "referrer" else one.came


def page_of(who: str, one: Hidden, reader: Reader, dice: random.Random) -> Read:
    there = things(who, one)
    body = reader.crowd.party.sends if who == "referrer" else reader.crowd.party.receives
    match dice.randrange(8):
        case 0:
            said = dice.choice([one.name, one.number, one.name.split()[1]])
            return (who, "post", reverse("search_persons", args=[body]), {"sok": said})
        case 1:
            why = {"key": fresh_key(), "why": "Kontroll av numret"}
            return (who, "post", reverse("reveal_number", args=[there["person"]]), why)
    doors = [door for door in reader.doors[who] if door.of in there]
    return (who, "get", dice.choice(doors).address(there), {})


def noted() -> Counter[str]:
    """Count the notes that somebody has read, by person (id)."""
    rows = AuditEvent.objects.filter(kind=SECRET_READ, subject_type="persons.Person")
    return Counter(rows.values_list("subject_id", flat=True))


def shown(reader: Reader, who: str, page: str) -> Counter[str]:
    """Read off a page whom it shows; each is to be noted once."""
    found = {int(nth) for nth in NAME.findall(page)}
    return Counter(str(things(who, reader.crowd.hidden[nth])["person"]) for nth in found)


def test_each_who_is_shown_is_noted_once_and_nobody_else(crowd, request):
    reader, dice = Reader(crowd), random.Random(SEED)
    assert noted() == Counter()
    begun, people, statuses = time.monotonic(), 0, Counter()
    for number in range(READS):
        given = reader.chosen(dice)
        # The limit of searches in a minute has a test of its own
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM foundation_shared_cache")
        with transaction.atomic():
            status, page = reader.read(given)
            lines = noted()
            marked = list(AuditEvent.objects.filter(kind__in=[SECRET_READ, READ_REFUSED]))
            transaction.set_rollback(True)
        expected = shown(reader, given[0], page)
        statuses[status] += 1
        people += expected.total()
        if status == 302:
            # Led on to a page that is yet to be read
            assert (expected.total(), lines.total()) <= (0, 1), given
            continue
        assert status in (200, 400) or "lift" in given[2] or status == 404, (number, given, status)
        assert lines == expected, (number, given)
        assert all(one.role and one.ground and one.session and one.request for one in marked), given
        # Several persons in one page are in a list, which says on what ground it is made
        if lines.total() > 1:
            assert {one.reading for one in marked} <= {"list", "search"}, given
        assert status != 404 or [one.reading for one in marked] == ["refused"], given
    assert statuses[200] > READS * 0.8
    assert people > READS
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        spent = time.monotonic() - begun
        sys.stdout.write(f"\n{READS} reads, {people} shown, each noted once; {spent:.0f} s\n")


@pytest.fixture
def no_log(crowd):
    """No line can be written in the log, so nothing may be shown."""
    with connection.cursor() as cursor:
        cursor.execute(NO_LOG)
    return crowd


def test_when_the_log_cannot_be_written_nothing_is_shown(no_log):
    reader, asked = Reader(no_log), Counter()
    for who, client in reader.clients.items():
        for one in no_log.hidden[:12:2]:
            there = things(who, one)
            for door in reader.doors[who]:
                if door.of not in there:
                    continue
                answer = client.get(door.address(there))
                asked[answer.status_code] += 1
                assert not_told(answer.content.decode(), one), (who, door.name)
        for address in reader.lists[who]:
            answer = client.get(address)
            asked[answer.status_code] += 1
            assert NAME.search(answer.content.decode()) is None, (who, address)
    assert asked[503] > 100
    # That somebody was refused is noted too, so not even that is told; a list with nobody in it is shown
    assert set(asked) <= {200, 503}


def test_a_search_and_a_whole_number_need_the_log_too(no_log):
    reader = Reader(no_log)
    one, client = no_log.hidden[0], reader.clients["referrer"]
    answers = [
        client.post(reverse("search_persons", args=[no_log.party.sends]), {"sok": one.number}),
        client.post(
            reverse("reveal_number", args=[one.things["person"]]),
            {"key": fresh_key(), "why": "Kontroll av numret"},
        ),
    ]
    for answer in answers:
        assert (answer.status_code, answer["Retry-After"]) == (503, "120")
        assert not_told(answer.content.decode(), one)


def not_told(page: str, one: Hidden) -> bool:
    """Answer whether a page has nothing of somebody."""
    return not any(word in page for word in one.canaries)
