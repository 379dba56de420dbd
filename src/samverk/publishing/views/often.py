"""Refuses searches that come too often: a search costs the database more than any other page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from samverk.foundation import clock
from samverk.foundation.networks import address_of
from samverk.foundation.rates import Asked
from samverk.publishing.actions.counting import count_search
from samverk.publishing.views.site.private import private, private_page

FOR_PROGRAMS = "Härifrån har många sökningar gjorts på kort tid. Försök igen om {0} sekunder.\n"
View = Callable[..., HttpResponseBase]
Refusal = Callable[[HttpRequest, Asked], HttpResponse]


def counted_as_search(refuse: Refusal) -> Callable[[View], View]:
    """Count each asking of a view by the network it comes from; past the limit ``refuse`` answers (429).

    A page where nothing is asked for yet is not counted.
    """

    def around(view: View) -> View:
        @require_safe
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if any(request.GET.values()):
                asked = count_search(address_of(request), clock.now())
                if asked.is_too_much:
                    return waiting(refuse(request, asked), asked)
            return view(request, *args, **kwargs)

        return counted

    return around


def waiting(answer: HttpResponse, asked: Asked) -> HttpResponse:
    """Say with an answer when to ask again."""
    answer["Retry-After"] = str(asked.seconds)
    return answer


def refused_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Tell a reader to wait, and lead back to what was asked."""
    words: dict[str, object] = {"seconds": asked.seconds, "again": request.get_full_path()}
    return private_page(request, "too_many", words, status=429)


def refused_in_words(request: HttpRequest, asked: Asked) -> HttpResponse:  # noqa: ARG001
    """Tell a program to wait."""
    words = FOR_PROGRAMS.format(asked.seconds)
    return private(HttpResponse(words, status=429, content_type="text/plain; charset=utf-8"))
