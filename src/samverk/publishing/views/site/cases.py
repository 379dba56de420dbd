"""Cases, decisions and papers, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samverk.publishing.models import Kind
from samverk.publishing.queries.open_cases import case_page
from samverk.publishing.queries.open_decisions import decision_page, tone_of
from samverk.publishing.queries.open_lists import decisions_listed, listed
from samverk.publishing.views.site.asking import asked_of, place, query_of
from samverk.publishing.views.site.chain import chain_of
from samverk.publishing.views.site.frame import page, site_page
from samverk.publishing.words import FORCES

# What a decision does, by its sort; what is only noted is left to the minutes
SORTS = {
    "decides": "Beslut",
    "proposes": "Förslag till annat organ",
    "repeals": "Upphävanden",
    "assigns": "Uppdrag",
}
FORCE_CHOICES = {state.value: label for state, label in FORCES.items()}


@site_page
def cases(request: HttpRequest) -> HttpResponse:
    """List the cases, the latest opened first."""
    asked = asked_of(request)
    found, query = listed(Kind.CASE, asked), query_of(asked)
    context = {"listed": found, "query": query}
    return page(request, "publishing/open_cases.html", context, index=False, query=query)


@site_page
def case(request: HttpRequest, source: int) -> HttpResponse:
    """Show a case: what happened in which body, its papers and what was decided."""
    found = case_page(source, place(request))
    context = {"found": found, "decisions": [(row, tone_of(row)) for row in found.decisions]}
    return page(request, "publishing/open_case.html", context, index=False)


@site_page
def decisions(request: HttpRequest) -> HttpResponse:
    """List the decisions, the latest first."""
    asked = asked_of(request, tuple(SORTS), FORCE_CHOICES)
    found, query = decisions_listed(asked), query_of(asked)
    rows = [(row, tone_of(row)) for row in found.rows]
    context = {
        "listed": found,
        "rows": rows,
        "sorts": SORTS,
        "forces": FORCE_CHOICES,
        "query": query,
    }
    return page(request, "publishing/open_decisions.html", context, index=False, query=query)


@site_page
def decision(request: HttpRequest, source: int) -> HttpResponse:
    """Show a decision: whether it holds, what it says, and the chain that it is a link of."""
    found = decision_page(source)
    context = {"found": found, "chain": chain_of(found)}
    return page(request, "publishing/open_decision.html", context, index=False)
