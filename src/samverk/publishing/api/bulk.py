"""Files with everything: of each kind as it is asked for, and the nightly file of all of it."""

from __future__ import annotations

import base64
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from ninja.errors import HttpError

from samverk.foundation.files.sending import as_attachment
from samverk.publishing.api.answers import MISSING, as_error, as_json, names_for
from samverk.publishing.dumps import Dump, is_to_be_made, latest_dump
from samverk.publishing.opened import opened
from samverk.publishing.queries.bulk import KINDS, lines_of, sheet_of
from samverk.publishing.queries.withdrawing import withdrawn_since
from samverk.publishing.standards.dcat import FILES, RIGHTS
from samverk.publishing.standards.names import BY_PLURAL

OF_PLURAL = {plural: kind for kind, plural in KINDS.items()}
SQLITE = "application/vnd.sqlite3"
FORMATS = {"jsonl": "application/jsonl; charset=utf-8", "csv": "text/csv; charset=utf-8"}
BEING_MADE = (
    "Något har dragits tillbaka sedan filen gjordes, så den görs om. Försök igen om tio minuter."
)
NOT_MADE = "Nattens fil är inte gjord än. Den görs varje natt."


def listing(request: HttpRequest) -> HttpResponse:
    """Answer with which files there are."""
    here = f"{names_for(request).base}/bulk"
    files = [
        {"name": plural, "label": BY_PLURAL[plural].label}
        | {ending: f"{here}/{plural}.{ending}" for ending in FORMATS}
        | ({"rights": RIGHTS} if plural == FILES else {"licence": settings.OPEN_LICENCE})
        for plural in OF_PLURAL
    ]
    held = latest_dump()
    made: dict[str, Any] = {"files": files}
    if held:
        made["sqlite"] = {
            "url": f"{here}/samverk.sqlite",
            "day": held.day,
            "made": held.made,
            "size": held.size,
            "sha512": held.sha512,
        }
    return as_json(made)


def download(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:  # noqa: ARG001
    """Answer with everything of a kind, as JSON Lines or CSV; it is sent as it is read."""
    kind = OF_PLURAL.get(name)
    if kind is None or ending not in FORMATS:
        raise HttpError(404, MISSING)
    lots = lines_of(kind) if ending == "jsonl" else sheet_of(kind)
    answer = StreamingHttpResponse(lots, content_type=FORMATS[ending])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer["Cache-Control"] = "no-store"
    return answer


def sqlite(request: HttpRequest) -> HttpResponseBase:
    """Answer with the nightly file; never with one that holds what has been withdrawn since."""
    held = latest_dump()
    if held is None:
        if is_to_be_made():
            return _being_made()
        raise HttpError(404, NOT_MADE)
    with opened():
        is_stale = withdrawn_since(held.moment, held.last)
    return _being_made() if is_stale else _sent(request, held)


def _being_made() -> HttpResponse:
    answer = as_error(503, BEING_MADE)
    answer["Retry-After"] = "600"
    return answer


def _sent(request: HttpRequest, held: Dump) -> HttpResponseBase:
    etag = f'"{held.sha512[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        answer: HttpResponseBase = HttpResponse(status=304)
    else:
        answer = as_attachment(default_storage.open(held.path), held.name, SQLITE)
        digest = base64.b64encode(bytes.fromhex(held.sha512)).decode()
        answer["Repr-Digest"] = f"sha-512=:{digest}:"
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(held.moment.timestamp())
    answer["Cache-Control"] = "public, no-cache"
    return answer
