"""The retention plan, files that are held back, and drafts that nobody touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.actions import dropping, people, referrals, retention
from samverk.interventions.persons.models import (
    DisposalHold,
    Person,
    Referral,
    RetentionPlan,
    SubjectRequest,
)
from samverk.interventions.persons.queries.retention import plan_in_force, rules_of
from samverk.interventions.persons.tests.archive import Archive, archive_at, on
from samverk.interventions.persons.tests.party import MAN, somebody, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.retention import DEFAULT_PLAN, Record

pytestmark = pytest.mark.django_db


@kept
def archive(party) -> Archive:
    return archive_at(party)


def test_a_plan_is_kept_as_it_was_decided_and_a_later_one_takes_over(archive):
    archive.plan()
    longer = tuple(replace(one, years=10) if one.years else one for one in DEFAULT_PLAN)
    archive.plan(date(2024, 3, 1), rules=longer)
    with unread([archive.body]):
        assert rules_of(plan_in_force(archive.body, date(2024, 2, 29))) == DEFAULT_PLAN
        assert rules_of(plan_in_force(archive.body, date(2024, 3, 1))) == longer
        assert plan_in_force(archive.body, date(2023, 12, 31)) is None
        with pytest.raises(DatabaseError), transaction.atomic():
            RetentionPlan.objects.update(decision="en annan")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"decision": " "}, "decision"),
        ({"decided_on": date(2024, 3, 16)}, "decided_on"),
        ({"decided_on": date(2024, 1, 2)}, "from_date"),
        ({"rules": DEFAULT_PLAN[:2]}, ""),
    ],
)
def test_a_plan_that_lacks_something_is_refused(archive, wrong, field):
    with pytest.raises(InputError) as fault:
        archive.plan(**wrong)
    assert (fault.value.field or "") == field


def test_two_plans_do_not_begin_the_same_day(archive):
    archive.plan()
    with pytest.raises(ConflictError, match="redan en plan"):
        archive.plan()


def test_the_coordinator_does_not_decide_the_plan(archive, party):
    new = retention.NewRetentionPlan(date(2024, 1, 1), "SN § 1", date(2024, 1, 1), DEFAULT_PLAN)
    for who in (party.coordinator, party.worker, party.referrer):
        with pytest.raises(NotAllowedError):
            retention.decide_plan(who, archive.body, new, key="p")
    with pytest.raises(NotAllowedError):
        retention.decide_plan(archive.archivist, party.sends, new, key="p")


def test_a_trial_needs_a_decided_plan(archive):
    with pytest.raises(InputError, match="ingen beslutad gallringsplan"):
        archive.tried()


def test_a_plan_belongs_to_its_authority_alone(archive, party):
    archive.plan()
    with unread([party.sends]):
        assert RetentionPlan.objects.count() == 0


def test_a_hold_of_somebody_protected_is_not_there_for_others(party):
    person = somebody(party)
    new = retention.NewDisposalHold(person.pk, "access", "SN 2024/77")
    held = retention.hold_back(party.other_coordinator, party.sends, new, key="h")
    people.protect_person(party.referrer, Desk(party.sends, Hand.REFERRER), person.pk, key="skydd")
    with reading([party.sends], party.other_coordinator.user):
        assert DisposalHold.objects.count() == 0
    for asked in (
        lambda: retention.hold_back(party.other_coordinator, party.sends, new, key="h2"),
        lambda: retention.let_go(party.other_coordinator, party.sends, held.pk, key="l"),
    ):
        with pytest.raises(NotFoundError):
            asked()


def test_a_hold_is_lifted_once(party):
    new = retention.NewDisposalHold(somebody(party).pk, "access", "SN 2024/77")
    held = retention.hold_back(party.other_coordinator, party.sends, new, key="h")
    retention.let_go(party.other_coordinator, party.sends, held.pk, key="l")
    with pytest.raises(ConflictError):
        retention.let_go(party.other_coordinator, party.sends, held.pk, key="l2")


@pytest.mark.parametrize(("reason", "reference"), [("annat", "1"), ("appeal", " ")])
def test_a_hold_says_why(party, reason, reference):
    new = retention.NewDisposalHold(somebody(party).pk, reason, reference)
    with pytest.raises(InputError):
        retention.hold_back(party.other_coordinator, party.sends, new, key="h")


def drafts(party):
    with unread([party.sends]):
        return Referral.objects.filter(state="draft").count()


def test_a_draft_that_nobody_touches_is_removed_after_thirty_days(party):
    walk = Walk(party, "w")
    person = somebody(party)
    walk.draft(person)
    with on(date(2024, 4, 13)):
        assert (dropping.remove_drafts(), drafts(party)) == (0, 1)
    with on(date(2024, 4, 15)):
        assert (dropping.remove_drafts(), drafts(party)) == (1, 0)
        assert dropping.remove_drafts() == 0
    with unread([party.sends]):
        assert Person.objects.filter(pk=person.pk).exists()
    event = AuditEvent.objects.get(kind="persons.draft_removed")
    assert (event.actor_name, event.body_id) == ("Samverk, gallring", party.sends)


def test_a_draft_that_is_saved_again_starts_anew(party):
    row = Walk(party, "w").draft(somebody(party))
    with on(date(2024, 4, 10)):
        referrals.save_referral(
            party.referrer, party.sends, row.pk, referrals.Content("Nytt", "Mål"), key="om"
        )
    with on(date(2024, 5, 1)):
        assert (dropping.remove_drafts(), drafts(party)) == (0, 1)


def test_what_is_sent_in_is_never_removed_as_a_draft(party):
    row = Walk(party, "w").sent()
    with on(date(2026, 1, 1)):
        assert dropping.remove_drafts() == 0
    refused = timezone.now() - timedelta(days=8)
    with unread([party.sends]):
        assert not _dropped(row.pk, refused)
        assert Referral.objects.filter(pk=row.pk).exists()


def _dropped(draft, before):
    with connection.cursor() as cursor:
        cursor.execute("SELECT persons_remove_draft(%s, %s)", [draft, before])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("why", ["hold", "extract"])
def test_no_draft_goes_while_the_person_is_held_back_or_waits_for_an_extract(party, why):
    person = somebody(party)
    row = Walk(party, "w").draft(person)
    with unread([party.sends]):
        kept = {"controller_id": party.sends, "person": person}
        if why == "hold":
            DisposalHold.objects.create(
                **kept, reason="access", reference="A 1", held_by="Kaj Torn"
            )
        else:
            SubjectRequest.objects.create(
                **kept,
                received_on=date(2024, 3, 15),
                way="letter",
                identity_check="id_card",
                taken_by="Kaj Torn",
                due_on=date(2024, 4, 15),
            )
    with on(date(2024, 6, 15)):
        assert (dropping.remove_drafts(), drafts(party)) == (0, 1)
    with unread([party.sends]):
        assert not _dropped(row.pk, timezone.now() - timedelta(days=8))
        assert Referral.objects.filter(pk=row.pk).exists()


def test_the_database_keeps_a_draft_for_a_week_whatever_is_asked(party):
    row = Walk(party, "w").draft(somebody(party))
    with unread([party.sends]), pytest.raises(DatabaseError, match="a week"), transaction.atomic():
        _dropped(row.pk, "2999-01-01T00:00:00Z")


def test_the_database_removes_no_draft_of_a_closed_compartment(party):
    row = Walk(party, "w").draft(somebody(party))
    with unread([party.receives]):
        assert not _dropped(row.pk, "2024-12-31T00:00:00Z")
    assert drafts(party) == 1


def test_the_plans_own_days_count_for_drafts(party):
    archivist = actor_for(user("Berta Fack", Role.ARCHIVIST, party.cast.board))
    rules = tuple(
        replace(one, days=60) if one.record is Record.DRAFT else one for one in DEFAULT_PLAN
    )
    new = retention.NewRetentionPlan(date(2024, 1, 1), "SN § 1", date(2024, 1, 1), rules)
    retention.decide_plan(archivist, party.sends, new, key="p")
    Walk(party, "w").draft(somebody(party, MAN))
    with on(date(2024, 5, 1)):
        assert dropping.remove_drafts() == 0
    with on(date(2024, 5, 15)):
        assert dropping.remove_drafts() == 1
