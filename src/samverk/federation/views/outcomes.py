"""Forms of outcome and forecast, with the template of a year's outcome."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.documents.xlsx import workbook_xlsx
from samverk.federation.actions import outcomes as actions
from samverk.federation.budget_sheets import template_workbook
from samverk.federation.forms.outcomes import ForecastForm, MappingForm, OutcomeForm
from samverk.federation.queries import budgets, outcomes
from samverk.federation.reading.account_lines import PROPOSED
from samverk.federation.rows import Rows
from samverk.federation.views.budgets import NO_BUDGET, written_page
from samverk.federation.views.setup import changeable
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of


def _rows(home: OrganisationRef, year: int) -> Rows:
    versions = budgets.versions_of(home.id, year)
    if not versions:
        raise NotFoundError(NO_BUDGET)
    return budgets.names_of_year(home.id, versions)


def import_outcome(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Read in a year's outcome from a file."""
    home = changeable(request, slug)
    _rows(home, year)
    form = OutcomeForm(request.POST or None, request.FILES or None)
    if form.carry_out(
        lambda values, key: actions.import_outcome(
            actor_of(request), form.new_outcome(home.id, year, values), key=key
        )
    ):
        return redirect("budget_year", slug, year)
    context = {"home": home, "form": form, "year": year}
    context["mapping"] = outcomes.mapping_for(home.id, year)
    return render(request, "federation/import_outcome.html", context, status=form.answer_status)


@require_GET
def outcome_template(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Send the template of a year's outcome, with the budget's rows."""
    home = changeable(request, slug)
    made = workbook_xlsx(template_workbook(home, _rows(home, year), year, clock.now()))
    return in_hand(made.content, f"utfall-{home.slug}-{year}.xlsx", made.media_type)


def account_mapping(request: HttpRequest, slug: str) -> HttpResponse:
    """Record how accounts lead to the budget's rows, from the last mapping or a common chart."""
    home = changeable(request, slug)
    found = outcomes.mappings_of(home.id)
    lines = "\n".join(map(str, outcomes.written(found[0]))) if found else PROPOSED
    form = MappingForm(request.POST or None, initial={"year": clock.today().year, "lines": lines})
    if form.carry_out(
        lambda values, key: actions.set_mapping(
            actor_of(request), form.new_mapping(home.id, values), key=key
        )
    ):
        return redirect("budget_years", slug)
    told = (
        f"Den som gäller är från {found[0].from_date}. Den förra finns kvar."
        if found
        else "Raderna är ett förslag efter en vanlig kontoplan. Ändra dem efter er egen."
    )
    return written_page(request, home, form, ("Koppla konton", told, "Spara kopplingen"))


def new_forecast(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Record what the manager expects of a row."""
    home = changeable(request, slug)
    today: date = clock.today()
    form = ForecastForm(request.POST or None, _rows(home, year), today)
    if form.carry_out(
        lambda values, key: actions.state_forecast(
            actor_of(request), form.new_forecast(home.id, year, values), key=key
        )
    ):
        return redirect("budget_year", slug, year)
    lead = "Din egen bedömning står bredvid den raka prognosen. Tidigare prognoser finns kvar."
    words = (f"Registrera prognos {year}", lead, "Registrera prognos")
    return written_page(request, home, form, words, ("budget_year", year))
