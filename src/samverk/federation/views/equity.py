"""Pages of equity: the years as stated, the ceilings, and a sum to try."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samverk.federation.actions import equity as actions
from samverk.federation.forms.equity import CeilingForm, EquityForm, TrySumForm
from samverk.federation.queries.equity import equity_of, steps_of
from samverk.federation.reading.ceiling_lines import written_steps
from samverk.federation.views.budgets import offered, written_page
from samverk.federation.views.setup import changeable, federation_at
from samverk.foundation.middleware import actor_of
from samverk.rules.part_sums import PartSum, part_sum
from samverk.rules.ruling import Ruling


@require_GET
def equity(request: HttpRequest, slug: str) -> HttpResponse:
    """Show equity year by year, held against itself and the ceilings; and try a stated sum."""
    home = federation_at(slug)
    view = equity_of(home.id)
    form = TrySumForm(request.GET or None)
    named = (("Registrera eget kapital", "new_equity"), ("Registrera tak", "new_ceiling"))
    context = {
        "home": home,
        "view": view,
        "tables": [(each, written_steps(steps_of(each)).splitlines()) for each in view.tables],
        "form": form,
        "tried": _tried(form) if form.is_valid() else None,
        "offers": offered(request, home, *named),
    }
    return render(request, "federation/equity.html", context, status=form.answer_status)


def _tried(form: TrySumForm) -> Ruling[PartSum]:
    asked = form.cleaned_data
    parts = {row.name: row.amount for row in asked["parts"]}
    return part_sum(asked["total"], parts, rounding=asked["precision"] * 50)


def new_equity(request: HttpRequest, slug: str) -> HttpResponse:
    """Record a year's equity as a paper states it."""
    home = changeable(request, slug)
    form = EquityForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.state_equity(
            actor_of(request), form.new_equity(home.id, values), key=key
        )
    ):
        return redirect("equity", slug)
    lead = "Som årsredovisningen anger det, också om det inte går ihop: skillnaden visas."
    return written_page(
        request,
        home,
        form,
        ("Registrera eget kapital", lead, "Registrera eget kapital"),
        ("equity", None),
    )


def new_ceiling(request: HttpRequest, slug: str) -> HttpResponse:
    """Record how much equity may be."""
    home = changeable(request, slug)
    form = CeilingForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.set_ceiling(
            actor_of(request), form.new_ceiling(home.id, values), key=key
        )
    ):
        return redirect("equity", slug)
    lead = "Tabellen gäller från sin dag. Den som gällde före finns kvar."
    return written_page(
        request, home, form, ("Registrera tak", lead, "Registrera tak"), ("equity", None)
    )
