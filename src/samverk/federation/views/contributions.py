"""Pages of the contributions: years and keys, a year with its basis of invoices, and the forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.documents.rendering import Rendered
from samverk.documents.sie import sie_file
from samverk.documents.xlsx import workbook_xlsx
from samverk.federation import actions, queries
from samverk.federation.basis import as_sheets, as_vouchers
from samverk.federation.forms.contributions import (
    EARLIEST,
    LATEST,
    BasisForm,
    KeyForm,
    PopulationFileForm,
    StateAmountForm,
    TryFeeForm,
)
from samverk.federation.queries import Member, YearShares
from samverk.federation.views.setup import changeable, federation_at, form_page
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Right, may
from samverk.rules.fee_fit import span_of
from samverk.rules.fees import Interval


@require_GET
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """List the years with the state's amount, and the keys."""
    home = federation_at(slug)
    amounts = queries.state_amounts(home.id)
    latest = {row.year: row for row in reversed(amounts)}
    context = {
        "home": home,
        "years": sorted(latest.items(), reverse=True),
        "keys": queries.keys_of(home.id),
        "offers": _offers(request, home),
    }
    return render(request, "federation/contributions.html", context)


def _offers(request: HttpRequest, home: OrganisationRef) -> Offers:
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    named = (
        ("Registrera statens belopp", "new_state_amount"),
        ("Registrera fördelningsnyckel", "new_key"),
        ("Läs in folkmängd ur fil", "import_populations"),
    )
    return offers(
        *(Offer(label, reverse(name, args=[home.slug]), allowed) for label, name in named)
    )


def _year(home: OrganisationRef, year: int) -> YearShares:
    if not EARLIEST.year <= year <= LATEST.year:
        raise NotFoundError("Inget är registrerat för året.")
    return queries.year_shares(home.id, queries.members(home.id), year)


@require_GET
def contributions_of_year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show what everybody pays for a year, and how it was computed."""
    home = federation_at(slug)
    return _year_page(request, home, _year(home, year), BasisForm(None, year))


def _year_page(
    request: HttpRequest, home: OrganisationRef, found: YearShares, form: BasisForm
) -> HttpResponse:
    if not found.amounts and found.key is None:
        raise NotFoundError("Inget är registrerat för året.")
    context = {
        "home": home,
        "found": found,
        "payments": queries.payments(found),
        "form": form,
    }
    return render(request, "federation/year.html", context, status=form.answer_status)


@require_GET
def basis(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Send the basis of a year's invoices, as an Excel file or a SIE file of type 4."""
    home = federation_at(slug)
    found = _year(home, year)
    form = BasisForm(request.GET, year, found.unsure)
    if found.shares is None or not form.is_valid():
        return _year_page(request, home, found, form)
    payments = queries.payments(found)
    if request.GET.get("format") == "sie":
        made = sie_file(as_vouchers(home, found, payments, form.cleaned_data, clock.today()))
    else:
        made = workbook_xlsx(as_sheets(home, found, payments, clock.now()))
    return _sent(made, f"fakturaunderlag-{home.slug}-{year}.{made.ending}")


def _sent(made: Rendered, name: str) -> HttpResponse:
    return in_hand(made.content, name, made.media_type)


def new_state_amount(request: HttpRequest, slug: str) -> HttpResponse:
    """Register what the state contributes for a year."""
    home = changeable(request, slug)
    form = StateAmountForm(request.POST or None, [home.id])
    made = form.carry_out(
        lambda values, key: actions.set_state_amount(
            actor_of(request), form.new_amount(home.id, values), key=key
        )
    )
    if made:
        return redirect("contributions_of_year", slug, made.year)
    lead = (
        "Allt annat följer av det. En ny version för samma år ersätter inte den förra: båda syns."
    )
    return form_page(request, home, form, ("Registrera statens belopp", lead))


def new_key(request: HttpRequest, slug: str) -> HttpResponse:
    """Register how the municipalities have agreed to split their part."""
    home = changeable(request, slug)
    members = queries.members(home.id)
    form = KeyForm(request.POST or None, [home.id, *_towns(members)], members)
    made = form.carry_out(
        lambda values, key: actions.set_key(
            actor_of(request), form.new_key(home.id, values), key=key
        )
    )
    if made:
        return redirect("contributions", slug)
    lead = "Så som kommunerna har kommit överens. Nyckeln den 1 januari gäller för hela året."
    return form_page(request, home, form, ("Registrera fördelningsnyckel", lead))


def _towns(members: list[Member]) -> list[int]:
    return [m.membership.member_id for m in members if m.membership.share == "municipality"]


def import_populations(request: HttpRequest, slug: str) -> HttpResponse:
    """Read in the members' populations from a file."""
    home = changeable(request, slug)
    form = PopulationFileForm(request.POST or None, request.FILES or None)
    if form.carry_out(
        lambda values, key: actions.import_populations(
            actor_of(request), form.new_import(home.id, values), key=key
        )
    ):
        return redirect("federation", slug)
    lead = "Alla medlemskommuner läses in, eller ingen."
    return form_page(request, home, form, ("Läs in folkmängd ur fil", lead))


@require_GET
def reconciliation(request: HttpRequest, slug: str) -> HttpResponse:
    """Hold the stated fees against the model, and try an amount that no paper states as a fee."""
    home = federation_at(slug)
    members = queries.members(home.id)
    form = TryFeeForm(request.GET or None, members)
    context = {
        "home": home,
        "checks": queries.checked_fees(home.id, members),
        "form": form,
        "tried": _tried(home, form, members) if form.is_valid() else None,
        "is_tried": form.is_valid(),
    }
    return render(request, "federation/reconciliation.html", context, status=form.answer_status)


def _tried(home: OrganisationRef, form: TryFeeForm, members: list[Member]) -> dict[str, object]:
    asked = form.cleaned_data
    name = next(one.name for one in members if one.membership.pk == asked["member"])
    stated: Interval = span_of(asked["stated"] * asked["precision"], asked["precision"])
    totals = queries.known_totals(queries.state_amounts(home.id), queries.stated_incomes(home.id))
    vectors = queries.populations_for(members, asked["year"], queries.people_by_day(members))
    fit = queries.check(name, stated, vectors, queries.nearest(totals, asked["year"]))
    return {"name": name, "stated": stated, "fit": fit, "year": asked["year"]}
