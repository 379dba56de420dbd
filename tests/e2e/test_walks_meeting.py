"""A meeting of the federation's board, walked as its manager holds it: from planning to the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from samverk.foundation import clock
from tests.doses import whole_alone
from tests.e2e.walking import Enter, entering, faults

MANAGER = "forbundschef@insjoriket"
BOARD = "Förbundsstyrelsen"
ABSENT = "Ove Tallmyr (Arbetsförmedlingen)"
LEAVES = "Pia Nordlid (Alingsås)"
SUBSTITUTE = "Nora Fridhage (Alingsås)"
CHAIR = "Göran Stenvik (Försäkringskassan)"
VICE = "Lena Åmarker (Västra Götalandsregionen)"
AGAINST = ["Erik Sjöhed (Härryda)", "Amina Larsdal (Lerum)"]


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    with entering(browser, site) as way:
        yield way


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def plan(page: Page, hour: str) -> None:
    """Plan a meeting today, from the list of meetings."""
    page.goto("/sammantraden/")
    follow(page, f"Planera sammanträde: {BOARD}")
    page.get_by_role("textbox", name="Dag").fill(clock.today().isoformat())
    page.get_by_role("textbox", name="Tid").fill(hour)
    page.get_by_role("textbox", name="Plats").fill("Sammanträdesrummet Sjön")
    press(page, "Planera sammanträde")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sammanträde den")


def add_item(page: Page, title: str, **chosen: str) -> None:
    follow(page, "Lägg till punkt")
    page.get_by_role("textbox", name=re.compile("^Rubrik")).fill(title)
    for label, option in chosen.items():
        page.get_by_label(label.replace("_", " ")).select_option(option)
    press(page, "Lägg till punkt")


def open_it(page: Page) -> None:
    follow(page, "Öppna sammanträdet")
    expect(page.get_by_label("Ordförande")).to_have_value(re.compile(r"\d+"))
    press(page, "Öppna sammanträdet")
    expect(page.get_by_role("heading", level=1)).to_have_text("Upprop")


def call_roll(page: Page) -> None:
    """Mark all members at once, take one back, and mark a substitute."""
    follow(page, "Markera alla ledamöter som på plats")
    page.get_by_label(ABSENT).select_option("")
    page.get_by_label(SUBSTITUTE).select_option("room")
    press(page, "Anteckna uppropet")
    expect(page.get_by_text("7 av 8 platser har tjänstgörande").first).to_be_visible()


def to_the_decision(page: Page) -> None:
    follow(page, "Yrkanden och beslut")
    follow(page, "Anteckna förslaget")
    page.get_by_label("Vems förslag?").fill("kansliets förslag")
    page.get_by_label("Beslutspunkter").fill("Styrelsen godkänner årsredovisningen.")
    press(page, "Förslag till beslut")
    follow(page, "Anteckna yrkande")
    page.get_by_label("Yrkandet går ut på").select_option("rejection")
    page.get_by_label("Från").select_option(label=AGAINST[0])
    press(page, "Anteckna yrkande")


def vote(page: Page) -> None:
    press(page, "Mötet godkänner ordningen")
    page.get_by_label("Bifall till kansliets förslag").check()
    press(page, "Ordföranden finner")
    page.get_by_label("Begär någon omröstning?").select_option(label=f"Ja, {AGAINST[0]}")
    press(page, "Anteckna")
    page.get_by_role("link", name="alla ja").click()
    for name in AGAINST:
        page.get_by_label(name).select_option("no")
    press(page, "Anteckna omröstningen")
    expect(page.get_by_text("5 ja, 2 nej, 0 avstår")).to_be_visible()


def settle(page: Page, text: str = "") -> None:
    if text:
        page.get_by_label("Beslutet, en punkt på varje rad").fill(text)
    press(page, "Anteckna utgången")
    expect(page.get_by_role("link", name="Se beslutet")).to_be_visible()


def end_it(page: Page) -> None:
    follow(page, "Avsluta sammanträdet")
    press(page, "Avsluta sammanträdet")
    expect(page.get_by_text("Avslutat").first).to_be_visible()


@pytest.mark.parametrize(("scripts", "hour"), [(True, "09:00"), (False, "10:00")])
def test_the_board_meets_from_planning_to_the_end(enter, scripts, hour):
    page = enter(MANAGER, java_script_enabled=scripts)
    plan(page, hour)
    add_item(page, "Val av justerare", Del_av_listan="Formalia")
    add_item(page, "Årsredovisning")
    open_it(page)
    call_roll(page)
    press(page, "Ta upp nästa: Val av justerare")
    follow(page, "Yrkanden och beslut")
    settle(page, "Lena Åmarker justerar.")
    press(page, "Ta upp nästa: Årsredovisning")
    press(page, f"Går {LEAVES}")
    press(page, f"Kalla in ersättaren {SUBSTITUTE}")
    to_the_decision(page)
    vote(page)
    expect(page.get_by_label("Beslutet, en punkt på varje rad")).to_have_value(
        "Styrelsen godkänner årsredovisningen."
    )
    settle(page)
    end_it(page)
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="Årsredovisning")).to_contain_text("Beslut")
    expect(rows.filter(has_text="Val av justerare")).to_contain_text("§")


def test_a_chair_with_jav_hands_over_and_is_back(enter):
    page = enter(MANAGER)
    plan(page, "11:00")
    add_item(page, "Avtal")
    open_it(page)
    call_roll(page)
    press(page, "Ta upp nästa: Avtal")
    page.get_by_role("row").filter(has_text=CHAIR).get_by_role("link", name="Jäv").click()
    page.get_by_role("radio", name=re.compile("^är själv")).check()
    press(page, "Anteckna jäv")
    expect(page.get_by_text("Ordföranden tjänstgör inte.")).to_be_visible()
    follow(page, "Byt ordförande")
    page.get_by_label("Ordförande").select_option(label=VICE)
    press(page, "Byt ordförande")
    expect(page.get_by_text(f"Ordförande: {VICE}")).to_be_visible()
    expect(page.get_by_text("Ordföranden tjänstgör inte.")).to_have_count(0)


@whole_alone
def test_no_page_of_a_meeting_has_a_fault(enter):
    page, broken = enter(MANAGER), {}
    plan(page, "12:00")
    broken["planned"] = faults(page)
    follow(page, "Lägg till punkt")
    press(page, "Lägg till punkt")
    expect(page.get_by_role("alert")).to_be_focused()
    broken["no title"] = faults(page)
    page.go_back()
    page.go_back()
    add_item(page, "Samordningsförbundets verksamhetsberättelse " * 5)
    broken["long"] = faults(page)
    open_it(page)
    broken["roll"] = faults(page)
    press(page, "Anteckna uppropet")
    broken["empty roll"] = faults(page)
    call_roll(page)
    broken["room"] = faults(page)
    page.get_by_role("button", name=re.compile("Ta upp nästa")).click()
    follow(page, "Anteckna någon annans närvaro")
    broken["presence"] = faults(page)
    page.go_back()
    follow(page, "Byt ordförande")
    broken["chair"] = faults(page)
    page.go_back()
    to_the_decision(page)
    broken["proposals"] = faults(page)
    press(page, "Mötet godkänner ordningen")
    press(page, "Ordföranden finner")
    broken["nothing found"] = faults(page)
    page.get_by_label("Bifall till kansliets förslag").check()
    press(page, "Ordföranden finner")
    page.get_by_label("Begär någon omröstning?").select_option(label=f"Ja, {AGAINST[0]}")
    press(page, "Anteckna")
    broken["vote"] = faults(page)
    press(page, "Anteckna omröstningen")
    broken["no votes"] = faults(page)
    page.get_by_role("link", name="alla ja").click()
    press(page, "Anteckna omröstningen")
    broken["voted"] = faults(page)
    settle(page)
    broken["settled"] = faults(page)
    end_it(page)
    broken["ended"] = faults(page)
    assert {name: found for name, found in broken.items() if found} == {}


def test_the_roll_is_called_and_an_item_taken_up_with_the_keyboard_alone(enter):
    page = enter(MANAGER)
    plan(page, "13:00")
    add_item(page, "Budget")
    open_it(page)
    page.get_by_role("link", name="Markera alla ledamöter som på plats").press("Enter")
    page.get_by_role("button", name="Anteckna uppropet").press("Enter")
    page.get_by_role("button", name="Ta upp nästa: Budget").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Budget")
