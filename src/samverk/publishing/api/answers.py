"""Answers of the open API: JSON by the standards, and how it names its own addresses."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from ninja.errors import HttpError

from samverk.foundation import clock
from samverk.publishing.addresses import address_of
from samverk.publishing.api.asking import Walk, place_of
from samverk.publishing.opened import opened
from samverk.publishing.queries.surroundings import around
from samverk.publishing.queries.walking import Of, last_change, row_of, rows_of
from samverk.publishing.standards import oparl
from samverk.publishing.standards.names import RESOURCES, Names
from samverk.publishing.standards.rows import Row
from samverk.publishing.standards.shapes import shaped

JSON = "application/json; charset=utf-8"
MISSING = "Objektet finns inte, eller så är det inte publicerat."
# What is committed later than this after its moment is not reckoned with
SETTLED = timedelta(minutes=2)
KINDS = sorted({one.kind for one in RESOURCES.values()})


def names_for(request: HttpRequest) -> Names:
    """Answer how addresses are made: as the settings say, else by the host that was asked."""
    site = settings.OPEN_ADDRESS or f"{request.scheme}://{request.get_host()}"
    return Names(site.rstrip("/"), address_of, settings.OPEN_LICENCE)


def as_json(made: Any, status: int = 200) -> HttpResponse:
    """Send something as JSON, in UTF-8 as it is."""
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text.encode(), content_type=JSON, status=status)


def as_error(status: int, message: str) -> HttpResponse:
    """Send OParl's object for what could not be answered."""
    return as_json(oparl.error(status, message), status)


def one(request: HttpRequest, resource: str, source: int) -> HttpResponse:
    """Answer with one object. Raises HttpError, 404, for what was never published."""
    names = names_for(request)
    with opened():
        row = found(resource, source)
        made = shaped(row, around([row], names, resource), resource)
        changed = last_change(KINDS)
    return _dated(as_json(made), changed)


def found(resource: str, source: int) -> Row:
    """Find what an address names, withdrawn or not. Raises HttpError, 404."""
    row = row_of(RESOURCES[resource].kind, source)
    if row is None or not _is_any(resource, row):
        raise HttpError(404, MISSING)
    return row


def _is_any(resource: str, row: Row) -> bool:
    """Answer whether a record has in it what is made of it."""
    match resource:
        case "consultation":
            return row.is_gone or row.case is not None
        case "location":
            return row.is_gone or bool(row.data.get("place"))
    return True


def several(
    request: HttpRequest, resource: str, walk: Walk, of: Of, parent: str = ""
) -> HttpResponse:
    """Answer with a page of a list. ``parent`` is what must be published for there to be one."""
    names, span = names_for(request), walk.span(resource)
    with opened():
        if parent:
            found(parent, (of.organisation if parent == "body" else of.body) or 0)
        rows = rows_of(resource, RESOURCES[resource].kind, of, span)
        shown = rows[: span.limit]
        near = around(shown, names, resource, omit_internal=walk.omit_internal)
        made = [shaped(row, near, resource) for row in shown]
    here = f"{names.site}{request.path}"
    following = place_of(shown[-1], span) if len(rows) > span.limit else None
    pagination = {"elementsPerPage": span.limit}
    return as_json({"data": made, "pagination": pagination, "links": _links(here, walk, following)})


def _links(here: str, walk: Walk, following: str | None) -> dict[str, str]:
    """Give the addresses of other pages, as OParl has them; how many there are is not counted."""
    links = {
        "first": _address(here, walk.filters),
        "self": _address(here, walk.filters, walk.after),
    }
    return links | ({"next": _address(here, walk.filters, following)} if following else {})


def _address(here: str, filters: dict[str, str], after: str | None = None) -> str:
    asked = urlencode(filters | ({"after": after} if after else {}))
    return f"{here}?{asked}" if asked else here


def _dated(answer: HttpResponse, changed: datetime | None) -> HttpResponse:
    """Say when anything last changed, once nothing can come to light from before that moment.

    What an object points at counts too: it is gone from the object when it is withdrawn.
    """
    if changed and changed < clock.now() - SETTLED:
        answer["Last-Modified"] = http_date(changed.timestamp())
    return answer
