"""A vote from the members' own devices, in browsers of their own, and the agenda in another order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_walks_meeting import (
    AGAINST,
    add_item,
    follow,
    open_it,
    plan,
    press,
    settle,
    to_the_decision,
)
from tests.e2e.walking import Enter, entering, faults

MANAGER, CHAIR = "forbundschef@insjoriket", "ordforande@insjoriket"
ERIK, AMINA = "erik@insjoriket", "amina@insjoriket"


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    with entering(browser, site) as way:
        yield way


def at_the_vote(enter: Enter, hour: str) -> Page:
    """The manager's page of an item where a vote has been asked for, with all members there."""
    page = enter(MANAGER)
    plan(page, hour)
    add_item(page, "Avtal om lokal")
    open_it(page)
    follow(page, "Markera alla ledamöter som på plats")
    press(page, "Anteckna uppropet")
    press(page, "Ta upp nästa: Avtal om lokal")
    to_the_decision(page)
    press(page, "Mötet godkänner ordningen")
    page.get_by_label("Bifall till kansliets förslag").check()
    press(page, "Ordföranden finner")
    page.get_by_label("Begär någon omröstning?").select_option(label=f"Ja, {AGAINST[0]}")
    press(page, "Anteckna")
    return page


def own_page(enter: Enter, who: str, meeting: str, **options: bool) -> Page:
    page = enter(who, **options)
    page.goto(meeting)
    follow(page, "Rösta från egen enhet")
    return page


def meeting_of(page: Page) -> str:
    return str(page.get_by_role("link", name="Till mötesrummet").get_attribute("href")).replace(
        "rum/", ""
    )


def send(page: Page, choice: str, button: str = "Lämna rösten") -> None:
    page.get_by_label(choice, exact=True).check()
    press(page, button)


def test_two_members_vote_from_browsers_of_their_own_and_both_are_counted(enter):
    desk = at_the_vote(enter, "18:00")
    meeting = meeting_of(desk)
    erik = own_page(enter, ERIK, meeting)
    expect(erik.get_by_text("Ingen omröstning är öppen")).to_be_visible()
    follow(desk, "Låt ledamöterna rösta från egna enheter")
    press(desk, "Öppna omröstningen")
    # The page shows by itself that a vote is open, and never asks the member to load it
    expect(erik.get_by_text("Ja betyder")).to_be_visible(timeout=10_000)
    amina = own_page(enter, AMINA, meeting, java_script_enabled=False)
    send(erik, "Nej")
    send(amina, "Ja")
    expect(amina.get_by_text("Du har röstat ja")).to_be_visible()
    send(amina, "Nej", "Ändra rösten")
    expect(amina.get_by_text("Du har röstat nej")).to_be_visible()
    expect(desk.get_by_text("6 återstår")).to_be_visible(timeout=10_000)
    assert faults(erik) + faults(desk) == []
    with desk.expect_navigation():
        desk.get_by_role("link", name="Uppdatera sidan").click()
    for row in desk.locator("table select").all():
        row.select_option("yes")
    press(desk, "Avsluta omröstningen")
    expect(desk.get_by_text("6 ja, 2 nej, 0 avstår")).to_be_visible()
    expect(erik.get_by_text("Ingen omröstning är öppen")).to_be_visible(timeout=10_000)
    settle(desk)


def test_the_chair_leads_a_vote_from_the_chairs_own_page(enter):
    desk = at_the_vote(enter, "19:00")
    chair = own_page(enter, CHAIR, meeting_of(desk))
    follow(chair, "Led omröstningen")
    press(chair, "Öppna omröstningen")
    assert faults(chair) == []
    press(chair, "Avsluta omröstningen")
    expect(chair.get_by_role("alert")).to_be_focused()
    assert faults(chair) == []
    chair.get_by_role("link", name="alla som inte röstat avstår").click()
    chair.get_by_label("Göran Stenvik (Försäkringskassan)").select_option("yes")
    press(chair, "Avsluta omröstningen")
    expect(chair.get_by_text("Ingen omröstning är öppen")).to_be_visible()


def test_the_agenda_is_ordered_with_the_keyboard_and_by_dragging(enter):
    page = enter(MANAGER)
    plan(page, "20:00")
    for title in ("Alfa", "Beta", "Gamma"):
        add_item(page, title)
    page.get_by_role("button", name="Ned Alfa").press("Enter")
    rows = page.locator("tr[data-item]")
    expect(rows.first).to_contain_text("Beta")
    rows.nth(2).drag_to(rows.first)
    expect(page.locator("tr[data-item]").first).to_contain_text("Gamma")
    assert faults(page) == []


def test_a_proportional_election_is_held_in_the_room(enter):
    page = enter(MANAGER)
    plan(page, "21:00")
    add_item(page, "Val av beredning", Slag_av_ärende="election")
    open_it(page)
    follow(page, "Markera alla ledamöter som på plats")
    press(page, "Anteckna uppropet")
    press(page, "Ta upp nästa: Val av beredning")
    follow(page, "Yrkanden och beslut")
    follow(page, "Proportionellt val")
    page.get_by_label("Val av").fill("ledamöter i beredningen")
    page.get_by_label("Antal platser").fill("2")
    page.get_by_label("Hur många begär proportionellt val?").fill("3")
    press(page, "Anteckna begäran")
    expect(page.get_by_text("Begäran räcker")).to_be_visible()
    page.get_by_label("Grupper").fill("A, 5: Pia Nordlid; Erik Sjöhed\nB, 3: Amina Larsdal")
    page.get_by_label("Ogiltiga sedlar").fill("0")
    press(page, "Anteckna sedlarna")
    expect(page.get_by_role("row").filter(has_text="Amina Larsdal")).to_contain_text("1")
    assert faults(page) == []
    follow(page, "Yrkanden och beslut i punkten")
    settle(page)
