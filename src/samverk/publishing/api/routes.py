"""The addresses of the open API's objects and lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import HttpError, ValidationError

from samverk.publishing.api import answers, bulk, catalogue
from samverk.publishing.api.asking import DecisionWalk, Id, Walk
from samverk.publishing.api.schemas import extensions, oparl
from samverk.publishing.api.schemas.known import MODELS, page_model, schema_of
from samverk.publishing.opened import opened
from samverk.publishing.queries.walking import Of
from samverk.publishing.standards import oparl as standard
from samverk.publishing.standards import popolo
from samverk.publishing.standards.names import LISTS_OF_BODY, RESOURCES
from samverk.publishing.standards.rows import Around, Row

ABOUT = (
    "Det som är publicerat om sammanträden, ärenden och beslut, enligt OParl 1.1 med Popolos"
    " omröstningar. Börja vid /api/v1/ och följ adresserna; skriv dem inte själv."
)
FAULTS = {400: oparl.Error, 404: oparl.Error, 429: oparl.Error}
FAULTY = "Det går inte att läsa {where}: {why}"

api = NinjaAPI(
    title="Samverk, öppna data",
    version="1.0",
    description=ABOUT,
    docs_url=None,
    openapi_url=None,
    urls_namespace="open_api",
)


@api.exception_handler(HttpError)
def told(_: HttpRequest, fault: HttpError) -> HttpResponse:
    """Answer with what was wrong, in its own words."""
    return answers.as_error(fault.status_code, fault.message)


@api.exception_handler(ValidationError)
def unreadable(_: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Answer what could not be read of an address: one fault is enough to go on."""
    first = fault.errors[0]
    where = str(first["loc"][-1]) if first.get("loc") else "adressen"
    status = 404 if "path" in first.get("loc", ()) else 400
    return answers.as_error(status, FAULTY.format(where=where, why=first.get("msg", "")))


def system(request: HttpRequest) -> HttpResponse:
    """Answer with the way in."""
    contact = (settings.OPEN_CONTACT_NAME, settings.OPEN_CONTACT_EMAIL)
    names = answers.names_for(request)
    made = standard.system(
        names, name=settings.INSTALLATION_NAME, licence=settings.OPEN_LICENCE, contact=contact
    )
    return answers.as_json(made)


def votes(request: HttpRequest, source: Id) -> HttpResponse:
    """Answer with how each voted in a vote."""
    return _of_vote(request, source, popolo.votes)


def counts(request: HttpRequest, source: Id) -> HttpResponse:
    """Answer with the counts of a vote."""
    return _of_vote(request, source, lambda row, _: popolo.counts(row))


def schema(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """Answer with the JSON Schema of one of the objects."""
    try:
        return answers.as_json(schema_of(name))
    except KeyError as fault:
        raise HttpError(404, answers.MISSING) from fault


def description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer with the description of the API, in OpenAPI."""
    return answers.as_json(described())


@cache
def described() -> dict[str, Any]:
    """Describe the API in OpenAPI. It is the same for everybody: nobody may change what is given."""
    return dict(api.get_openapi_schema(path_prefix="/api/v1/"))


def _of_vote(
    request: HttpRequest, source: int, part: Callable[[Row, Around], list[dict[str, Any]]]
) -> HttpResponse:
    names = answers.names_for(request)
    with opened():
        row = answers.found("vote-event", source)
    made = [] if row.is_gone else part(row, Around(names))
    links = {"first": f"{names.site}{request.path}", "self": f"{names.site}{request.path}"}
    return answers.as_json(
        {"data": made, "pagination": {"totalElements": len(made)}, "links": links}
    )


def _one(resource: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, source: Id) -> HttpResponse:
        return answers.one(request, resource, source)

    return view


def all_decisions(request: HttpRequest, walk: Query[DecisionWalk]) -> HttpResponse:
    """Answer with a page of the decisions, of all of them or by their legal force."""
    return answers.several(request, "decision", walk, Of(force=walk.force or ""))


def decisions_of_body(request: HttpRequest, source: Id, walk: Query[DecisionWalk]) -> HttpResponse:
    """Answer with a page of the decisions of an organisation, of all of them or by their legal force."""
    of = Of(organisation=source, force=walk.force or "")
    return answers.several(request, "decision", walk, of, "body")


def _all(resource: str) -> Callable[..., HttpResponse]:
    if resource == "decision":
        return all_decisions

    def view(request: HttpRequest, walk: Query[Walk]) -> HttpResponse:
        return answers.several(request, resource, walk, Of())

    return view


def _of_body(resource: str) -> Callable[..., HttpResponse]:
    if resource == "decision":
        return decisions_of_body

    def view(request: HttpRequest, source: Id, walk: Query[Walk]) -> HttpResponse:
        return answers.several(request, resource, walk, Of(organisation=source), "body")

    return view


def _of_organization(resource: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, source: Id, walk: Query[Walk]) -> HttpResponse:
        return answers.several(request, resource, walk, Of(body=source), "organization")

    return view


def _add(path: str, view: Callable[..., HttpResponse], model: Any, name: str, summary: str) -> None:
    api.default_router.add_api_operation(
        path,
        ["GET"],
        view,
        response={200: model, **FAULTS},
        operation_id=name,
        summary=summary,
        tags=[summary.partition(":")[0]],
        by_alias=True,
    )


def _add_all() -> None:
    """Give every resource its addresses, from the table of resources."""
    _add("/", system, oparl.System, "system", "Ingång")
    pages = {name: page_model(model) for name, model in MODELS.items()}
    for resource in RESOURCES.values():
        name, label = resource.name, resource.label
        here = f"/{resource.plural}"
        if resource.is_listed:
            _add(here, _all(name), pages[name], resource.plural, f"{label}: alla")
        _add(f"{here}/{{source}}", _one(name), MODELS[name], name, f"{label}: en")
    for name in LISTS_OF_BODY.values():
        known = RESOURCES[name]
        path = f"/bodies/{{source}}/{known.plural}"
        title = f"{known.label}: hos en organisation"
        _add(path, _of_body(name), pages[name], f"body-{known.plural}", title)
    for name in ("meeting", "consultation"):
        known = RESOURCES[name]
        path = f"/organizations/{{source}}/{known.plural}"
        title = f"{known.label}: i ett organ"
        _add(path, _of_organization(name), pages[name], f"organization-{known.plural}", title)
    of_vote = "/vote-events/{source}"
    title = "omröstning: "
    _add(f"{of_vote}/votes", votes, page_model(extensions.Vote), "votes", title + "röster")
    _add(f"{of_vote}/counts", counts, page_model(extensions.Count), "counts", title + "antal")


def _add_bulk() -> None:
    """Give the files with everything their addresses."""
    _add("/bulk", bulk.listing, extensions.Bulk, "bulk", "filer med allt: förteckning")
    streamed: dict[str, Any] = {
        "responses": {200: {"content": {kind: {} for kind in bulk.FORMATS.values()}}}
    }
    sqlite: dict[str, Any] = {
        "responses": {200: {"content": {bulk.SQLITE: {}}}, 503: {"description": bulk.BEING_MADE}}
    }
    api.get(
        "/bulk/samverk.sqlite",
        operation_id="bulk-sqlite",
        summary="filer med allt: SQLite",
        tags=["filer med allt"],
        response=FAULTS,
        openapi_extra=sqlite,
    )(bulk.sqlite)
    api.get(
        "/bulk/{name}.{ending}",
        operation_id="bulk-file",
        summary="filer med allt: ett slag",
        tags=["filer med allt"],
        response=FAULTS,
        openapi_extra=streamed,
    )(bulk.download)


def _add_catalogue() -> None:
    """Give the catalogue entry its address."""
    syntaxes: dict[str, Any] = {
        kind.partition(";")[0]: {} for kind, _ in catalogue.SYNTAXES.values()
    }
    api.get(
        "/dcat.{ending}",
        operation_id="dcat",
        summary="katalogpost enligt DCAT-AP-SE: rdf, ttl eller jsonld",
        tags=["katalogpost enligt DCAT-AP-SE"],
        response=FAULTS,
        openapi_extra={"responses": {200: {"content": syntaxes}}},
    )(catalogue.catalogue)


_add_all()
_add_bulk()
_add_catalogue()
api.get("/openapi.json", include_in_schema=False)(description)
api.get("/schemas/{name}.json", include_in_schema=False)(schema)
