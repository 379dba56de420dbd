"""Sections: from an intervention to where it is given, and those of higher rooms on a delivery."""

from __future__ import annotations

from django.urls import reverse

from samverk.foundation.pages import Offer, Panel, PanelRow, Panels, Reading, offers
from samverk.interventions import queries
from samverk.interventions.actions import may_manage
from samverk.interventions.models import Delivery

DELIVERY_PANELS = Panels()


def deliveries_panel(reading: Reading) -> Panel:
    """Make the intervention page's section: who gives it, and where to add another."""
    allowed = may_manage(reading.actor, reading.organisation)
    rows = [_row(one) for one in queries.deliveries_of(reading.subject)]
    told = reverse("intervention_statistics", args=[reading.subject])
    if rows:
        rows.append(PanelRow("Publicerad statistik, år för år", told, "för hela insatsen"))
    add = Offer("Lägg upp en verksamhet", reverse("new_delivery", args=[reading.subject]), allowed)
    return Panel(
        "I insatskatalogen",
        "katalogen",
        tuple(rows),
        "Ingen verksamhet är upplagd.",
        "Hela insatskatalogen",
        reverse("catalogue"),
        offers(add) if allowed else None,
    )


def _row(row: Delivery) -> PanelRow:
    ended = f", avslutad {row.to_date}" if row.to_date else ""
    note = f"ges av {row.provider.short_name}{ended}"
    return PanelRow(row.name, reverse("delivery", args=[row.pk]), note)
