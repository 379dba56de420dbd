"""Which accounts belong to those who hold seats in a body."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import actions, queries
from samverk.directory.forms import BindingForm, ReleaseForm
from samverk.directory.views.reading import body_at
from samverk.directory.views.writing import changeable, form_page
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, offers
from samverk.foundation.permissions import Right, may, require


def accounts(request: HttpRequest, slug: str, body: int) -> HttpResponse:
    """List which accounts belong to whom, for those who may change it."""
    found = changeable(request, slug, body)
    allowed = may(actor_of(request), Right.BIND_ACCOUNT, organisation=found.organisation, body=body)
    context = {
        "body": found,
        "bindings": queries.bindings_in(body, clock.today()),
        "may_bind": bool(allowed),
        "offers": offers(
            Offer("Koppla konto", reverse("bind_account", args=[slug, body]), allowed)
        ),
    }
    return render(request, "directory/accounts.html", context)


def bind_account(request: HttpRequest, slug: str, body: int) -> HttpResponse:
    """Let an account belong to somebody with a seat."""
    found = _bindable(request, slug, body)
    form = BindingForm(request.POST or None, found)
    made = form.carry_out(
        lambda values, key: actions.bind_account(
            actor_of(request), body, actions.NewBinding(**values), key=key
        )
    )
    if made:
        return redirect("accounts", slug, body)
    lead = (
        "Den som loggar in med kontot röstar sedan som personen, och jäv stänger ärendets"
        " sekretessbelagda handlingar för kontot."
    )
    return form_page(request, found, form, "Koppla konto", lead)


def release_account(request: HttpRequest, slug: str, body: int, binding: int) -> HttpResponse:
    """End a binding."""
    found = _bindable(request, slug, body)
    known = queries.binding_in(body, binding)
    if known is None:
        raise NotFoundError("Kopplingen finns inte.")
    form = ReleaseForm(request.POST or None)
    made = form.carry_out(
        lambda _, key: actions.release_account(actor_of(request), body, binding, key=key)
    )
    if made:
        return redirect("accounts", slug, body)
    return form_page(request, found, form, "Avsluta kopplingen", f"{known} från {known.from_date}.")


def _bindable(request: HttpRequest, slug: str, body: int) -> queries.BodyRef:
    found = body_at(slug, body)
    right = Right.BIND_ACCOUNT
    require(may(actor_of(request), right, organisation=found.organisation, body=body))
    return found
