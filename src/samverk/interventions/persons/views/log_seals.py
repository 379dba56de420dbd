"""The seals on the log, and whether its lines are as they were sealed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation.log_seals.checking import (
    latest_proof,
    named_part,
    page_of_seals,
    period,
)
from samverk.foundation.log_seals.removing import removals
from samverk.foundation.middleware import actor_of
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.log_rounds import auditing
from samverk.interventions.persons.actions.reviewing import reviewing
from samverk.interventions.persons.forms.retention import SureForm
from samverk.interventions.persons.queries.log_kept import kept_from
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons, page_number


@require_GET
@of_persons("sida")
def log_seals(request: HttpRequest, body: int) -> HttpResponse:
    """Show what the latest check found, and the seals with how many readings each vouches for."""
    actor = actor_of(request)
    with reviewing(actor, body) as note, auditing(actor, body) as home:
        note("förseglingar")
        proof = latest_proof(body)
        page = page_of_seals(body, page_number(request))
        gone = removals(body)
    faults = proof.faults if proof else ()
    context = {
        "home": home,
        "proof": proof,
        "faults": [(one, period(one), named_part(one.part, body)) for one in faults],
        "removals": gone,
        "kept_from": kept_from(home),
        "years": settings.LOG_YEARS,
        "page": page,
        "seals": page.object_list,
    }
    return render(request, "persons/log_seals.html", context)


@of_persons()
def prove_log(request: HttpRequest, body: int) -> HttpResponse:
    """Check the log now."""
    actor = actor_of(request)
    with auditing(actor, body):
        form = SureForm(request.POST or None, "Pröva hela loggen nu")
    back = reverse("log_seals", args=[body])
    if form.carry_out(lambda _, key: actions.prove_log(actor, body, key=key)):
        return redirect(back)
    lead = (
        "Varje rad jämförs med förseglingarna. Det kan ta någon minut. Det görs också varje natt."
    )
    return form_page(request, form, FormPage("Pröva loggen", lead, back))
