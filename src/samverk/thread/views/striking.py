"""Striking a fact that was recorded wrongly."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samverk.federation import actions as federation_actions
from samverk.federation import queries as federation
from samverk.federation.actions import MembershipFact
from samverk.federation.queries import Member
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.rules.membership import FactKind
from samverk.thread.forms import StrikeForm
from samverk.thread.impact import impact_of
from samverk.thread.kinds import OF_KIND
from samverk.thread.struck import paper_of
from samverk.thread.trails import trails_of
from samverk.thread.views.facts import chain_address, tell_status, writable_member


@require_http_methods(["GET", "POST"])
def strike_fact(request: HttpRequest, slug: str, fact: int) -> HttpResponse:
    """Show a fact, what the status would be without it, and strike it for a stated reason."""
    found = federation.fact_by_id(fact)
    if found.membership.federation.slug != slug:
        raise NotFoundError("Uppgiften finns inte.")
    actor = actor_of(request)
    member = writable_member(actor, slug, found.membership_id)
    form = StrikeForm(request.POST or None)

    def write(values: dict[str, Any], key: str) -> MembershipFact:
        return federation_actions.set_aside_fact(actor, found, values["why"], key=key)

    struck = form.carry_out(write) if request.method == "POST" else None
    if struck is not None:
        tell_status(request, "Uppgiften är struken.", member)
        return redirect(f"{chain_address(member)}#strukna")
    status = 400 if form.is_bound else 200
    return render(request, "thread/strike_fact.html", _context(found, member, form), status=status)


def _context(fact: MembershipFact, member: Member, form: StrikeForm) -> dict[str, object]:
    event = OF_KIND[FactKind(fact.kind)]
    place = [fact.membership.federation.slug, fact.membership_id]
    return {
        "fact": fact,
        "paper": paper_of(fact),
        "member": member,
        "home": fact.membership.federation,
        "trail": trails_of([fact])[fact.pk],
        "impact": impact_of(member, fact, clock.today()) if fact.kept else None,
        "form": form,
        "correct_url": f"{reverse('record_event', args=[*place, event.slug])}?ersatter={fact.pk}",
        "other_url": f"{reverse('record_fact', args=place)}?ersatter={fact.pk}",
    }
