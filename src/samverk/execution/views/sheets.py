"""The sheet of one decision's report, what was sent of it, and the mark that it was."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.execution import actions
from samverk.execution.forms.sending import SentForm, WithdrawForm
from samverk.execution.models import GrantedDecision, SentDecision, WithdrawnSending
from samverk.execution.queries.sendings import items_of, sent_at, sent_of
from samverk.execution.queries.sheets import NUMBERS, Laid, copy_of, lay_out, sources
from samverk.execution.records import Concerned
from samverk.execution.views.decision import kicker
from samverk.execution.views.pages import (
    FormPage,
    asked_quarter,
    board_of,
    form_page,
    of_register,
)
from samverk.execution.zone import MISSING, board, boards_of, decision_at, inside, who
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.rules.unexecuted.handling import EXECUTION, ExecutionEvent, ExecutionState
from samverk.rules.unexecuted.individual_sheet import Row, SheetField
from samverk.rules.unexecuted.quarters import Quarter

E, F = ExecutionEvent, SheetField
# The step that fills a field in, and its address; all others are put right on the decision's own form
STEP_OF = {
    F.REASON: (E.EXPLAIN, "skal"),
    F.AREA_TEXT: (E.SPECIFY, "mer"),
    F.TYPE_TEXT: (E.SPECIFY, "mer"),
    F.UNEXECUTED_PART: (E.SPECIFY, "mer"),
}


@of_register("kvartal")
def decision_sheet(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Show a decision's report for a quarter, field by field, and mark it as sent."""
    actor, quarter = actor_of(request), asked_quarter(request)
    with inside(actor):
        row = decision_at(decision)
        named = who(actor, [row])[row.pk]
        laid = _laid(row, named, quarter)
        sent = [one for one in sent_of(row) if one.sending.quarter == quarter.code]
    reports = row.controller_id in boards_of(actor, Right.REPORT_EXECUTION)
    back = f"{reverse('register_round', args=[row.controller_id])}?kvartal={quarter.code}"
    context: dict[str, Any] = {
        "row": row,
        "who": named,
        "home": board(row.controller_id),
        "quarter": quarter,
        "laid": laid,
        "rows": [_shown(one, row, named, whole=reports) for one in laid.sheet.rows] if laid else [],
        "sent": sent,
        "back": back,
    }
    if request.method == "POST":
        board_of(request, row.controller_id, Right.REPORT_EXECUTION)
    elif not reports or laid is None:
        return render(request, "execution/sheet.html", context)
    form = SentForm(request.POST or None, laid)
    if _mark(actor, row, form):
        messages.success(request, "Rapporten är markerad som inskickad.")
        return redirect(back)
    context["form"] = form
    return render(request, "execution/sheet.html", context, status=form.answer_status)


def _mark(actor: Actor, row: GrantedDecision, form: SentForm) -> SentDecision | None:
    def write(values: dict[str, Any], key: str) -> SentDecision:
        new = SentForm.new_sending(values)
        return actions.mark_sent(actor, row.controller_id, row.pk, new, key=key)

    return form.carry_out(write)


def _laid(row: GrantedDecision, named: Concerned, quarter: Quarter) -> Laid | None:
    """Lay out what is to be sent of a decision for a quarter; None when there is nothing."""
    for item in items_of(row, quarter, clock.today()):
        if item.report.is_due:
            return lay_out(item, sources([row], {row.pk: named})[row.pk])
    return None


def _shown(
    one: Row, row: GrantedDecision, named: Concerned, *, whole: bool
) -> tuple[Row, str, str]:
    """Give a field, its text and where it is filled in. The whole number is for whoever sends the report."""
    text = named.masked if one.field in NUMBERS and one.text and not whole else one.text
    return one, text, _filled_at(one, row) if one.is_missing else ""


def _filled_at(one: Row, row: GrantedDecision) -> str:
    if one.field not in STEP_OF:
        return reverse("amend_decision", args=[row.pk])
    event, address = STEP_OF[one.field]
    if event in EXECUTION.events_from(ExecutionState(row.state)):
        return reverse("take_step", args=[row.pk, address])
    return reverse("granted_decision", args=[row.pk])


def _sent(request: HttpRequest, pk: uuid.UUID) -> tuple[SentDecision, Concerned]:
    """Find a mark in what the reader may see; its decision is noted as read. Raises NotFoundError."""
    row = sent_at(pk)
    if row is None:
        raise NotFoundError(MISSING)
    return row, who(actor_of(request), [row.decision])[row.decision_id]


@require_GET
@of_register()
def sent_sheet(request: HttpRequest, sent: uuid.UUID) -> HttpResponse:
    """Show what a report said when it was sent."""
    actor = actor_of(request)
    with inside(actor):
        row, named = _sent(request, sent)
        reports = row.controller_id in boards_of(actor, Right.REPORT_EXECUTION)
        copy = copy_of(row, whole=reports)
    context = {
        "sent": row,
        "row": row.decision,
        "who": named,
        "home": board(row.controller_id),
        "copy": copy,
        "may_withdraw": reports and not hasattr(row.sending, "withdrawn"),
    }
    return render(request, "execution/sent_sheet.html", context)


@of_register()
def withdraw_sent(request: HttpRequest, sent: uuid.UUID) -> HttpResponse:
    """Withdraw a mark that was made by mistake."""
    actor = actor_of(request)
    with inside(actor):
        row = sent_at(sent)
        if row is None or row.controller_id not in boards_of(actor, Right.REPORT_EXECUTION):
            raise NotFoundError(MISSING)
        row, named = _sent(request, sent)
    form, back = WithdrawForm(request.POST or None), reverse("sent_sheet", args=[sent])

    def write(values: dict[str, Any], key: str) -> WithdrawnSending:
        return actions.withdraw_sent(actor, row.controller_id, sent, values["reason"], key=key)

    if form.carry_out(write):
        return redirect(back)
    lead = (
        "Rapporten räknas inte längre som inskickad, och beslutet står bland det som är kvar att skicka."
        " Markeringen och bladet finns kvar, med ditt namn och skälet."
    )
    about = kicker(row.decision, named)
    page = FormPage("Dra tillbaka markeringen", lead, back, about, "Dra tillbaka")
    return form_page(request, form, page)
