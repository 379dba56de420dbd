"""What a page says when the body's seats cannot be called, or what was noted does not agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.directory import queries as directory
from samverk.foundation.errors import InputError
from samverk.meetings import queries
from samverk.meetings.models import Meeting
from samverk.meetings.queries.conflict import question_by_id

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def told(view: View[P]) -> View[P]:
    """Draw a page with the words of an InputError that no form has met, and the way to the seats."""

    @wraps(view)
    def tell(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except InputError as fault:
            body = directory.body_ref(_meeting(kwargs).body_id)
            context = {"message": fault.message, "body": body}
            return render(request, "meetings/stopped.html", context, status=409)

    return tell


def _meeting(address: Mapping[str, object]) -> Meeting:
    """Find the meeting that an address is about."""
    ((what, number),) = address.items()
    at = int(str(number))
    match what:
        case "item":
            return queries.item_by_id(at).meeting
        case "motion":
            return queries.motion_by_id(at).item.meeting
        case "question":
            return question_by_id(at).item.meeting
        case _:
            return queries.meeting_by_id(at)
