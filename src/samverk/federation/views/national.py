"""Pages of Uppföljning Finsam: the sheet of a year, its files, and what has been reported.

Only for those who keep the federation's figures: the counts are as they were entered.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.documents.xlsx import workbook_xlsx
from samverk.federation.actions import national as actions
from samverk.federation.budget_sheets import national_csv, national_workbook
from samverk.federation.forms.contributions import EARLIEST, LATEST
from samverk.federation.forms.national import NationalTermsForm, ReportForm
from samverk.federation.models import Orientation
from samverk.federation.queries.national import Sheet, sheet_of
from samverk.federation.queries.national_figures import terms_of
from samverk.federation.views.budgets import offered, written_page
from samverk.federation.views.setup import changeable
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of

CSV = "text/csv; charset=utf-8"


def _found(request: HttpRequest, slug: str, year: int) -> tuple[OrganisationRef, Sheet]:
    home = changeable(request, slug)
    if not EARLIEST.year <= year <= LATEST.year:
        raise NotFoundError("Året finns inte.")
    return home, sheet_of(home.id, year)


@require_GET
def national_sheet(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show the figures of a year, each with its source, and what has been reported."""
    home, found = _found(request, slug, year)
    named = (("Registrera att det är rapporterat", "new_national_report"),)
    context = {
        "home": home,
        "sheet": found,
        "offers": offered(request, home, *named, year=year),
    }
    return render(request, "federation/national_sheet.html", context)


@require_GET
def national_file(request: HttpRequest, slug: str, year: int, ending: str) -> HttpResponse:
    """Send the sheet as Excel or CSV."""
    home, found = _found(request, slug, year)
    name = f"uppfoljning-finsam-{home.slug}-{year}.{ending}"
    if ending == "csv":
        return in_hand(national_csv(found), name, CSV)
    made = workbook_xlsx(national_workbook(home, found, clock.now()))
    return in_hand(made.content, name, made.media_type)


def new_national_report(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Record that the sheet has been reported as it stands."""
    home, found = _found(request, slug, year)
    form = ReportForm(request.POST or None, initial={"reported_on": clock.today()})
    if form.carry_out(
        lambda values, key: actions.record_national_report(
            actor_of(request), form.new_report(home.id, year, values), key=key
        )
    ):
        return redirect("national_sheet", slug, year)
    lacking = f" {len(found.missing)} uppgifter saknas." if found.missing else ""
    lead = f"Bladet för {year} sparas som det står nu, och ändras inte.{lacking}"
    words = (f"Registrera rapport {year}", lead, "Registrera rapport")
    return written_page(request, home, form, words, ("national_sheet", year))


def national_terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Record the national form's words for ours."""
    home = changeable(request, slug)
    standing = terms_of(home.id)
    words = (
        standing.words if standing else {str(each.label): str(each.label) for each in Orientation}
    )
    lines = "\n".join(f"{ours} = {theirs}" for ours, theirs in words.items())
    form = NationalTermsForm(request.POST or None, initial={"lines": lines})
    if form.carry_out(
        lambda values, key: actions.set_national_terms(
            actor_of(request), form.new_terms(home.id, values), key=key
        )
    ):
        return redirect("budget_years", slug)
    lead = "Systemets kodlistor är inte bekräftade: skriv orden som de står i formuläret där."
    return written_page(request, home, form, ("Ord i Uppföljning Finsam", lead, "Spara orden"))
