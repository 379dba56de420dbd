"""A whole meeting in short."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.queries.summary import summary_of
from samverk.meetings.views.proceeding import inside
from samverk.meetings.views.stopping import told


@told
def summary(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show how each item of a meeting ended and how each vote fell, on one page."""
    found = queries.meeting_by_id(meeting)
    if found.opened_at is None:
        raise NotFoundError("Sammanträdet är inte öppnat.")
    actor = actor_of(request)
    require(actions.may_enter(actor, found))
    with inside(request, found, found.items.filter(turn__isnull=False)):
        page = summary_of(found)
    followed = {row.item.pk for row in page.rows if actions.may_follow_item(actor, row.item)}
    votes = sum(len(row.votes) for row in page.rows if row.item.pk in followed)
    context = {"meeting": found, "page": page, "followed": followed, "votes": votes}
    return render(request, "meetings/summary.html", context)
