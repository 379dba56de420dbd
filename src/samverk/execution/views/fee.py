"""What a special fee might be for a decision that waits, and until when it can be asked for.

Nothing that is written here is kept.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.execution.forms.fee import FeeForm
from samverk.execution.models import GrantedDecision
from samverk.execution.queries.history import ground_of
from samverk.execution.queries.settings import decided_of
from samverk.execution.views.decision import at, kicker
from samverk.execution.views.pages import of_register
from samverk.execution.zone import MISSING, board, inside
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.rules.unexecuted.board_settings import fee_settings
from samverk.rules.unexecuted.fee import bounds_on, fee_estimate, two_year_day


@of_register()
def fee_estimate_of(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Estimate the special fee for a wait of a decision, by assumptions that the reader changes."""
    row, named = at(request, decision)
    with inside(actor_of(request)):
        waits = list(row.waits.order_by("nth"))
    if not waits:
        raise NotFoundError(MISSING)
    added, bounds = fee_settings(decided_of(row.controller_id), clock.today())
    sent = request.POST if request.method == "POST" else None
    form = FeeForm(sent, waits, bounds, added=added)
    if set(request.POST) - {"csrfmiddlewaretoken", *form.fields}:
        raise BadRequest("unknown parameter")
    context = {
        "row": row,
        "home": board(row.controller_id),
        "kicker": kicker(row, named),
        "form": form,
        "limits": _limits(form, row),
    }
    if form.is_bound and form.is_valid():
        context |= _estimate(form, row)
    return render(request, "execution/fee.html", context, status=form.answer_status)


def _limits(form: FeeForm, row: GrantedDecision) -> list[dict[str, Any]]:
    """Give the two-year day of each wait, and whether it has passed."""
    today, ground = clock.today(), ground_of(row)
    found = []
    for wait in form.waits.values():
        day = two_year_day(wait.began_on, ground)
        found.append({"wait": wait, "day": day, "is_past": day.value < today})
    return found


def _estimate(form: FeeForm, row: GrantedDecision) -> dict[str, Any]:
    facts, chosen = form.facts, form.chosen_bounds
    return {
        "estimate": fee_estimate(facts, ground_of(row), form.spans, chosen),
        "facts": facts,
        "span": chosen or bounds_on(facts.until, form.spans),
    }
