"""What is published of an intervention: over its deliveries, and the years beside each other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.federation.queries import intervention_by_id
from samverk.foundation.errors import NotFoundError
from samverk.interventions import queries
from samverk.interventions.models import PublishedStatistics, YearSubject
from samverk.interventions.queries.over_years import Tables, over_years

ONE_COLUMN = 1


@require_GET
def intervention_statistics(request: HttpRequest, intervention: int) -> HttpResponse:
    """Show what is published of an intervention, the years beside each other and year by year."""
    of = intervention_by_id(intervention)
    sums = queries.intervention_statistics_of(of.pk)
    found: dict[tuple[str, int], list[tuple[int, Tables]]] = {}
    for one in sums:
        name = f"alla verksamheter som {one.published_by} ger"
        found.setdefault((name, 0), []).append((one.year, one.tables))
    for row in queries.statistics_in(of.pk):
        found.setdefault((row.delivery.name, row.delivery_id), []).append((row.year, _fitting(row)))
    # What a party has added up of one year alone stands whole below
    laid = [
        (name, over_years(published))
        for (name, delivery), published in found.items()
        if delivery or len(published) > 1
    ]
    context = {
        "found": of,
        "home": of.federation,
        "sums": sums,
        "over": [(name, tables) for name, tables in laid if tables],
    }
    return render(request, "interventions/intervention_statistics.html", context)


def _fitting(row: PublishedStatistics) -> Tables:
    """Give the tables that say something with one number for each row."""
    if row.subject == YearSubject.TOOK_PART:
        return list(row.tables)
    return [one for one in row.tables if len(one["columns"]) == ONE_COLUMN]


@require_GET
def intervention_proof(_: HttpRequest, intervention: int, year: int) -> HttpResponse:
    """Give an intervention's tables of a year with their proofs, by who published them."""
    rows = [one for one in queries.intervention_statistics_of(intervention) if one.year == year]
    if not rows:
        raise NotFoundError("Ingen statistik är publicerad för det året.")
    told = [
        {"published_by": one.published_by, "tables": one.tables, "proof": one.proof} for one in rows
    ]
    return JsonResponse({"year": year, "unit": YearSubject.TOOK_PART.unit, "published": told})
