"""The public registers: cases and documents of a body, latest first."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, offers
from samverk.foundation.permissions import Right, may
from samverk.registry import queries

PAGE = 50


def diaries(request: HttpRequest) -> HttpResponse:
    """List the bodies, each of which has a diary of its own."""
    context = {"organisations": directory.organisations_with_bodies()}
    return render(request, "registry/diaries.html", context)


def diary(request: HttpRequest, body: int) -> HttpResponse:
    """Show a body's cases; ``?fore=2024-05-01.12`` goes on where the page before ended."""
    found = directory.body_ref(body)
    cases = queries.register(body=body, limit=PAGE + 1, before=_place(request.GET.get("fore")))
    page, more = cases[:PAGE], len(cases) > PAGE
    first = queries.first_documents(page)
    allowed = may(
        actor_of(request), Right.REGISTER_CASE, organisation=found.organisation, body=body
    )
    context = {
        "body": found,
        "rows": [(case, first.get(case.pk)) for case in page],
        "older": f"{page[-1].opened_on}.{page[-1].pk}" if more else "",
        "is_first": "fore" not in request.GET,
        "offers": offers(Offer("Registrera ärende", reverse("new_case", args=[body]), allowed)),
    }
    return render(request, "registry/diary.html", context)


def documents(request: HttpRequest, body: int) -> HttpResponse:
    """Show a body's documents with the facts of OSL 5 kap. 2 §; ``?fore=812`` goes on."""
    found = directory.body_ref(body)
    before = request.GET.get("fore", "")
    rows = queries.document_register(body=body, limit=PAGE + 1, before=_number(before))
    context = {
        "body": found,
        "rows": rows[:PAGE],
        "older": rows[PAGE - 1].pk if len(rows) > PAGE else "",
        "is_first": not before,
    }
    return render(request, "registry/documents.html", context)


def _place(text: str | None) -> tuple[date, int] | None:
    """Read where the page before ended; a place nobody has printed is not found."""
    if text is None:
        return None
    day, _, last = text.partition(".")
    try:
        return date.fromisoformat(day), _number(last) or 0
    except ValueError as fault:
        raise NotFoundError("Sidan finns inte.") from fault


def _number(text: str) -> int | None:
    """Read an id; more digits than the database has is not found."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise NotFoundError("Sidan finns inte.")
    return int(text)
