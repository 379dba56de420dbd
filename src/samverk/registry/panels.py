"""Sections that other rooms add to a case's page, and the one that the diary adds to a body's."""

from __future__ import annotations

from django.urls import reverse

from samverk.foundation.pages import Panel, PanelRow, Panels, Reading
from samverk.registry import queries

CASE_PANELS = Panels()


def diary_panel(reading: Reading) -> Panel:
    """Make the body page's section with the latest cases opened by the day."""
    rows = tuple(
        PanelRow(
            f"{case.diary_number} {case.title}", reverse("case", args=[case.pk]), day=case.opened_on
        )
        for case in queries.register(body=reading.subject, limit=5, opened_by=reading.day)
    )
    return Panel(
        "Diariet",
        "diariet",
        rows,
        "Inga ärenden är registrerade till och med den dagen.",
        "Hela diariet",
        reverse("diary", args=[reading.subject]),
    )
