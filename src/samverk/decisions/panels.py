"""The sections that decisions add to other pages, and those that higher rooms add to a decision's."""

from __future__ import annotations

from django.urls import reverse

from samverk.decisions import queries
from samverk.decisions.actions.permission import may_register
from samverk.decisions.models import Decision
from samverk.foundation.pages import Offer, Panel, PanelRow, Panels, Reading, offers

DECISION_PANELS = Panels()


def body_panel(reading: Reading) -> Panel:
    """Make the body page's section with its latest decisions by the day."""
    found = queries.decisions_of_body(reading.subject, limit=5, decided_by=reading.day)
    return Panel(
        "Senaste besluten",
        "beslut",
        tuple(_row(one) for one in found),
        "Inga beslut är registrerade till och med den dagen.",
        "Senaste besluten från alla organ",
        reverse("decisions"),
    )


def case_panel(reading: Reading) -> Panel:
    """Make the case page's section with the decisions taken in it."""
    found = queries.decisions_of_case(reading.subject)
    allowed = may_register(reading.actor, reading.organisation)
    url = f"{reverse('new_decision')}?arende={reading.subject}"
    return Panel(
        "Beslut",
        "beslut",
        tuple(_row(one) for one in found),
        "Inga beslut är registrerade i ärendet.",
        offers=offers(Offer("Registrera beslut", url, allowed)),
    )


def _row(decision: Decision) -> PanelRow:
    return PanelRow(
        f"{decision.place}: {decision.title}",
        reverse("decision", args=[decision.pk]),
        "; ".join(filter(None, [decision.get_kind_display(), decision.unconfirmed])),
        decision.decided_on,
    )
