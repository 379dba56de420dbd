"""What a board's register is checked for before a report of it leaves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.execution.queries.checking import checks_of
from samverk.execution.queries.kept_reports import earlier_of
from samverk.execution.views.pages import asked_quarter, board_of, of_register
from samverk.execution.zone import board, boards_of, inside, note
from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.foundation.tracing import Reading
from samverk.rules.unexecuted.checks import Verdict
from samverk.rules.unexecuted.register_checks import may_leave

TONES = {Verdict.HOLDS: "good", Verdict.FAILS: "attention", Verdict.NOT_MADE: "neutral"}


@require_GET
@of_register("kvartal", how=Reading.LIST)
def register_checks(request: HttpRequest, body: int) -> HttpResponse:
    """Show each check of a register for a quarter; the main reporter sees which decisions it concerns."""
    board_of(request, body)
    actor, today = actor_of(request), clock.today()
    quarter = asked_quarter(request)
    is_reporter = body in boards_of(actor, Right.REPORT_EXECUTION)
    with inside(actor):
        earlier = earlier_of(body, quarter)
        made = checks_of(body, quarter, today, earlier)
        if is_reporter:
            note(actor, {row.pk: row for one in made for row in one.named}.values())
    context = {
        "home": board(body),
        "quarter": quarter,
        "earlier": earlier,
        "before": quarter.plus(-1),
        "after": quarter.next,
        "rows": [(one, TONES[one.verdict]) for one in made],
        "is_reporter": is_reporter,
        "leaves": may_leave(one.check for one in made if one.verdict is Verdict.FAILS),
    }
    return render(request, "execution/checks.html", context)
