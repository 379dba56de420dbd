"""The register's retention: its plan, what is held back, and trials on their way to a certificate."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.execution import actions
from samverk.execution.forms.retention import (
    DisposalForm,
    HoldDecisionForm,
    RegisterPlanForm,
    SureForm,
)
from samverk.execution.models import RegisterTrial, RemovalOutcome
from samverk.execution.queries.retention import (
    KEPT,
    groups_of,
    lines_of,
    named_rows,
    plan_in_force,
    plans_of,
    trials_of,
)
from samverk.execution.views.decision import at, kicker
from samverk.execution.views.pages import FormPage, board_of, form_page, of_register, page_number
from samverk.execution.zone import MISSING, board, boards_of, inside
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.foundation.tracing import Reading
from samverk.rules.interventions.retention import STANDINGS, Standing
from samverk.rules.unexecuted.retention import DEFAULT_TERM

EITHER = (Right.REPORT_EXECUTION, Right.DECIDE_DISPOSAL)


@require_GET
@of_register()
def register_retention(request: HttpRequest, body: int) -> HttpResponse:
    """Show a board's plan, or the one proposed to it, and its trials."""
    board_of(request, body, *EITHER)
    actor = actor_of(request)
    with inside(actor, *EITHER):
        plan, plans = plan_in_force(body, clock.today()), plans_of(body)
        trials = trials_of(body, actor.user)
    context: dict[str, Any] = {
        "home": board(body),
        "plan": plan,
        "plans": plans,
        "term": plan.term if plan else DEFAULT_TERM,
        "trials": trials,
        "decides": body in boards_of(actor, Right.DECIDE_DISPOSAL),
        "tries": body in boards_of(actor, Right.REPORT_EXECUTION),
    }
    return render(request, "execution/retention.html", context)


@of_register()
def decide_register_plan(request: HttpRequest, body: int) -> HttpResponse:
    """Add a decided version of the plan, from the one that applies or the proposal."""
    board_of(request, body, Right.DECIDE_DISPOSAL)
    actor = actor_of(request)
    with inside(actor, Right.DECIDE_DISPOSAL):
        plan = plan_in_force(body, clock.today())
    term = plan.term if plan else DEFAULT_TERM
    known = {
        "years": term.years,
        "by_year_end": term.by_year_end,
        "ground": term.ground,
        "is_confirmed": term.is_confirmed,
    }
    form = RegisterPlanForm(request.POST or None, initial=known)
    if form.carry_out(
        lambda values, key: actions.decide_register_plan(
            actor, body, form.new_plan(values), key=key
        )
    ):
        return redirect("register_retention", body)
    lead = "Planen gäller från den dag du skriver. Den tidigare ligger kvar."
    back = reverse("register_retention", args=[body])
    page = FormPage("Lägg in en beslutad gallringsplan", lead, back, board(body).name, "Lägg in")
    return form_page(request, form, page)


@of_register()
def try_register_plan(request: HttpRequest, body: int) -> HttpResponse:
    """Try the plan on the whole register: nothing is removed."""
    board_of(request, body, Right.REPORT_EXECUTION)
    form = SureForm(request.POST or None, "Gör en provgallring i dag")
    made = form.carry_out(
        lambda _, key: actions.try_register_plan(actor_of(request), body, key=key)
    )
    if made:
        return redirect("register_trial", made.pk)
    lead = "Planen prövas på alla beslut. Inget tas bort. Listan sparas, och en arkivansvarig beslutar."
    back = reverse("register_retention", args=[body])
    return form_page(request, form, FormPage("Provgallra", lead, back, board(body).name))


def _trial(request: HttpRequest, pk: uuid.UUID, *rights: Right) -> RegisterTrial:
    """Find a trial of a board where the reader has a right, in what is open. Raises NotFoundError."""
    rows = RegisterTrial.objects.select_related("plan", "disposal__certificate")
    bodies = boards_of(actor_of(request), *rights)
    found = rows.filter(pk=pk, controller__in=bodies).first()
    if found is None:
        raise NotFoundError(MISSING)
    return found


@require_GET
@of_register("lage", "sida", how=Reading.LIST)
def register_trial(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    """Show a trial: how many stand how, and those that stand in one way, by number alone."""
    actor, asked = actor_of(request), request.GET.get("lage", "")
    standing = Standing(asked) if asked in set(Standing) else Standing.DUE
    with inside(actor, *EITHER):
        row = _trial(request, trial, *EITHER)
        page = lines_of(row, standing, actor.user, page_number(request))
        groups = groups_of(row, actor.user)
        disposal = getattr(row, "disposal", None)
    body = row.controller_id
    context = {
        "home": board(body),
        "trial": row,
        "disposal": disposal,
        "certificate": getattr(disposal, "certificate", None),
        "groups": groups,
        "title": STANDINGS[standing],
        "page": page,
        "query": f"lage={standing.value}&",
        "decides": body in boards_of(actor, Right.DECIDE_DISPOSAL),
        "made_it": actor.user == row.made_by_id,
        "links": body in boards_of(actor, Right.REPORT_EXECUTION) and disposal is None,
    }
    return render(request, "execution/trial.html", context)


@of_register()
def decide_register_disposal(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    """Decide that what was due in a trial is removed."""
    actor = actor_of(request)
    with inside(actor, Right.DECIDE_DISPOSAL):
        row = _trial(request, trial, Right.DECIDE_DISPOSAL)
        many = next(n for code, _, n in groups_of(row, actor.user) if code == Standing.DUE)
    form = DisposalForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.decide_register_disposal(
            actor, row.controller_id, actions.NewDisposal(row.pk, **values), key=key
        )
    ):
        return redirect("register_trial", row.pk)
    lead = (
        f"Det gäller {many} beslut i listan, och vart och ett vars tid var ute men som bara namngivna"
        " handläggare får veta om. Inget tas bort förrän gallringen verkställs."
    )
    back = reverse("register_trial", args=[row.pk])
    page = FormPage("Besluta om gallring", lead, back, board(row.controller_id).name, "Besluta")
    return form_page(request, form, page)


@of_register()
def carry_out_register_disposal(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    """Carry a decided disposal out, or go on with it."""
    actor = actor_of(request)
    with inside(actor, Right.DECIDE_DISPOSAL):
        row = _trial(request, trial, Right.DECIDE_DISPOSAL)
        disposal = getattr(row, "disposal", None)
    if disposal is None:
        raise NotFoundError(MISSING)
    form = SureForm(request.POST or None, "Jag förstår att det inte går att ångra")
    if form.carry_out(
        lambda _, key: actions.carry_out_register_disposal(
            actor, row.controller_id, disposal.pk, key=key
        )
    ):
        return redirect("register_trial", row.pk)
    lead = (
        "Beslutens nycklar förstörs och raderna tas bort."
        f" Högst {actions.MOST_AT_ONCE} beslut tas på en gång; fortsätt tills alla är tagna."
    )
    back = reverse("register_trial", args=[row.pk])
    page = FormPage("Verkställ gallringen", lead, back, board(row.controller_id).name, "Gallra")
    return form_page(request, form, page)


@require_GET
@of_register()
def register_certificate(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    """Show the certificate of a trial's disposal."""
    with inside(actor_of(request), *EITHER):
        row = _trial(request, trial, *EITHER)
    certificate = getattr(getattr(row, "disposal", None), "certificate", None)
    if certificate is None:
        raise NotFoundError(MISSING)
    told = certificate.content
    context = {
        "home": board(row.controller_id),
        "trial": row,
        "row": certificate,
        "told": told,
        "rows": named_rows(told["rows"]),
        "years": list(told["years"].items()),
        "stayed": [(RemovalOutcome(one).label, many) for one, many in told["stayed"].items()],
        "kept": KEPT,
    }
    return render(request, "execution/certificate.html", context)


@of_register()
def hold_decision(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Hold a decision back from disposal."""
    row, named = at(request, decision, Right.REPORT_EXECUTION)
    form, back = HoldDecisionForm(request.POST or None), reverse("granted_decision", args=[row.pk])
    if form.carry_out(
        lambda values, key: actions.hold_decision(
            actor_of(request), row.controller_id, row.pk, actions.NewHold(**values), key=key
        )
    ):
        return redirect(back)
    lead = "Beslutet gallras inte förrän undantaget hävs, hur gammalt det än blir."
    page = FormPage("Undanta från gallring", lead, back, kicker(row, named), "Undanta")
    return form_page(request, form, page)


@of_register()
def let_decision_go(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """Let a decision that was held back follow the plan again."""
    row, named = at(request, decision, Right.REPORT_EXECUTION)
    form = SureForm(request.POST or None, "Beslutet får gallras när dess tid är ute")
    back = reverse("granted_decision", args=[row.pk])
    if form.carry_out(
        lambda _, key: actions.let_decision_go(
            actor_of(request), row.controller_id, row.pk, key=key
        )
    ):
        return redirect(back)
    lead = "Beslutet följer nämndens gallringsplan igen."
    page = FormPage("Häv undantaget från gallring", lead, back, kicker(row, named), "Häv")
    return form_page(request, form, page)
