"""Statistics of a delivery's year: looked at, tried, and published."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery, YearSubject
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.publishing import YearPart, YearSeen, look_at_year
from samverk.interventions.persons.actions.reading import MISSING, desk_in
from samverk.interventions.persons.forms.statistics import INTERVENTION, PublishForm, YearForm
from samverk.interventions.persons.queries.counts import Cut
from samverk.interventions.persons.views.pages import of_persons
from samverk.interventions.persons.zone import Authority, authority
from samverk.rules.interventions.hands import Hand

PARTS = {
    YearPart.TOOK_PART: "Deltog",
    YearPart.OUTCOMES: "Resultat, så som de kan visas",
    YearPart.RETURNS: "Återremisser, så som de kan visas",
    YearPart.EXACT: "Resultat, exakt och bara för er",
}


@of_persons("ar", "del")
def statistics(request: HttpRequest, body: int, delivery: int) -> HttpResponse:
    """Show a part of a year as it may be published, and publish it when asked to."""
    actor, today = actor_of(request), clock.today()
    desk_in(actor, body, Hand.COORDINATOR)
    home, of = authority(body), catalogue.delivery_by_id(delivery)
    if of.provider_id != home.organisation:
        raise NotFoundError(MISSING)
    choice = YearForm(request.GET or None, today)
    form = PublishForm(request.POST or None)
    context = {"home": home, "of": of, "choice": choice, "form": form}
    if choice.is_valid():
        year = choice.cleaned_data["ar"]
        if form.carry_out(lambda v, key: _ask(actor, body, (of, year), v["subject"], key)):
            return redirect(f"{request.path}?ar={year}&del={_part(request).value}")
        context |= _shown(actor, home, (of, year), _part(request))
    return render(request, "persons/statistics.html", context, status=form.answer_status)


def _part(request: HttpRequest) -> YearPart:
    """Read which part is asked for; the first when it cannot be read."""
    found = request.GET.get("del", "")
    return next((part for part in YearPart if part.value == found), YearPart.TOOK_PART)


def _ask(actor: Actor, body: int, of: tuple[Delivery, int], subject: str, key: str) -> Model:
    """Have a subject of a delivery's year published, or its intervention's tables."""
    delivery, year = of
    if subject == INTERVENTION:
        what = actions.InterventionYear(delivery.intervention_id, year)
        return actions.ask_intervention(actor, body, what, key=key)
    asked = actions.YearAsked(delivery.pk, year)
    return actions.ask_statistics(actor, body, asked, YearSubject(subject), key=key)


def _shown(
    actor: Actor, home: Authority, asked: tuple[Delivery, int], part: YearPart
) -> dict[str, Any]:
    """Gather a year's tables, what is out of them, and how far what was asked for has come."""
    of, year = asked
    published = {one.subject for one in catalogue.statistics_of(of.pk) if one.year == year}
    seen = look_at_year(actor, home, of, year, part)
    return {
        "year": year,
        "part": part.value,
        "parts": [(one.value, name, one is part) for one, name in PARTS.items()],
        "found": seen.statistics,
        "results": seen.outcomes,
        "outcomes": seen.exact,
        "is_published": YearSubject.TOOK_PART in published,
        "is_told": YearSubject.OUTCOMES in published,
        "returns": seen.returns,
        "left_out": seen.returned.left_out if seen.returned else 0,
        "has_told_returns": YearSubject.RETURNS in published,
        "asked": seen.asked,
        "asked_sums": seen.asked.get(""),
        **(_sums(home, asked, seen) if YearSubject.TOOK_PART in published else {}),
    }


def _sums(home: Authority, asked: tuple[Delivery, int], seen: YearSeen) -> dict[str, Any]:
    """Gather what is out of the intervention's year, and whether it may have more to tell than the delivery.

    It may when it has several deliveries, or one that has moved.
    """
    if seen.statistics is None:
        return {}
    of, year = asked
    out = (home.organisation, home.name, year)
    sums = next(
        (
            one
            for one in catalogue.intervention_statistics_of(of.intervention_id)
            if (one.provider_id, one.published_by, one.year) == out
        ),
        None,
    )
    given = catalogue.deliveries_of(of.intervention_id)
    moved = any(one["label"] == str(Cut.PROVIDER).capitalize() for one in seen.statistics.tables)
    several = sum(one.provider_id == home.organisation for one in given) > 1
    return {"sums": sums, "has_sums": bool(sums) or "" in seen.asked or moved or several}
