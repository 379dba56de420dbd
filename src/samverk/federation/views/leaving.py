"""What leaving would cost: the page, and the same as a PDF for an agenda."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from samverk.documents.report import report_pdf
from samverk.federation.forms.leaving import ExitForm
from samverk.federation.views.setup import federation_at
from samverk.federation.what_if import Scenario, grounds_of, scenario_of
from samverk.federation.what_if.paper import LABELS, as_report, lettered
from samverk.federation.what_if.telling import assumptions, reasons, told
from samverk.foundation import clock
from samverk.foundation.errors import InputError, NotFoundError
from samverk.foundation.files.sending import in_hand


@require_GET
def exit_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one scenario, or two side by side."""
    home = federation_at(slug)
    form, scenarios = _asked(request, home.id)
    context = {
        "home": home,
        "form": form,
        "groups": told(scenarios) if scenarios else (),
        "scenarios": [
            (letter, one, assumptions(one), reasons(one)) for letter, one in lettered(scenarios)
        ],
        "labels": LABELS,
        "query": request.GET.urlencode(),
    }
    return render(request, "federation/exit.html", context, status=form.answer_status)


def _asked(request: HttpRequest, federation: int) -> tuple[ExitForm, list[Scenario]]:
    grounds = grounds_of(federation)
    form = ExitForm(request.GET or None, list(grounds.members))
    if not form.is_valid():
        return form, []
    try:
        return form, [scenario_of(grounds, asked) for asked in form.asked]
    except InputError as fault:
        form.add_error(fault.field if fault.field in form.fields else None, fault.message)
        return form, []


@require_GET
def exit_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the scenarios as a PDF; raises NotFoundError when nothing that can be counted is asked."""
    home = federation_at(slug)
    _, scenarios = _asked(request, home.id)
    if not scenarios:
        raise NotFoundError("Välj först vem som lämnar och när.")
    made = report_pdf(as_report(home.name, scenarios, localtime(clock.now())))
    return in_hand(made.content, f"uttrade-{home.slug}.{made.ending}", made.media_type)
