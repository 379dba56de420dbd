"""Mina personer: each sees what waits for them, and nobody else."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverk.foundation import acts, people
from samverk.foundation.actors import Role
from samverk.foundation.tests.cast import SETUP
from samverk.foundation.tests.telling import without_ids
from samverk.interventions.persons.actions import queueing, receiving
from samverk.interventions.persons.tests.pages import Pages, reads_of, text
from samverk.interventions.persons.tests.party import MAN, OTHER, somebody
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.project.testing.stages import kept


@kept
def pages(party):
    return Pages(party)


def test_the_referrer_sees_what_happens_next(party, pages):
    walk = Walk(party, "a")
    row = walk.sent()
    page = text(pages.get(party.referrer_user, "persons"))
    assert "Väntar på svar" in page
    at = (party.receiver, party.receives, walk.came(row).pk)
    receiving.take_up_referral(*at, key="t")
    receiving.ask_referrer(*at, "Vilka tider passar?", key="q")
    page = text(pages.get(party.referrer_user, "persons"))
    assert "Fråga att svara på" in page
    assert "Väntar på svar" not in page


def test_a_return_shows_its_reason_and_the_advice(party, pages):
    at = (party.receiver, party.receives, pages.came().pk)
    receiving.take_up_referral(*at, key="t")
    receiving.return_referral(*at, receiving.Return("too_complex", "Börja hos vården"), key="r")
    page = text(pages.get(party.referrer_user, "persons"))
    assert "För komplexa behov. Börja hos vården" in page


def test_a_wait_is_to_be_confirmed_after_ninety_days(party, pages):
    Walk(party, "a").in_queue()
    assert "I kö" in text(pages.get(party.referrer_user, "persons"))
    # 2024-03-15 and 90 days: not the day before
    for day, due in (("2024-06-12", False), ("2024-06-13", True)):
        with time_machine.travel(f"{day}T12:00:00+02:00", tick=False):
            page = text(pages.get(party.referrer_user, "persons"))
        assert ("Skulle bekräftas 2024-06-13" in page) is due


def test_an_offer_shows_until_when(party, pages):
    entry = Walk(party, "a").in_queue()
    new = queueing.NewOffer(date(2024, 3, 22))
    queueing.offer_place(party.receiver, party.receives, entry.pk, new, key="o")
    page = text(pages.get(party.referrer_user, "persons"))
    assert "Erbjuden plats" in page
    assert "Svar senast 2024-03-22" in page
    assert "Svar senast" in text(pages.get(party.receiver_user, "persons"))


def test_the_team_sees_its_inbox_and_queues(party, pages):
    pages.came()
    page = text(pages.get(party.receiver_user, "persons"))
    assert "Siv Påhitt" in page
    assert "19850709-••••" in page
    assert "9805" not in without_ids(page)
    assert "Språnget Norr" in page


def test_each_person_on_the_page_is_noted_once(party, pages):
    Walk(party, "a").draft(somebody(party))
    person = somebody(party)
    before = reads_of(person.pk, party.referrer_user)
    Walk(party, "b").draft(person)
    pages.get(party.referrer_user, "persons")
    assert reads_of(person.pk, party.referrer_user) == before + 1


def test_nothing_is_shown_when_the_note_cannot_be_written(party, pages, monkeypatch):
    pages.sent()
    broken = acts.NOTE_READINGS.replace("foundation_auditevent", "no_such_table")
    monkeypatch.setattr(acts, "NOTE_READINGS", broken)
    client = pages.browser(party.referrer_user)
    client.raise_request_exception = False
    answer = client.get("/personer/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    assert "loggen går inte att skriva" in text(answer)
    assert "Siv Påhitt" not in text(answer)


def test_who_has_no_role_with_persons_is_refused(party, pages):
    assert pages.get(party.cast.owner_user, "persons").status_code == 403
    assert "Logga in" in text(pages.get(None, "persons"))


def test_the_navigation_has_an_entry_for_those_alone(party, pages):
    link = 'href="/personer/"'
    for user in (party.referrer_user, party.worker_user, party.auditor_user):
        assert link in text(pages.get(user, "start"))
    for user in (party.cast.owner_user, None):
        assert link not in text(pages.get(user, "start"))


def test_a_role_for_a_whole_organisation_opens_no_person(party, pages):
    post = people.NewPost(Role.REFERRER, party.cast.town.pk)
    new = people.NewUser("hela@parti.example", "Hela Huset", None, (post,))
    whole = people.add_user(SETUP, new, key="hela")
    assert 'href="/personer/"' not in text(pages.get(whole, "start"))
    assert pages.get(whole, "persons").status_code == 403


@pytest.mark.parametrize("who", ["referrer_user", "receiver_user"])
def test_many_referrals_cost_no_more_questions(party, pages, who):
    client: Client = pages.browser(getattr(party, who))
    counts = []
    for name, number in (("a", None), ("b", MAN), ("c", OTHER)):
        entry = Walk(party, name).in_queue(number)
        new = queueing.NewOffer(date(2024, 3, 22))
        if name != "c":
            queueing.offer_place(party.receiver, party.receives, entry.pk, new, key=f"{name}/of")
        client.get("/personer/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/personer/")
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 28
