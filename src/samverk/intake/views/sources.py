"""Uploading files, and following how they are read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samverk.foundation.actors import Actor
from samverk.foundation.files.host import from_file_host
from samverk.foundation.files.release import released
from samverk.foundation.middleware import actor_of
from samverk.intake import queries
from samverk.intake.access import bodies_open_to
from samverk.intake.actions import Outcome, may_read_again, read_again, upload
from samverk.intake.files import Refusal
from samverk.intake.forms import UploadForm
from samverk.intake.forms.follow import AgainForm
from samverk.intake.models import Source, SourceState
from samverk.intake.queries import batches
from samverk.intake.review.excerpt import PAGE_LINES, no_excerpt, text_lines
from samverk.intake.review.page import shown_findings

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """List what has been uploaded and take in more."""
    actor = actor_of(request)
    bodies = bodies_open_to(actor)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, bodies=bodies)
        outcome = form.carry_out(lambda values, key: _upload(actor, form, values, key))
        if outcome is not None:
            _tell(request, outcome)
            if not outcome.refused:
                return _after(outcome)
            for refusal in outcome.refused:
                form.add_error("documents", str(refusal))
    else:
        form = UploadForm(bodies=bodies)
    return _listed(request, form, [one.id for one in bodies])


def _upload(actor: Actor, form: UploadForm, values: dict[str, Any], key: str) -> Outcome:
    refused: list[Refusal] = []
    files = form.taken(values["documents"], refused)
    outcome = upload(actor, values["body"], files, key=key)
    outcome.refused += refused
    return outcome


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    """Say what became of the files that were kept."""
    if outcome.new:
        names = ", ".join(source.name for source in outcome.new)
        messages.success(request, f"Mottaget: {names}. Filerna läses i bakgrunden.")
    for source in outcome.restored:
        messages.success(request, f"{source.name} saknades i lagret och är nu tillbaka.")
    for source in outcome.known:
        day = source.uploaded_at.date()
        messages.info(request, f"{source.name} fanns redan, uppladdad {day}. Den läses inte igen.")


def _after(outcome: Outcome) -> HttpResponse:
    """Go to the one source that was sent, or to the list of them."""
    if len(outcome.sources) == 1:
        return redirect("intake_source", source=outcome.sources[0].pk)
    return redirect("intake")


def _listed(request: HttpRequest, form: UploadForm, bodies: list[int]) -> HttpResponse:
    page = Paginator(queries.sources_of(bodies), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "form": form,
        "page": page,
        "may_upload": bool(bodies),
        "progress": queries.progress_of(bodies),
        "batches": batches.under_way(bodies),
    }
    name = "intake/sources.html#sources" if request.htmx else "intake/sources.html"  # type: ignore[attr-defined]
    return render(request, name, context, status=form.answer_status)


@require_GET
def source(request: HttpRequest, source: int) -> HttpResponse:
    """Show how far one file has come, what was found in it, and what is left to review."""
    actor = actor_of(request)
    found = queries.source_for(source, actor)
    return _shown(request, found, actor, AgainForm())


def _shown(request: HttpRequest, found: Source, actor: Actor, form: AgainForm) -> HttpResponse:
    context = {
        "source": found,
        "form": form,
        "again": may_read_again(actor, found),
        "is_lost": found.is_lost,
        "records": queries.records_of(found),
        "findings": shown_findings(no_excerpt(found), queries.loose_findings(found)),
        "next": queries.next_to_review(found),
        "is_waiting": found.state == SourceState.WAITING,
        "batch": batches.batch_of_source(found.pk),
    }
    name = "intake/source.html#state" if request.htmx else "intake/source.html"  # type: ignore[attr-defined]
    return render(request, name, context, status=form.answer_status)


@require_POST
def again(request: HttpRequest, source: int) -> HttpResponse:
    """Have a file read again: after a fault, or with a reader that has learnt more since."""
    actor = actor_of(request)
    found = queries.source_for(source, actor)
    form = AgainForm(request.POST)
    done = form.carry_out(lambda _, key: read_again(actor, found, key=key))
    if done is None:
        return _shown(request, found, actor, form)
    messages.success(request, f"{found.name} läses igen i bakgrunden.")
    return redirect("intake_source", source=source)


@require_GET
def text(request: HttpRequest, source: int) -> HttpResponse:
    """Show the whole text that was read from a file, page by page."""
    found = queries.source_for(source, actor_of(request))
    pages = Paginator(range(len(found.lines or [])), PAGE_LINES)
    page = pages.get_page(request.GET.get("sida"))
    lines = text_lines(found, (page.number - 1) * PAGE_LINES)
    return render(request, "intake/text.html", {"source": found, "page": page, "lines": lines})


def _readable(request: HttpRequest, source: int) -> Source:
    return queries.source_for(source, actor_of(request))


@require_GET
@from_file_host(_readable)
def content(request: HttpRequest, source: int) -> FileResponse:
    """Hand out the file's copy, to be saved: a browser never shows it as a page of ours."""
    found = _readable(request, source)
    return released(actor_of(request), found.content, found.sha256, found.name, found.media_type)
