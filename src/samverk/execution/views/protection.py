"""Who may know of the decisions on somebody with a protected identity."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.execution import actions
from samverk.execution.actions.protecting import keepers
from samverk.execution.actions.taking_over import MAY_AGREE
from samverk.execution.forms.register import HandlerForm, WhyForm, YesForm
from samverk.execution.models import GrantedDecision
from samverk.execution.queries.protected import asked_takeover, left_to_nobody, shield_of
from samverk.execution.views.decision import at, kicker
from samverk.execution.views.pages import FormPage, board_of, form_page, of_register
from samverk.execution.zone import board, boards_of, decision_at, inside
from samverk.foundation import clock
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right

ALL_ON_THE_NUMBER = "Det gäller alla beslut i registret med den enskildes nummer, också nya."
ONE_BY_ONE = (
    "Beslutet har inget nummer: har den enskilde fler beslut skyddas de ett och ett, om de inte har ersatt"
    " varandra."
)


@dataclass(frozen=True, slots=True)
class Doing:
    """What a page does with who may know of a decision: its title and lead, its form, and the action."""

    title: str
    lead: str
    form: ActForm
    do: Callable[..., GrantedDecision]


def _page(
    request: HttpRequest,
    decision: uuid.UUID,
    choose: Callable[[GrantedDecision], Doing],
    *rights: Right,
) -> HttpResponse:
    """Do something with who may know of a decision, or show the form."""
    actor = actor_of(request)
    row, named = at(request, decision, *rights)
    with inside(actor):
        doing = choose(row)
    back = reverse("granted_decision", args=[row.pk])

    def write(values: dict[str, Any], key: str) -> GrantedDecision:
        return doing.do(actor, row.controller_id, row.pk, *values.values(), key=key)

    if doing.form.carry_out(write):
        with inside(actor):
            is_there = GrantedDecision.objects.filter(pk=row.pk).exists()
        # Whoever has ended their own naming has no page of it to come back to
        return redirect(back if is_there else reverse("register_of", args=[row.controller_id]))
    page = FormPage(doing.title, doing.lead, back, kicker(row, named))
    return form_page(request, doing.form, page)


@of_register()
def protect_decision(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Keep a person's decisions to named handlers."""

    def choose(row: GrantedDecision) -> Doing:
        lead = (
            "Bara du, nämndens huvudrapportörer och de ni namnger ser den enskildes beslut. För alla"
            f" andra finns de inte. {ALL_ON_THE_NUMBER if row.number_key else ONE_BY_ONE}"
        )
        return Doing("Skydda den enskilde", lead, YesForm(request.POST or None), actions.protect)

    return _page(request, decision, choose)


@of_register()
def name_register_handler(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Name another handler of a protected person's decisions."""

    def choose(row: GrantedDecision) -> Doing:
        form = HandlerForm(request.POST or None, list(keepers(row.controller_id).items()))
        lead = "Den du namnger ser den enskildes beslut och vem de gäller."
        return Doing("Namnge handläggare", lead, form, actions.name_handler)

    return _page(request, decision, choose)


@of_register()
def end_register_handler(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """End the naming of a handler."""

    def choose(row: GrantedDecision) -> Doing:
        named = row.handlers.filter(ended_at=None).select_related("user")
        users = [(one.user_id, one.user.full_name) for one in named]
        lead = "Från och med nu finns den enskildes beslut inte för den du avslutar."
        form = HandlerForm(request.POST or None, users)
        return Doing("Avsluta handläggare", lead, form, actions.end_handler)

    return _page(request, decision, choose)


@of_register()
def lift_register_protection(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Ask that a person's protection is lifted, or lift it when a main reporter has asked."""
    actor = actor_of(request)
    with inside(actor):
        asked = shield_of(decision_at(decision), actor.user, tells_why=False).asked
    if asked is None or asked.is_own:
        return _page(request, decision, lambda _: _asking(request), Right.REPORT_EXECUTION)
    lead = (
        f"{asked.by} har begärt att skyddet hävs: ”{asked.why}” Säger du ja ser alla som för nämndens"
        " register den enskildes beslut igen."
    )
    form = YesForm(request.POST or None)
    doing = Doing("Häv skyddet", lead, form, actions.lift_protection)
    return _page(request, decision, lambda _: doing)


def _asking(request: HttpRequest) -> Doing:
    lead = "Skyddet hävs för den enskildes alla beslut när en annan namngiven handläggare också säger ja."
    form = WhyForm(request.POST or None)
    return Doing("Begär att skyddet hävs", lead, form, actions.ask_to_lift)


@of_register()
def forsaken_decisions(request: HttpRequest, body: int) -> HttpResponse:
    """Show how many protected decisions nobody can report, and let two persons give them a handler."""
    board_of(request, body, *MAY_AGREE)
    actor = actor_of(request)
    with inside(actor, *MAY_AGREE):
        left, asked = left_to_nobody(body, clock.today()).count(), asked_takeover(body)
    reports = body in boards_of(actor, Right.REPORT_EXECUTION)
    agrees = asked is not None and asked.asked_by_id != actor.user
    form = YesForm(request.POST or None)

    def write(_: dict[str, Any], key: str) -> object:
        return (actions.agree_takeover if agrees else actions.ask_takeover)(actor, body, key=key)

    if form.carry_out(write):
        return redirect("forsaken_decisions", body)
    context = {
        "home": board(body),
        "left": left,
        "asked": asked,
        "agrees": agrees,
        "form": form if agrees or (reports and left and not asked) else None,
        "back": reverse("register_of" if reports else "start", args=[body] if reports else []),
        "is_keeper": reports,
    }
    return render(request, "execution/forsaken.html", context, status=form.answer_status)
