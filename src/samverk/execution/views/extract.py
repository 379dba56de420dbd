"""Registerutdrag: all that the register holds of one person, found by number (GDPR art. 15)."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.execution.field_catalogue import aims_of
from samverk.execution.forms.register import NumberForm
from samverk.execution.models import GrantedDecision
from samverk.execution.queries.finding import found_by_number, of_the_same
from samverk.execution.queries.history import told
from samverk.execution.queries.kept_reports import reports_of
from samverk.execution.queries.readings import readings_of_each
from samverk.execution.queries.sendings import sent_of_each
from samverk.execution.queries.settings import book_of
from samverk.execution.queries.sheets import copy_of
from samverk.execution.views.pages import board_of, of_register
from samverk.execution.zone import Board, board, decision_at, inside, mark_at, who
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.lookups import MINUTE, SLOWER, TOO_OFTEN, hits, note_search, too_many
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.foundation.tracing import Reading

KNOWN = {"csrfmiddlewaretoken", "number"}
TOO_MANY = 429


@of_register(how=Reading.EXPORT)
def register_extract(request: HttpRequest, body: int) -> HttpResponse:
    """Show all that a board's register holds of whoever has a number, to give to them.

    A decision that is hidden from the reader is not in it: its handler makes theirs.
    """
    board_of(request, body, Right.REPORT_EXECUTION)
    if set(request.POST) - KNOWN:
        raise BadRequest("unknown parameter")
    form, actor, home = NumberForm(request.POST or None), actor_of(request), board(body)
    context: dict[str, Any] = {"form": form, "home": home, "today": clock.today()}
    status = 0
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["number"]
        if too_many(actor.user):
            _note(actor, home, text, TOO_OFTEN)
            form.add_error(None, SLOWER)
            status = TOO_MANY
        else:
            with inside(actor, Right.REPORT_EXECUTION):
                rows = found_by_number(body, text, clock.today())
                _note(actor, home, text, hits(len(rows)))
                context |= _held(actor, home, rows)
    page = render(request, "execution/extract.html", context, status=status or form.answer_status)
    if status:
        page["Retry-After"] = str(MINUTE)
    return page


@require_GET
@of_register(how=Reading.EXPORT)
def decision_extract(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Show all that a register holds of whom a decision concerns, also where it has no number of theirs."""
    actor = actor_of(request)
    with inside(actor, Right.REPORT_EXECUTION):
        row = decision_at(decision)
        home = board(row.controller_id)
        held = _held(actor, home, of_the_same(row))
    context = {"home": home, "today": clock.today(), "has_number": bool(row.number_key), **held}
    return render(request, "execution/extract.html", context)


def _held(actor: Actor, home: Board, rows: list[GrantedDecision]) -> dict[str, Any]:
    named = who(actor, rows)
    sent, reports, book = sent_of_each(rows), reports_of(rows), book_of(home.body)
    read = readings_of_each([one.pk for one in rows], home.body)
    return {
        "held": [
            (
                told(one, book),
                named[one.pk],
                read[one.pk],
                reports[one.pk],
                [(it, copy_of(it, whole=False)) for it in sent[one.pk]],
            )
            for one in rows
        ],
        "aims": aims_of(GrantedDecision.__name__),
    }


def _note(actor: Actor, home: Board, text: str, outcome: str) -> None:
    mark = mark_at(actor, home.organisation, home.body)
    note_search(actor, (home.organisation, home.body), text, outcome, mark)
