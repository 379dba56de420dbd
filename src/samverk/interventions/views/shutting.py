"""The page where whoever gives a delivery shuts places for a while, with what has been said before."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.interventions import actions, queries
from samverk.interventions.forms.parts import ShutForm


def shut_places(request: HttpRequest, delivery: int) -> HttpResponse:
    """Say how many places are shut from a day on, and show what the catalogue says beside it."""
    found, today = queries.delivery_by_id(delivery), clock.today()
    require(actions.may_shut(actor_of(request), found))
    form = ShutForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.shut_places(
            actor_of(request), form.new_shutting(found.pk, values), key=key
        )
    ):
        return redirect("shut_places", found.pk)
    context = {
        "form": form,
        "found": found,
        "home": found.intervention.federation,
        "shut": queries.shut_of(found.pk),
        "registered": queries.registered_places(found.pk, today),
        "now": queries.places_on(found.pk, today),
    }
    return render(request, "interventions/shut_places.html", context, status=form.answer_status)
