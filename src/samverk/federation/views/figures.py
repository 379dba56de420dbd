"""Forms for the figures that papers state: fees, income, populations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samverk.directory.queries import OrganisationRef
from samverk.federation import actions, queries
from samverk.federation.forms.setup import FeeForm, IncomeForm, PopulationForm, ReturnForm
from samverk.federation.queries import Member
from samverk.federation.views.setup import changeable, federation_at, form_page
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of


def member_at(slug: str, membership: int) -> tuple[OrganisationRef, Member]:
    """Find a federation and its member; raises NotFoundError for another federation's."""
    home, found = federation_at(slug), queries.member_by_id(membership)
    if found.membership.federation_id != home.id:
        raise NotFoundError("Medlemskapet finns inte.")
    return home, found


def new_fee(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """State what a member pays for a year."""
    home, found = member_at(slug, membership)
    member = found.membership
    changeable(request, slug)
    form = FeeForm(request.POST or None, [home.id, member.member_id])

    def write(values: dict[str, Any], key: str) -> object:
        amount = values.pop("stated") * values["precision"]
        new = actions.NewFee(membership=membership, amount=amount, **values)
        return actions.state_fee(actor_of(request), new, key=key)

    if form.carry_out(write):
        return redirect("federation", slug)
    lead = f"Vad {member.member} ska betala för ett år, som en handling säger det."
    return form_page(request, home, form, ("Registrera avgift", lead))


def new_return(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """State what goes back to a member in a year."""
    home, found = member_at(slug, membership)
    changeable(request, slug)
    form = ReturnForm(request.POST or None, [home.id, found.membership.member_id])
    if form.carry_out(
        lambda values, key: actions.state_return(
            actor_of(request), actions.NewReturn(membership=membership, **values), key=key
        )
    ):
        return redirect("member_report", slug, membership)
    lead = f"Det som går tillbaka till {found.membership.member} ett år, som en handling säger det."
    return form_page(request, home, form, ("Registrera ersättning", lead))


def new_income(request: HttpRequest, slug: str) -> HttpResponse:
    """State the federation's income of a year."""
    home = changeable(request, slug)
    form = IncomeForm(request.POST or None, [home.id])
    made = form.carry_out(
        lambda values, key: actions.state_income(
            actor_of(request), actions.NewIncome(federation=home.id, **values), key=key
        )
    )
    if made:
        return redirect("federation", slug)
    lead = "Det alla parter tillsammans bidrar med, som en handling säger det."
    return form_page(request, home, form, ("Registrera intäkt", lead))


def new_population(request: HttpRequest, slug: str) -> HttpResponse:
    """Record a municipality's population."""
    home = changeable(request, slug)
    form = PopulationForm(request.POST or None, queries.members(home.id))
    made = form.carry_out(
        lambda values, key: actions.record_population(
            actor_of(request), actions.NewPopulation(federation=home.id, **values), key=key
        )
    )
    if made:
        return redirect("federation", slug)
    lead = "Kommunernas del av avgiften fördelas efter folkmängd."
    return form_page(request, home, form, ("Registrera folkmängd", lead))
