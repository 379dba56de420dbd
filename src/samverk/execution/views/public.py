"""What everybody may read of the registers, without a login: published quarters, and nothing of a register.

No compartment is opened here: the pages read the published rows alone. They are kept by no cache, so that
what is withdrawn is gone at once.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from samverk.documents.semicolons import MEDIA_TYPE
from samverk.execution.models import PublishedQuarter
from samverk.execution.public_texts import board_name, how_counted, method, quarter_csv
from samverk.execution.queries.public_quarters import published
from samverk.execution.zone import MISSING
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.grouping import grouped


@require_GET
@never_cache
def public_quarters(request: HttpRequest) -> HttpResponse:
    """List the published quarters of every board of the installation."""
    rows = published().order_by("body__organisation__name", "body__name", "body", "-quarter")
    boards = grouped((one.body_id, one) for one in rows)
    context = {"boards": [(board_name(found[0]), found) for found in boards.values()]}
    return render(request, "execution/public_quarters.html", context)


@require_GET
@never_cache
def public_quarter(request: HttpRequest, body: int, quarter: str) -> HttpResponse:
    """Show a published quarter: its tables, how it is counted, and why numbers are hidden."""
    row = _row(body, quarter)
    context = {"row": row, "name": board_name(row), "why": how_counted(row), "method": method(row)}
    return render(request, "execution/public_quarter.html", context)


@require_GET
@never_cache
def public_quarter_file(_: HttpRequest, body: int, quarter: str) -> HttpResponse:
    """Send a published quarter as CSV; nothing is in it that the page has not."""
    row = _row(body, quarter)
    return in_hand(quarter_csv(row), f"ej-verkstallda-{body}-{row.quarter}.csv", MEDIA_TYPE)


def _row(body: int, quarter: str) -> PublishedQuarter:
    found = published().filter(body=body, quarter=quarter).first()
    if found is None:
        raise NotFoundError(MISSING)
    return found
