"""The page where a body's own people confirm what others have read of its decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samverk.decisions import actions, queries
from samverk.decisions.forms import ReadingForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require


@require_http_methods(["GET", "POST"])
def confirm_reading(request: HttpRequest, decision: int) -> HttpResponse:
    """Ask whether the decision is right as it stands, and take away its mark when it is said to be."""
    actor, found = actor_of(request), queries.decision_by_id(decision)
    require(actions.may_confirm_reading(actor, found))
    form = ReadingForm(request.POST or None, found)
    done = form.carry_out(
        lambda values, key: actions.confirm_reading(actor, found, values["seen"], key=key)
    )
    if done is not None:
        messages.success(request, "Beslutet är bekräftat av organet.")
        return redirect("decision", decision)
    context = {
        "form": form,
        "title": "Bekräfta avläst beslut",
        "where": str(found),
        "lead": f"Beslutet är {found.unconfirmed or 'redan bekräftat'}.",
        "decision": found,
        "back": reverse("decision", args=[decision]),
    }
    return render(request, "decisions/confirm_reading.html", context, status=form.answer_status)
