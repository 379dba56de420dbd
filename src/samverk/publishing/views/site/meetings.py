"""Meetings and the paragraphs of their minutes, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samverk.foundation import clock
from samverk.publishing.moves import moves_of
from samverk.publishing.queries.open_lists import meetings_listed
from samverk.publishing.queries.open_meetings import item_page, meeting_page
from samverk.publishing.views.site.asking import asked_of, number, query_of
from samverk.publishing.views.site.frame import page, site_page
from samverk.publishing.views.site.standing import clock_of, item_status, meeting_status


@site_page
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings to come and those that were held, of all bodies or of one."""
    asked = asked_of(request)
    coming = request.GET.get("visa") == "kommande"
    listed = meetings_listed(asked, clock.today(), coming=coming)
    query = query_of(asked, visa="kommande" if coming else "")
    context = {"listed": listed, "coming": coming, "query": query, "plain": query_of(asked)}
    return page(request, "publishing/open_meetings.html", context, index=True, query=query)


@site_page
def meeting(request: HttpRequest, source: int) -> HttpResponse:
    """Show a meeting: its calling, its items with what was decided, its papers and minutes."""
    found = meeting_page(source, number(request, "sida") or 1)
    context = {
        "found": found,
        "status": meeting_status(found.meeting),
        "begins": clock_of(found.meeting),
        "moves": moves_of(found.meeting.data),
        "items": [(row, item_status(row, found.meeting)) for row in found.turned],
    }
    at = found.turned.number
    query = f"sida={at}" if at > 1 else ""
    return page(request, "publishing/open_meeting.html", context, index=False, query=query)


@site_page
def item(request: HttpRequest, source: int) -> HttpResponse:
    """Show a paragraph of the minutes, or an item that is called."""
    found = item_page(source, number(request, "del") or 1)
    context = {"found": found, "status": item_status(found.item, found.meeting)}
    query = f"del={found.read.page}" if found.read.page > 1 else ""
    return page(request, "publishing/open_item.html", context, index=False, query=query)
