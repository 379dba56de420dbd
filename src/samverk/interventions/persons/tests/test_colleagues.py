"""What waits for an answer is met by every referrer there, whoever of them wrote the referral."""

from __future__ import annotations

from datetime import date

import time_machine

from samverk.foundation.actors import Role
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import queueing, receiving
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, somebody, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

BY = "Skriven av "


@kept
def pages(party):
    return Pages(party)


@kept
def colleague(party, db):
    """Another referrer at the authority, who has written nothing."""
    return user("Kia Kollega", Role.REFERRER, party.cast.board)


def offered(party, name="a", number=None):
    entry = Walk(party, name).in_queue(number)
    new = queueing.NewOffer(date(2024, 3, 22))
    return queueing.offer_place(party.receiver, party.receives, entry.pk, new, key=f"{name}/of")


def test_a_place_that_is_offered_is_met_by_a_colleague(party, pages, colleague):
    assert "Siv Påhitt" not in text(pages.get(colleague, "persons"))
    offered(party)
    page = text(pages.get(colleague, "persons"))
    assert "Svar senast 2024-03-22" in page
    assert BY + party.referrer_user.full_name in page
    assert BY not in text(pages.get(party.referrer_user, "persons"))


def test_a_question_is_met_by_a_colleague_until_it_is_answered(party, pages, colleague):
    walk = Walk(party, "a")
    row = walk.sent()
    at = (party.receiver, party.receives, walk.came(row).pk)
    receiving.take_up_referral(*at, key="t")
    assert BY not in text(pages.get(colleague, "persons"))
    receiving.ask_referrer(*at, "Vilka tider passar?", key="q")
    assert BY in text(pages.get(colleague, "persons"))
    actions.answer_question(party.referrer, party.sends, row.pk, "Alla", key="svar")
    assert BY not in text(pages.get(colleague, "persons"))


def test_a_wait_to_confirm_is_met_by_a_colleague_on_the_day(party, pages, colleague):
    Walk(party, "a").in_queue()
    for day, due in (("2024-06-12", False), ("2024-06-13", True)):
        with time_machine.travel(f"{day}T12:00:00+02:00", tick=False):
            assert (BY in text(pages.get(colleague, "persons"))) is due
            assert ("Väntan att bekräfta" in text(pages.get(colleague, "start"))) is due


def test_the_desk_counts_what_is_offered_to_the_authority(party, pages, colleague):
    assert "Erbjudna platser" not in text(pages.get(colleague, "start"))
    offered(party)
    offered(party, "b", MAN)
    page = text(pages.get(colleague, "start"))
    assert "Erbjudna platser att svara på" in page
    assert "2 väntar" in page


def test_who_is_hidden_is_met_by_those_named_alone(party, pages, colleague):
    offered(party)
    person = somebody(party)
    desk = Desk(party.sends, Hand.REFERRER)
    actions.protect_person(party.referrer, desk, person.pk, key="skydd")
    assert BY not in text(pages.get(colleague, "persons"))
    assert "Erbjudna platser" not in text(pages.get(colleague, "start"))
    assert "Svar senast" in text(pages.get(party.referrer_user, "persons"))


def test_a_draft_is_its_writers_own(party, pages, colleague):
    Walk(party, "a").draft(somebody(party))
    assert BY not in text(pages.get(colleague, "persons"))
