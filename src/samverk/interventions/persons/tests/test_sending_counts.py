"""Counts go to the federation as numbers: everybody is in them, and no person is."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client

from samverk.exchange import actions as exchange
from samverk.exchange.models import Received, Sent
from samverk.exchange.queries import sent_row
from samverk.federation import actions as federation
from samverk.federation.models import CountReport
from samverk.federation.ports import TOTALS
from samverk.federation.queries import Measure
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.persons.actions import people, prepare_counts, send_counts
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.actions.preparing_counts import compute_counts
from samverk.interventions.persons.models import Participation, SentCounts
from samverk.interventions.persons.queries.sums import counts_between, counts_shown_between
from samverk.interventions.persons.tests.party import MAN, OTHER
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.interventions.queries import results_of
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

DAY, YEAR = date(2024, 3, 15), (date(2024, 1, 1), date(2024, 3, 15))


def started(party, name="a", number=None):
    row = Walk(party, name).planned(number)
    at = (party.worker, party.receives, row.pk)
    missing = taking.NewMeasurement("entry", DAY, missing="declined")
    taking.measure_status(*at, missing, key=f"{name}/m")
    return taking.start_participation(*at, DAY, key=f"{name}/start")


def numbers(party, **changed):
    """The counts of the first delivery that are not none: (women, men, unknown) by measure."""
    rows = counts_between(party.receives, *(changed.get("days") or YEAR))
    return {
        row.measure.value: (row.women, row.men, row.unknown)
        for row in rows
        if row.delivery == party.delivery.pk and row.total
    }


@kept
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
    found = {row.measure: (row.women, row.men, row.unknown, row.total) for row in rows}
    return {measure: counts for measure, counts in found.items() if any(c != 0 for c in counts)}


def test_who_started_takes_part_and_who_stands_in_the_queue_waits(party):
    started(party)
    Walk(party, "b").in_queue(MAN)
    assert numbers(party) == {
        "took_part": (1, 0, 0),
        "started": (1, 0, 0),
        "waiting": (0, 1, 0),
        "referred": (1, 1, 0),
        "offered": (1, 0, 0),
    }


def test_a_period_counts_what_happened_in_it(party):
    started(party)
    before = numbers(party, days=(date(2024, 1, 1), date(2024, 3, 14)))
    assert before == {}
    later = numbers(party, days=(date(2024, 3, 16), date(2024, 12, 31)))
    assert later == {"took_part": (1, 0, 0)}


def test_a_protected_person_is_in_the_sum_that_nobody_else_sees(party):
    row = started(party)
    with unread([party.receives]):
        person = row.person_id
    people.protect_person(party.worker, Desk(party.receives, Hand.CASE_WORKER), person, key="skydd")
    assert numbers(party)["took_part"] == (1, 0, 0)
    for user, rows in ((party.coordinator_user, []), (party.worker_user, [(1, 0, 0)])):
        found = counts_shown_between(party.receives, *YEAR, user.pk)
        took = [one for one in found if one.measure == "took_part" and one.total]
        assert [(one.women, one.men, one.unknown) for one in took] == rows
    page = party.cast.browser(party.coordinator_user).get("/antal/?ar=2024")
    assert page.context["rows"] == []


def test_another_authority_counts_its_own_deliveries_alone(party):
    started(party)
    assert counts_between(party.sends, *YEAR) == []


def test_counting_asks_as_many_questions_whatever_there_is(party, django_assert_num_queries):
    started(party)
    with django_assert_num_queries(25):
        counts_between(party.receives, *YEAR)
    Walk(party, "b").in_queue(MAN)
    Walk(party, "c").in_queue(OTHER)
    with django_assert_num_queries(25):
        counts_between(party.receives, *YEAR)


def test_the_message_holds_numbers_and_nothing_of_the_person(party, peers):
    row = started(party)
    made = send(party)
    assert sent_row(made.pk).standing.state.name == "RECEIVED"
    told = json.loads(Sent.objects.get().wire)["envelope"]["payload"]
    assert set(told) == {"from_date", "to_date", "policy", "proof", "tables"}
    rows = [row for table in told["tables"] for row in (*table["rows"], table["every"])]
    assert {key for row in rows for key in row} == {
        "deliveries",
        "women",
        "men",
        "unknown",
        "total",
    }
    assert {row[name] for row in rows for name in ("women", "men", "total")} == {None, 0}
    for word in ("Siv", "Påhitt", "19850709", "850709", str(row.person_id)):
        assert word not in Sent.objects.get().wire
    assert AuditEvent.objects.filter(kind="persons.counts_sent").count() == 1


def test_it_reaches_the_federations_reports_as_withheld_and_not_as_none(party, peers):
    started(party)
    made = send(party)
    assert in_force()["took_part"] == (None, None, 0, None)
    found = CountReport.objects.get(measure="took_part")
    assert found.source == f"Meddelande {made.pk.hex[:8]} från Norrviks kommun"
    assert found.withheld == "Parten visar inte antalet: så få kan peka ut någon."
    assert (found.from_date, found.to_date, found.home) == (*YEAR, None)
    assert CountReport.objects.get(measure="waiting").total == 0


def test_what_was_sent_is_kept_in_the_zone_with_its_proof(party, peers):
    started(party)
    made = send(party)
    with unread([party.receives]):
        kept = SentCounts.objects.get()
    told = json.loads(Sent.objects.get().wire)["envelope"]["payload"]
    assert (kept.message, kept.digest) == (made.pk, told["proof"])
    text = json.dumps(kept.proof, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == kept.digest
    assert SentCounts.objects.count() == 0, "nobody reads it with the compartment closed"
    with unread([party.receives]), pytest.raises(DatabaseError), transaction.atomic():
        SentCounts.objects.update(digest="")


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
        Walk(party, "b").in_queue(MAN)
        send(party, "k/3")
    assert in_force()["waiting"] == (None, None, 0, None)
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
    assert in_force() == {"took_part": (3, 2, 0, 5)}


def old_message(party, federation, sender, women=9):
    """Send counts as an older installation does: all of them, just as they are."""
    row = {
        "delivery": str(party.delivery.code),
        "measure": "started",
        "women": women,
        "men": 9,
        "unknown": 0,
    }
    return old_version(1, {"rows": [row]}, sender, federation, f"gammal/{women}")


def old_version(version, told, sender, federation, key):
    payload = {"from_date": "2024-01-01", "to_date": "2024-03-15", **told}
    new = exchange.NewMessage("antal", version, sender, federation, "Antal", payload)
    made = exchange.send(SETUP, new, key=f"{key}/{sender}")
    exchange.deliver(made.pk)
    return made


def protected_message(party, federation, measure, version=2):
    numbers = {"women": 9, "men": 9, "unknown": 0, "total": 18}
    row = {"deliveries": [str(party.delivery.code)], **numbers}
    table = {"measure": measure, "orientation": "individual", "rows": [row], "every": numbers}
    policy = {"version": 1, "threshold": 5, "zeros": "shown", "rounding": 1}
    told = {"policy": policy, "proof": "0" * 64, "tables": [table]}
    return old_version(version, told, party.cast.neighbour.pk, federation, "skyddad")


def test_the_first_version_is_still_received(party, peers):
    old_message(party, peers, party.cast.neighbour.pk)
    assert in_force() == {"started": (9, 9, 0, 18)}
    told = results_of([party.delivery.pk], 2024)[party.delivery.pk, Measure.STARTED]
    assert (told.women, told.men, told.unknown, told.total) == (9, 9, 0, 18)


def test_the_version_before_referrals_is_still_received(party, peers):
    protected_message(party, peers, "started")
    assert in_force() == {"started": (9, 9, 0, 18)}


def test_a_version_tells_no_measure_that_it_does_not_know(party, peers):
    with pytest.raises(ValueError, match="measure"):
        protected_message(party, peers, "returned")
    protected_message(party, peers, "returned", version=3)
    assert in_force() == {"returned": (9, 9, 0, 18)}


def test_what_is_protected_replaces_the_first_version(party, peers):
    old_message(party, peers, party.cast.neighbour.pk)
    started(party)
    with time_machine.travel("2024-03-15T13:00:00+01:00", tick=False):
        send(party)
    assert in_force()["started"] == (None, None, 0, None)


def test_the_latest_of_each_party_is_told_of_a_whole_orientation(party, peers):
    assert TOTALS.took_part(peers, 2024, "individual") is None
    started(party)
    made = send(party)
    told = TOTALS.took_part(peers, 2024, "individual")
    assert (told.women, told.men, told.unknown) == (None, None, 0)
    assert told.sources == (f"Meddelande {made.pk.hex[:8]} från Norrviks kommun",)
    assert TOTALS.took_part(peers, 2023, "individual") is None


def test_results_are_told_by_delivery_in_two_questions(party, peers, django_assert_num_queries):
    started(party)
    made = send(party)
    with django_assert_num_queries(2):
        found = results_of([party.delivery.pk, party.successor.pk], 2024)
    row = found[party.delivery.pk, Measure.TOOK_PART]
    assert (row.women, row.men, row.unknown, row.total) == (None, None, 0, None)
    assert (row.source.message, row.source.party_name) == (made.pk, "Norrviks kommun")
    assert row.source.as_of == DAY
    assert results_of([party.delivery.pk], 2023) == {}
    assert results_of([], 2024) == {}


def test_counts_of_anothers_delivery_are_refused(party, peers):
    exchange.add_peer(SETUP, exchange.NewPeer(party.cast.town.pk, "111"), key="p/3")
    made = old_message(party, peers, party.cast.town.pk)
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
    assert "Beräkna vad som kan skickas" in page.content.decode()
    assert "Siv Påhitt" not in page.content.decode()
    form = page.context["form"]
    words = {"key": form["key"].value(), "body": party.receives, "year": 2024}
    assert client.post("/antal/", words).status_code == 302
    waits = client.get("/antal/").content.decode()
    assert ">Beräknas</span>" in waits
    assert "Så skickas antalen till" not in waits
    compute_counts(party.receives)
    ready = client.get("/antal/")
    checked = ready.content.decode()
    assert "Klara att granska" in checked
    assert "Så skickas antalen till" in checked
    assert "Deltog under perioden" in checked
    assert not Sent.objects.exists()
    send = ready.context["send"]
    words = {name: send[name].value() for name in ("key", "body", "asked")}
    assert client.post("/antal/", words).status_code == 302
    assert client.post("/antal/", words).status_code == 302
    assert Sent.objects.count() == 1
    assert "till Samordningsförbundet Trean: " in client.get("/antal/").content.decode()


def test_what_came_of_it_is_counted_of_those_who_are_followed_up(party):
    row = Walk(party, "a").planned()
    at = (party.worker, party.receives, row.pk)
    entry = taking.NewMeasurement("entry", DAY, "seeks", 0, "assistance", "secondary")
    taking.measure_status(*at, entry, key="m1")
    taking.set_goal(*at, "Ett mål", key="g")
    taking.start_participation(*at, DAY, key="st")
    leaving = taking.NewMeasurement("exit", DAY, "work", 40, "wage", "secondary")
    taking.measure_status(*at, leaving, key="m2")
    with unread([party.receives]):
        goal = str(row.goals.get().pk)
    ending = taking.Ending(DAY, "Gick bra", goals=((goal, "achieved"),))
    taking.end_participation(*at, ending, key="e")
    outcomes = {"completed", "goals_met", "not_at_work", "to_work"}
    assert not outcomes & set(numbers(party)), "without consent to follow-up nothing is told"
    with unread([party.receives]):
        Participation.objects.update(is_followed=True)
    found = numbers(party)
    assert {found[one] for one in outcomes} == {(1, 0, 0)}
    people.protect_person(
        party.worker, Desk(party.receives, Hand.CASE_WORKER), row.person_id, key="skydd"
    )
    assert set(numbers(party)) == {"took_part", "started", "ended", "referred", "offered"}


def test_where_the_federation_is_no_peer_the_page_says_what_to_do(party):
    client = party.cast.browser(party.coordinator_user)
    prepare_counts(party.coordinator, party.receives, 2024, key="b")
    compute_counts(party.receives)
    send = client.get("/antal/").context["send"]
    words = {name: send[name].value() for name in ("key", "body", "asked")}
    answer = client.post("/antal/", words)
    assert answer.status_code == 400
    assert "inte upplagd som motpart" in answer.content.decode()


def test_the_page_is_the_coordinators(party):
    for user in (party.receiver_user, party.referrer_user, party.cast.owner_user):
        assert party.cast.browser(user).get("/antal/").status_code == 403
    assert Client().get("/antal/").status_code == 403


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
