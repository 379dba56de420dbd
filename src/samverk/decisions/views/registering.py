"""The form that registers a decision."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.decisions import actions, queries
from samverk.decisions.actions.permission import may_register
from samverk.decisions.forms import DecisionForm
from samverk.decisions.models import Decision
from samverk.directory import queries as directory
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.registry import queries as registry


def new_decision(request: HttpRequest) -> HttpResponse:
    """Register a decision: in a case (``?arende=``), or for an organisation (``?organisation=``).

    From the minutes of one that only citations tell of (``?beslut=``) what they told is filled in.
    With nothing it asks which organisation, among those where the actor may register.
    """
    actor = actor_of(request)
    if "beslut" in request.GET:
        return _from_minutes(request, queries.decision_by_id(_id(request.GET["beslut"])))
    if "arende" in request.GET:
        case = registry.case_by_id(_id(request.GET["arende"]))
        initial = {"body": case.body_id, "diary_number": case.diary_number}
        return _form(request, case.body.organisation_id, case.pk, initial)
    if "organisation" in request.GET:
        organisation = directory.organisation_by_slug(request.GET["organisation"])
        return _form(request, organisation.id, None, {})
    places = _places(actor)
    if len(places) == 1:
        return _form(request, places[0].id, None, {})
    if not places:
        require(may_register(actor, 0))
    return render(request, "decisions/choose.html", {"organisations": places})


def _places(actor: Actor) -> list[directory.OrganisationRef]:
    """List the organisations where the actor may register for some body."""
    mine = {held.organisation for held in actor.roles if may_register(actor, held.organisation)}
    return [one for one in directory.organisations() if one.id in mine]


def _id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise NotFoundError("Ärendet finns inte.")
    return int(text)


def _from_minutes(request: HttpRequest, cited: Decision) -> HttpResponse:
    """Register the decision itself; one that is registered already is shown instead."""
    if not cited.cited_only and request.method == "GET":
        return redirect("decision", cited.pk)
    told = ("decided_on", "paragraph", "diary_number", "title", "kind")
    initial = {"body": cited.body_id} | {name: getattr(cited, name) for name in told}
    return _form(request, cited.organisation_id, cited.case_id, initial)


def _form(
    request: HttpRequest, organisation: int, case: int | None, initial: dict[str, Any]
) -> HttpResponse:
    actor = actor_of(request)
    require(may_register(actor, organisation))
    form = DecisionForm(request.POST or None, organisation, case, initial=initial)

    def write(values: dict[str, Any], key: str) -> Decision:
        citations, acts_on = form.take_citations(values), form.take_acts_on(values)
        documents = tuple(values.pop("documents", ()))
        new = actions.NewDecision(
            organisation,
            **values,
            case=case,
            citations=citations,
            documents=documents,
            acts_on=acts_on,
        )
        return actions.register_decision(actor, new, key=key)

    if made := form.carry_out(write):
        return redirect("decision", made.pk)
    back = reverse("case", args=[case]) if case else reverse("decisions")
    context = {"form": form, "title": "Registrera beslut", "lead": "", "where": "", "back": back}
    return render(request, "decisions/form.html", context, status=form.answer_status)
