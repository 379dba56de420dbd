"""Statistics of a delivery's year: looked at, tried, and published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.interventions import queries as catalogue
from samverk.interventions.models import YearSubject
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.publishing import look_at_year
from samverk.interventions.persons.actions.reading import MISSING, desk_in
from samverk.interventions.persons.forms.statistics import PublishForm, YearForm
from samverk.interventions.persons.views.pages import of_persons
from samverk.interventions.persons.zone import authority
from samverk.rules.interventions.hands import Hand


@of_persons("ar")
def statistics(request: HttpRequest, body: int, delivery: int) -> HttpResponse:
    """Show a year's tables as they may be published, and publish them when asked to."""
    actor, today = actor_of(request), clock.today()
    desk_in(actor, body, Hand.COORDINATOR)
    home, of = authority(body), catalogue.delivery_by_id(delivery)
    if of.provider_id != home.organisation:
        raise NotFoundError(MISSING)
    choice = YearForm(request.GET or None, today)
    form = PublishForm(request.POST or None)
    context = {"home": home, "of": of, "choice": choice, "form": form}
    if choice.is_valid():
        asked = actions.YearAsked(delivery, choice.cleaned_data["ar"])
        if form.carry_out(
            lambda v, key: actions.publish_statistics(
                actor, body, asked, key=key, subject=v["subject"]
            )
        ):
            return redirect("delivery", delivery)
        published = {
            one.subject for one in catalogue.statistics_of(delivery) if one.year == asked.year
        }
        seen = look_at_year(actor, home, of, asked.year)
        context |= {
            "year": asked.year,
            "found": seen.statistics,
            "results": seen.outcomes,
            "outcomes": seen.exact,
            "is_published": YearSubject.TOOK_PART in published,
            "is_told": YearSubject.OUTCOMES in published,
            "returns": seen.returns,
            "left_out": seen.returned.left_out,
            "has_told_returns": YearSubject.RETURNS in published,
        }
    return render(request, "persons/statistics.html", context, status=form.answer_status)
