"""The pages about the system: what it is, and how accessible it is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.foundation import clock
from samverk.rules.accessibility import Conformance, Verdict
from samverk.web.statement import statement
from samverk.web.vendored import packages

CONFORMS = {
    Conformance.FULL: "good",
    Conformance.PARTIAL: "attention",
    Conformance.NONE: "stopped",
}
TONES = {
    Verdict.FAULTY: "stopped",
    Verdict.KEPT: "good",
    Verdict.ABSENT: "neutral",
    Verdict.NOTHING_FOUND: "neutral",
    Verdict.UNKNOWN: "unknown",
}


def accessibility(request: HttpRequest) -> HttpResponse:
    """Give the accessibility statement, as it stands today."""
    told = statement(clock.today())
    context = {
        "told": told,
        "tone": CONFORMS[told.ruling.value],
        "lines": [(line, TONES[line.verdict]) for line in told.lines],
        "answer_days": settings.FEEDBACK_DAYS,
    }
    return render(request, "web/accessibility.html", context)


def about(request: HttpRequest) -> HttpResponse:
    """Tell what Samverk is, its licence, and whose work it stands on."""
    return render(request, "web/about.html", {"packages": packages()})
