"""The open API's description as a page, drawn by ourselves: nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from samverk.publishing.standards.reference import reference
from samverk.publishing.views.site.frame import page, site_page


@site_page
def api_reference(request: HttpRequest, described: Callable[[], dict[str, Any]]) -> HttpResponse:
    """Show what can be asked of the API; ``described`` gives its description in OpenAPI."""
    found = reference(described())
    return page(request, "publishing/open_api.html", {"found": found}, index=True)
