"""Handing a secret paragraph over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import may_open, require
from samverk.meetings import actions, queries
from samverk.meetings.forms.handing_over import HandOverForm
from samverk.meetings.queries.handing_over import handed_over
from samverk.meetings.views.proceeding import inside
from samverk.meetings.views.reading import holds


def hand_over(request: HttpRequest, item: int) -> HttpResponse:
    """Show to whom a secret paragraph has been handed over, and note one more."""
    found = queries.item_by_id(item)
    require(holds(request, found.meeting))
    if not found.secret or found.turn is None:
        raise NotFoundError("Bara en sekretessbelagd paragraf lämnas ut här.")
    require(may_open(actor_of(request), found.meeting.body_id))
    form = HandOverForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.hand_over(
            actor_of(request), found, actions.NewHandOver(**v), key=key
        )
    )
    if made:
        return redirect(request.path)
    with inside(request, found.meeting, [found]):
        rows = handed_over(found)
    context = {"item": found, "meeting": found.meeting, "rows": rows, "form": form}
    return render(
        request, "meetings/handing_over.html", context, status=400 if form.errors else 200
    )
