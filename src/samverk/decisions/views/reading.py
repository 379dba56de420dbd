"""Pages that anybody may read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samverk.decisions import queries
from samverk.decisions.actions.permission import may_register
from samverk.decisions.decision_page import decision_page
from samverk.decisions.models import Decision, DecisionSource
from samverk.decisions.panels import DECISION_PANELS
from samverk.decisions.wording import force_words, standing_words
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.forms import DayForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, Reading, offers
from samverk.foundation.permissions import Permission, Right, may_for_some_body
from samverk.registry.queries import may_open_files


def latest(request: HttpRequest) -> HttpResponse:
    """List the latest decisions of all bodies."""
    actor = actor_of(request)
    answers = [may_register(actor, held.organisation) for held in actor.roles]
    allowed = next((one for one in answers if one), may_register(actor, 0))
    context = {
        "decisions": queries.latest_decisions(limit=50),
        "undated": queries.undated_decisions(),
        "offers": offers(Offer("Registrera beslut", reverse("new_decision"), allowed)),
    }
    return render(request, "decisions/latest.html", context)


def decision(request: HttpRequest, decision: int) -> HttpResponse:
    """Show a decision as of a chosen day: status first, each with its reasons."""
    chosen = DayForm(request.GET)
    page = decision_page(decision, chosen.day)
    actor = actor_of(request)
    context = {
        "sources": _told_apart(page.sources, actor),
        "page": page,
        "decision": page.decision,
        "chosen": chosen,
        "is_future": page.day > clock.today(),
        "standing": standing_words(page.standing.value),
        "force": force_words(page.force.value),
        "offers": _offers(request, page.decision),
        "may_follow": _may(actor, Right.FOLLOW_LEGAL_FORCE, page.decision),
        "panels": DECISION_PANELS.on(
            Reading(decision, page.decision.organisation_id, page.day, actor)
        ),
        "shows_who": actor.is_known,
    }
    return render(request, "decisions/decision.html", context, status=chosen.answer_status)


def _told_apart(
    sources: Sequence[DecisionSource], actor: Actor
) -> list[tuple[DecisionSource, list[str]]]:
    """Pair each source with the names of its files, where they are what tells papers alike apart."""
    names = Counter(str(source.document) for source in sources)
    alike = [source for source in sources if names[str(source.document)] > 1]
    prefetch_related_objects(alike, "document__files")
    return [(source, _files(source, actor) if source in alike else []) for source in sources]


def _files(source: DecisionSource, actor: Actor) -> list[str]:
    """Name a source's files for those who may open them."""
    holder = source.document.case.body.organisation_id
    if source.document.secret or not may_open_files(actor, holder):
        return []
    return [file.name for file in source.document.files.all()]


def _may(actor: Actor, right: Right, found: Decision) -> Permission:
    return may_for_some_body(actor, right, organisation=found.organisation_id, body=found.body_id)


def _offers(request: HttpRequest, found: Decision) -> Offers:
    actor = actor_of(request)
    write = _may(actor, Right.REGISTER_DECISION, found)
    follow = _may(actor, Right.FOLLOW_LEGAL_FORCE, found)

    def offer(label: str, name: str) -> Offer:
        permission = follow if name == "new_force_fact" else write
        return Offer(label, reverse(name, args=[found.pk]), permission)

    confirm = [offer("Bekräfta det avlästa", "confirm_reading")] if found.read_from else []
    minutes = f"{reverse('new_decision')}?beslut={found.pk}"
    unseen = [Offer("Registrera från protokollet", minutes, write)] if found.cited_only else []
    return offers(
        *confirm,
        *unseen,
        offer("Registrera uppgift om laga kraft", "new_force_fact"),
        offer("Lägg till led", "new_step"),
        offer("Lägg till hänvisning", "new_citation"),
        offer("Lägg till källa", "new_source"),
        offer("Lägg till uppdrag", "new_assignment"),
    )
