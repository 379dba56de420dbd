"""What a person is told of the register, found by number alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.execution.actions import withdraw_sent
from samverk.execution.queries.readings import readings_of_each
from samverk.execution.tests.sent import sent
from samverk.execution.tests.stage import MAN, WOMAN, granted, step, user
from samverk.foundation.actors import Role
from samverk.foundation.lookups import SEARCHED
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.telling import without_ids
from samverk.rules.unexecuted.handling import ExecutionEvent

pytestmark = pytest.mark.django_db


def asked(stage, who, number=WOMAN):
    address = reverse("register_extract", args=[stage.body])
    return stage.cast.browser(who).post(address, {"number": number})


def test_all_of_a_person_is_told_and_nobody_elses(stage):
    row = granted(stage)
    step(stage, row, ExecutionEvent.SUPPORT, note="Får hjälp av grannen")
    granted(stage, key="annan", number=MAN, first_name="Kanariefagel", last_name="Zxqv")
    shown = asked(stage, stage.reporter_user).content.decode()

    assert "Får hjälp av grannen" in shown
    assert "Hilma Rask" in shown
    assert "Funktionsnedsättning enligt SoL" in shown
    assert "Zxqv" not in shown


def test_what_was_sent_of_a_person_is_told_with_the_number_masked(stage):
    row = granted(stage)
    step(stage, row, ExecutionEvent.SUPPORT, note="Får hjälp av grannen", day=date(2023, 6, 1))
    mark = sent(stage, row)
    withdraw_sent(stage.reporter, stage.body, mark.pk, "wrong_day", key="åter")
    shown = asked(stage, stage.reporter_user).content.decode()

    assert "Rapporter till IVO om beslut" in shown
    assert "Personnummer: 19850709-••••" in shown
    assert "Stöd under väntan: <time>2023-06-01</time>: Får hjälp av grannen" in shown
    assert "Markeringen är återtagen: fel dag" in shown
    assert "9805" not in without_ids(shown).replace("19850709-9805", "")


def test_a_stand_in_number_is_found(stage):
    granted(stage, number="19850709-T124", sex="woman")

    assert "Siv Påhitt" in asked(stage, stage.reporter_user, "19850709-T124").content.decode()


def test_a_name_finds_nobody(stage):
    granted(stage)

    assert "Inget finns" in asked(stage, stage.reporter_user, "Siv Påhitt").content.decode()


def test_somebody_protected_is_told_by_their_handler_alone(stage):
    granted(stage, is_protected=True)
    late = user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board)

    assert "Inget finns" in asked(stage, late).content.decode()
    assert "Siv Påhitt" in asked(stage, stage.reporter_user).content.decode()


@pytest.mark.parametrize("who", ["officer_user", "other_user", "abroad_user"])
def test_nobody_else_makes_an_extract(stage, who):
    granted(stage)

    assert asked(stage, getattr(stage, who)).status_code == 404


def test_an_extract_is_noted_as_a_file_that_leaves(stage):
    row = granted(stage)
    asked(stage, stage.reporter_user)
    line = AuditEvent.objects.get(subject_id=str(row.pk), kind="foundation.secret_read")

    assert line.reading == "export"
    assert AuditEvent.objects.get(kind=SEARCHED).why.startswith("1 träff")


def of_decision(stage, who, row):
    return stage.cast.browser(who).get(reverse("decision_extract", args=[row.pk]))


def test_one_without_a_number_gets_their_extract_by_the_decision(stage):
    row = granted(stage, number="", first_name="Siv")
    granted(stage, key="annan", number="", first_name="Kanariefagel", last_name="Zxqv")
    shown = of_decision(stage, stage.reporter_user, row).content.decode()

    assert "Siv Påhitt" in shown
    assert "Utdraget gäller därför bara det här beslutet" in shown
    assert "Zxqv" not in shown
    line = AuditEvent.objects.get(subject_id=str(row.pk), kind="foundation.secret_read")
    assert line.reading == "export"


def test_by_a_decision_all_of_the_same_person_is_told(stage):
    row = granted(stage)
    granted(stage, key="två", kind="lss-9-5")
    granted(stage, key="annan", number=MAN, first_name="Kanariefagel", last_name="Zxqv")
    shown = of_decision(stage, stage.reporter_user, row).content.decode()

    assert shown.count("Beslutsdag") == 2
    assert "bara det här beslutet" not in shown
    assert "Zxqv" not in shown


@pytest.mark.parametrize("who", ["officer_user", "other_user", "abroad_user"])
def test_nobody_else_makes_one_by_a_decision(stage, who):
    assert of_decision(stage, getattr(stage, who), granted(stage)).status_code == 404


def test_by_a_decision_somebody_protected_is_told_by_their_handler_alone(stage):
    row = granted(stage, is_protected=True)
    late = user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board)

    assert of_decision(stage, late, row).status_code == 404
    assert "Siv Påhitt" in of_decision(stage, stage.reporter_user, row).content.decode()


def test_many_decisions_cost_no_more_questions_than_one(stage):
    row, asked = granted(stage), []
    step(stage, row, ExecutionEvent.SUPPORT, note="Får hjälp av grannen")
    browser = stage.cast.browser(stage.reporter_user)
    for nth in range(4):
        with CaptureQueriesContext(connection) as questions:
            browser.get(reverse("decision_extract", args=[row.pk]))
        asked.append(len(questions))
        granted(stage, key=f"{nth}", kind="lss-9-5")
    assert len(set(asked[1:])) == 1


def test_who_was_refused_a_decision_stands_in_its_extract_alone(stage):
    row, other = granted(stage), granted(stage, key="två", kind="lss-9-5")
    of_decision(stage, stage.other_user, row)
    lines = readings_of_each([row.pk, other.pk], stage.body)

    made = "Gynnande beslut registrerat"
    assert {one.what for one in lines[row.pk]} == {made, "Nekad läsning"}
    assert {one.what for one in lines[other.pk]} == {made}
