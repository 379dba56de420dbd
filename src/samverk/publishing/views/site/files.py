"""Published papers: their words as a page, and their bytes to save."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from samverk.foundation.files.kinds import PDF, WORD
from samverk.foundation.files.sending import in_hand
from samverk.publishing.queries.open_files import file_bytes, file_page
from samverk.publishing.views.site.asking import number
from samverk.publishing.views.site.frame import CACHED, NOINDEX, page, site_page

# What people call the formats
FORMS = {PDF.media_type: "PDF", WORD.media_type: "Word", "text/plain": "text", "text/csv": "CSV"}


@site_page
def file(request: HttpRequest, source: int) -> HttpResponse:
    """Show the words of a paper, and where to save it as a file."""
    found = file_page(source, number(request, "del") or 1)
    query = f"del={found.read.page}" if found.read.page > 1 else ""
    context = {
        "found": found,
        "licence": settings.OPEN_LICENCE,
        "form": FORMS.get(found.media_type, found.media_type),
    }
    return page(request, "publishing/open_file.html", context, index=False, query=query)


@site_page
def file_content(request: HttpRequest, source: int) -> HttpResponse:
    """Hand out a paper to be saved, never drawn as a page of ours."""
    found = file_bytes(source)
    answer = in_hand(found.content, found.name, found.media_type)
    etag, changed = quote_etag(found.sha512[:40]), int(found.modified_at.timestamp())
    answer["ETag"], answer["Last-Modified"] = etag, http_date(changed)
    answer["Cache-Control"], answer["X-Robots-Tag"] = CACHED, NOINDEX
    same = get_conditional_response(request, etag=etag, last_modified=changed, response=answer)
    return same if isinstance(same, HttpResponse) else answer
