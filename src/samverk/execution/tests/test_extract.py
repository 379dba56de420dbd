"""What a person is told of the register, found by number alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.execution.tests.stage import MAN, WOMAN, granted, step, user
from samverk.foundation.actors import Role
from samverk.foundation.lookups import SEARCHED
from samverk.foundation.models import AuditEvent
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
