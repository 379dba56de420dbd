"""The register's lists, the work list, and finding a decision."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.execution.forms.register import FindForm
from samverk.execution.models import GrantedDecision
from samverk.execution.queries.finding import found
from samverk.execution.queries.protected import left_to_nobody
from samverk.execution.queries.register import LISTS, decisions_of, lines
from samverk.execution.queries.settings import decided_of
from samverk.execution.queries.work import work
from samverk.execution.records import Concerned
from samverk.execution.views.menu import menu
from samverk.execution.views.pages import board_of, of_register, page_number
from samverk.execution.zone import (
    Board,
    board,
    boards_of,
    boards_set_up,
    inside,
    mark_at,
    who,
)
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.lookups import MINUTE, SLOWER, TOO_OFTEN, hits, note_search, too_many
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.foundation.tracing import Reading
from samverk.rules.unexecuted.board_settings import spans_on
from samverk.rules.unexecuted.work_list import NEEDS, by_decision, work_list

KNOWN = {"csrfmiddlewaretoken", "sok"}
FIRST = "vantar"
WORK_ON_A_PAGE = 50
TOO_MANY = 429


@require_GET
@of_register()
def register(request: HttpRequest) -> HttpResponse:
    """Show which boards' registers the reader keeps, or sets up; with one alone, that one."""
    bodies, only_set = boards_of(actor_of(request)), boards_set_up(actor_of(request))
    if len(bodies) == 1 and not only_set:
        return redirect("register_of", bodies[0])
    context = {
        "boards": [board(one) for one in bodies],
        "only_set": [board(one) for one in only_set],
    }
    return render(request, "execution/boards.html", context)


@require_GET
@of_register("lista", "sida", how=Reading.LIST)
def register_of(request: HttpRequest, body: int) -> HttpResponse:
    """Show a board's register: one of the fixed lists, page by page."""
    board_of(request, body)
    actor, today = actor_of(request), clock.today()
    which = request.GET.get("lista", FIRST)
    which = which if which in LISTS else FIRST
    rights = [one for one in Right if body in boards_of(actor, one)]
    with inside(actor):
        shown, page, counted = lines([body], which, today, page_number(request))
        named = who(actor, [one.decision for one in shown])
        context = {
            "home": board(body),
            "which": which,
            "title": LISTS[which],
            "rows": [(one, named[one.decision.pk]) for one in shown],
            "page": page,
            "reads_files": Right.REPORT_EXECUTION in rights,
            "menu": menu(body, rights),
            "forsaken": left_to_nobody(body, today).count()
            if Right.REPORT_EXECUTION in rights
            else 0,
            "tabs": [
                (name, LISTS[name], number, name == which) for name, number in counted.items()
            ],
        }
    return render(request, "execution/register.html", context)


@require_GET
@of_register("sida", how=Reading.LIST)
def register_work(request: HttpRequest, body: int) -> HttpResponse:
    """Show what needs somebody in a board's register, the most pressing day first."""
    board_of(request, body)
    actor, today = actor_of(request), clock.today()
    with inside(actor):
        decided = decided_of(body)
        pressing = by_decision(work([body], today, {body: decided}))
        shown = Paginator(pressing, WORK_ON_A_PAGE).get_page(page_number(request))
        rows = decisions_of([some[0] for some in shown])
        named = who(actor, rows.values())
    context = {
        "home": board(body),
        "rows": [
            ([(NEEDS[line.need], line.text) for line in some], one, named[one.pk])
            for some in shown
            if (one := rows.get(some[0].decision))
        ],
        "page": shown,
        "total": len(pressing),
        "why": work_list((), today, spans_on(decided, today)),
    }
    return render(request, "execution/work.html", context)


@of_register(how=Reading.SEARCH)
def find_decision(request: HttpRequest, body: int) -> HttpResponse:
    """Find decisions by whom they concern: what is searched for never stands in an address."""
    board_of(request, body)
    if set(request.POST) - KNOWN:
        raise BadRequest("unknown parameter")
    form, actor, rows, status = FindForm(request.POST or None), actor_of(request), None, 0
    if request.method == "POST" and form.is_valid():
        text, home = form.cleaned_data["sok"], board(body)
        if too_many(actor.user):
            _note_search(actor, home, text, TOO_OFTEN)
            form.add_error(None, SLOWER)
            status = TOO_MANY
        else:
            with inside(actor):
                rows = _hits(actor, home, text)
    context = {
        "form": form,
        "rows": rows,
        "home": board(body),
        "back": reverse("register_of", args=[body]),
    }
    page = render(request, "execution/find.html", context, status=status or form.answer_status)
    if status:
        page["Retry-After"] = str(MINUTE)
    return page


def _hits(actor: Actor, home: Board, text: str) -> list[tuple[GrantedDecision, Concerned]]:
    """Find decisions; the search is noted, and each that was found."""
    rows = found(home.body, text, clock.today())
    _note_search(actor, home, text, hits(len(rows)))
    named = who(actor, rows)
    return [(one, named[one.pk]) for one in rows]


def _note_search(actor: Actor, home: Board, text: str, outcome: str) -> None:
    mark = mark_at(actor, home.organisation, home.body)
    note_search(actor, (home.organisation, home.body), text, outcome, mark)
