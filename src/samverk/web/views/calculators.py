"""The Lagkalkylator: the rules of law as forms, with the reasons shown.

The forms use GET, so that an answer has an address that can be shared and saved.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverk.rules.calculators import CATALOGUE
from samverk.rules.calculators import calculator as load
from samverk.web.calculator_forms import CalculatorForm, worked_examples


def index(request: HttpRequest) -> HttpResponse:
    """List the calculators with what each answers."""
    calculators = [load(entry.slug) for entry in CATALOGUE]
    return render(request, "web/calculators.html", {"calculators": calculators})


def calculator(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one calculator; with input in the address also its answer or what is wrong."""
    try:
        found = load(slug)
    except KeyError:
        raise Http404 from None
    if slug != found.slug:  # the command line's name: one page has one address
        return redirect("calculator", found.slug, permanent=True)
    form = CalculatorForm(found, request.GET)
    context = {
        "calculator": found,
        "form": form,
        "result": form.result() if form.is_bound else None,
        "examples": worked_examples(found),
    }
    return render(request, "web/calculator.html", context)
