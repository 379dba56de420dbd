"""Registerutdrag: all that the register holds of one person, found by number (GDPR art. 15)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.execution.field_catalogue import aims_of
from samverk.execution.forms.register import NumberForm
from samverk.execution.models import GrantedDecision
from samverk.execution.queries.finding import found_by_number
from samverk.execution.queries.history import told
from samverk.execution.queries.kept_reports import reports_of
from samverk.execution.queries.readings import readings_of
from samverk.execution.views.pages import board_of, of_register
from samverk.execution.zone import Board, board, inside, mark_at, who
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
                context |= _held(actor, home, text)
    page = render(request, "execution/extract.html", context, status=status or form.answer_status)
    if status:
        page["Retry-After"] = str(MINUTE)
    return page


def _held(actor: Actor, home: Board, text: str) -> dict[str, Any]:
    rows = found_by_number(home.body, text, clock.today())
    _note(actor, home, text, hits(len(rows)))
    named = who(actor, rows)
    return {
        "held": [
            (told(one), named[one.pk], readings_of(one.pk, home.body), reports_of(one))
            for one in rows
        ],
        "aims": aims_of(GrantedDecision.__name__),
    }


def _note(actor: Actor, home: Board, text: str, outcome: str) -> None:
    mark = mark_at(actor, home.organisation, home.body)
    note_search(actor, (home.organisation, home.body), text, outcome, mark)
