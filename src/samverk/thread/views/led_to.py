"""The page of what a decision led to, and the same as a file."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samverk.federation import actions as federation
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.thread.led_to import LedTo
from samverk.thread.led_to_files import as_file
from samverk.thread.led_to_telling import sentence_of, told_agreements, told_unit
from samverk.thread.queries import led_to as gathered

ENDINGS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}


@require_GET
def led_to(request: HttpRequest, decision: int) -> HttpResponse:
    """Show what a decision led to: agreements, what they paid for, how many, and what each cost."""
    found = _found(request, decision)
    context = {
        "found": found,
        "decision": found.decision,
        "sentence": sentence_of(found),
        "agreements": told_agreements(found),
        "returns": [(one.row, told_unit(one.cost)) for one in found.returns],
        "endings": ENDINGS.items(),
    }
    return render(request, "thread/led_to.html", context)


@require_GET
def led_to_file(request: HttpRequest, decision: int, ending: str) -> HttpResponse:
    """Send the table as Excel, CSV or JSON, with what the reader may see of it."""
    if ending not in ENDINGS:
        raise NotFoundError("Tabellen finns som Excel, CSV och JSON.")
    found = _found(request, decision)
    made = as_file(found, ending, clock.now())
    return in_hand(made.content, f"beslut-{found.decision.pk}-ledde-till.{ending}", made.media_type)


def _found(request: HttpRequest, decision: int) -> LedTo:
    return gathered(decision, clock.today(), partial(_reads, actor_of(request)))


def _reads(actor: Actor, payee: int, home: int) -> bool:
    return bool(federation.may_read_claims(actor, payee, home))
