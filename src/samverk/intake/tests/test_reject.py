"""Rejecting a record: with a reason, by those who may, and not after it is confirmed."""

from __future__ import annotations

import pytest

from samverk.decisions.models import Decision
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.intake.actions import confirm, reject
from samverk.intake.models import RecordState
from samverk.intake.tests import reviews
from samverk.intake.tests.reviews import only_record
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@kept
def record(read_in):
    return only_record(read_in("board.txt")[0])


def test_a_rejected_record_keeps_its_reason_and_registers_nothing(actor, record):
    done = reject(actor, record, " Fel läst. ", key="en")
    assert (done.state, done.reason) == (RecordState.REJECTED, "Fel läst.")
    assert not Decision.objects.exists()


def test_a_rejection_is_logged_with_why(actor, record):
    reject(actor, record, "Fel läst.", key="en")
    assert AuditEvent.objects.get(kind="intake.rejected").why == "Fel läst."


def test_a_reason_is_asked_for(actor, record):
    with pytest.raises(InputError):
        reject(actor, record, " ", key="en")


def test_others_may_not_reject(member, record):
    with pytest.raises(NotAllowedError):
        reject(actor_for(member), record, "Fel läst.", key="en")


def test_a_confirmed_record_cannot_be_rejected(actor, home, record):
    confirm(actor, record, reviews.board(home), key="en")
    with pytest.raises(ConflictError):
        reject(actor, record, "Fel läst.", key="två")


def test_a_rejected_record_can_be_confirmed_after_all(actor, home, record):
    reject(actor, record, "Fel läst.", key="en")
    done = confirm(actor, record, reviews.board(home), key="två")
    assert (done.state, done.reason) == (RecordState.CONFIRMED, "")
