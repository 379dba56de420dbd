"""Who has read about persons: an authority's log for its auditor, and the extract about one."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.interventions.persons.actions.emergency_reading import accesses_at
from samverk.interventions.persons.actions.reviewing import extract, reviewing
from samverk.interventions.persons.forms.people import ReviewForm
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.queries.log_kept import kept_from
from samverk.interventions.persons.queries.readings import (
    MOST_PAGED,
    Choice,
    readers_at,
    readings_at,
)
from samverk.interventions.persons.queries.searches import many_searches
from samverk.interventions.persons.views.pages import of_persons, page_number
from samverk.interventions.persons.zone import authority
from samverk.rules.interventions.list_grounds import ListGround


@require_GET
@of_persons("dag", "anvandare", "sida")
@lists_persons("Läsloggen", ListGround.NOTHING_DELICATE, "pseudonym, vem som läst och när")
def review_readings(request: HttpRequest, body: int) -> HttpResponse:
    """Let an authority's log auditor list who has read about whom, by pseudonym."""
    actor = actor_of(request)
    with reviewing(actor, body) as note:
        form = ReviewForm(request.GET, readers_at(body))
        valid = form.is_valid()
        choice = (
            Choice(form.cleaned_data["dag"], form.cleaned_data["anvandare"]) if valid else Choice()
        )
        note(str(choice))
        searches = many_searches(authority(body), clock.today())
        lines, page = readings_at(authority(body), choice, page_number(request))
    context = {
        "home": authority(body),
        "accesses": accesses_at(actor, body),
        "form": form,
        "searches": searches,
        "most_searches": settings.SEARCHES_A_DAY,
        "kept_from": kept_from(authority(body)),
        "lines": lines,
        "page": page,
        "most": MOST_PAGED if page.paginator.count == MOST_PAGED else None,
        "query": _query(choice),
    }
    return render(request, "persons/review.html", context, status=200 if valid else 400)


def _query(choice: Choice) -> str:
    day = f"dag={choice.day}&" if choice.day else ""
    user = f"anvandare={choice.user}&" if choice.user else ""
    return day + user


@require_GET
@of_persons()
def person_readings(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Show who has read about a person, when, and in which role."""
    row, lines = extract(actor_of(request), person)
    home = authority(row.controller_id)
    context = {
        "pseudonym": str(row),
        "lines": lines,
        "home": home,
        "kept_from": kept_from(home),
    }
    return render(request, "persons/readings.html", context)
