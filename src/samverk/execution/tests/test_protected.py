"""A decision on somebody with a protected identity is there for its named handlers alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from samverk.execution.actions import (
    Amended,
    NewStep,
    agree_takeover,
    amend_decision,
    ask_takeover,
    ask_to_lift,
    end_handler,
    lift_protection,
    name_handler,
    protect,
    register_decision,
    take_step,
)
from samverk.execution.models import GrantedDecision, RegisterStep, RegisterWait
from samverk.execution.records import text_of
from samverk.execution.tests.stage import MAN, NEW, granted, user
from samverk.execution.walls import counting, reading, unread
from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import RoleAssignment
from samverk.foundation.models.users import RoleEnd
from samverk.rules.unexecuted.handling import ExecutionEvent as E

pytestmark = pytest.mark.django_db
WHY = "Skyddet upphörde vid folkbokföringen"


def seen(stage, actor):
    with reading([stage.body], actor.user):
        return (
            GrantedDecision.objects.count(),
            RegisterStep.objects.count(),
            RegisterWait.objects.count(),
        )


def test_it_is_there_for_who_registered_it_and_for_the_reporter(stage):
    granted(stage, is_protected=True)

    assert seen(stage, stage.officer) == (1, 1, 1)
    assert seen(stage, stage.reporter) == (1, 1, 1)
    assert seen(stage, stage.colleague) == (0, 0, 0)


def test_nobody_else_can_tell_it_from_what_is_not_there(stage):
    row = granted(stage, is_protected=True)
    new = NewStep(E.EXECUTE, clock.today())
    with pytest.raises(NotFoundError) as hidden:
        take_step(stage.colleague, stage.body, row.pk, new, key="a")
    with pytest.raises(NotFoundError) as missing:
        take_step(stage.colleague, stage.body, GrantedDecision().pk, new, key="b")

    assert hidden.value.message == missing.value.message


def test_it_counts_in_totals(stage):
    granted(stage, is_protected=True)

    with reading([stage.body], stage.colleague.user):
        assert GrantedDecision.objects.count() == 0
        with counting():
            assert GrantedDecision.objects.count() == 1
        assert GrantedDecision.objects.count() == 0


def test_a_handler_is_named_and_ended(stage):
    row = granted(stage, is_protected=True)
    colleague = stage.colleague.user
    name_handler(stage.officer, stage.body, row.pk, colleague, key="namnge")
    assert seen(stage, stage.colleague)[0] == 1
    with pytest.raises(ConflictError, match="redan namngiven"):
        name_handler(stage.officer, stage.body, row.pk, colleague, key="igen")
    end_handler(stage.officer, stage.body, row.pk, colleague, key="avsluta")

    assert seen(stage, stage.colleague)[0] == 0
    with pytest.raises(InputError, match="för registret"):
        name_handler(stage.officer, stage.body, row.pk, stage.other_user.pk, key="annan")


def test_somebody_who_reports_is_always_left(stage):
    row = granted(stage, is_protected=True)
    with pytest.raises(ConflictError, match="minst en huvudrapportör"):
        end_handler(stage.officer, stage.body, row.pk, stage.reporter.user, key="avsluta")


def test_protection_is_put_on_later_and_lifted_by_two(stage):
    row = granted(stage)
    protect(stage.officer, stage.body, row.pk, key="skydda")
    assert seen(stage, stage.colleague)[0] == 0
    with pytest.raises(ConflictError, match="redan skyddat"):
        protect(stage.officer, stage.body, row.pk, key="igen")
    with pytest.raises(ConflictError, match="Ingen har begärt"):
        lift_protection(stage.officer, stage.body, row.pk, key="häv")
    with pytest.raises(NotAllowedError):
        ask_to_lift(stage.officer, stage.body, row.pk, WHY, key="begär")
    with pytest.raises(InputError, match="varför skyddet"):
        ask_to_lift(stage.reporter, stage.body, row.pk, " ", key="begär")
    ask_to_lift(stage.reporter, stage.body, row.pk, WHY, key="begär")
    with pytest.raises(NotAllowedError, match="En annan"):
        lift_protection(stage.reporter, stage.body, row.pk, key="häv")
    assert seen(stage, stage.colleague)[0] == 0
    lift_protection(stage.officer, stage.body, row.pk, key="häv")

    assert seen(stage, stage.colleague)[0] == 1
    with unread([stage.body]):
        assert not row.handlers.filter(ended_at=None).exists()
        lifted = row.protections.get()
        assert text_of(row, lifted, "why") == WHY
        assert b"Skyddet" not in bytes(lifted.why)
    by_two = stage.reporter.user, stage.officer.user
    assert (lifted.lift_asked_by_id, lifted.lifted_by_id) == by_two


def test_the_database_lets_nobody_lift_alone(stage):
    row = granted(stage, is_protected=True)
    with unread([stage.body]):
        for asked_by in (None, stage.reporter.user):
            with pytest.raises(IntegrityError, match="lifted_by_two"), transaction.atomic():
                row.protections.update(
                    lifted_at=clock.now(),
                    lift_asked_by=asked_by,
                    lifted_by=stage.reporter.user,
                )


def test_the_page_asks_another_and_tells_why(stage):
    row = granted(stage, is_protected=True)
    url = reverse("lift_register_protection", args=[row.pk])
    reporter, officer = (
        stage.cast.browser(one) for one in (stage.reporter_user, stage.officer_user)
    )
    assert officer.get(url).status_code == 404
    for browser, fields in ((reporter, {"why": WHY}), (officer, {})):
        shown = browser.get(url)
        key = shown.context["form"]["key"].value()
        assert browser.post(url, {"key": key, **fields}).status_code == 302
    told = reporter.get(reverse("granted_decision", args=[row.pk])).content.decode()

    assert WHY in shown.content.decode()
    assert "Skyddet hävdes" in told
    assert WHY in told
    page = stage.cast.browser(stage.colleague_user).get(reverse("granted_decision", args=[row.pk]))
    assert WHY not in page.content.decode()


def test_who_ends_their_own_naming_comes_to_the_register(stage):
    row = granted(stage, is_protected=True)
    browser, url = (
        stage.cast.browser(stage.officer_user),
        reverse("end_register_handler", args=[row.pk]),
    )
    key = browser.get(url).context["form"]["key"].value()
    answer = browser.post(url, {"key": key, "user": stage.officer_user.pk}, follow=True)

    assert answer.redirect_chain == [(reverse("register_of", args=[stage.body]), 302)]


def listed(stage, who):
    page = stage.cast.browser(who).get(reverse("register_of", args=[stage.body]))
    return "Siv Påhitt" in page.content.decode()


def test_all_of_a_persons_decisions_are_protected_with_one(stage):
    first, second = granted(stage), granted(stage, "två", kind="lss-9-5")
    granted(stage, "annan", number=MAN, first_name="Sven")
    protect(stage.officer, stage.body, first.pk, key="skydda")

    assert seen(stage, stage.colleague)[0] == 1
    assert not listed(stage, stage.colleague_user)
    assert seen(stage, stage.officer)[0] == seen(stage, stage.reporter)[0] == 3
    name_handler(stage.officer, stage.body, second.pk, stage.colleague.user, key="namnge")
    assert seen(stage, stage.colleague)[0] == 3
    end_handler(stage.officer, stage.body, first.pk, stage.colleague.user, key="avsluta")
    assert seen(stage, stage.colleague)[0] == 1
    ask_to_lift(stage.reporter, stage.body, second.pk, WHY, key="begär")
    lift_protection(stage.officer, stage.body, first.pk, key="häv")
    assert seen(stage, stage.colleague)[0] == 3


def test_a_new_decision_on_a_protected_number_is_protected(stage):
    granted(stage, is_protected=True)
    new = replace(NEW, kind="lss-9-5")
    row = register_decision(stage.colleague, stage.body, new, key="två")
    third = user("Otto Ny", Role.EXECUTION_OFFICER, stage.cast.board)

    assert not listed(stage, third)
    assert seen(stage, stage.colleague)[0] == 1
    assert seen(stage, stage.officer)[0] == 2
    with unread([stage.body]):
        named = set(row.handlers.filter(ended_at=None).values_list("user", flat=True))
    assert named == {stage.officer.user, stage.reporter.user, stage.colleague.user}


def test_one_whose_number_is_put_right_to_a_protected_is_protected(stage):
    granted(stage, is_protected=True)
    row = granted(stage, "två", number=MAN, sex="", kind="lss-9-5")
    third = user("Otto Ny", Role.EXECUTION_OFFICER, stage.cast.board)
    assert listed(stage, third)
    new = Amended(replace(NEW, kind="lss-9-5"), "Fel nummer")
    amend_decision(stage.colleague, stage.body, row.pk, new, key="rätta")

    assert not listed(stage, third)
    assert seen(stage, stage.colleague)[0] == 1


def test_one_without_number_shares_the_protection_of_what_it_replaces(stage):
    first = granted(stage, number="", is_protected=True)
    granted(stage, "två", number="", decided_on=date(2023, 9, 1), replaces=first.pk)

    assert seen(stage, stage.colleague)[0] == 0
    assert seen(stage, stage.officer)[0] == 2
    page = stage.cast.browser(stage.officer_user).get(reverse("protect_decision", args=[first.pk]))
    assert "skyddas de ett och ett" in page.content.decode()


def leave(stage):
    """Let everybody who handles a decision lose their role."""
    for one in (stage.officer_user, stage.reporter_user):
        for held in RoleAssignment.objects.filter(user=one):
            RoleEnd.objects.create(assignment=held, last_day=clock.today() - timedelta(days=1))


def test_what_is_left_to_nobody_gets_a_handler_by_two(stage):
    row = granted(stage, is_protected=True)
    granted(stage, "annan", number=MAN)
    with pytest.raises(ConflictError, match="Alla skyddade"):
        ask_takeover(stage.reporter, stage.body, key="inget")
    leave(stage)
    new = user("Ny Rapportör", Role.MAIN_REPORTER, stage.cast.board)
    auditor = user("Gun Gransk", Role.LOG_AUDITOR, stage.cast.board)
    browser, other = stage.cast.browser(new), stage.cast.browser(auditor)
    url = reverse("forsaken_decisions", args=[stage.body])
    register = browser.get(reverse("register_of", args=[stage.body])).content.decode()
    assert url in register
    assert seen(stage, actor_for(new))[0] == 1
    with pytest.raises(ConflictError, match="Ingen har begärt"):
        agree_takeover(actor_for(auditor), stage.body, key="för tidigt")
    key = browser.get(url).context["form"]["key"].value()
    assert browser.post(url, {"key": key}).status_code == 302
    with pytest.raises(NotAllowedError, match="En annan"):
        agree_takeover(actor_for(new), stage.body, key="själv")
    assert browser.get(url).context["form"] is None
    assert url in other.get(reverse("start")).content.decode()
    shown = other.get(url)
    assert "Ny Rapportör" in shown.content.decode()
    assert other.post(url, {"key": shown.context["form"]["key"].value()}).status_code == 302

    assert seen(stage, actor_for(new))[0] == 2
    assert seen(stage, actor_for(auditor))[0] == 1
    assert url not in browser.get(reverse("register_of", args=[stage.body])).content.decode()
    step_by(new, stage, row)


def step_by(who, stage, row):
    take_step(
        actor_for(who), stage.body, row.pk, NewStep(E.EXECUTE, clock.today()), key="verkställ"
    )


@pytest.mark.parametrize("who", ["officer", "colleague"])
def test_only_who_reports_takes_over(stage, who):
    granted(stage, is_protected=True)
    with pytest.raises(NotAllowedError):
        ask_takeover(getattr(stage, who), stage.body, key="a")
    with pytest.raises(NotAllowedError):
        agree_takeover(getattr(stage, who), stage.body, key="b")


def test_every_table_of_the_register_is_guarded(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'execution_guard'"
        )
        guarded = {name for (name,) in cursor.fetchall()}

    models = apps.get_app_config("execution").get_models()
    # What is published is of no decision, and everybody's
    of_a_board = {
        one._meta.db_table
        for one in models
        if any(field.name == "controller" for field in one._meta.fields)
    }
    assert of_a_board == guarded


@pytest.mark.parametrize("column", ["controller_id", "recorded_at", "id"])
def test_whose_a_row_is_stays_whatever_is_ignored(stage, column):
    row = granted(stage)
    to = {"controller_id": stage.cast.other_board.pk, "id": GrantedDecision().pk}
    with unread([stage.body, stage.cast.other_board.pk]), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', '{all,execution_granteddecision:all}', true)"
        )
        told = "whose a row of the register is"
        with pytest.raises(DatabaseError, match=told), transaction.atomic():
            cursor.execute(
                f"UPDATE execution_granteddecision SET {column} = %s WHERE id = %s",
                [to.get(column, clock.now() + timedelta(1)), row.pk],
            )
