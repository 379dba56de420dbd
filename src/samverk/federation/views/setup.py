"""A federation's page, and the forms for its by-laws and members."""

from __future__ import annotations

from typing import Any, assert_never

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory import queries as directory
from samverk.directory.queries import OrganisationRef
from samverk.federation import actions, queries
from samverk.federation.forms.setup import MemberForm, TermsForm
from samverk.federation.panels import FEDERATION_PANELS
from samverk.federation.queries import Member
from samverk.federation.year_words import next_tasks
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, Reading, offers
from samverk.foundation.permissions import Right, may, require
from samverk.rules.existence import Existence

FORM = "federation/form.html"
NEXT = 5


@require_GET
def federation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a federation: members, by-laws, and the figures that its fees are computed from."""
    home = federation_at(slug)
    actor = actor_of(request)
    members = queries.members(home.id)
    may_change = may(actor, Right.MANAGE_FEDERATION, organisation=home.id)
    context = {
        "home": home,
        "members": members,
        "may_change": bool(may_change),
        "terms": queries.terms_of(home.id),
        "compositions": queries.compositions(members, clock.today()) if members else [],
        **_next(home, members),
        "fees": [fee for member in members for fee in member.fees],
        "incomes": queries.stated_incomes(home.id),
        "populations": queries.populations_of(members),
        "panels": FEDERATION_PANELS.on(Reading(home.id, home.id, clock.today(), actor)),
        "offers": _offers(request, home),
    }
    return render(request, "federation/federation.html", context)


def _next(home: OrganisationRef, members: list[Member]) -> dict[str, object]:
    """List what is to be done next, this year or the one after, and count what has passed its day."""
    today = clock.today()
    years = queries.years_of(home.id, members, range(today.year, today.year + 2), today)
    tasks = [task for year in years for task in year.tasks]
    passed = sum(len(year.passed) for year in years)
    return {"next": next_tasks(tasks, NEXT), "passed": passed}


def _offers(request: HttpRequest, home: OrganisationRef) -> Offers:
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    named = (
        ("Lägg upp en medlem", "new_member"),
        ("Registrera förbundsordning", "new_federation_terms"),
        ("Registrera folkmängd", "new_population"),
        ("Registrera intäkt", "new_income"),
    )
    return offers(
        *(Offer(label, reverse(name, args=[home.slug]), allowed) for label, name in named)
    )


def federation_at(slug: str) -> OrganisationRef:
    """Answer which federation has this address; raises NotFoundError for another organisation."""
    home = directory.organisation_by_slug(slug)
    if home.kind != "federation":
        raise NotFoundError("Förbundet finns inte.")
    return home


def changeable(request: HttpRequest, slug: str) -> OrganisationRef:
    """Find the federation, and refuse whoever may not change it before they have filled in a form."""
    home = federation_at(slug)
    require(may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id))
    return home


def new_terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Register what the by-laws set from a day on."""
    home = changeable(request, slug)
    form = TermsForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.set_terms(
            actor_of(request), actions.NewTerms(federation=home.id, **values), key=key
        )
    )
    if made:
        return redirect("federation", slug)
    lead = "De villkor som gäller i dag slutar dagen före och finns kvar att läsa."
    return form_page(request, home, form, ("Registrera förbundsordning", lead))


def new_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a member and since when it is one."""
    home = changeable(request, slug)
    members = queries.members(home.id)
    form = MemberForm(request.POST or None, home.id, members)

    def write(values: dict[str, Any], key: str) -> object:
        share = form.share_of(values["member"])
        new = actions.NewMember(federation=home.id, share=share, **values)
        return actions.admit_member(actor_of(request), new, key=key)

    if form.carry_out(write):
        return redirect("federation", slug)
    lead = f"Vad som sedan händer registreras i beslutskedjan. {_existence_today(members)}"
    return form_page(request, home, form, ("Lägg upp en medlem", lead))


def _existence_today(members: list[Member]) -> str:
    """Say what 3 § asks for that the members of today do not make up."""
    found = queries.composition_on(members, clock.today()).value
    match found.existence:
        case Existence.YES:
            return "Med medlemmarna i dag får förbundet bestå (3 §)."
        case Existence.NO:
            return f"För att förbundet ska få bestå (3 §) saknas i dag: {', '.join(found.lacking)}."
        case Existence.UNKNOWN:
            return f"Om förbundet får bestå (3 §) är okänt: {', '.join(found.unsure)}."
        case _ as never:
            assert_never(never)


def form_page(
    request: HttpRequest,
    home: OrganisationRef,
    form: ActForm,
    words: tuple[str, str],
    *,
    back: str = "",
) -> HttpResponse:
    """Draw one of the forms; ``words`` are its title, which the button repeats, and what follows.

    ``back`` is where one comes by leaving it, the federation's page when not given.
    """
    title, lead = words
    context = {"form": form, "title": title, "lead": lead, "home": home, "back": back}
    return render(request, FORM, context, status=400 if form.errors else 200)
