"""Forms that change accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from samverk.accounts import actions, queries
from samverk.accounts.forms import AccountForm, EndRoleForm, LinkForm, RoleForm, WhyForm
from samverk.accounts.views.reading import administered
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.models import User
from samverk.foundation.permissions import require


@dataclass(frozen=True, slots=True)
class Words:
    """What a form's page says: its title, what follows from sending it, the button, and whose it is."""

    title: str
    lead: str
    send: str
    where: str = "Konton"
    back: str = ""


@login_required
def new_account(request: HttpRequest) -> HttpResponse:
    """Add an account; its holder then needs a link."""
    actor = actor_of(request)
    form = AccountForm(request.POST or None, administered(actor))
    made = form.carry_out(
        lambda values, key: actions.add_account(actor, form.new_account(values), key=key)
    )
    if made:
        messages.success(request, f"Kontot för {made} är upplagt. Nu behövs en länk.")
        return redirect("account_link", made.pk)
    lead = "Den som får kontot väljer själv sitt lösenord, genom en länk i nästa steg."
    return _page(request, form, Words("Lägg upp ett konto", lead, "Lägg upp kontot"))


@login_required
def give_role(request: HttpRequest) -> HttpResponse:
    """Give an account a role; ``?konto=12`` fills in its address."""
    actor = actor_of(request)
    mine = administered(actor)
    form = RoleForm(request.POST or None, mine, _address(request, mine))
    made = form.carry_out(
        lambda values, key: actions.give_role(actor, form.new_role(values), key=key)
    )
    if made:
        messages.success(
            request, f"{made.user} är {made.get_role_display()} från {made.from_date}."
        )
        return redirect("account_kept", made.user_id)
    lead = "Rollen gäller de dagar du skriver. Kontot kan höra till en annan organisation."
    return _page(request, form, Words("Ge ett konto en roll", lead, "Ge rollen"))


def _address(request: HttpRequest, mine: frozenset[int]) -> dict[str, str]:
    given = request.GET.get("konto", "")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        return {}
    return {"email": queries.account_row(int(given), mine, clock.today()).email}


@login_required
def end_role(request: HttpRequest, user: int, role: int) -> HttpResponse:
    """End a role at once, or after a day."""
    actor = actor_of(request)
    row = queries.account_row(user, administered(actor), clock.today())
    held = next((one for one in row.current if one.id == role), None)
    if held is None and request.method == "GET":
        raise NotFoundError("Rollen finns inte, eller är redan avslutad.")
    form = EndRoleForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.end_role(
            actor, role, values["last_day"], values["why"], key=key
        )
    )
    if made:
        messages.success(request, "Rollen är avslutad. Den står kvar i historiken.")
        return redirect("account_kept", user)
    lead = f"{held.role.value.capitalize()}, {held.where}, från {held.from_date}." if held else ""
    return _page(request, form, _about(row, "Avsluta en roll", lead, "Avsluta rollen"))


@login_required
def close(request: HttpRequest, user: int) -> HttpResponse:
    """Close an account."""
    actor = actor_of(request)
    row, found = _taken_over(request, user)
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.close_account(actor, found, values["why"], key=key)
    )
    if made:
        messages.success(request, f"Kontot för {made} är stängt.")
        return redirect("account_kept", user)
    lead = (
        "Den som är inloggad med kontot loggas ut genast. Lösenord och nycklar tas bort. Rollerna"
        " och det som är gjort står kvar, och kontot kan öppnas igen."
    )
    return _page(request, form, _about(row, "Stäng kontot", lead, "Stäng kontot"))


@login_required
def reopen(request: HttpRequest, user: int) -> HttpResponse:
    """Open a closed account again."""
    actor = actor_of(request)
    row, found = _taken_over(request, user)
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.reopen_account(actor, found, values["why"], key=key)
    )
    if made:
        messages.success(request, f"Kontot för {made} är öppet. Nu behövs en länk.")
        return redirect("account_link", user)
    lead = "Kontot får tillbaka de roller som inte är avslutade. Ett nytt lösenord behövs."
    return _page(request, form, _about(row, "Öppna kontot igen", lead, "Öppna kontot"))


@login_required
@never_cache
def link(request: HttpRequest, user: int) -> HttpResponse:
    """Send the account's holder a link to choose a password, or show it once to hand over."""
    actor = actor_of(request)
    row = queries.account_row(user, administered(actor), clock.today())
    found = queries.account(user)
    form, shown = LinkForm(request.POST or None), ""
    if "mejla" in request.POST and settings.EMAIL_HOST:
        host = f"{request.scheme}://{request.get_host()}"
        if form.carry_out(lambda _, key: actions.mail_link(actor, found, host, key=key)):
            messages.success(request, f"En länk är på väg till {row.email}.")
            return redirect("account_kept", user)
    elif request.method == "POST":
        made = form.carry_out(lambda _, key: actions.make_link(actor, found, key=key))
        shown = request.build_absolute_uri(made) if made else ""
    context = {
        "row": row,
        "form": form,
        "shown": shown,
        "can_mail": bool(settings.EMAIL_HOST),
        "may_see": actions.may_take_over(actor, found),
    }
    return render(request, "accounts/link.html", context)


def _taken_over(request: HttpRequest, user: int) -> tuple[queries.AccountRow, User]:
    """Find the account, and refuse whoever may not close or open it before they fill in a form."""
    actor = actor_of(request)
    row = queries.account_row(user, administered(actor), clock.today())
    found = queries.account(user)
    require(actions.may_take_over(actor, found))
    return row, found


def _about(row: queries.AccountRow, title: str, lead: str, send: str) -> Words:
    return Words(title, lead, send, row.name, reverse("account_kept", args=[row.id]))


def _page(request: HttpRequest, form: ActForm, words: Words) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "words": words}
    status = 400 if form.errors else 200
    return render(request, "accounts/form.html", context, status=status)
