"""A board's quarters: what the council is told, by both definitions, and the quarters before."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.execution.charts import charts_of
from samverk.execution.models import Recipient
from samverk.execution.queries.quarters import quarter_page
from samverk.execution.queries.settings import decided_of
from samverk.execution.views.pages import board_of, of_register
from samverk.execution.zone import board, boards_of, inside
from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
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
    # As the lists: what only others may know of is counted for whoever answers for the report
    counts_all = body in boards_of(actor_of(request), Right.REPORT_EXECUTION)
    with inside(actor_of(request)):
        decided = decided_of(body)
        span = (latest.plus(-SHOWN), latest)
        told, series = quarter_page(body, chosen, span, decided, counts_all=counts_all)
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
        "reports": counts_all,
        "recipients": list(Recipient),
        "charts": charts_of(series[1:], told[Definition.OPEN].classes, chosen),
        "window": window_of(chosen, decided),
    }
    return render(request, "execution/quarter.html", context, status=400 if fault else 200)
