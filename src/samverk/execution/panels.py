"""What a board's public page tells of its published quarters."""

from __future__ import annotations

from django.urls import reverse

from samverk.execution.queries.public_quarters import published
from samverk.foundation.pages import Panel, PanelRow, Reading

SHOWN = 4


def published_panel(reading: Reading) -> Panel | None:
    """List a board's latest published quarters; None where none is, as with most bodies."""
    rows = published().filter(body=reading.subject).order_by("-quarter")[:SHOWN]
    listed = tuple(
        PanelRow(
            str(one.of_quarter).capitalize(),
            reverse("public_quarter", args=[one.body_id, one.quarter]),
            "publicerat",
            one.published_on,
        )
        for one in rows
    )
    if not listed:
        return None
    return Panel(
        "Ej verkställda beslut",
        "ej-verkstallda-publicerat",
        listed,
        "",
        "Alla publicerade kvartal",
        reverse("public_quarters"),
    )
