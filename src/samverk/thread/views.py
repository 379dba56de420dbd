"""The chain of a membership, and the start page that leads to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samverk.decisions import queries as decisions
from samverk.directory import queries as directory
from samverk.federation import actions as federation_actions
from samverk.federation import queries as federation
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import DayForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer
from samverk.foundation.permissions import require
from samverk.thread.actions import record_with_paper
from samverk.thread.forms import FactForm
from samverk.thread.papers import papers_of
from samverk.thread.picture import picture_of
from samverk.thread.presentation import rows_of
from samverk.thread.queries import MembershipThread, membership_thread


@require_GET
def alive(_: HttpRequest) -> HttpResponse:
    """Answer that the web server runs, without touching the database."""
    return HttpResponse("ja\n", content_type="text/plain; charset=utf-8")


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Lead a newcomer to the chain in one click, and show what is new."""
    today = clock.today()
    threads = [
        membership_thread(found.slug, today)
        for found in directory.organisations()
        if found.kind == "federation"
    ]
    actor = actor_of(request)
    context = {
        "threads": threads,
        "latest": decisions.latest_decisions(),
        "open_assignments": decisions.open_assignments(
            [held.body for held in actor.roles if held.body]
        ),
    }
    return render(request, "thread/start.html", context)


@require_GET
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who is a member on the chosen day, why, what it costs, and what is missing."""
    form = DayForm(request.GET)
    found = membership_thread(slug, form.day)
    picture = picture_of(found)
    context = {
        "found": found,
        "form": form,
        "chain": picture,
        "rows": rows_of(found, picture),
        "recordable": _recordable(request, found),
    }
    return render(
        request, "thread/membership.html", context, status=200 if form.is_valid() else 400
    )


def _recordable(request: HttpRequest, found: MembershipThread) -> list[Offer]:
    """Offer to record what happened to each member, or say why not."""
    actor = actor_of(request)
    return [
        Offer(
            f"Registrera händelse för {thread.member.name}",
            reverse("record_fact", args=[found.federation.slug, thread.member.membership.pk]),
            federation_actions.may_record(actor, thread.member.membership),
        )
        for thread in found.threads
    ]


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
