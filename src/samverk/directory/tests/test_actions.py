"""What the directory writes: it works, others are refused, and the event says what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from samverk.directory import actions, queries
from samverk.directory.models import BodyTerms, Person, SeatHolding
from samverk.foundation.errors import (
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
)
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@kept
def terms(cast):
    return actions.NewTerms(cast.board.pk, date(2024, 1, 1), "KF § 12", members=11)


@kept
def holding(cast):
    start = date(2024, 1, 1)
    return actions.NewHolding(cast.board.pk, 1, False, "Siv Lundgård", "", "chair", start)


def test_new_by_laws_end_the_earlier_ones_the_day_before(cast, terms):
    first = actions.set_terms(cast.owner, replace(terms, from_date=date(2020, 1, 1)), key="a")
    actions.set_terms(cast.owner, terms, key="b")
    first.refresh_from_db()
    assert first.to_date == date(2023, 12, 31)
    assert BodyTerms.objects.count() == 2


def test_the_event_says_who_did_what_for_whom_from_when(cast, terms):
    actions.set_terms(cast.owner, terms, key="a")
    event = AuditEvent.objects.get(kind="directory.terms_set")
    assert (event.actor_name, event.organisation) == ("Maj Ekedal", cast.town)
    assert event.effective_on == date(2024, 1, 1)


def test_nobody_else_sets_by_laws_or_fills_seats(cast, terms, holding):
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.set_terms(stranger, terms, key="a")
        with pytest.raises(NotAllowedError):
            actions.fill_seat(stranger, holding, key="b")


@pytest.mark.parametrize(
    ("change", "field"),
    [({"source": " "}, "source"), ({"diary_format": "klass-NNN/AAAA"}, "diary_format")],
)
def test_by_laws_that_cannot_be_used_name_the_field(cast, terms, change, field):
    with pytest.raises(InputError) as fault:
        actions.set_terms(cast.owner, replace(terms, **change), key="a")
    assert fault.value.field == field


def test_by_laws_are_never_put_before_later_ones(cast, terms):
    actions.set_terms(cast.owner, terms, key="a")
    with pytest.raises(InputError):
        actions.set_terms(cast.owner, replace(terms, from_date=date(2023, 1, 1)), key="b")


def test_every_offered_format_numbers_by_itself():
    formats = queries.numbering_formats()
    assert formats["AAAA.NNN ORG"] == "2024.017 SN"
    assert "klass-NNN/AAAA" not in formats


def test_an_unknown_body_is_not_found(cast, terms, holding):
    with pytest.raises(NotFoundError):
        actions.set_terms(cast.owner, replace(terms, body=10**9), key="a")
    with pytest.raises(NotFoundError):
        actions.fill_seat(cast.owner, replace(holding, body=10**9), key="b")


@pytest.mark.parametrize("days", [(date(2024, 1, 1), None), (date(2023, 1, 1), date(2024, 1, 1))])
def test_two_people_never_hold_one_seat_on_the_same_day(cast, holding, days):
    actions.fill_seat(cast.owner, holding, key="a")
    start, end = days
    second = replace(holding, person="Moa Kvarnås", from_date=start, to_date=end)
    with pytest.raises(ConflictError, match="Avsluta det uppdraget först"):
        actions.fill_seat(cast.owner, second, key="b")


def test_the_database_itself_refuses_a_second_holder(cast, holding):
    first = actions.fill_seat(cast.owner, holding, key="a")
    again = SeatHolding(
        seat=first.seat, person=first.person, role="member", from_date=date(2025, 1, 1)
    )
    with pytest.raises(IntegrityError, match="one_holder_of_a_seat"), transaction.atomic():
        again.save()


def test_an_ended_seat_is_free_the_day_after(cast, holding):
    first = actions.fill_seat(cast.owner, holding, key="a")
    actions.end_holding(cast.owner, first.pk, date(2024, 2, 29), key="b")
    after = replace(holding, person="Moa Kvarnås", from_date=date(2024, 3, 1))
    assert actions.fill_seat(cast.owner, after, key="c").pk != first.pk


def test_a_holding_ends_once_and_not_before_it_began(cast, holding):
    first = actions.fill_seat(cast.owner, holding, key="a")
    with pytest.raises(InputError):
        actions.end_holding(cast.owner, first.pk, date(2023, 12, 31), key="b")
    actions.end_holding(cast.owner, first.pk, date(2024, 2, 29), key="c")
    with pytest.raises(ConflictError, match="redan avslutat"):
        actions.end_holding(cast.owner, first.pk, date(2024, 2, 1), key="d")


def test_only_those_who_may_end_a_holding(cast, holding):
    first = actions.fill_seat(cast.owner, holding, key="a")
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.end_holding(stranger, first.pk, date(2024, 2, 29), key="b")


def test_a_name_in_another_organisation_is_another_person(cast, holding):
    actions.fill_seat(cast.owner, holding, key="a")
    actions.fill_seat(cast.owner, replace(holding, body=cast.council.pk), key="b")
    assert Person.objects.count() == 1
    actions.fill_seat(cast.outsider, replace(holding, body=cast.neighbour_board.pk), key="c")
    assert Person.objects.count() == 2


def test_a_party_that_is_not_there_names_the_field(cast, holding):
    with pytest.raises(InputError) as fault:
        actions.fill_seat(cast.owner, replace(holding, party="XYZ"), key="a")
    assert fault.value.field == "party"


def test_a_committee_stands_under_a_body_of_its_own_organisation(cast):
    alone = actions.NewBody(cast.town.pk, "committee", "Arbetsutskottet")
    with pytest.raises(InputError):
        actions.add_body(SETUP, alone, key="a")
    with pytest.raises(InputError):
        actions.add_body(SETUP, replace(alone, parent=cast.neighbour_board.pk), key="b")
    made = actions.add_body(SETUP, replace(alone, parent=cast.board.pk), key="c")
    assert [c.id for c in queries.committees(cast.board.pk)] == [made.pk]


def test_two_bodies_of_one_name_are_a_conflict(cast):
    with pytest.raises(ConflictError, match="redan ett organ"):
        actions.add_body(SETUP, actions.NewBody(cast.town.pk, "board", "Socialnämnden"), key="a")


def test_parties_and_organisations_are_added_at_setup_only(cast):
    new = actions.NewOrganisation("municipality", "Ny kommun", "Ny", "ny")
    with pytest.raises(NotAllowedError):
        actions.add_organisation(cast.owner, new, key="a")
    with pytest.raises(NotAllowedError):
        actions.add_party(cast.owner, "X", "X-partiet", key="b")


def test_bodies_are_listed_in_swedish_order(cast):
    for name in ("Önämnden", "Ånämnden", "Änämnden"):
        actions.add_body(SETUP, actions.NewBody(cast.neighbour.pk, "board", name), key=name)
    names = [body.name for body in queries.bodies(organisation=cast.neighbour.pk)]
    assert names == ["Socialnämnden", "Ånämnden", "Änämnden", "Önämnden"]
