"""Recording what happened between a member and the federation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from samverk.directory import queries as directory
from samverk.federation import actions as federation_actions
from samverk.federation import queries as federation
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.thread.actions import record_with_paper
from samverk.thread.forms import FactForm
from samverk.thread.papers import papers_of


@require_http_methods(["GET", "POST"])
def record_fact(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Register what happened between a member and the federation, with the paper that shows it."""
    home = directory.organisation_by_slug(slug)
    member = federation.member_by_id(membership)
    if member.membership.federation_id != home.id:
        raise NotFoundError("Medlemskapet finns inte.")
    actor = actor_of(request)
    require(federation_actions.may_record(actor, member.membership))
    form = FactForm(request.POST or None, papers=papers_of(member), member=member.name)

    def write(values: dict[str, Any], key: str) -> object:
        fact, paper = form.new_fact(values, membership), form.new_paper(values)
        return record_with_paper(actor, fact, paper, key=key)

    recorded = form.carry_out(write) if request.method == "POST" else None
    if recorded is not None:
        messages.success(request, "Händelsen är registrerad. Läget nedan är uträknat på nytt.")
        return redirect("membership", slug=slug)
    context = {"member": member, "home": home, "form": form}
    return render(request, "thread/record_fact.html", context, status=400 if form.is_bound else 200)
