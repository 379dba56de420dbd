"""A board's quarters: what the council is told, by both definitions, and the quarters before."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.execution import actions
from samverk.execution.charts import charts_of
from samverk.execution.forms.register import QuarterForm
from samverk.execution.queries.quarters import quarter_page
from samverk.execution.queries.settings import decided_of
from samverk.execution.views.pages import FormPage, board_of, form_page, of_register
from samverk.execution.zone import board, inside
from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right, may
from samverk.foundation.tracing import Reading
from samverk.rules.unexecuted.board_settings import window_of
from samverk.rules.unexecuted.counting import WORDS, Definition
from samverk.rules.unexecuted.flows import new_by_flow
from samverk.rules.unexecuted.quarters import quarter_of, read_quarter

# Three years, and the one before them that the first is compared with
SHOWN = 12
NAMES = {
    Definition.OPEN: "Kvar vid kvartalets slut",
    Definition.OPEN_OR_ENDED: "Också de som verkställts eller avslutats under kvartalet",
}


@require_GET
@of_register("kvartal", how=Reading.LIST)
def register_quarter(request: HttpRequest, body: int) -> HttpResponse:
    """Show a quarter of a board's register as numbers: types, time since the decision, and the flow."""
    board_of(request, body)
    today = clock.today()
    latest = quarter_of(today).plus(-1)
    asked = request.GET.get("kvartal", latest.code)
    chosen, fault = latest, ""
    try:
        chosen = read_quarter(asked)
    except ValueError as wrong:
        fault = str(wrong)
    with inside(actor_of(request)):
        told, series = quarter_page(body, chosen, (latest.plus(-SHOWN), latest), today)
    tallies = {one.quarter: one.tally for one in series}
    before, now = tallies.get(chosen.plus(-1)), tallies.get(chosen)
    context = {
        "home": board(body),
        "quarter": chosen,
        "fault": fault,
        "told": [(NAMES[one], WORDS[one], each) for one, each in told.items()],
        "unknown": told[Definition.OPEN].unknown,
        "series": [(one, one.quarter == chosen) for one in reversed(series[1:])],
        "flow": new_by_flow(before, now) if before and now else None,
        "may_tell": _may_tell(request, body),
        "charts": charts_of(series[1:], told[Definition.OPEN].classes, chosen),
        "window": window_of(chosen, decided_of(body)),
    }
    return render(request, "execution/quarter.html", context, status=400 if fault else 200)


def _may_tell(request: HttpRequest, body: int) -> bool:
    """Answer whether somebody may open cases and write memos at the board too."""
    actor, where = actor_of(request), board(body)
    needed = (Right.REGISTER_CASE, Right.WRITE_MEMO)
    return all(
        bool(may(actor, right, organisation=where.organisation, body=body)) for right in needed
    )


@of_register("kvartal")
def tell_quarter(request: HttpRequest, body: int) -> HttpResponse:
    """Begin the memo to the council with a quarter's figures."""
    board_of(request, body)
    latest = quarter_of(clock.today()).plus(-1)
    ended = [latest.plus(-back) for back in range(SHOWN)]
    asked = request.GET.get("kvartal", latest.code)
    form = QuarterForm(request.POST or None, ended, initial={"quarter": asked})

    def write(values: dict[str, Any], key: str) -> models.Model:
        new = actions.NewQuarterReport(values["quarter"], values["definition"])
        return actions.tell_quarter(actor_of(request), body, new, key=key)

    if memo := form.carry_out(write):
        return redirect("memo", memo.pk)
    back = reverse("register_quarter", args=[body])
    lead = (
        "Ett ärende öppnas i nämndens diarium, med en tjänsteskrivelse som har kvartalets siffror. Där"
        " står bara tal: ingen enskild och ingen beslutsdag. Skriv vidare i den, och ta den till ett"
        " sammanträde."
    )
    words = FormPage(
        "Rapport till fullmäktige", lead, back, board(body).name, "Påbörja tjänsteskrivelsen"
    )
    return form_page(request, form, words)
