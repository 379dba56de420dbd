"""Accounts that belong to people: bound by somebody else, one to one, logged, and ended at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samverk.directory import actions
from samverk.directory.actions import NewBinding
from samverk.directory.models import Person
from samverk.foundation.errors import (
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
)
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AccountBinding, AuditEvent, User
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.project.testing.stages import kept


@kept
def people(cast):
    """Two members of the social board, by number of seat."""
    found = []
    for seat, name in enumerate(("Bo Ek", "Cia Alm"), start=1):
        new = actions.NewHolding(cast.board.pk, seat, False, name, "", "member", date(2023, 1, 1))
        found.append(actions.fill_seat(SETUP, new, key=f"plats/{seat}").person_id)
    return found


def bind(cast, person, user=None, *, key="k", day=TODAY, who=None):
    new = NewBinding(person, (user or cast.member_user).pk, day)
    return actions.bind_account(who or cast.owner, cast.board.pk, new, key=key)


def test_a_bound_account_acts_as_the_person_from_that_day(cast, people):
    bind(cast, people[0])
    assert actor_for(User.objects.get(pk=cast.member_user.pk)).person == people[0]


def test_a_binding_from_tomorrow_does_not_hold_today(cast, people):
    bind(cast, people[0], day=TODAY + timedelta(days=1))
    assert actor_for(User.objects.get(pk=cast.member_user.pk)).person is None


def test_the_binding_is_logged_for_the_body(cast, people):
    bind(cast, people[0])
    event = AuditEvent.objects.get(kind="directory.account_bound")
    assert (event.actor_name, event.body_id, event.effective_on) == (
        "Maj Ekedal",
        cast.board.pk,
        TODAY,
    )


def test_nobody_binds_their_own_account(cast, people):
    with pytest.raises(NotAllowedError, match="kopplas av någon annan"):
        bind(cast, people[0], cast.owner_user)
    assert AccountBinding.objects.count() == 0


def test_others_do_not_bind(cast, people):
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            bind(cast, people[0], who=stranger)


def test_one_account_and_one_person_at_a_time(cast, people):
    bind(cast, people[0])
    with pytest.raises(ConflictError, match="redan kopplad"):
        bind(cast, people[1], key="k2")
    with pytest.raises(ConflictError, match="redan kopplad"):
        bind(cast, people[0], cast.colleague_user, key="k3")


def test_the_database_refuses_a_second_person_too(cast, people):
    bind(cast, people[0])
    second = AccountBinding(user=cast.member_user, person_id=people[1], from_date=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_the_form_sent_twice_binds_once(cast, people):
    assert bind(cast, people[0]) == bind(cast, people[0])
    assert AccountBinding.objects.count() == 1


def test_only_those_with_a_seat_and_a_role_here_and_from_today(cast, people):
    stranger = Person.objects.create(name="Någon Annan").pk
    for given, field in (
        ((stranger,), "person"),
        ((people[0], cast.outsider_user), "user"),
    ):
        with pytest.raises(InputError) as fault:
            bind(cast, *given, key=f"k/{field}")
        assert fault.value.field == field
    with pytest.raises(InputError, match="tidigast från i dag"):
        bind(cast, people[0], key="k3", day=TODAY - timedelta(days=1))


def test_a_released_account_belongs_to_nobody_at_once_and_can_be_bound_anew(cast, people):
    made = bind(cast, people[0])
    actions.release_account(cast.owner, cast.board.pk, made.pk, key="s")
    assert actor_for(User.objects.get(pk=cast.member_user.pk)).person is None
    assert AuditEvent.objects.filter(kind="directory.account_released").exists()
    bind(cast, people[1], key="k2")
    with pytest.raises(ConflictError, match="redan avslutad"):
        actions.release_account(cast.owner, cast.board.pk, made.pk, key="s2")


def test_another_bodys_binding_is_not_found(cast, people):
    made = bind(cast, people[0])
    with pytest.raises(NotFoundError):
        actions.release_account(SETUP, cast.other_board.pk, made.pk, key="s")


def test_who_has_which_account_is_read_by_those_who_change_it(cast, people):
    url = reverse("accounts", args=["lillkoping", cast.board.pk])
    bind(cast, people[0])
    page = cast.browser(cast.owner_user).get(url).content.decode()
    assert "Bo Ek" in page
    assert "tage@prov.example" in page
    for user in (None, cast.outsider_user, cast.member_user):
        assert cast.browser(user).get(url).status_code == 403


def test_the_list_asks_a_fixed_number_of_questions(cast, people, django_assert_max_num_queries):
    bind(cast, people[0])
    bind(cast, people[1], cast.colleague_user, key="k2")
    browser = cast.browser(cast.owner_user)
    with django_assert_max_num_queries(8):
        browser.get(reverse("accounts", args=["lillkoping", cast.board.pk]))


def test_an_account_is_bound_and_released_on_its_pages(cast, people):
    browser, place = cast.browser(cast.owner_user), ["lillkoping", cast.board.pk]
    form = {"key": "f1", "person": people[0], "user": cast.member_user.pk, "from_date": TODAY}
    browser.post(reverse("bind_account", args=place), form)
    made = AccountBinding.objects.get()
    browser.post(reverse("release_account", args=[*place, made.pk]), {"key": "f2"})
    made.refresh_from_db()
    assert made.released_at is not None


def test_a_binding_that_is_sent_twice_is_made_once(cast, people):
    browser, place = cast.browser(cast.owner_user), ["lillkoping", cast.board.pk]
    form = {"key": "f1", "person": people[0], "user": cast.member_user.pk, "from_date": TODAY}
    at = reverse("bind_account", args=place)
    assert [browser.post(at, form).status_code for _ in range(2)] == [302, 302]
    assert "redan kopplad" in browser.post(at, form | {"key": "f2"}).content.decode()
    assert AccountBinding.objects.count() == 1


def test_a_form_without_a_choice_says_so_and_keeps_the_rest(cast, people):
    place = ["lillkoping", cast.board.pk]
    form = {"key": "f1", "person": "", "user": cast.member_user.pk, "from_date": "2024-05-01"}
    answer = cast.browser(cast.owner_user).post(reverse("bind_account", args=place), form)
    assert "Uppgiften behövs." in answer.content.decode()
    assert "2024-05-01" in answer.content.decode()
