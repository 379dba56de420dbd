"""Search for those who work here: in the rooms themselves, as far as each may see."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.publishing.actions.counting import count_staff_search
from samverk.publishing.queries.staff import PER_PAGE, find_for
from samverk.publishing.search_forms import StaffSearchForm
from samverk.publishing.views.often import waiting

PAGE = "publishing/staff_search.html"
TOO_OFTEN = "Du har sökt många gånger på kort tid. Vänta {0} sekunder och sök igen."


def staff_search(request: HttpRequest) -> HttpResponse:
    """Find cases, documents, decisions and items by words, published or not.

    Whoever has not logged in is led to the search of what is published.
    """
    actor = actor_of(request)
    if not actor.is_known:
        return redirect(
            f"{reverse('open_search')}?{urlencode({'q': request.GET.get('fraga', '')})}"
        )
    form = StaffSearchForm(request.GET)
    asks = bool(request.GET.get("fraga", "").strip())
    context: dict[str, object] = {"search": form}
    asked = count_staff_search(actor.user or 0, clock.now()) if asks else None
    if asked and asked.is_too_much:
        form.add_error(None, TOO_OFTEN.format(asked.seconds))
        shown = render(request, PAGE, context, status=HTTPStatus.TOO_MANY_REQUESTS)
        return waiting(shown, asked)
    if asks and form.is_valid():
        given = form.cleaned_data
        found = find_for(
            actor, given["fraga"], kind=given["slag"], since=given["fran"], until=given["till"]
        )
        kept = request.GET.copy()
        kept.pop("sida", None)
        others = []
        for one in found.meant:
            kept_too = kept.copy()
            kept_too["fraga"] = one
            others.append((one, kept_too.urlencode()))
        context |= {
            "answer": found,
            "page": Paginator(found.lines, PER_PAGE).get_page(request.GET.get("sida")),
            "query": f"{kept.urlencode()}&",
            "others": others,
        }
    status = form.answer_status if asks else 200
    return render(request, PAGE, context, status=status)
