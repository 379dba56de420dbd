"""The sections that decisions add to the pages of bodies and cases."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from samverk.decisions import queries
from samverk.decisions.models import Decision
from samverk.foundation.pages import Panel, PanelRow


def body_panel(body: int, day: date) -> Panel:
    """Make the body page's section with its latest decisions by ``day``."""
    found = queries.decisions_of_body(body, limit=5, decided_by=day)
    return Panel(
        "Senaste besluten",
        "beslut",
        tuple(_row(one) for one in found),
        "Inga beslut är registrerade till och med den dagen.",
        "Alla beslut",
        reverse("decisions"),
    )


def case_panel(case: int, _: date) -> Panel:
    """Make the case page's section with the decisions taken in it."""
    rows = tuple(_row(one) for one in queries.decisions_of_case(case))
    register = f"{reverse('new_decision')}?arende={case}"
    return Panel(
        "Beslut",
        "beslut",
        rows,
        "Inga beslut är registrerade i ärendet.",
        "Registrera beslut",
        register,
    )


def _row(decision: Decision) -> PanelRow:
    return PanelRow(
        f"{decision.place}: {decision.title}",
        reverse("decision", args=[decision.pk]),
        decision.get_kind_display(),
        decision.decided_on,
    )
