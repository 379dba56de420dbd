"""The digital notice board (KL 8 kap. 9-12 §§): easy to reach, and apart from everything else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samverk.publishing.queries.open_notices import SORTS, board, notice_page, sort_of
from samverk.publishing.views.site.asking import asked_of, query_of
from samverk.publishing.views.site.frame import page, site_page


@site_page
def notices(request: HttpRequest) -> HttpResponse:
    """Show what is up on the boards, or on one organisation's, and what has been."""
    asked = asked_of(request, tuple(SORTS))
    query = query_of(asked)
    context = {"board": board(asked), "sorts": SORTS, "query": query}
    return page(request, "publishing/open_notices.html", context, index=True, query=query)


@site_page
def notice(request: HttpRequest, source: int) -> HttpResponse:
    """Show a notice: how long it is up, how to appeal, and the proof of its posting."""
    found = notice_page(source)
    context = {"found": found, "sort": SORTS[sort_of(found.notice)]}
    return page(request, "publishing/open_notice.html", context, index=False)
