"""A line of the log tells in what role, on what ground, how, and in which session something was read."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.forms import fresh_key
from samverk.foundation.lookups import SEARCHED
from samverk.foundation.models import AuditEvent
from samverk.foundation.reads import SECRET_READ
from samverk.foundation.refused import READ_REFUSED, asked_digest
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.interventions.persons.actions.people import protect_person
from samverk.interventions.persons.actions.reading import MISSING
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, Party, party, somebody
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

__all__ = ["cast", "party", "the_day"]
NAMED = re.compile(r'"s\d+_x\d+"')


@pytest.fixture
def pages(party: Party) -> Pages:
    return Pages(party)


def lines(kind: str) -> dict[uuid.UUID, AuditEvent]:
    return AuditEvent.objects.filter(kind=kind).in_bulk()


def noted_by(ask: Callable[[], object], kind: str = SECRET_READ) -> AuditEvent:
    """Ask for a page, and find the one line of a kind that it leaves."""
    before = set(lines(kind))
    ask()
    (line,) = (one for pk, one in lines(kind).items() if pk not in before)
    return line


def test_a_reading_tells_role_ground_kind_session_and_request(party, pages):
    row = somebody(party)
    client = Client()
    client.force_login(party.referrer_user)
    first, second = (
        noted_by(lambda: client.get(reverse("person", args=[row.pk]))) for _ in range(2)
    )
    assert (first.role, first.ground, first.reading) == ("REFERRER", "referrer", "page")
    assert first.session == second.session != ""
    assert first.request != second.request
    assert client.session.session_key not in first.session


def test_another_login_is_another_session(party, pages):
    row = somebody(party)
    told = [
        noted_by(lambda: pages.get(party.referrer_user, "person", row.pk)).session for _ in range(2)
    ]
    assert len(set(told)) == 2


def test_a_named_handler_reads_on_that_ground(party, pages):
    row = somebody(party)
    protect_person(party.referrer, Desk(party.sends, Hand.REFERRER), row.pk, key="skydd")
    line = noted_by(lambda: pages.get(party.referrer_user, "person", row.pk))
    assert (line.role, line.ground) == ("REFERRER", "named_handler")


def test_a_search_is_noted_as_one(party, pages):
    row = somebody(party)
    client = pages.browser(party.referrer_user)
    address, said = reverse("search_persons", args=[party.sends]), {"sok": "Siv Påhitt"}
    found = noted_by(lambda: client.post(address, said))
    assert (found.reading, found.subject_id) == ("search", str(row.pk))
    assert {one.reading for one in lines(SEARCHED).values()} == {"search"}


def test_a_whole_number_is_noted_with_its_role(party, pages):
    row = somebody(party)
    said = {"key": fresh_key(), "why": "Kontroll av numret"}
    client, address = pages.browser(party.referrer_user), reverse("reveal_number", args=[row.pk])
    line = noted_by(lambda: client.post(address, said), "persons.number_revealed")
    assert (line.role, line.reading) == ("REFERRER", "page")


def refusal(client: Client, pk: object) -> tuple[str, list[str], tuple[str, ...]]:
    """Ask for a person and be refused: what is said, what the database is asked, and what is noted."""
    before = set(lines(READ_REFUSED))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("person", args=[pk]))
    assert answer.status_code == 404
    (line,) = (one for key, one in lines(READ_REFUSED).items() if key not in before)
    # A savepoint has a name of its own each time
    shapes = [NAMED.sub("", one["sql"]).split()[:3] for one in asked.captured_queries]
    noted = (line.role, line.ground, line.reading, line.kind, line.why, str(line.body_id))
    assert line.subject_id == asked_digest(pk)
    return text(answer).replace(str(pk), ""), [" ".join(one) for one in shapes], noted


def test_a_refused_reading_leaves_the_same_line_as_a_missing_one(party, pages):
    row = somebody(party)
    hidden = somebody(party, MAN)
    protect_person(party.referrer, Desk(party.sends, Hand.REFERRER), hidden.pk, key="skydd")
    client = pages.browser(party.receiver_user)
    # That somebody is among persons is noted in the session once
    client.get(reverse("persons"))
    foreign, missing = refusal(client, row.pk), refusal(client, uuid.uuid4())
    assert foreign == missing == refusal(client, hidden.pk)
    assert missing[2][:3] == ("RECEIVER", "team", "refused")
    assert MISSING.split()[0] in missing[0]


def test_the_log_does_not_tell_which_thing_was_refused(party, pages):
    row = somebody(party)
    line = noted_by(lambda: pages.get(party.receiver_user, "person", row.pk), READ_REFUSED)
    assert row.pk.hex[:8] not in f"{line.subject_id}{line.subject_label}{line.why}"


def test_who_was_refused_stands_in_the_extract_about_the_person(party, pages):
    row = somebody(party)
    pages.get(party.referrer_user, "person", row.pk)
    pages.get(party.receiver_user, "person", row.pk)
    page = text(pages.get(party.auditor_user, "person_readings", row.pk))
    assert "Mats Lundby" in page
    assert "nekad" in page
    assert "arbetar med remissen" in page


def test_the_auditor_sees_who_was_refused_at_the_authority_and_in_the_whole_organisation(
    party, pages
):
    row = somebody(party)
    post = people.NewPost(Role.SECRETARY, party.cast.town.pk, None)
    new = people.NewUser("hela@parti.example", "Hela Kommunen", None, (post,))
    whole = people.add_user(SETUP, new, key="hela")
    for one in (party.other_coordinator_user, whole):
        pages.get(one, "queue_entry", row.pk)
    page = text(pages.get(party.auditor_user, "review_readings", party.sends))
    assert page.count("Nekad läsning") == 2
    assert str(whole) in page


def test_what_was_not_noted_before_is_told_as_unknown(party, pages):
    row = somebody(party)
    AuditEvent.objects.create(
        kind=SECRET_READ,
        actor=party.referrer_user,
        actor_name="Rut Alnäs",
        organisation=party.cast.town,
        body_id=party.sends,
        subject_type="persons.Person",
        subject_id=str(row.pk),
        subject_label=str(row),
    )
    page = text(pages.get(party.auditor_user, "person_readings", row.pk))
    assert "remittent (hade då)" in page
    assert page.count("okänt") >= 2


@pytest.mark.parametrize("name", ["person", "sent_referral", "queue_entry", "participation"])
def test_who_is_not_logged_in_leaves_no_line(party, pages, name):
    pages.get(None, name, uuid.uuid4())
    assert not AuditEvent.objects.filter(kind=READ_REFUSED).exists()


@pytest.mark.parametrize(("address", "told"), [("10.1.2.3", "own"), ("192.0.2.1", "other")])
def test_a_reading_tells_the_network_and_never_the_address(party, settings, address, told):
    settings.OWN_NETWORKS = ["10.0.0.0/8"]
    row = somebody(party)
    client = Client(REMOTE_ADDR=address)
    client.force_login(party.referrer_user)
    line = noted_by(lambda: client.get(reverse("person", args=[row.pk])))
    assert line.network == told
    assert address not in str(vars(line))


def test_the_auditor_is_shown_the_network(party, pages, settings):
    settings.OWN_NETWORKS = ["10.0.0.0/8"]
    client = Client(REMOTE_ADDR="192.0.2.1")
    client.force_login(party.referrer_user)
    client.get(reverse("person", args=[somebody(party).pk]))
    shown = pages.get(party.auditor_user, "review_readings", party.sends)
    assert "annat nät" in text(shown)
