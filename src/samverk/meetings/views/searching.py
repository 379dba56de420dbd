"""Search in a meeting's papers, for those who read along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.actions.secret_reading import reading
from samverk.meetings.forms.searching import SearchForm
from samverk.meetings.queries.bundle_search import find_in_bundle


def search_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Find words in a meeting's papers: by item and place, as far as the reader may read."""
    found, actor = queries.meeting_by_id(meeting), actor_of(request)
    require(actions.may_read_along(actor, found))
    form = SearchForm(request.GET if "fraga" in request.GET else None)
    answers = None
    if form.is_valid():
        with reading(actor, found, found.items.all()):
            answers = find_in_bundle(found, actor.user, form.cleaned_data["fraga"])
    context = {
        "meeting": found,
        "search": form,
        "answers": answers,
        "places": sum(len(one.hits) for one in answers or ()),
    }
    return render(request, "meetings/search.html", context, status=form.answer_status)
