"""Pages of the interventions that the federation finances, and of how many took part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.federation import actions, queries
from samverk.federation.forms.interventions import (
    CountsForm,
    InterventionFactsForm,
    InterventionForm,
    StrikeCountsForm,
)
from samverk.federation.models import Intervention
from samverk.federation.panels import INTERVENTION_PANELS
from samverk.federation.telling import CountCells, counts_told
from samverk.federation.views.setup import changeable, federation_at, form_page
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, Reading, offers
from samverk.foundation.permissions import Permission, Right, may

_Told = tuple[int, queries.CountTable, tuple[CountCells, ...]]


@dataclass(frozen=True, slots=True)
class Period:
    """What was counted of a period (period): its tables by number, with their lines in words.

    In those of ``quiet`` nobody is told of: each number is 0, or not shown.
    """

    from_date: date
    to_date: date
    tables: list[_Told]
    quiet: list[_Told]


@require_GET
def interventions(request: HttpRequest, slug: str) -> HttpResponse:
    """List what the federation finances, and how many took part, with small rows joined."""
    home = federation_at(slug)
    context = {
        "home": home,
        "interventions": queries.interventions_of(home.id),
        "periods": _periods(queries.count_tables(home.id)),
        "offers": _offers(home, _may(request, home), ("Registrera insats", "new_intervention")),
    }
    return render(request, "federation/interventions.html", context)


def _periods(tables: Sequence[queries.CountTable]) -> list[Period]:
    """Gather the tables of each period, the latest first, in the order that things happen."""
    places = {measure: place for place, measure in enumerate(queries.Measure)}
    number = count(1)
    found: dict[tuple[date, date], list[queries.CountTable]] = {}
    for table in tables:
        found.setdefault((table.to_date, table.from_date), []).append(table)
    return [
        _period(
            (first, last),
            [
                (next(number), table, counts_told(table.shown.value))
                for table in sorted(found[last, first], key=lambda one: places[one.measure])
            ],
        )
        for last, first in sorted(found, reverse=True)
    ]


def _period(days: tuple[date, date], tables: Sequence[_Told]) -> Period:
    """Lay those that tell of somebody before the rest."""
    loud = [one for one in tables if one[1].shown.value.tells_of_somebody]
    return Period(*days, loud, [one for one in tables if one not in loud])


@dataclass(frozen=True, slots=True)
class Entered:
    """What is entered of an intervention for a period, in the order that things happen."""

    from_date: date
    to_date: date
    rows: list[queries.CountReport]


def _entered(intervention: int) -> list[Entered]:
    """List what is entered of an intervention (id), without the reasons that no referral was returned for."""
    places = {measure.value: place for place, measure in enumerate(queries.Measure)}
    found: dict[tuple[date, date], list[queries.CountReport]] = {}
    for row in queries.counts_of(intervention):
        if row.total != 0 or row.measure not in queries.RETURNS:
            found.setdefault((row.to_date, row.from_date), []).append(row)
    return [
        Entered(first, last, sorted(found[last, first], key=lambda row: places[row.measure]))
        for last, first in sorted(found, reverse=True)
    ]


def _may(request: HttpRequest, home: OrganisationRef) -> Permission:
    return may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)


def _offers(
    home: OrganisationRef, allowed: Permission, *named: tuple[str, str], row: int | None = None
) -> Offers:
    place = [home.slug] if row is None else [home.slug, row]
    return offers(*(Offer(label, reverse(name, args=place), allowed) for label, name in named))


@require_GET
def intervention(request: HttpRequest, slug: str, intervention: int) -> HttpResponse:
    """Show an intervention; what has been entered of counts is read by those who enter it."""
    home, found = _found(slug, intervention)
    allowed = _may(request, home)
    reading = Reading(found.pk, home.id, clock.today(), actor_of(request))
    named = (("Registrera antal deltagare", "new_counts"), ("Ändra", "change_intervention"))
    context = {
        "home": home,
        "found": found,
        "counts": _entered(found.pk) if allowed else None,
        "panels": INTERVENTION_PANELS.on(reading),
        "offers": _offers(home, allowed, *named, row=found.pk),
    }
    return render(request, "federation/intervention.html", context)


def _found(slug: str, intervention: int) -> tuple[OrganisationRef, Intervention]:
    home, found = federation_at(slug), queries.intervention_by_id(intervention)
    if found.federation_id != home.id:
        raise NotFoundError("Insatsen finns inte.")
    return home, found


def new_intervention(request: HttpRequest, slug: str) -> HttpResponse:
    """Register an intervention."""
    home = changeable(request, slug)
    form = InterventionForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.register_intervention(
            actor_of(request), form.new_intervention(home.id, values), key=key
        )
    )
    if made:
        return redirect("intervention", slug, made.pk)
    lead = "Det som förbundet finansierar. Inga uppgifter om personer hör hemma här."
    return form_page(request, home, form, ("Registrera insats", lead))


def change_intervention(request: HttpRequest, slug: str, intervention: int) -> HttpResponse:
    """Change what may be changed of an intervention."""
    home, found = _found(slug, intervention)
    changeable(request, slug)
    form = InterventionFactsForm(request.POST or None, found)
    if form.carry_out(
        lambda values, key: actions.change_intervention(
            actor_of(request), found.pk, form.facts(values), key=key
        )
    ):
        return redirect("intervention", slug, found.pk)
    lead = "Inriktning, uppföljningsmetod och ESF-finansiering ligger fast."
    return form_page(request, home, form, (f"Ändra {found.name}", lead))


def new_counts(request: HttpRequest, slug: str, intervention: int) -> HttpResponse:
    """Enter how many took part in a period."""
    home, found = _found(slug, intervention)
    changeable(request, slug)
    form = CountsForm(request.POST or None, queries.members(home.id))
    if form.carry_out(
        lambda values, key: actions.enter_counts(
            actor_of(request), form.new_counts(found.pk, values), key=key
        )
    ):
        return redirect("intervention", slug, found.pk)
    lead = f"{found.name}. Bara antal: en person med flera deltaganden räknas flera gånger."
    return form_page(request, home, form, ("Registrera antal deltagare", lead))


def strike_counts(request: HttpRequest, slug: str, counts: int) -> HttpResponse:
    """Strike counts that were entered in error."""
    home = changeable(request, slug)
    found = queries.counts_by_id(counts)
    if found.intervention.federation_id != home.id:
        raise NotFoundError("Raden finns inte.")
    form = StrikeCountsForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.set_aside_counts(
            actor_of(request), found.pk, values["why"], key=key
        )
    ):
        return redirect("intervention", slug, found.intervention_id)
    lead = (
        f"{found.intervention}, {found.from_date} till {found.to_date}. Raden finns kvar, struken."
    )
    return form_page(request, home, form, ("Stryk antal deltagare", lead))
