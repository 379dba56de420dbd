"""The digital notice board (KL 8 kap. 9-12 §§): easy to reach, and apart from everything else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samverk.foundation.errors import NotFoundError
from samverk.publishing.queries.open_notices import SORTS, board, notice_page, shelf_of, sort_of
from samverk.publishing.views.site.asking import asked_of, query_of
from samverk.publishing.views.site.frame import page, site_page

# What is up of one sort alone, which is a list by itself when it is long
ONLY = "uppe"


@site_page
def notices(request: HttpRequest) -> HttpResponse:
    """Show what is up on the boards, or on one organisation's, and what has been."""
    asked = asked_of(request, tuple(SORTS))
    only = request.GET.get(ONLY, "")
    if only and only not in SORTS:
        raise NotFoundError("Sidan finns inte.")
    found = shelf_of(asked, only) if only else board(asked)
    query = query_of(asked, **{ONLY: only})
    context = {"board": found, "sorts": SORTS, "query": query, "query_of_all": query_of(asked)}
    return page(request, "publishing/open_notices.html", context, index=True, query=query)


@site_page
def notice(request: HttpRequest, source: int) -> HttpResponse:
    """Show a notice: how long it is up, how to appeal, and the proof of its posting."""
    found = notice_page(source)
    context = {"found": found, "sort": SORTS[sort_of(found.notice)]}
    return page(request, "publishing/open_notice.html", context, index=False)
