"""Who has read of a decision, for a main reporter and for the log's auditor."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.execution.actions.reviewing import extract
from samverk.execution.views.pages import of_register
from samverk.execution.zone import board
from samverk.foundation.middleware import actor_of


@require_GET
@of_register()
def decision_readings(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Show who has read of a decision, when, and in which role."""
    row, lines = extract(actor_of(request), decision)
    # The log's auditor is told of a decision by its pseudonym alone, and has no way to its page
    context = {
        "lines": lines,
        "home": board(row.controller_id),
        "decision": row.pk,
        "number": row.number,
        "pseudonym": row.pk.hex[:8],
    }
    return render(request, "execution/readings.html", context)
