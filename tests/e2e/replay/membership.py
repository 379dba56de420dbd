"""What has happened to the municipality's membership, recorded with the paper that shows it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.replay.desk import follow, press

FEDERATION, CHAIN = "/forbund/insjoriket/", "/medlemskap/insjoriket/"


def record(page: Page, event: str, paper: str, states_exit: str = "") -> None:
    """Record an event that a registered paper or decision shows."""
    page.goto(FEDERATION)
    follow(page, "Registrera händelse för Härryda")
    follow(page, event)
    chosen = page.get_by_label("Vilken handling visar det?")
    wanted = chosen.get_by_role("option").filter(has_text=paper).first.get_attribute("value")
    chosen.select_option(wanted)
    if states_exit:
        page.get_by_label("Utträdesdag som står i handlingen").fill(states_exit)
    press(page, "Registrera")
    expect(page.get_by_text("Händelsen är registrerad.")).to_be_visible()
