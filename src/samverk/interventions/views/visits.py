"""The page where visits to an open activity are counted, by those who were there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.interventions import actions, queries
from samverk.interventions.forms.parts import VisitsForm


def visits(request: HttpRequest, delivery: int) -> HttpResponse:
    """Count who came on a day, with what has been counted before under it.

    The numbers may be small: only those who count them see them.
    """
    found = queries.delivery_by_id(delivery)
    if found.needs_referral:
        raise NotFoundError("Besök räknas bara i öppna verksamheter.")
    require(actions.may_count(actor_of(request), found))
    form = VisitsForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.count_visits(
            actor_of(request), form.new_visits(found.pk, values), key=key
        )
    ):
        return redirect("visits", found.pk)
    context = {
        "form": form,
        "found": found,
        "home": found.intervention.federation,
        "counted": queries.visits_of(found.pk),
    }
    return render(request, "interventions/visits.html", context, status=form.answer_status)
