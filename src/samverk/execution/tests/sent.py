"""Reports that are sent, as the tests of them do it: through the sheet that is shown."""

from __future__ import annotations

from datetime import date

from samverk.execution.actions import NewSending, mark_sent
from samverk.execution.models import GrantedDecision, SentDecision
from samverk.execution.queries.sendings import Item, Round, items_of, round_of
from samverk.execution.queries.sheets import Laid, lay_out, sources
from samverk.execution.records import concerned
from samverk.execution.tests.stage import Stage
from samverk.execution.walls import unread
from samverk.execution.zone import inside
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.rules.unexecuted.individual_sheet import SheetField
from samverk.rules.unexecuted.quarters import Quarter

Q2, Q3, Q4 = Quarter(2023, 2), Quarter(2023, 3), Quarter(2023, 4)
DAY = date(2023, 10, 9)


def items(stage: Stage, row: GrantedDecision, quarter: Quarter = Q3) -> list[Item]:
    """List a decision's reports of a quarter."""
    with unread([stage.body]):
        return items_of(GrantedDecision.objects.get(pk=row.pk), quarter, clock.today())


def laid_of(stage: Stage, row: GrantedDecision, quarter: Quarter = Q3) -> Laid:
    """Lay out what is to be sent of a decision for a quarter."""
    item = next(one for one in items(stage, row, quarter) if one.report.is_due)
    with unread([stage.body]):
        now = GrantedDecision.objects.select_related("stay_municipality").get(pk=row.pk)
        return lay_out(item, sources([now], {now.pk: concerned(now)})[now.pk])


def texts(laid: Laid) -> dict[SheetField, str]:
    """Give what stands in each field that is filled in."""
    return {one.field: one.text for one in laid.sheet.rows if one.text}


def new_of(
    stage: Stage, row: GrantedDecision, quarter: Quarter = Q3, day: date = DAY, **more: object
) -> NewSending:
    """Give what the form of a sheet sends."""
    laid = laid_of(stage, row, quarter)
    report = laid.item.report
    asked = {"sent_on": day, "seen": laid.digest, "anyway": True, **more}
    return NewSending(report.quarter, report.kind, laid.item.nth, **asked)  # type: ignore[arg-type]


def sent(
    stage: Stage, row: GrantedDecision, quarter: Quarter = Q3, day: date = DAY, **more: object
) -> SentDecision:
    """Mark what is to be sent of a decision for a quarter as sent."""
    new = new_of(stage, row, quarter, day, **more)
    key = f"{row.pk}/{new.quarter.code}/{new.kind}/{new.sent_on}"
    return mark_sent(stage.reporter, stage.body, row.pk, new, key=key)


def round_for(stage: Stage, actor: Actor, quarter: Quarter = Q3, *, of_all: bool = True) -> Round:
    """Gather a quarter's reports as somebody sees them."""
    with inside(actor):
        return round_of(stage.body, quarter, clock.today(), of_all=of_all)
