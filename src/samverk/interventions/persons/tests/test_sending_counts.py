"""Counts go to the federation as numbers: everybody is in them, and no person is."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine

from samverk.exchange import actions as exchange
from samverk.exchange.models import Received, Sent
from samverk.exchange.queries import sent_row
from samverk.federation import actions as federation
from samverk.federation.models import CountReport
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.persons.actions import people, send_counts
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.queries.sums import counts_between
from samverk.interventions.persons.tests.party import MAN, OTHER
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

DAY, YEAR = date(2024, 3, 15), (date(2024, 1, 1), date(2024, 3, 15))


def started(party, name="a", number=None):
    row = Walk(party, name).planned(number)
    at = (party.worker, party.receives, row.pk)
    missing = taking.NewMeasurement("entry", DAY, missing="declined")
    taking.measure_status(*at, missing, key=f"{name}/m")
    return taking.start_participation(*at, DAY, key=f"{name}/start")


def numbers(party, **changed):
    """The counts of the first delivery: (women, men, unknown) by measure."""
    rows = counts_between(party.receives, *(changed.get("days") or YEAR))
    return {
        row.measure.value: (row.women, row.men, row.unknown)
        for row in rows
        if row.delivery == party.delivery.pk
    }


@pytest.fixture
def peers(party):
    """Both live here: what is sent is taken in the same installation."""
    home = party.delivery.intervention.federation_id
    exchange.add_peer(SETUP, exchange.NewPeer(home, "333"), key="p/1")
    exchange.add_peer(SETUP, exchange.NewPeer(party.cast.neighbour.pk, "222"), key="p/2")
    return home


def send(party, key="k", year=2024):
    made = send_counts(party.coordinator, party.receives, year, key=key)
    exchange.deliver(made.pk)
    return made


def in_force():
    rows = CountReport.objects.filter(kept=True).order_by("measure")
    return {row.measure: (row.women, row.men, row.unknown) for row in rows}


def test_who_started_takes_part_and_who_stands_in_the_queue_waits(party):
    started(party)
    Walk(party, "b").in_queue(MAN)
    assert numbers(party) == {
        "took_part": (1, 0, 0),
        "started": (1, 0, 0),
        "ended": (0, 0, 0),
        "waiting": (0, 1, 0),
    }


def test_a_period_counts_what_happened_in_it(party):
    started(party)
    before = numbers(party, days=(date(2024, 1, 1), date(2024, 3, 14)))
    assert set(before.values()) == {(0, 0, 0)}
    later = numbers(party, days=(date(2024, 3, 16), date(2024, 12, 31)))
    assert (later["took_part"], later["started"]) == ((1, 0, 0), (0, 0, 0))


def test_a_protected_person_is_in_the_sum_that_nobody_else_sees(party):
    row = started(party)
    with unread([party.receives]):
        person = row.person_id
    people.protect_person(party.worker, Desk(party.receives, Hand.CASE_WORKER), person, key="skydd")
    assert numbers(party)["took_part"] == (1, 0, 0)


def test_another_authority_counts_its_own_deliveries_alone(party):
    started(party)
    assert counts_between(party.sends, *YEAR) == []


def test_counting_asks_as_many_questions_whatever_there_is(party, django_assert_num_queries):
    started(party)
    with django_assert_num_queries(10):
        counts_between(party.receives, *YEAR)
    Walk(party, "b").in_queue(MAN)
    Walk(party, "c").in_queue(OTHER)
    with django_assert_num_queries(10):
        counts_between(party.receives, *YEAR)


def test_the_message_holds_numbers_and_nothing_of_the_person(party, peers):
    row = started(party)
    made = send(party)
    assert sent_row(made.pk).standing.state.name == "RECEIVED"
    told = json.loads(Sent.objects.get().wire)["envelope"]["payload"]
    assert {key for one in told["rows"] for key in one} == {
        "delivery",
        "measure",
        "women",
        "men",
        "unknown",
    }
    for word in ("Siv", "Påhitt", "19850709", "850709", str(row.person_id)):
        assert word not in Sent.objects.get().wire
    assert AuditEvent.objects.filter(kind="persons.counts_sent").count() == 1


def test_it_reaches_the_federations_reports_with_the_message_as_the_source(party, peers):
    started(party)
    made = send(party)
    assert in_force()["took_part"] == (1, 0, 0)
    found = CountReport.objects.get(measure="took_part")
    assert found.source == f"Meddelande {made.pk.hex[:8]} från Norrviks kommun"
    assert (found.from_date, found.to_date, found.home) == (*YEAR, None)


def test_a_key_sends_once(party, peers):
    started(party)
    assert send(party).pk == send(party).pk
    assert (Sent.objects.count(), Received.objects.count()) == (1, 1)


def test_newer_numbers_replace_and_the_same_change_nothing(party, peers):
    started(party)
    send(party, "k/1")
    before = list(CountReport.objects.values_list("pk", flat=True).order_by("pk"))
    send(party, "k/2")
    assert list(CountReport.objects.values_list("pk", flat=True).order_by("pk")) == before
    with time_machine.travel("2024-03-20T12:00:00+01:00", tick=False):
        started_later = Walk(party, "b").in_queue(MAN)
        assert started_later.pk
        send(party, "k/3")
    assert in_force()["waiting"] == (0, 1, 0)
    struck = CountReport.objects.get(measure="waiting", kept=False)
    assert (struck.women, struck.men, struck.to_date) == (0, 0, date(2024, 3, 15))


def test_numbers_that_somebody_has_entered_by_hand_are_not_counted_twice(party, peers):
    started(party)
    by_hand = federation.NewCounts(
        party.delivery.intervention_id, "took_part", *YEAR, 3, 2, 0, "Årsrapporten"
    )
    federation.enter_counts(SETUP, by_hand, key="hand")
    standing = sent_row(send(party).pk).standing
    assert standing.state.name == "REFUSED"
    assert "är redan räknat" in standing.reason
    assert in_force() == {"took_part": (3, 2, 0)}


def test_counts_of_anothers_delivery_are_refused(party, peers):
    exchange.add_peer(SETUP, exchange.NewPeer(party.cast.town.pk, "111"), key="p/3")
    row = {
        "delivery": str(party.delivery.code),
        "measure": "started",
        "women": 9,
        "men": 9,
        "unknown": 0,
    }
    payload = {"from_date": "2024-01-01", "to_date": "2024-03-15", "rows": [row]}
    new = exchange.NewMessage("antal", 1, party.cast.town.pk, peers, "Antal", payload)
    made = exchange.send(SETUP, new, key="k")
    exchange.deliver(made.pk)
    assert "inte av avsändaren" in sent_row(made.pk).standing.reason
    assert not CountReport.objects.exists()


@pytest.mark.parametrize("year", [2004, 2025])
def test_a_year_that_is_none_is_refused(party, peers, year):
    with pytest.raises(InputError, match="Välj ett år mellan 2005 och 2024"):
        send(party, year=year)


def test_an_authority_that_gives_nothing_has_nothing_to_send(party, peers):
    with pytest.raises(InputError, match="inget att skicka"):
        send_counts(party.other_coordinator, party.sends, 2024, key="k")


def test_the_authoritys_coordinator_alone_sends(party, peers):
    for actor in (party.receiver, party.worker, party.other_coordinator, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            send_counts(actor, party.receives, 2024, key="k")
    assert not Sent.objects.exists()


def test_the_page_shows_the_numbers_and_sends_them(party, peers):
    started(party)
    client = party.cast.browser(party.coordinator_user)
    page = client.get("/antal/")
    assert "Skicka antal" in page.content.decode()
    assert "Siv Påhitt" not in page.content.decode()
    form = page.context["form"]
    words = {"key": form["key"].value(), "body": party.receives, "year": 2024}
    assert client.post("/antal/", words).status_code == 302
    assert client.post("/antal/", words).status_code == 302
    assert Sent.objects.count() == 1
    assert "till Samordningsförbundet Trean: " in client.get("/antal/").content.decode()


def test_where_the_federation_is_no_peer_the_page_says_what_to_do(party):
    client = party.cast.browser(party.coordinator_user)
    form = client.get("/antal/").context["form"]
    words = {"key": form["key"].value(), "body": party.receives, "year": 2024}
    answer = client.post("/antal/", words)
    assert answer.status_code == 400
    assert "inte upplagd som motpart" in answer.content.decode()


def test_the_page_is_the_coordinators(party):
    for user in (party.receiver_user, party.referrer_user, party.cast.owner_user):
        assert party.cast.browser(user).get("/antal/").status_code == 403
    assert party.cast.browser().get("/antal/").status_code == 403


def test_anothers_authority_is_not_shown(party):
    started(party)
    client = party.cast.browser(party.other_coordinator_user)
    page = client.get(f"/antal/?myndighet={party.receives}")
    assert page.context["authority"].id == party.sends
    form = page.context["form"]
    words = {"key": form["key"].value(), "body": party.receives, "year": 2024}
    assert client.post("/antal/", words).status_code == 403


def test_the_coordinators_start_page_leads_there(party):
    page = party.cast.browser(party.coordinator_user).get("/").content.decode()
    assert f"/antal/?myndighet={party.receives}" in page
    assert "Inte skickat än" in page
    assert "/antal/" not in party.cast.browser(party.receiver_user).get("/").content.decode()
