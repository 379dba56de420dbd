"""Reports sent in order, out of order, withdrawn, of somebody protected, and removed with their decision."""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from samverk.execution.actions import (
    NewSending,
    amend_decision,
    Amended,
    NewDecision,
    mark_sent,
    withdraw_sent,
)
from samverk.execution.actions.sending import source_of
from samverk.execution.models import GrantedDecision, Sending, SentDecision, WithdrawnSending
from samverk.execution.queries.register import as_wait
from samverk.execution.queries.sendings import ends_due, items_of, round_of
from samverk.execution.queries.sheets import lay_out
from samverk.execution.records import place
from samverk.execution.tests.stage import granted, step
from samverk.execution.tests.test_quarters import golden
from samverk.execution.walls import reading, unread
from samverk.execution.zone import inside
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.sealing import unseal
from samverk.rules.unexecuted.handling import ExecutionEvent as E
from samverk.rules.unexecuted.individual_sheet import ReportKind as K
from samverk.rules.unexecuted.quarters import Quarter, read_quarter

pytestmark = pytest.mark.django_db
Q3 = Quarter(2023, 3)
DAY = date(2023, 10, 9)


def items(stage, row, quarter=Q3):
    with unread([stage.body]):
        return items_of(GrantedDecision.objects.get(pk=row.pk), quarter, clock.today())


def laid_of(stage, row, item):
    with unread([stage.body]):
        rows = GrantedDecision.objects.select_related("stay_municipality")
        return lay_out(item, source_of(rows.get(pk=row.pk)))


def new_of(stage, row, quarter=Q3, day=DAY, **more):
    item = next(one for one in items(stage, row, quarter) if one.report.is_due)
    seen = laid_of(stage, row, item).digest
    asked = {"sent_on": day, "seen": seen, "anyway": True, **more}
    return NewSending(item.report.quarter, item.report.kind, item.nth, **asked)


def sent(stage, row, quarter=Q3, day=DAY, **more):
    new = new_of(stage, row, quarter, day, **more)
    key = f"{row.pk}/{new.quarter.code}/{new.kind}/{new.sent_on}"
    return mark_sent(stage.reporter, stage.body, row.pk, new, key=key)


def told(stage, quarter, who=None):
    actor = who or stage.reporter
    with inside(actor):
        return round_of(stage.body, quarter, clock.today())


def test_the_golden_register_is_sent_quarter_by_quarter(stage, shared):
    golden(stage, shared)
    expected = json.loads((shared / "golden" / "evb_expected.json").read_text())
    ended = expected["C_tidigare_rapporterade_nu_verkstallda_eller_avslutade"]
    for code, waiting in expected["A_ej_verkstallda"].items():
        quarter = read_quarter(code)
        found = told(stage, quarter)
        kinds = [one.report.kind for one in found.items]
        assert kinds.count(K.NOT_EXECUTED) == waiting, code
        assert kinds.count(K.EXECUTED) == ended[code], code
        assert found.due == waiting + ended[code]
        for one in found.items:
            with unread([stage.body]):
                row = GrantedDecision.objects.get(pk=one.decision)
            sent(stage, row, quarter, quarter.last_day + timedelta(days=9))
        assert told(stage, quarter).due == 0
        assert told(stage, quarter).sent == waiting + ended[code]
    with unread([stage.body]):
        assert Sending.objects.count() == sum(expected["A_ej_verkstallda"].values()) + sum(
            ended.values()
        )
