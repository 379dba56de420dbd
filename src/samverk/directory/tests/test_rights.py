"""Each write of the directory: who may, what the log says of it, and that it happens once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.db import transaction

from samverk.directory import actions, queries
from samverk.directory.models import Body, BodyTerms, Organisation, Party, Seat, SeatHolding
from samverk.foundation.actors import PUBLIC, Actor, HeldRole, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP

pytestmark = pytest.mark.django_db

START, LATER = date(2024, 1, 1), date(2024, 2, 29)
MODELS = (Body, BodyTerms, Organisation, Party, Seat, SeatHolding)
MAY_CHANGE = {Role.SECRETARY, Role.MANAGER, Role.ADMINISTRATOR}


@dataclass(frozen=True)
class Write:
    """One write as a test does it, with what its event should say."""

    kind: str
    effective_on: date | None
    do: Callable[[Actor, str], object]
    organisation: int | None


def body_added(cast):
    new = actions.NewBody(cast.town.pk, "board", "Kulturnämnden")
    do = lambda actor, key: actions.add_body(actor, new, key=key)  # noqa: E731
    return Write("directory.body_added", None, do, cast.town.pk)


def terms_set(cast):
    new = actions.NewTerms(cast.board.pk, START, "KF § 12")
    do = lambda actor, key: actions.set_terms(actor, new, key=key)  # noqa: E731
    return Write("directory.terms_set", START, do, cast.town.pk)


def new_holding(cast):
    return actions.NewHolding(cast.board.pk, 1, False, "Siv Lundgård", "", "member", START)


def seat_filled(cast):
    new = new_holding(cast)
    do = lambda actor, key: actions.fill_seat(actor, new, key=key)  # noqa: E731
    return Write("directory.seat_filled", START, do, cast.town.pk)


def holding_ended(cast):
    held = actions.fill_seat(SETUP, new_holding(cast), key="plats")
    do = lambda actor, key: actions.end_holding(actor, held.pk, LATER, key=key)  # noqa: E731
    return Write("directory.holding_ended", LATER, do, cast.town.pk)


def organisation_added(cast):
    new = actions.NewOrganisation("municipality", "Ny kommun", "Ny", "ny")
    do = lambda actor, key: actions.add_organisation(actor, new, key=key)  # noqa: E731
    return Write("directory.organisation_added", None, do, None)


def party_added(cast):
    do = lambda actor, key: actions.add_party(actor, "X", "X-partiet", key=key)  # noqa: E731
    return Write("directory.party_added", None, do, None)


IN_A_BODY = (terms_set, seat_filled, holding_ended)
AT_SETUP = (organisation_added, party_added)
ALL = (body_added, *IN_A_BODY, *AT_SETUP)


def rows():
    return [model.objects.count() for model in MODELS]


def person(*roles):
    return Actor(None, "Anna", roles)


def is_allowed(write, actor):
    """Try a write and undo it; a refusal must give its reason and leave nothing."""
    before = (rows(), AuditEvent.objects.count())
    with transaction.atomic():
        try:
            write.do(actor, "prov")
        except NotAllowedError as fault:
            return not fault.message or (rows(), AuditEvent.objects.count()) != before
        finally:
            transaction.set_rollback(True)
    return True


def allowed_roles(write, organisation, body=None):
    posts = {role: HeldRole(role, organisation, body) for role in Role}
    return {role for role, post in posts.items() if is_allowed(write, person(post))}


@pytest.mark.parametrize("make", IN_A_BODY)
def test_a_body_is_changed_by_those_of_it_whose_role_may(cast, make):
    assert allowed_roles(make(cast), cast.town.pk, cast.board.pk) == MAY_CHANGE


@pytest.mark.parametrize("make", [body_added, *IN_A_BODY])
def test_a_role_for_the_whole_organisation_reaches_its_bodies(cast, make):
    assert allowed_roles(make(cast), cast.town.pk) == MAY_CHANGE


@pytest.mark.parametrize("make", [body_added, *IN_A_BODY])
def test_a_role_elsewhere_changes_nothing_here(cast, make):
    write = make(cast)
    assert allowed_roles(write, cast.neighbour.pk) == set()
    assert allowed_roles(write, cast.town.pk, cast.other_board.pk) == set()


@pytest.mark.parametrize("make", ALL)
def test_the_public_changes_nothing(cast, make):
    assert not is_allowed(make(cast), PUBLIC)


def test_a_role_in_one_body_adds_no_other(cast):
    assert allowed_roles(body_added(cast), cast.town.pk, cast.board.pk) == set()


@pytest.mark.parametrize("make", AT_SETUP)
def test_what_bodies_and_seats_refer_to_is_the_administrators_to_add(cast, make):
    write = make(cast)
    assert allowed_roles(write, cast.town.pk) == {Role.ADMINISTRATOR}
    assert allowed_roles(write, cast.town.pk, cast.board.pk) == set()
    with pytest.raises(NotAllowedError, match="lägga upp organisationer och partier"):
        write.do(cast.owner, "prov")


@pytest.mark.parametrize("make", ALL)
def test_each_write_leaves_one_event_that_says_what_it_was(cast, make):
    write = make(cast)
    subject = write.do(SETUP, "prov")
    event = AuditEvent.objects.get(kind=write.kind, subject_id=str(subject.pk))
    assert (event.organisation_id, event.effective_on) == (write.organisation, write.effective_on)
    assert (event.actor_name, event.subject_label) == ("Testerna", str(subject))


@pytest.mark.parametrize("make", IN_A_BODY)
def test_each_write_in_a_body_is_logged_as_done_for_it(cast, make):
    write = make(cast)
    subject = write.do(SETUP, "prov")
    event = AuditEvent.objects.get(kind=write.kind, subject_id=str(subject.pk))
    assert event.body == cast.board


@pytest.mark.parametrize("make", ALL)
def test_each_write_sent_twice_happens_once(cast, make):
    write = make(cast)
    first = write.do(SETUP, "prov")
    after = (rows(), AuditEvent.objects.count())
    assert write.do(SETUP, "prov") == first
    assert (rows(), AuditEvent.objects.count()) == after


@pytest.mark.parametrize("make", ALL)
def test_each_writes_key_belongs_to_it_alone(cast, make):
    make(cast).do(SETUP, "prov")
    others = [one for one in (body_added, seat_filled) if one is not make]
    with pytest.raises(ConflictError, match="till något annat"):
        others[0](cast).do(SETUP, "prov")


@pytest.mark.parametrize(
    ("change", "field", "text"),
    [
        ({"person": "  "}, "person", "Skriv personens namn."),
        ({"to_date": date(2023, 12, 31)}, "to_date", "Sista dagen är före första dagen."),
        ({"party": "XYZ"}, "party", "Partiet XYZ är inte upplagt."),
    ],
)
def test_a_holding_that_cannot_be_names_its_field(cast, change, field, text):
    with pytest.raises(InputError) as fault:
        actions.fill_seat(SETUP, replace(new_holding(cast), **change), key="a")
    assert (fault.value.field, fault.value.message) == (field, text)
    assert not Seat.objects.exists()


def test_a_holding_may_be_of_one_day(cast):
    one_day = replace(new_holding(cast), to_date=START)
    held = actions.fill_seat(SETUP, one_day, key="a")
    assert [h.person for h in queries.holders(cast.board.pk, START)] == ["Siv Lundgård"]
    assert queries.holders(cast.board.pk, date(2024, 1, 2)) == []
    assert held.to_date == START


def test_a_holding_may_end_on_the_day_it_began(cast):
    held = actions.fill_seat(SETUP, new_holding(cast), key="a")
    assert actions.end_holding(SETUP, held.pk, START, key="b").to_date == START


def test_a_holding_that_is_not_there_is_not_found(cast):
    with pytest.raises(NotFoundError, match="Uppdraget finns inte"):
        actions.end_holding(SETUP, 10**9, LATER, key="a")
    with pytest.raises(NotFoundError, match="Uppdraget finns inte"):
        queries.holding_by_id(10**9)


@pytest.mark.parametrize(("number", "substitute"), [(2, False), (1, True)])
def test_another_seat_on_the_same_days_is_free(cast, number, substitute):
    actions.fill_seat(SETUP, new_holding(cast), key="a")
    other = replace(new_holding(cast), seat=number, substitute=substitute, person="Moa Kvarnås")
    actions.fill_seat(SETUP, other, key="b")
    assert Seat.objects.count() == SeatHolding.objects.count() == 2
