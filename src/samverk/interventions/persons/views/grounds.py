"""The grounds on which an authority tells others of persons: which it uses, and opening or shutting one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import MISSING, inside
from samverk.interventions.persons.forms.coordination import GroundForm
from samverk.interventions.persons.queries.grounds import GroundLine, ground_lines, kind_of
from samverk.interventions.persons.views.coordination import home_of
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.zone import Authority


@require_GET
@of_persons()
def grounds(request: HttpRequest, body: int) -> HttpResponse:
    """List every ground with its statute, who may use it, and whether the authority does."""
    home = home_of(request, body)
    context = {"home": home, "lines": _lines(request, home), "today": clock.today()}
    return render(request, "persons/grounds.html", context)


def _lines(request: HttpRequest, home: Authority) -> list[GroundLine]:
    kind = kind_of(home.organisation)
    with inside(actor_of(request), Right.COORDINATE_PERSONS):
        return ground_lines(home.body, kind, clock.today())


@of_persons()
def decide_ground(request: HttpRequest, body: int, ground: str) -> HttpResponse:
    """Open a ground for the authority, or shut it."""
    home = home_of(request, body)
    line = next((one for one in _lines(request, home) if one.rule.ground == ground), None)
    if line is None or ground == "consent":
        raise NotFoundError(MISSING)
    form = GroundForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        new = actions.NewGroundDecision(ground, not line.is_open, values["reference"])
        return actions.decide_ground(actor_of(request), body, new, key=key)

    back = reverse("grounds", args=[body])
    if form.carry_out(write):
        return redirect(back)
    title = "Sluta använda grunden" if line.is_open else "Börja använda grunden"
    lead = f"{line.rule.text[:1].upper()}{line.rule.text[1:]}. Det som redan är lämnat ändras inte."
    return form_page(request, form, FormPage(title, lead, back))
