"""The pages about the system: what it is, and how accessible it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.web.vendored import packages


def accessibility(request: HttpRequest) -> HttpResponse:
    """Tell how accessible the site is and how it is tested."""
    return render(request, "web/accessibility.html")


def about(request: HttpRequest) -> HttpResponse:
    """Tell what Samverk is, its licence, and whose work it stands on."""
    return render(request, "web/about.html", {"packages": packages()})
