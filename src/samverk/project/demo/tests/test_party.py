"""The party's demo loads, once, with authorities kept apart and everybody as far as the facts tell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samverk.directory.models import Body, Organisation
from samverk.foundation import clock
from samverk.foundation.models import AuditEvent, User
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import (
    Participation,
    ParticipationStep,
    Person,
    PlaceOffer,
    Protection,
    QueueEntry,
    QueuePause,
    QueueStep,
    Referral,
    ReferralStep,
    WaitReport,
    WhatIf,
)
from samverk.interventions.persons.records import identity
from samverk.interventions.persons.walls import reading, unread
from samverk.project.demo.crowd_days import live
from samverk.project.demo.crowd_people import SPAN
from samverk.project.demo.party import PartyLoader
from samverk.project.demo.party_cast import PARTY_LOGINS
from samverk.project.demo.party_catalogue import AKTIV, ALINGSAS, GARDEN, WORKSHOP
from samverk.project.demo.party_people import COURSES, EXAMPLES
from samverk.project.testing.readers import ReaderClient
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import PARTICIPATION
from samverk.rules.interventions.queue import QUEUE
from samverk.rules.interventions.referral import REFERRAL
from samverk.rules.personal_number import read_number

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the demo once for these tests, and take it away with them."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        PartyLoader().load()
        yield
        transaction.set_rollback(True)


def bodies():
    return list(Body.objects.values_list("pk", flat=True))


def states(model):
    with unread(bodies()):
        return set(model.objects.values_list("state", flat=True))


def test_persons_have_come_differently_far(loaded):
    assert {"draft", "submitted", "under_assessment", "incomplete"} <= states(Referral)
    assert {"accepted", "returned", "withdrawn"} <= states(Referral)
    assert {"waiting", "paused", "offered", "removed", "transferred"} <= states(QueueEntry)
    assert {"planned", "active", "interrupted", "completed", "ended_early"} <= states(Participation)


def test_there_are_returns_pauses_offers_and_a_protected_person(loaded):
    with unread(bodies()):
        assert Referral.objects.filter(return_reason="too_complex", side="sent").count() >= 3
        assert QueuePause.objects.exists()
        assert PlaceOffer.objects.filter(answer="").exists()
        assert Protection.objects.filter(lifted_at=None).values("person").distinct().count() == 2


def test_loading_again_changes_nothing(loaded):
    before = AuditEvent.objects.count()
    PartyLoader().load()
    assert AuditEvent.objects.count() == before


def test_every_person_is_invented_and_says_so(loaded):
    with unread(bodies()):
        who = [identity(person) for person in Person.objects.all()]
    crowd = sum(len(one.lives) for one in live(clock.today() - timedelta(SPAN)))
    assert len({one.number for one in who}) == len(EXAMPLES) + crowd >= 340
    assert all(one.name.startswith("Exempel ") for one in who)
    assert all(one.number[8:11] >= "980" for one in who)
    assert not any(one.phone or one.address or one.email for one in who)


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.name)
def test_a_number_is_of_the_test_range_with_its_check_digit(one):
    found = read_number(one.personal_number, clock.today())
    assert found.born == one.born
    assert 980 <= int(found.digits[8:11]) <= 999


def test_each_authority_sees_its_own_persons_alone(loaded):
    sees = {}
    for body in Body.objects.all():
        with reading([body.pk], None):
            sees[str(body)] = set(Person.objects.values_list("pk", flat=True))
    assert sum(bool(mine) for mine in sees.values()) >= 3
    for one, mine in sees.items():
        for other, theirs in sees.items():
            assert one == other or not mine & theirs


def test_no_federation_answers_for_a_person(loaded):
    with unread(bodies()):
        kinds = set(Person.objects.values_list("controller__organisation__kind", flat=True))
    assert "federation" not in kinds


@pytest.mark.parametrize("login", PARTY_LOGINS, ids=lambda login: login.email)
def test_everybody_has_a_start_page_that_answers(loaded, login):
    client = Client()
    client.force_login(User.objects.get(email=login.email))
    page = client.get("/")
    assert page.status_code == 200
    assert login.name in page.content.decode()


def test_the_start_leads_the_public_to_what_is_open(loaded):
    assert Client().get("/")["Location"] == "/oppet/"


def test_every_course_is_somebodys():
    assert {one.course for one in EXAMPLES} == set(COURSES)


def test_the_organisations_are_those_of_the_federations_demo(loaded):
    from samverk.project.demo.load import history

    known = {row["slug"]: row["name"] for row in history()["organisation"]}
    assert {o.slug: o.name for o in Organisation.objects.all()}.items() <= known.items()


TABLES = ((ReferralStep, REFERRAL), (QueueStep, QUEUE), (ParticipationStep, PARTICIPATION))


@pytest.mark.parametrize(("steps", "machine"), TABLES, ids=lambda one: getattr(one, "thing", ""))
def test_every_step_of_everybody_is_one_that_its_table_has(loaded, steps, machine):
    listed = {
        (row.state or "", row.event, row.to, hand) for row in machine.table for hand in row.doers
    }
    told = ("from_state", "event", "to_state", "hand")
    with unread(bodies()):
        found = set(steps.objects.values_list(*told))
    assert {(a, b, c, Hand[hand.upper()]) for a, b, c, hand in found} <= listed


def test_the_state_of_a_row_is_where_its_last_step_led(loaded):
    with unread(bodies()):
        for model in (Referral, QueueEntry, Participation):
            rows = model.objects.prefetch_related("steps")
            assert all(row.state == list(row.steps.all())[-1].to_state for row in rows)


def figures(name):
    with unread(bodies()):
        return WaitReport.objects.get(delivery__name=name).figures


@pytest.mark.parametrize("name", [WORKSHOP, GARDEN])
def test_two_queues_have_figures_that_rest_on_enough_people(loaded, name):
    found = figures(name)
    assert found["adds_up"]
    assert min(found[one]["n"] for one in ("waiting", "completed")) >= 10
    assert "troligen" in found["outlook"]["words"]
    assert "prognoser" in found["outlook"]["held"]
    groups = {by: one["groups"] for by, one in found["compared"].items() if by != "outside"}
    assert [by for by, one in groups.items() if len(one) >= 2] != []


def test_the_others_have_too_few_for_a_median(loaded):
    assert all("för få" in figures(one)["completed"]["words"] for one in (ALINGSAS, AKTIV))


def opened(who, address):
    client = Client()
    client.force_login(User.objects.get(email=f"{who}.example"))
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def delivery(name):
    return Delivery.objects.get(name=name).pk


def test_the_catalogue_tells_everybody_how_long_the_wait_is(loaded):
    page = ReaderClient().get(reverse("delivery", args=[delivery(WORKSHOP)])).content.decode()
    told = page.partition('id="vantan"')[2].partition("</section>")[0]
    assert "Väntan blir troligen" in told
    assert "Genomförda" in told


def test_a_year_has_tables_with_small_numbers_withheld_and_outcomes(loaded):
    body = Body.objects.get(organisation__slug="alingsas").pk
    year = clock.today().year - 1
    address = f"/personer/{body}/statistik/{delivery(WORKSHOP)}/?ar={year}"
    page = opened("samordnare@alingsas", address)
    for words in ("..", "Prövat"):
        assert words in page
    page = opened("samordnare@alingsas", f"{address}&del=exakt")
    for words in ("12 månader efter", "Gick inte att nå", "Mål uppnådda"):
        assert words in page


def test_a_question_of_what_would_happen_has_an_answer(loaded):
    with unread(bodies()):
        asked = WhatIf.objects.get()
    page = opened("mottagare@alingsas", f"/personer/fraga/{asked.pk}/")
    assert "Väntan blir troligen" in page
