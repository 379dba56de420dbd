"""A participation in error: its wait is none, and the claims it was in are laid before the economist."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from samverk.federation.queries import StandingClaim
from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.desk import Visit
from samverk.foundation.middleware import actor_for
from samverk.foundation.people import NewPost, NewUser, add_user
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.persons import desk
from samverk.interventions.persons.actions import correcting
from samverk.interventions.persons.models import NamedHandler, Protection, QueueEntry
from samverk.interventions.persons.queries import claims_touched as touched
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.tests.working import TODAY, number_of, through
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept
from samverk.rules.agreements.stretches import Span

MARCH, APRIL = Span(date(2024, 3, 1), date(2024, 3, 31)), Span(date(2024, 4, 1), date(2024, 4, 30))
BEFORE = datetime(2024, 3, 15, 6, tzinfo=UTC)


def claim_of(party, span=MARCH, said_at=BEFORE, **other):
    given = {"payee": party.cast.neighbour.pk, "intervention": party.delivery.intervention_id}
    agreement = SimpleNamespace(name="Språnget", federation=SimpleNamespace(slug="norr"))
    claim = SimpleNamespace(pk=7, agreement=agreement)
    return StandingClaim(claim=claim, **{**given, **other}, span=span, said_at=said_at)


@kept
def wrong(party):
    row = through(party, "a")
    correcting.correct_participation(
        party.coordinator, party.receives, row.pk, "Fel person", key="f"
    )
    return row


def found(monkeypatch, party, *claims):
    monkeypatch.setattr(touched.federation, "standing_claims", lambda payees: list(claims))
    return touched.claims_touched([party.cast.neighbour.pk], clock.now())


def test_its_wait_is_no_wait_that_ended(party):
    row, right = through(party, "a"), through(party, "b", number_of(1))
    correcting.correct_participation(
        party.coordinator, party.receives, row.pk, "Fel person", key="f"
    )
    with unread([party.receives]):
        assert QueueEntry.objects.get(pk=row.entry_id).state == "entered_in_error"
        told = history(party.delivery).entries
    assert len(told) == 1
    assert right.entry_id


def test_a_claim_of_its_days_is_flagged(party, wrong, monkeypatch):
    claim = claim_of(party)
    assert found(monkeypatch, party, claim) == [claim]


def test_no_other_claim_is_flagged(party, wrong, monkeypatch):
    later = clock.now() + timedelta(hours=1)
    others = (
        claim_of(party, APRIL),
        claim_of(party, said_at=later),
        claim_of(party, payee=party.cast.town.pk),
        claim_of(party, intervention=0),
    )
    assert found(monkeypatch, party, *others) == []


def test_one_that_never_began_touches_no_claim(party, monkeypatch):
    from samverk.interventions.persons.tests.test_thread import Walk

    row = Walk(party, "a").planned()
    correcting.correct_participation(
        party.coordinator, party.receives, row.pk, "Fel person", key="f"
    )
    assert found(monkeypatch, party, claim_of(party)) == []


def test_it_is_flagged_of_one_who_is_hidden_too_and_says_nothing_of_them(party, wrong, monkeypatch):
    with unread([party.receives]):
        kept = {"controller_id": party.receives, "person_id": wrong.person_id}
        NamedHandler.objects.create(user=party.coordinator_user, **kept)
        Protection.objects.create(**kept)
    assert len(found(monkeypatch, party, claim_of(party))) == 1


def test_it_lies_on_the_desk_of_the_payees_economist_alone(party, wrong, monkeypatch):
    monkeypatch.setattr(
        touched.federation,
        "standing_claims",
        lambda payees: [claim_of(party)] if payees else [],
    )
    post = NewPost(Role.PROVIDER_ECONOMIST, party.cast.neighbour.pk, None)
    new = NewUser("ekonom@norrvik.example", "Elsa Sundin", None, (post,))
    economist = actor_for(add_user(SETUP, new, key="ekonom"))
    monkeypatch.setattr(desk, "reverse", lambda name, args: "/".join(map(str, (name, *args))))
    (task,) = desk.claims_to_mend(Visit(economist, TODAY)).tasks
    assert task.state == "Ett deltagande i perioden är felregistrerat"
    assert desk.claims_to_mend(Visit(party.worker, TODAY)).tasks == ()
