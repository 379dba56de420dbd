"""What the register's readings leave in the log, who reviews it, and what is told of who has read."""

from __future__ import annotations

import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse

from samverk.execution.queries.readings import SUBJECT
from samverk.execution.tests.stage import WOMAN, granted, user
from samverk.foundation import lookups
from samverk.foundation.actors import Role
from samverk.foundation.lookups import SEARCHED
from samverk.foundation.models import AuditEvent
from samverk.foundation.refused import READ_REFUSED, asked_digest
from samverk.interventions.persons.queries.log_review import occasions
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import authority

pytestmark = pytest.mark.django_db
READINGS = "decision_readings"


@pytest.fixture
def auditor(stage):
    return user("Gun Gransk", Role.LOG_AUDITOR, stage.cast.board)


def page(stage, who, name, *args):
    return stage.cast.browser(who).get(reverse(name, args=args))


def text(answer):
    return answer.content.decode()


def test_the_auditor_sees_the_registers_readings_by_pseudonym(stage, auditor):
    row = granted(stage, first_name="Siv", last_name="Påhitt")
    page(stage, stage.officer_user, "granted_decision", row.pk)
    shown = text(page(stage, auditor, "review_readings", stage.body))

    assert "Eva Ström" in shown
    assert reverse(READINGS, args=[row.pk]) in shown
    assert "Påhitt" not in shown


def test_a_main_reporter_is_told_who_has_read(stage):
    row = granted(stage)
    page(stage, stage.officer_user, "granted_decision", row.pk)
    shown = text(page(stage, stage.reporter_user, READINGS, row.pk))

    assert "Eva Ström" in shown
    assert "för registret över ej verkställda beslut" in shown


def test_the_extract_is_itself_in_the_log(stage):
    row = granted(stage)
    page(stage, stage.reporter_user, READINGS, row.pk)

    assert AuditEvent.objects.filter(
        kind="execution.extract_read", subject_type=SUBJECT, subject_id=str(row.pk)
    ).exists()


@pytest.mark.parametrize("who", ["officer_user", "other_user", "abroad_user"])
def test_nobody_else_is_told_who_has_read(stage, who):
    row = granted(stage)

    assert page(stage, getattr(stage, who), READINGS, row.pk).status_code == 404


def test_an_auditor_of_another_board_is_told_nothing(stage):
    row = granted(stage)
    page(stage, stage.officer_user, "granted_decision", row.pk)
    other = user("Olle Annan", Role.LOG_AUDITOR, stage.cast.other_board)

    assert page(stage, other, READINGS, row.pk).status_code == 404
    assert "Eva Ström" not in text(page(stage, other, "review_readings", stage.cast.other_board.pk))


def test_a_reporter_who_is_no_handler_is_not_told_of_one_protected(stage):
    row = granted(stage, is_protected=True)
    late = user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board)

    assert page(stage, late, READINGS, row.pk).status_code == 404


@pytest.mark.parametrize("is_there", [True, False])
def test_a_refused_reading_leaves_the_same_line(stage, is_there):
    asked = granted(stage, is_protected=True).pk if is_there else uuid.uuid4()
    page(stage, stage.colleague_user, "granted_decision", asked)
    (line,) = AuditEvent.objects.filter(kind=READ_REFUSED)

    assert (line.subject_id, line.body_id) == (asked_digest(asked), stage.body)
    assert (line.role, line.reading) == ("EXECUTION_OFFICER", "refused")


def test_the_extract_tells_who_was_refused(stage):
    row = granted(stage)
    page(stage, stage.abroad_user, "granted_decision", row.pk)

    assert "Per Holm" in text(page(stage, stage.reporter_user, READINGS, row.pk))


def test_a_named_handlers_reading_tells_its_ground(stage):
    row = granted(stage, is_protected=True)
    page(stage, stage.reporter_user, "granted_decision", row.pk)
    line = AuditEvent.objects.get(
        subject_id=str(row.pk), actor=stage.reporter_user, kind="foundation.secret_read"
    )

    assert line.ground == "named_handler_of_decision"


def test_a_search_is_noted_without_what_was_searched_for(stage):
    granted(stage)
    stage.cast.browser(stage.officer_user).post(
        reverse("find_decision", args=[stage.body]), {"sok": WOMAN}
    )
    line = AuditEvent.objects.get(kind=SEARCHED)

    assert line.body_id == stage.body
    assert line.why.startswith("1 träff, sökning ")
    assert WOMAN[-4:] not in line.why.partition("sökning")[0]


def test_too_many_searches_are_stopped_and_noted(stage, monkeypatch):
    monkeypatch.setattr(lookups, "MOST_A_MINUTE", 1)
    cache.clear()
    granted(stage)
    browser = stage.cast.browser(stage.officer_user)
    address = reverse("find_decision", args=[stage.body])
    answers = [browser.post(address, {"sok": "Påhitt"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 429]
    assert "Siv Påhitt" not in text(answers[1])
    assert AuditEvent.objects.filter(kind=SEARCHED, why__startswith="för många").count() == 1


def test_the_monthly_review_knows_what_is_around_a_reading(stage):
    row = granted(stage, is_protected=True, last_name="Rask")
    page(stage, stage.reporter_user, "granted_decision", row.pk)
    event = AuditEvent.objects.get(subject_id=str(row.pk), kind="foundation.secret_read")
    home, month = authority(stage.body), event.recorded_at.date().replace(day=1)
    with unread([stage.body]):
        (found,) = [one for one in occasions(home, month) if one.event.pk == event.pk]

    assert found.occasion.is_protected
    assert found.occasion.shares_name
    assert found.occasion.in_hand[0].to_date is None
