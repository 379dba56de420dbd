"""Pages that show the accounts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.accounts import actions, queries
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.middleware import actor_of
from samverk.foundation.models import User
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import (
    Allowed,
    Permission,
    Right,
    may_somewhere,
    organisations_where,
    require,
)


@login_required
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts of the organisations that the reader administers."""
    mine = administered(actor_of(request))
    context = {
        "accounts": queries.accounts_at(mine, clock.today()),
        "offers": offers(
            Offer("Lägg upp ett konto", reverse("new_account"), Allowed()),
            Offer("Ge ett konto en roll", reverse("give_role"), Allowed()),
        ),
    }
    return render(request, "accounts/accounts.html", context)


@login_required
@require_GET
def account(request: HttpRequest, user: int) -> HttpResponse:
    """Show an account: how it stands, its roles, what has been done with it, and what can be."""
    actor = actor_of(request)
    row = queries.account_row(user, administered(actor), clock.today())
    context = {
        "row": row,
        "offers": _offers(actor, queries.account(user)),
        "events": queries.events_of(row),
    }
    return render(request, "accounts/account.html", context)


def administered(actor: Actor) -> frozenset[int]:
    """Answer which organisations (ids) the actor administers; raises NotAllowedError for none."""
    require(may_somewhere(actor, Right.MANAGE_ACCOUNTS))
    return organisations_where(actor, Right.MANAGE_ACCOUNTS)


def _offers(actor: Actor, user: User) -> Offers:
    whole = actions.may_take_over(actor, user)
    if not user.is_active:
        return offers(Offer("Öppna kontot igen", reverse("reopen_account", args=[user.pk]), whole))
    some: Permission = actions.may_manage(actor, user)
    return offers(
        Offer("Ge en roll", f"{reverse('give_role')}?konto={user.pk}", some),
        Offer("Länk för att välja lösenord", reverse("account_link", args=[user.pk]), some),
        Offer("Stäng kontot", reverse("close_account", args=[user.pk]), whole),
    )
