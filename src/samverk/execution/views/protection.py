"""Who may know of a decision on somebody with a protected identity."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samverk.execution import actions
from samverk.execution.actions.protecting import keepers
from samverk.execution.forms.register import HandlerForm, WhyForm, YesForm
from samverk.execution.models import GrantedDecision
from samverk.execution.views.decision import at, kicker
from samverk.execution.views.pages import FormPage, form_page, of_register
from samverk.execution.zone import inside
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of

Write = Callable[[dict[str, Any], str], GrantedDecision]


def _page(
    request: HttpRequest,
    decision: uuid.UUID,
    make: Callable[[GrantedDecision], ActForm],
    words: tuple[str, str],
    do: Callable[..., GrantedDecision],
) -> HttpResponse:
    """Do something with who may know of a decision, or show the form; ``words`` are title and lead."""
    row, named = at(request, decision)
    with inside(actor_of(request)):
        form = make(row)
    back = reverse("granted_decision", args=[row.pk])

    def write(values: dict[str, Any], key: str) -> GrantedDecision:
        place = (actor_of(request), row.controller_id, row.pk)
        return do(*place, *values.values(), key=key)

    if form.carry_out(write):
        return redirect(back)
    return form_page(request, form, FormPage(*words, back, kicker(row, named)))


@of_register()
def protect_decision(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Keep a decision to named handlers."""
    words = (
        "Skydda beslutet",
        "Bara du, nämndens huvudrapportörer och de ni namnger ser beslutet. För alla andra finns det inte.",
    )

    def make(_: GrantedDecision) -> ActForm:
        return YesForm(request.POST or None)

    return _page(request, decision, make, words, actions.protect)


@of_register()
def name_register_handler(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Name another handler of a protected decision."""

    def make(row: GrantedDecision) -> ActForm:
        return HandlerForm(request.POST or None, list(keepers(row.controller_id).items()))

    words = ("Namnge handläggare", "Den du namnger ser beslutet och vem det gäller.")
    return _page(request, decision, make, words, actions.name_handler)


@of_register()
def end_register_handler(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """End the naming of a handler."""

    def make(row: GrantedDecision) -> ActForm:
        named = row.handlers.filter(ended_at=None).select_related("user")
        return HandlerForm(
            request.POST or None, [(one.user_id, one.user.full_name) for one in named]
        )

    words = ("Avsluta handläggare", "Från och med nu finns beslutet inte för den du avslutar.")
    return _page(request, decision, make, words, actions.end_handler)


@of_register()
def lift_register_protection(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Lift the protection of a decision."""

    def make(_: GrantedDecision) -> ActForm:
        return WhyForm(request.POST or None)

    words = ("Häv skyddet", "Alla som för nämndens register ser beslutet igen.")
    return _page(request, decision, make, words, actions.lift_protection)
