"""Pages of the budget: years, a year with its versions and rows, and the forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.documents.xlsx import workbook_xlsx
from samverk.federation.actions import budgets as actions
from samverk.federation.budget_sheets import year_workbook
from samverk.federation.charts import kinds_chart, months_chart
from samverk.federation.forms.budgets import BudgetForm, DecideForm, begun_empty, begun_from
from samverk.federation.models import BudgetVersion
from samverk.federation.queries import budgets, outcomes
from samverk.federation.queries.budget_year import YearView, ceiling_of, timeliness, year_view
from samverk.federation.queries.interventions import interventions_of
from samverk.federation.queries.members import member_organisations
from samverk.federation.views.setup import changeable, federation_at
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Right, may
from samverk.rules.wording import MONTHS

NO_BUDGET = "Det finns ingen budget för året."


def may_change(request: HttpRequest, home: OrganisationRef) -> bool:
    """Answer whether the reader keeps the federation's figures."""
    return bool(may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id))


def offered(
    request: HttpRequest, home: OrganisationRef, *named: tuple[str, str], year: int | None = None
) -> Offers:
    """Offer forms by label and name of address, with the year in it where there is one."""
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    place: list[object] = [home.slug] if year is None else [home.slug, year]
    return offers(*(Offer(label, reverse(name, args=place), allowed) for label, name in named))


def reads_drafts(request: HttpRequest, home: int) -> bool:
    """Answer whether the reader sees what is not decided: the federation's and its members' people."""
    actor = actor_of(request)
    at = {held.organisation for held in actor.roles}
    return actor.is_system or home in at or bool(at and at & member_organisations(home))


@require_GET
def budget_years(request: HttpRequest, slug: str) -> HttpResponse:
    """List the years: what is decided or proposed, and how far the outcome is read in."""
    home = federation_at(slug)
    versions = budgets.versions_of(home.id)
    if not reads_drafts(request, home.id):
        versions = [one for one in versions if budgets.settled_of(one)]
    by_year: dict[int, list[BudgetVersion]] = {}
    for each in versions:
        by_year.setdefault(each.year, []).append(each)
    through = outcomes.throughs(home.id)
    context = {
        "home": home,
        "years": [_listed(year, found, through.get(year)) for year, found in by_year.items()],
        "offers": offered(
            request, home, ("Lägg upp budget", "new_budget"), ("Koppla konton", "account_mapping")
        ),
        "may_change": may_change(request, home),
    }
    return render(request, "federation/budget_years.html", context)


def _listed(year: int, versions: list[BudgetVersion], through: int | None) -> dict[str, object]:
    held = budgets.in_force(versions)
    shown = held or versions[0]
    return {
        "year": year,
        "is_decided": held is not None,
        "draft": budgets.draft_of(versions),
        "note": shown.note,
        "revenue": budgets.revenue_of(shown),
        "costs": budgets.costs_of(shown),
        "through": MONTHS[through - 1] if through else "",
    }


def seen_year(request: HttpRequest, home: OrganisationRef, year: int) -> YearView:
    """Gather a year for its reader: drafts are for those who have logged in. Raises NotFoundError."""
    view = year_view(home.id, year, with_drafts=reads_drafts(request, home.id))
    if view.shown is None:
        raise NotFoundError(NO_BUDGET)
    return view


@require_GET
def budget_year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show a year: budget, outcome, forecast and deviation, and what the law asks of the budget."""
    home = federation_at(slug)
    view = seen_year(request, home, year)
    assert view.shown is not None
    has_outcome = view.outcome.read_in is not None
    named = [("Ny version", "revise_budget")]
    if view.draft:
        named.append(("Registrera beslut", "decide_budget"))
    named += [("Läs in utfall", "import_outcome"), ("Registrera prognos", "new_forecast")]
    context = {
        **_checked(home, view.shown),
        "home": home,
        "view": view,
        "totals": (view.revenue, view.costs, view.result),
        "through": MONTHS[view.outcome.through - 1] if has_outcome else "",
        "in_time": timeliness(view.versions),
        "charts": [("bars", kinds_chart(view)), ("lines", months_chart(view))]
        if has_outcome
        else [],
        "may_change": may_change(request, home),
        "offers": offered(request, home, *named, year=year),
    }
    return render(request, "federation/budget_year.html", context)


def _checked(home: OrganisationRef, version: BudgetVersion) -> dict[str, object]:
    """Hold a version against the law, for the pages that show one."""
    return {
        "version": version,
        "settled": budgets.settled_of(version),
        "balance": budgets.balance_of(version),
        "lacking": budgets.lacking_of(version),
        "equity": budgets.expected_equity(version),
        "ceiling": ceiling_of(home.id, version),
        "revenue": budgets.revenue_of(version),
        "costs": budgets.costs_of(version),
    }


@require_GET
def budget_version(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show a version as it was saved."""
    home = federation_at(slug)
    view = seen_year(request, home, year)
    found = next((one for one in view.versions if one.number == number), None)
    if found is None:
        raise NotFoundError("Versionen finns inte.")
    before = next((v for v in view.versions if v.number < number and budgets.settled_of(v)), None)
    settled = budgets.settled_of(found)
    day = settled.decision.decided_on if settled else clock.today()
    spending = budgets.spending_of(found, before, day) if before and day else None
    context = {**_checked(home, found), "home": home, "view": view, "spending": spending}
    return render(request, "federation/budget_version.html", context)


def new_budget(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the first version of a year's budget."""
    home = changeable(request, slug)
    year = clock.today().year + 1
    total = budgets.allotted(home.id, year) or 0
    form = BudgetForm(
        request.POST or None, begun_empty(year, total * 100, interventions_of(home.id))
    )
    return _written(request, home, form, "Lägg upp budget")


def revise_budget(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Write the next version of a year's budget, from the last one."""
    home = changeable(request, slug)
    versions = budgets.versions_of(home.id, year)
    if not versions:
        raise NotFoundError(NO_BUDGET)
    form = BudgetForm(request.POST or None, begun_from(versions[0]), year=year)
    return _written(request, home, form, f"Ny version av budget {year}")


def written_page(
    request: HttpRequest,
    home: OrganisationRef,
    form: ActForm,
    words: tuple[str, str, str],
    back: tuple[str, int | None] = ("budget_years", None),
) -> HttpResponse:
    """Draw a form: title, what follows and what the button says, and where Avbryt leads, with its year."""
    title, lead, send = words
    name, year = back
    place: list[object] = [home.slug] if year is None else [home.slug, year]
    context = {"form": form, "title": title, "lead": lead, "home": home, "send": send}
    context |= {"back": reverse(name, args=place), "year": year if name == "budget_year" else None}
    return render(request, "federation/budget_form.html", context, status=form.answer_status)


def _written(
    request: HttpRequest, home: OrganisationRef, form: BudgetForm, title: str
) -> HttpResponse:
    made = form.carry_out(
        lambda values, key: actions.save_budget(
            actor_of(request), form.new_budget(home.id, values), key=key
        )
    )
    if made:
        return redirect("budget_year", home.slug, made.year)
    lead = (
        "Sparas som en egen version. De förra ändras inte, och inget gäller förrän det är beslutat."
    )
    back = ("budget_year", form.of_year) if form.of_year else ("budget_years", None)
    return written_page(request, home, form, (title, lead, "Spara version"), back)


def decide_budget(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Record the board's decision on the last version of a year."""
    home = changeable(request, slug)
    versions = budgets.versions_of(home.id, year)
    # A form that is sent again names what its first sending decided
    version = budgets.draft_of(versions) or (versions[0] if versions and request.POST else None)
    if version is None:
        raise NotFoundError("Ingen version väntar på beslut.")
    form = DecideForm(request.POST or None, home.id, version.number)

    def write(values: dict[str, Any], key: str) -> object:
        # The version that was read is decided, whatever has been saved since
        read = next((one for one in versions if one.number == values["version"]), version)
        return actions.decide_budget(actor_of(request), read.pk, values["decision"], key=key)

    made = form.carry_out(write)
    if made:
        return redirect("budget_year", slug, year)
    lead = f"{version}. Därefter ändras den inte: en revidering är en ny version med eget beslut."
    words = (f"Registrera beslut om {year}", lead, "Registrera beslut")
    return written_page(request, home, form, words, ("budget_year", year))


@require_GET
def budget_file(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Send a year as an Excel file."""
    home = federation_at(slug)
    made = workbook_xlsx(year_workbook(home, seen_year(request, home, year), clock.now()))
    return in_hand(made.content, f"budget-{home.slug}-{year}.xlsx", made.media_type)
