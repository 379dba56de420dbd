"""The federation's plans and annual reports: the list, and the form that drafts one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.federation import actions, queries
from samverk.federation.forms.reports import ReportForm
from samverk.federation.views.setup import changeable, federation_at, form_page
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, offers
from samverk.foundation.permissions import Right, may


@require_GET
def year_reports(request: HttpRequest, slug: str) -> HttpResponse:
    """List the plans and annual reports."""
    home = federation_at(slug)
    allowed = may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id)
    url = reverse("draft_report", args=[slug])
    context = {
        "home": home,
        "reports": queries.reports_of(home.id),
        "may_read": bool(allowed),
        "offers": offers(Offer("Skriv utkast", url, allowed)),
    }
    return render(request, "federation/year_reports.html", context)


def draft_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Draft a year's plan or annual report from what is recorded."""
    home = changeable(request, slug)
    form = ReportForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.draft_report(
            actor_of(request), actions.NewYearReport(home.id, **values), key=key
        )
    )
    if made:
        return redirect("memo", made.memo_id)
    lead = (
        "Utkastet fylls med medlemmar, insatser, budget, utfall, antal och beslut som de är registrerade."
        " Det du skriver sedan skrivs inte över."
    )
    return form_page(request, home, form, ("Skriv utkast", lead))
