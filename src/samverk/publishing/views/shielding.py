"""Where it is said who of the elected is left out of what is published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samverk.directory import queries as directory
from samverk.directory.queries import OrganisationRef
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.publishing import actions
from samverk.publishing.forms import PressForm
from samverk.publishing.queries.shielded import elected_at, may_shield

ACTS = {"utelamna": actions.shield_person, "visa": actions.show_person}


def shielded_people(request: HttpRequest, slug: str) -> HttpResponse:
    """List the elected of an organisation, and who of them is left out of what is published."""
    return _listed(request, directory.organisation_by_slug(slug), PressForm())


@require_POST
def shield(request: HttpRequest, slug: str, person: int, word: str) -> HttpResponse:
    """Leave somebody out of what is published, or let them be shown again."""
    if word not in ACTS:
        raise NotFoundError("Sidan finns inte.")
    found, form = directory.organisation_by_slug(slug), PressForm(request.POST)
    if form.carry_out(lambda _, key: ACTS[word](actor_of(request), found.id, person, key=key)):
        return redirect("shielded_people", slug)
    return _listed(request, found, form)


def _listed(request: HttpRequest, found: OrganisationRef, form: PressForm) -> HttpResponse:
    require(may_shield(actor_of(request), found.id))
    context = {
        "organisation": found,
        "people": [(one, fresh_key()) for one in elected_at(found.id)],
        "form": form,
    }
    return render(request, "publishing/shielded.html", context, status=form.answer_status)
