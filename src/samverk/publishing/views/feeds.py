"""What is new of something as a feed or a calendar: for anybody's reader, which asks again and again."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from samverk.documents.ical_feed import meetings_feed
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.publishing import feeds
from samverk.publishing.calendars import planned
from samverk.publishing.opened import opened
from samverk.publishing.queries.following import (
    ALL,
    GONE,
    OF,
    OF_MEETINGS,
    Target,
    entries,
    followed,
    meetings_name,
    meetings_of,
    search_target,
    withdrawn_last,
)
from samverk.publishing.views.often import counted_as_search, refused_in_words
from samverk.publishing.views.site.frame import site_of

# What is withdrawn is gone from every copy within a minute
KEPT = "public, max-age=60"


@require_safe
def feed(request: HttpRequest, what: str, subject: int, kind: str) -> HttpResponseBase:
    """Send what is new of a body, a case or a notice board. Raises NotFoundError for what is none."""
    if what not in OF:
        raise NotFoundError(GONE)
    return _feed(request, Target(what, subject), kind)


@counted_as_search(refused_in_words)
def feed_of_search(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Send what is new of a search."""
    return _feed(request, search_target(request.GET), kind)


def _feed(request: HttpRequest, target: Target, kind: str) -> HttpResponseBase:
    if kind not in feeds.FORMATS:
        raise NotFoundError(GONE)
    with opened():
        about = followed(target)
        found = tuple(entries(target))
        withdrawn = withdrawn_last()
    made = feeds.Feed(
        site=site_of(request),
        title=f"Nytt: {about.name}, {about.owner}" if about.owner else f"Nytt: {about.name}",
        owner=about.owner or about.name,
        page=about.path,
        path=target.address("open_feed", kind),
        entries=found,
    )
    content, media_type = feeds.written(made, kind)
    moments = [one.modified_at for one in found] + ([withdrawn] if withdrawn else [])
    return kept_answer(request, content, media_type, max(moments, default=None))


@require_safe
def calendar(request: HttpRequest, what: str, subject: int = 0) -> HttpResponseBase:
    """Send the meetings of a body, an organisation or all. Raises NotFoundError for what is none."""
    if what not in {ALL, *OF_MEETINGS}:
        raise NotFoundError(GONE)
    with opened():
        name = meetings_name(what, subject)
        rows = meetings_of(what, subject, clock.today())
        withdrawn = withdrawn_last()
    site = site_of(request)
    moments = [one.modified_at for one in rows] + ([withdrawn] if withdrawn else [])
    made = meetings_feed(name, [planned(one, site) for one in rows])
    return kept_answer(request, made.content, made.media_type, max(moments, default=None))


def kept_answer(
    request: HttpRequest, content: bytes, media_type: str, changed: datetime | None
) -> HttpResponseBase:
    """Send content that readers ask for again, or say that it is as they have it (RFC 9110 13).

    The tag is of the content itself: what is withdrawn gives another. A moment that has not passed is
    not told, for more may come in the same second.
    """
    answer = HttpResponse(content, content_type=media_type)
    tag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    answer["ETag"] = tag
    moment = None
    if changed is not None and clock.now() - changed > timedelta(seconds=2):
        moment = int(changed.timestamp())
        answer["Last-Modified"] = http_date(moment)
    answer["Cache-Control"] = KEPT
    answer["X-Robots-Tag"] = "noindex"
    answer["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, tag, moment, answer) or answer
