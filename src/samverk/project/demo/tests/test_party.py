"""The party's demo loads, once, with authorities kept apart and everybody as far as the facts tell."""

from __future__ import annotations

import pytest
from django.test import Client

from samverk.directory.models import Body, Organisation
from samverk.foundation import clock
from samverk.foundation.models import AuditEvent, User
from samverk.interventions.persons.models import (
    Participation,
    Person,
    PlaceOffer,
    Protection,
    QueueEntry,
    QueuePause,
    Referral,
)
from samverk.interventions.persons.records import identity
from samverk.interventions.persons.walls import reading, unread
from samverk.project.demo.party import PartyLoader
from samverk.project.demo.party_cast import PARTY_LOGINS
from samverk.project.demo.party_people import COURSES, EXAMPLES
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
    assert len({one.number for one in who}) == len(EXAMPLES) >= 40
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


def test_the_public_start_page_answers(loaded):
    assert Client().get("/").status_code == 200


def test_every_course_is_somebodys():
    assert {one.course for one in EXAMPLES} == set(COURSES)


def test_the_organisations_are_those_of_the_federations_demo(loaded):
    from samverk.project.demo.load import history

    known = {row["slug"]: row["name"] for row in history()["organisation"]}
    assert {o.slug: o.name for o in Organisation.objects.all()}.items() <= known.items()
