"""An authority's retention: its plan, and the trials and disposals made by it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import MISSING, inside, person_at, who
from samverk.interventions.persons.forms.retention import HoldForm, PlanForm, SureForm
from samverk.interventions.persons.models import DisposalHold
from samverk.interventions.persons.queries.disposal import runs_of, this_year
from samverk.interventions.persons.queries.retention import plan_in_force, plans_of, rules_of
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons
from samverk.interventions.persons.zone import Authority, authorities_of, authority
from samverk.rules.interventions.retention import DEFAULT_PLAN, RECORDS, TRIGGERS

EITHER = (Right.COORDINATE_PERSONS, Right.DECIDE_DISPOSAL)


def archive_at(request: HttpRequest, body: int, *rights: Right) -> Authority:
    """Find an authority (body id) whose disposals the reader works with. Raises NotFoundError."""
    if body not in authorities_of(actor_of(request), *(rights or EITHER)):
        raise NotFoundError(MISSING)
    return authority(body)


@require_GET
@of_persons()
def retentions(request: HttpRequest) -> HttpResponse:
    """Lead to the authority whose disposals one works with, or let one choose among several."""
    bodies = authorities_of(actor_of(request), *EITHER)
    if not bodies:
        raise NotAllowedError("Du har ingen roll som arbetar med gallring.")
    if len(bodies) == 1:
        return redirect("retention", bodies[0])
    places = [authority(one) for one in bodies]
    return render(request, "persons/retentions.html", {"places": places})


@require_GET
@of_persons()
def retention(request: HttpRequest, body: int) -> HttpResponse:
    """Show an authority's plan, or the one proposed to it, and its trials."""
    home, actor = archive_at(request, body), actor_of(request)
    with inside(actor, *EITHER):
        plan, plans = plan_in_force(body, clock.today()), plans_of(body)
        runs = runs_of(body, actor.user)
        year = this_year(body, clock.today(), actor.user)
    rules = rules_of(plan) or DEFAULT_PLAN
    context: dict[str, Any] = {
        "home": home,
        "plan": plan,
        "plans": plans,
        "rules": [
            (one, RECORDS[one.record], TRIGGERS[one.trigger], not one.is_confirmed) for one in rules
        ],
        "year": year,
        "today": clock.today(),
        "register": reverse("register_retention", args=[body]),
        "runs": runs,
        "decides": body in authorities_of(actor, Right.DECIDE_DISPOSAL),
        "tries": body in authorities_of(actor, Right.COORDINATE_PERSONS),
    }
    return render(request, "persons/retention.html", context)


@of_persons()
def decide_plan(request: HttpRequest, body: int) -> HttpResponse:
    """Add a decided version of the plan, from the one that applies or the proposal."""
    home, actor = archive_at(request, body, Right.DECIDE_DISPOSAL), actor_of(request)
    with inside(actor, Right.DECIDE_DISPOSAL):
        rules = rules_of(plan_in_force(body, clock.today())) or DEFAULT_PLAN
    form = PlanForm(request.POST or None, rules)
    if form.carry_out(
        lambda values, key: actions.decide_plan(actor, body, form.new_plan(values), key=key)
    ):
        return redirect("retention", body)
    context = {"home": home, "form": form, "back": reverse("retention", args=[body])}
    return render(request, "persons/plan.html", context, status=form.answer_status)


@of_persons()
def try_plan(request: HttpRequest, body: int) -> HttpResponse:
    """Try the plan on everybody: nothing is removed."""
    home, actor = archive_at(request, body, Right.COORDINATE_PERSONS), actor_of(request)
    form = SureForm(request.POST or None, "Gör en provgallring i dag")
    made = form.carry_out(lambda _, key: actions.try_plan(actor, body, key=key))
    if made:
        return redirect("dry_run", made.pk)
    lead = (
        f"Planen prövas på alla personer hos {home.name}. Inget tas bort. Listan sparas, och en"
        " arkivansvarig beslutar."
    )
    page = FormPage("Provgallra", lead, reverse("retention", args=[body]))
    return form_page(request, form, page)


@of_persons()
def hold_back(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Hold a person's file back from disposal."""
    actor = actor_of(request)
    with inside(actor, Right.COORDINATE_PERSONS):
        row = person_at(person)
        named = who(actor, [row])[row.pk]
    form = HoldForm(request.POST or None)
    back = reverse("person", args=[row.pk])
    if form.carry_out(
        lambda values, key: actions.hold_back(
            actor, row.controller_id, actions.NewDisposalHold(row.pk, **values), key=key
        )
    ):
        return redirect(back)
    lead = "Akten gallras inte förrän undantaget hävs, hur gammal den än blir."
    return form_page(request, form, FormPage("Undanta från gallring", lead, back, named))


@of_persons()
def let_go(request: HttpRequest, hold: uuid.UUID) -> HttpResponse:
    """Let a file that was held back follow the plan again."""
    actor = actor_of(request)
    with inside(actor, Right.COORDINATE_PERSONS):
        rows = DisposalHold.objects.select_related("person__controller__organisation")
        row = rows.filter(pk=hold, lifted_on=None).first()
        if row is None:
            raise NotFoundError(MISSING)
        named = who(actor, [row.person])[row.person_id]
    form = SureForm(request.POST or None, "Akten får gallras när dess tid är ute")
    back = reverse("person", args=[row.person_id])
    if form.carry_out(lambda _, key: actions.let_go(actor, row.controller_id, row.pk, key=key)):
        return redirect(back)
    lead = f"Undantagen: {row.get_reason_display()}, {row.reference}."
    page = FormPage("Häv undantaget", lead, back, named)
    return form_page(request, form, page)
