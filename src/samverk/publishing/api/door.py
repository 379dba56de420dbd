"""The door of the open API: who may come in, how often, and what every answer has on it.

Everybody may read, from any page on the web, and nobody may write. Nobody is known here: cookies are
taken away before anything reads them, so that no answer can depend on who asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from samverk.foundation import clock
from samverk.foundation.networks import address_of
from samverk.foundation.rates import Asked, end
from samverk.publishing.actions.counting import begin_bulk, count_request
from samverk.publishing.api.answers import JSON, as_error
from samverk.publishing.api.held import Held

HERE = "/api/"
BULK = "/api/v1/bulk/"
# A whole kind of records costs as much as this many pages of a list
BULK_WEIGHT = 20
# In so many seconds somebody else's file may be sent
BULK_AGAIN = 30
METHODS = "GET, HEAD, OPTIONS"
OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
ALLOWED = "Accept, If-Modified-Since, If-None-Match"
EXPOSED = "ETag, Last-Modified, Repr-Digest, Retry-After, RateLimit-Limit, RateLimit-Remaining"
TOO_MANY_AT_ONCE = (
    "Så många hela filer hämtas redan som servern sänder på en gång. Hämta en i taget, och försök igen"
    " om en halv minut."
)
WORDS = {
    400: "Servern förstod inte anropet.",
    403: "Det är inte tillåtet.",
    404: "Adressen finns inte.",
    405: f"Här går det bara att läsa: {METHODS}.",
    429: "För många anrop på kort tid. Vänta så många sekunder som Retry-After säger.",
    500: "Något gick fel hos oss. Felet är loggat.",
    503: "Tjänsten är tillfälligt stängd. Försök igen om en stund.",
}


class OpenDoor:
    """Middleware for what begins with /api/; all else passes by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let a reader in."""
        if not request.path_info.startswith(HERE):
            return self.get_response(request)
        answer = self._answer(request)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = EXPOSED
        answer.headers.setdefault("Cache-Control", "public, no-cache")
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if refused := _refused(request):
            return refused
        if request.method == "OPTIONS":
            return _preflight()
        weight = BULK_WEIGHT if request.path_info.startswith(BULK) else 1
        asked = count_request(address_of(request), clock.now(), weight)
        answer = _too_much(asked) if asked.is_too_much else self._let_in(request)
        answer["RateLimit-Limit"] = str(asked.limit)
        answer["RateLimit-Remaining"] = str(max(asked.limit - asked.count, 0))
        return answer

    def _let_in(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(BULK) or request.method == "HEAD":
            return self._read(request)
        moment = clock.now()
        begun = begin_bulk(address_of(request), moment)
        if begun is None:
            return _refused_for_now(TOO_MANY_AT_ONCE, BULK_AGAIN)
        try:
            answer = self._read(request)
        except BaseException:
            end(begun)
            raise
        if isinstance(answer, StreamingHttpResponse):
            answer.streaming_content = Held(iter(answer), begun, moment)
        else:
            end(begun)
        return answer

    def _read(self, request: HttpRequest) -> HttpResponseBase:
        is_head = request.method == "HEAD"
        request.method = "GET"
        cookies, request.COOKIES = request.COOKIES, {}
        answer = _told(self.get_response(request))
        # The house has a rule of its own for browsers of those who are logged in
        request.COOKIES = cookies
        answer = _if_changed(request, answer)
        return _without_content(answer) if is_head else answer


def _refused(request: HttpRequest) -> HttpResponse | None:
    """Answer 405 to whoever would write, by the method or by a header that claims another one."""
    is_override = any(name in request.headers for name in OVERRIDES)
    if request.method in ("GET", "HEAD", "OPTIONS") and not is_override:
        return None
    answer = as_error(405, WORDS[405])
    answer["Allow"] = METHODS
    return answer


def _preflight() -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["Allow"] = answer["Access-Control-Allow-Methods"] = METHODS
    answer["Access-Control-Allow-Headers"] = ALLOWED
    answer["Access-Control-Max-Age"] = "86400"
    return answer


def _too_much(asked: Asked) -> HttpResponse:
    return _refused_for_now(WORDS[429], asked.seconds)


def _refused_for_now(words: str, seconds: int) -> HttpResponse:
    answer = as_error(429, words)
    answer["Retry-After"] = str(seconds)
    answer["Cache-Control"] = "no-store"
    return answer


def _told(answer: HttpResponseBase) -> HttpResponseBase:
    """Turn the house's page for an error into OParl's object."""
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code < 400 or kind == JSON:
        return answer
    told = as_error(answer.status_code, WORDS.get(answer.status_code, WORDS[400]))
    if "Retry-After" in answer.headers:
        told["Retry-After"] = answer.headers["Retry-After"]
    return told


def _if_changed(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Name the content, and answer 304 to whoever has it already."""
    if answer.status_code != 200 or not isinstance(answer, HttpResponse):
        return answer
    if "ETag" not in answer:
        answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    dated = answer.headers.get("Last-Modified")
    told = get_conditional_response(
        request,
        etag=answer["ETag"],
        last_modified=parse_http_date_safe(dated) if dated else None,
        response=answer,
    )
    return told or answer


def _without_content(answer: HttpResponseBase) -> HttpResponseBase:
    """Take away all but an answer's head; what is streamed is never begun."""
    if isinstance(answer, StreamingHttpResponse):
        answer.streaming_content = []
    elif isinstance(answer, HttpResponse):
        answer["Content-Length"] = str(len(answer.content))
        answer.content = b""
    return answer
