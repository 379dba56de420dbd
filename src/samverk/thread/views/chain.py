"""The page of a membership's chain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.federation import actions as federation_actions
from samverk.foundation.forms import DayForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer
from samverk.thread.picture import picture_of
from samverk.thread.presentation import rows_of
from samverk.thread.queries import MembershipThread, membership_thread


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
