"""After the meeting: the minutes finished, signed on paper, announced, and the decision in force."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.replay.desk import follow, press


def choose_adjusters(page: Page, meeting: str, *names: str) -> None:
    """Choose who adjusts beside the chair."""
    page.goto(f"{meeting}protokoll/")
    follow(page, "Välj")
    for name in names:
        page.get_by_label(name, exact=True).check()
    press(page, "Välj justerare")


def send_to(page: Page, meeting: str, *recipients: str) -> None:
    """Say whom the meeting's only decision is sent to."""
    page.goto(f"{meeting}protokoll/")
    follow(page, "Mottagare")
    page.get_by_label("Beslutet skickas till").fill("\n".join(recipients))
    press(page, "Mottagare")
    expect(page.get_by_text("Fullständigt enligt lagen")).to_be_visible()


def end(page: Page, meeting: str) -> None:
    """End the meeting from its room."""
    page.goto(f"{meeting}rum/")
    follow(page, "Avsluta sammanträdet")
    press(page, "Avsluta sammanträdet")
    expect(page.get_by_text("Avslutat").first).to_be_visible()


def send_for_adjustment(page: Page, meeting: str) -> None:
    """Send the minutes to those who sign them."""
    page.goto(f"{meeting}justering/")
    press(page, "Skicka för justering")
    expect(page.get_by_text("För justering").first).to_be_visible()


def note_signatures(page: Page, meeting: str, day: str, count: int) -> None:
    """Note that each signer has signed on paper; with the last one the minutes are locked."""
    page.goto(f"{meeting}justering/")
    page.get_by_role("main").get_by_role("link", name="§").first.click()
    for _ in range(count):
        follow(page, "Anteckna underskrift på papper")
        page.get_by_label("Vilken dag?").fill(day)
        press(page, "Anteckna underskrift")
    expect(page.get_by_text(f"Justerad {day}")).to_be_visible()


def announced(page: Page, meeting: str, last_day: str) -> None:
    """See that the minutes are announced, and until when the decision can be appealed."""
    page.goto(f"{meeting}justering/")
    expect(page.get_by_text(f"Kan överklagas till och med {last_day}")).to_be_visible()


def confirm_force(page: Page, day: str) -> None:
    """Confirm that the decision on the page has legal force."""
    expect(page.get_by_text("Laga kraft antas från").first).to_be_visible()
    follow(page, "Registrera uppgift om laga kraft")
    page.get_by_label("laga kraft bekräftad av sekreteraren").check()
    page.get_by_label("Dag", exact=True).fill(day)
    press(page, "Registrera uppgift om laga kraft")
    expect(page.get_by_text("Har laga kraft").first).to_be_visible()


def finish(page: Page, meeting: str, adjusters: tuple[str, ...], recipient: str) -> None:
    """Finish the minutes of a meeting with one decision, and end it."""
    choose_adjusters(page, meeting, *adjusters)
    send_to(page, meeting, recipient)
    end(page, meeting)
