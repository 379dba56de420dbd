"""Search in all that is published, for everybody."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict

from samverk.publishing.queries import places
from samverk.publishing.queries.answers import Answer, answer
from samverk.publishing.queries.presenting import present
from samverk.publishing.queries.searching import MOST_PAGES, PER_PAGE
from samverk.publishing.search_forms import Places, SearchForm
from samverk.publishing.views.often import counted_as_search, refused_page
from samverk.publishing.views.site.frame import page, site_page


@counted_as_search(refused_page)
@site_page
def search(request: HttpRequest) -> HttpResponse:
    """Find what is published by words and choices; whatever is typed is answered."""
    form = SearchForm(request.GET, _places(request.GET))
    context: dict[str, object] = {"form": form}
    asks = bool(form.chosen or request.GET.get("q", "").strip())
    if asks and form.is_valid():
        found = answer(
            form.cleaned_data["q"],
            form.choice,
            by_day=form.cleaned_data["ordning"] == "dag",
            page=_page(request.GET),
        )
        context |= _told(found, request.GET)
    shown = page(request, "publishing/search.html", context, index=False)
    if asks and form.errors:
        shown.status_code = form.answer_status
    return shown


def _places(asked: QueryDict) -> Places:
    organisations = places.organisations()
    known = {str(pk): pk for pk, _ in organisations}
    return Places(organisations, places.bodies(known.get(asked.get("organisation", ""))))


def _page(asked: QueryDict) -> int:
    told = asked.get("sida", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 5 else 1


def _told(found: Answer, asked: QueryDict) -> dict[str, object]:
    """Give what the page shows of an answer; links keep what was chosen."""
    kept = asked.copy()
    kept.pop("sida", None)
    query = f"{kept.urlencode()}&"
    others = []
    for one in found.meant:
        kept["q"] = one
        others.append((one, kept.urlencode()))
    count = found.found.count if found.found else 0
    turned = Paginator(range(min(count, PER_PAGE * MOST_PAGES)), PER_PAGE)
    return {
        "answer": found,
        "hits": present(found.hits),
        "others": others,
        "pages": turned.get_page(found.found.page if found.found else 1),
        "query": query,
    }
