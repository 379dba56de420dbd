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
from samverk.registry.queries import may_open_files


def search_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Find words in a meeting's papers: by item and place, as far as the reader may read."""
    found, actor = queries.meeting_by_id(meeting), actor_of(request)
    require(actions.may_read_along(actor, found))
    form = SearchForm(request.GET if "fraga" in request.GET else None)
    with_files = bool(may_open_files(actor, found.body.organisation_id))
    answers = None
    if form.is_valid():
        with reading(actor, found, found.items.all()):
            asked = form.cleaned_data["fraga"]
            answers = find_in_bundle(found, actor.user, asked, with_files=with_files)
    context = {
        "meeting": found,
        "search": form,
        "answers": answers,
        "with_files": with_files,
    }
    return render(request, "meetings/search.html", context, status=form.answer_status)
