"""The forms that add to a registered decision: force facts, steps, citations, sources, tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.decisions import actions, queries
from samverk.decisions.forms import (
    AssignmentForm,
    CitationForm,
    ForceForm,
    ReportForm,
    SourceForm,
    StrikeForm,
)
from samverk.decisions.models import Decision
from samverk.decisions.step_forms import StepForm
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right, may_for_some_body, require

Write = Callable[[dict[str, Any], str], object]


def new_force_fact(request: HttpRequest, decision: int) -> HttpResponse:
    """Record a dated fact on the way to legal force."""
    found = _changeable(request, decision, Right.FOLLOW_LEGAL_FORCE)

    def write(values: dict[str, Any], key: str) -> object:
        new = actions.NewForceFact(**values)
        return actions.record_force_fact(actor_of(request), found, new, key=key)

    form = ForceForm(request.POST or None)
    return _page(request, found, form, write, "Registrera uppgift om laga kraft")


def strike_force_fact(request: HttpRequest, fact: int) -> HttpResponse:
    """Strike a fact of legal force that was recorded in error."""
    wrong = queries.force_fact_by_id(fact)
    found = _changeable(request, wrong.decision_id, Right.FOLLOW_LEGAL_FORCE)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.strike_force_fact(actor_of(request), wrong, values["why"], key=key)

    form = StrikeForm(request.POST or None)
    form.fields["why"].help_text = f"Uppgiften: {wrong}. Den står kvar på sidan som struken."
    return _page(request, found, form, write, "Stryk uppgift om laga kraft")


def new_step(request: HttpRequest, decision: int) -> HttpResponse:
    """Say what the decision does to another, or what another, or a document, does to it.

    ``?led=ut-repeals&annat=b12`` is chosen beforehand for a link that knows; a person still sends it.
    """
    found = _changeable(request, decision)
    chosen = {"relation": request.GET.get("led", ""), "other": request.GET.get("annat", "")}
    form = StepForm(request.POST or None, found, initial=chosen)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.add_step(actor_of(request), form.step(values), key=key)

    return _page(request, found, form, write, "Lägg till led")


def new_citation(request: HttpRequest, decision: int) -> HttpResponse:
    """Add a decision that this one cites."""
    found = _changeable(request, decision)
    form = CitationForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        cited = [form.citation(values)]
        return actions.add_citations(actor_of(request), found, cited, key=key)

    return _page(request, found, form, write, "Lägg till hänvisning")


def new_source(request: HttpRequest, decision: int) -> HttpResponse:
    """Say in which document the decision is found."""
    found = _changeable(request, decision)

    def write(values: dict[str, Any], key: str) -> object:
        new = actions.NewSource(**values)
        return actions.add_source(actor_of(request), found, new, key=key)

    return _page(request, found, SourceForm(request.POST or None, found), write, "Lägg till källa")


def new_assignment(request: HttpRequest, decision: int) -> HttpResponse:
    """Add a task that the decision gives."""
    found = _changeable(request, decision)
    form = AssignmentForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.add_assignment(actor_of(request), found, form.assignment(values), key=key)

    return _page(request, found, form, write, "Lägg till uppdrag")


def report(request: HttpRequest, assignment: int) -> HttpResponse:
    """Report that a task is done."""
    task = queries.assignment_by_id(assignment)
    found = task.decision
    allowed = may_for_some_body(
        actor_of(request),
        Right.REGISTER_DECISION,
        organisation=found.organisation_id,
        body=task.body_id,
    )
    require(allowed)

    def write(values: dict[str, Any], key: str) -> object:
        day, text = values["day"], values["report"]
        return actions.report_assignment(actor_of(request), task, day, text, key=key)

    form = ReportForm(request.POST or None)
    form.fields["report"].help_text = f"Uppdraget: {task.task} Till: {task.owner}"
    return _page(request, found, form, write, "Återrapportera uppdrag")


def _changeable(
    request: HttpRequest, decision: int, right: Right = Right.REGISTER_DECISION
) -> Decision:
    """Find the decision, and refuse whoever may not add to it before they fill in a form."""
    found = queries.decision_by_id(decision)
    organisation, body = found.organisation_id, found.body_id
    actor = actor_of(request)
    require(may_for_some_body(actor, right, organisation=organisation, body=body))
    return found


def _page(
    request: HttpRequest, decision: Decision, form: ActForm, write: Write, title: str
) -> HttpResponse:
    """Show the form, or carry it out and go back to the decision."""
    if form.carry_out(write) is not None:
        return redirect("decision", decision.pk)
    context = {
        "form": form,
        "title": title,
        "lead": "",
        "where": str(decision),
        "back": reverse("decision", args=[decision.pk]),
    }
    return render(request, "decisions/form.html", context, status=form.answer_status)
