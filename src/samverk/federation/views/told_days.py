"""Participant-days as payees have told of them: what they cost, and which claim each sum stands in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.federation.day_sheets import told_days_file as written
from samverk.federation.queries.claim_lists import Reach
from samverk.federation.queries.day_checks import days_beyond
from samverk.federation.queries.told_days import (
    ReportRow,
    netted,
    report_rows,
    years_told,
)
from samverk.federation.views.claims import reach_of
from samverk.federation.views.setup import federation_at
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand

ENDINGS = (("xlsx", "Excel"), ("csv", "CSV"))


@require_GET
def told_days(request: HttpRequest, slug: str) -> HttpResponse:
    """List the participant-days that were told of in a year; at a payee its own."""
    home = federation_at(slug)
    reach = reach_of(request, home.id)
    year, years = _year(request, reach)
    rows = report_rows(reach, year) if year else []
    context = {
        "home": home,
        "year": year,
        "years": years,
        "months": _by_month(rows),
        "netted": netted(rows),
        "is_home": reach.payees is None,
        # Whoever gives something else is not told how many others have
        "beyond": days_beyond(home.id, year) if year and reach.payees is None else [],
        "files": [
            (name, f"{reverse('told_days_file', args=[slug, ending])}?ar={year}")
            for ending, name in ENDINGS
        ],
    }
    return render(request, "federation/told_days.html", context)


@require_GET
def told_days_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Send a year's participant-days as a file."""
    home = federation_at(slug)
    reach = reach_of(request, home.id)
    year, _ = _year(request, reach)
    if year is None or ending not in dict(ENDINGS):
        raise NotFoundError("Filen finns inte.")
    made = written(home, report_rows(reach, year), year, ending, clock.now())
    return in_hand(made.content, f"deltagardagar-{home.slug}-{year}.{ending}", made.media_type)


def _year(request: HttpRequest, reach: Reach) -> tuple[int | None, list[int]]:
    years = years_told(reach)
    asked = next((one for one in years if str(one) == request.GET.get("ar")), None)
    return asked or next(iter(years), None), years


def _by_month(rows: list[ReportRow]) -> list[tuple[object, list[ReportRow]]]:
    months = dict.fromkeys(one.report.booked_in for one in rows)
    return [(month, [one for one in rows if one.report.booked_in == month]) for month in months]
