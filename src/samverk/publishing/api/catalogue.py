"""The catalogue entry of the open data, in the syntax that is asked for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError

from samverk.publishing.api.answers import MISSING, names_for
from samverk.publishing.queries.bulk import KINDS
from samverk.publishing.standards import dcat

SYNTAXES = {
    "rdf": ("application/rdf+xml; charset=utf-8", dcat.as_xml),
    "ttl": ("text/turtle; charset=utf-8", dcat.as_turtle),
    "jsonld": ("application/ld+json; charset=utf-8", dcat.as_json_ld),
}


def catalogue(request: HttpRequest, ending: str) -> HttpResponse:
    """Answer with the entry; RDF/XML is what Sveriges dataportal reads."""
    if ending not in SYNTAXES:
        raise HttpError(404, MISSING)
    media, written = SYNTAXES[ending]
    publisher = dcat.Publisher(
        settings.INSTALLATION_NAME,
        settings.OPEN_LICENCE,
        settings.OPEN_CONTACT_NAME,
        settings.OPEN_CONTACT_EMAIL,
    )
    found = dcat.statements(names_for(request), publisher, list(KINDS.values()))
    return HttpResponse(written(found), content_type=media)
