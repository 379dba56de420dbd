"""The register's lists, the work list, and finding a decision."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.execution.forms.register import FindForm
from samverk.execution.queries.finding import found
from samverk.execution.queries.register import LISTS, counts, lines, needs
from samverk.execution.views.pages import board_of, of_register, page_number
from samverk.execution.zone import board, boards_of, inside, who
from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.foundation.tracing import Reading
from samverk.rules.unexecuted.work_list import NEEDS, work_list

KNOWN = {"csrfmiddlewaretoken", "sok"}
FIRST = "vantar"
MOST_NEEDS = 100


@require_GET
@of_register()
def register(request: HttpRequest) -> HttpResponse:
    """Show which boards' registers the reader keeps; with one alone, that one."""
    bodies = boards_of(actor_of(request))
    if len(bodies) == 1:
        return redirect("register_of", bodies[0])
    return render(request, "execution/boards.html", {"boards": [board(one) for one in bodies]})


@require_GET
@of_register("lista", "sida", how=Reading.LIST)
def register_of(request: HttpRequest, body: int) -> HttpResponse:
    """Show a board's register: one of the fixed lists, page by page."""
    board_of(request, body)
    actor, today = actor_of(request), clock.today()
    which = request.GET.get("lista", FIRST)
    which = which if which in LISTS else FIRST
    with inside(actor):
        shown, page = lines([body], which, today, page_number(request))
        named = who(actor, [one.decision for one in shown])
        context = {
            "home": board(body),
            "which": which,
            "title": LISTS[which],
            "rows": [(one, named[one.decision.pk]) for one in shown],
            "page": page,
            "tabs": [
                (name, LISTS[name], number, name == which)
                for name, number in counts([body], today).items()
            ],
        }
    return render(request, "execution/register.html", context)


@require_GET
@of_register(how=Reading.LIST)
def register_work(request: HttpRequest, body: int) -> HttpResponse:
    """Show what needs somebody in a board's register, the most pressing day first."""
    board_of(request, body)
    actor, today = actor_of(request), clock.today()
    with inside(actor):
        pressing = needs([body], today)
        shown = pressing[:MOST_NEEDS]
        rows = {decision.pk: decision for _, decision in shown}
        named = who(actor, rows.values())
    context = {
        "home": board(body),
        "rows": [(line, NEEDS[line.need], one, named[one.pk]) for line, one in shown],
        "total": len(pressing),
        "why": work_list((), today),
    }
    return render(request, "execution/work.html", context)


@of_register(how=Reading.SEARCH)
def find_decision(request: HttpRequest, body: int) -> HttpResponse:
    """Find decisions by whom they concern: what is searched for never stands in an address."""
    board_of(request, body)
    if set(request.POST) - KNOWN:
        raise BadRequest("unknown parameter")
    form, actor, rows = FindForm(request.POST or None), actor_of(request), None
    if request.method == "POST" and form.is_valid():
        with inside(actor):
            hits = found(body, form.cleaned_data["sok"], clock.today())
            named = who(actor, hits)
            rows = [(one, named[one.pk]) for one in hits]
    context = {
        "form": form,
        "rows": rows,
        "home": board(body),
        "back": reverse("register_of", args=[body]),
    }
    return render(request, "execution/find.html", context, status=form.answer_status)
