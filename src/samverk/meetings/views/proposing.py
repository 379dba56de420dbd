"""Taking an item's proposal from an approved memo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import may_open, require
from samverk.meetings import actions, queries
from samverk.meetings.forms.dispatch import ProposalForm
from samverk.meetings.queries.proposals import proposals_for
from samverk.meetings.views.proceeding import inside
from samverk.meetings.views.reading import holds


def take_proposal(request: HttpRequest, item: int) -> HttpResponse:
    """Show what approved memos propose to the meeting, and take one of them."""
    found, actor = queries.item_by_id(item), actor_of(request)
    require(holds(request, found.meeting))
    if found.secret:
        require(may_open(actor, found.meeting.body_id))
    with inside(request, found.meeting, [found]):
        proposals = [one for one in proposals_for(found) if found.secret or not one.memo.secret]
    form = ProposalForm(request.POST or None, proposals)
    made = form.carry_out(lambda v, key: actions.take_proposal(actor, found, v["version"], key=key))
    if made:
        return redirect("item", item)
    context = {
        "form": form,
        "item": found,
        "meeting": found.meeting,
        "proposals": proposals,
        "back": reverse("item", args=[item]),
    }
    return render(request, "meetings/proposal.html", context, status=400 if form.errors else 200)
