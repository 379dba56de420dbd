"""The start page, which leads a newcomer to the chain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.decisions import queries as decisions
from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.middleware import actor_of
from samverk.thread.queries import membership_thread


@require_GET
def alive(_: HttpRequest) -> HttpResponse:
    """Answer that the web server runs, without touching the database."""
    return HttpResponse("ja\n", content_type="text/plain; charset=utf-8")


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Lead a newcomer to the chain in one click, and show what is new."""
    today = clock.today()
    threads = [
        membership_thread(found.slug, today)
        for found in directory.organisations()
        if found.kind == "federation"
    ]
    actor = actor_of(request)
    context = {
        "threads": threads,
        "latest": decisions.latest_decisions(),
        "open_assignments": decisions.open_assignments(
            [held.body for held in actor.roles if held.body]
        ),
    }
    return render(request, "thread/start.html", context)
