"""A proposal on its way from one board to the next: the extract, its receipt, its fate, its agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from samverk.foundation import clock
from tests.e2e import behind
from tests.e2e.test_walks_meeting import follow, press
from tests.e2e.walking import WIDE, Enter, entering, faults

SECRETARY = "sekreterare@harryda"
TITLE = "Att dra tillbaka utträdet ur samordningsförbundet"
FROM_CASE, TO_CASE = f"2022VFN360 {TITLE}", f"2022KS554 {TITLE}"
POINT = "Kommunfullmäktige föreslås att dra tillbaka utträdet."


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    with entering(browser, site) as way:
        yield way


def plan(page: Page, body: str, hour: str) -> None:
    page.goto("/sammantraden/")
    follow(page, f"Planera sammanträde: {body}")
    page.get_by_role("textbox", name="Dag").fill(clock.today().isoformat())
    page.get_by_role("textbox", name="Tid").fill(hour)
    page.get_by_role("textbox", name="Plats").fill("Råda rum")
    press(page, "Planera sammanträde")


def add_item(page: Page, case: str, **more: str) -> None:
    follow(page, "Lägg till punkt")
    page.get_by_role("textbox", name=re.compile("^Rubrik")).fill(TITLE)
    page.get_by_role("textbox", name=re.compile("^Eller skriv diarienummer")).fill(case)
    for label, option in more.items():
        page.get_by_label(label.replace("_", " ")).select_option(label=option)
    press(page, "Lägg till punkt")


def decide(page: Page) -> None:
    """Open the meeting, decide its item by acclamation, and end it."""
    follow(page, "Öppna sammanträdet")
    press(page, "Öppna sammanträdet")
    follow(page, "Markera alla ledamöter som på plats")
    press(page, "Anteckna uppropet")
    press(page, f"Ta upp nästa: {TITLE}")
    follow(page, "Yrkanden och beslut")
    follow(page, "Anteckna förslaget")
    page.get_by_label("Vems förslag?").fill("förvaltningens förslag")
    page.get_by_label("Beslutspunkter").fill(POINT)
    press(page, "Förslag till beslut")
    page.get_by_label("Bifall till förvaltningens förslag").check()
    press(page, "Ordföranden finner")
    press(page, "Anteckna")
    press(page, "Anteckna utgången")
    follow(page, "Avsluta sammanträdet")
    press(page, "Avsluta sammanträdet")


def finish_minutes(page: Page) -> None:
    follow(page, "Till protokollet")
    follow(page, "Välj")
    page.get_by_role("checkbox").first.check()
    press(page, "Välj justerare")
    follow(page, "Mottagare")
    page.get_by_label("Beslutet skickas till").fill("Kommunstyrelsen\nKommunarkivet")
    press(page, "Mottagare")


def test_a_proposal_goes_from_the_board_to_the_executive_and_its_fate_comes_back(enter):
    page, broken = enter(SECRETARY), {}
    plan(page, "Välfärdsnämnden", "09:00")
    proposes = {"Vilket organ beslutar?": "Kommunstyrelsen"}
    add_item(page, FROM_CASE, Del_av_listan="Beslutas av annat organ", **proposes)
    decide(page)
    finish_minutes(page)
    follow(page, "Expediera")
    expect(page.get_by_role("row").filter(has_text="Kommunstyrelsen")).to_contain_text(
        "Underskrivet meddelande"
    )
    expect(page.get_by_role("row").filter(has_text="Kommunarkivet")).to_contain_text(
        "På annat sätt"
    )
    broken["before"] = faults(page)
    sending = page.url
    press(page, "Bestyrk och sänd")
    expect(page.get_by_role("alert")).to_be_focused()
    broken["no day"] = faults(page)
    page.get_by_label("Justerat den").fill(clock.today().isoformat())
    press(page, "Bestyrk och sänd")
    expect(page.get_by_text("Kvar att överlämna på annat sätt: Kommunarkivet")).to_be_visible()
    broken["to hand over"] = faults(page)
    follow(page, "Anteckna överlämnandet")
    page.get_by_label("På vilket sätt?").fill("Internpost")
    broken["handing over"] = faults(page)
    press(page, "Anteckna överlämnandet")
    expect(page.get_by_text("Alla mottagare har fått utdraget")).to_be_visible()
    behind.work()
    behind.work()
    page.goto(sending)
    row = page.get_by_role("row").filter(has_text="Kommunstyrelsen")
    expect(row).to_contain_text("Mottaget")
    expect(row).to_contain_text("som 2022KS554")
    broken["after"] = faults(page)
    row.get_by_role("link", name="Mottaget").click()
    broken["message"] = faults(page)
    page.goto("/vaxling/")
    broken["messages"] = faults(page)
    page.goto("/sammantraden/utdrag/")
    follow(page, "Välfärdsnämnden §")
    broken["incoming"] = faults(page)
    follow(page, TO_CASE)
    expect(page.get_by_role("row").filter(has_text="Protokollsutdrag §")).to_contain_text(
        "Inkommen"
    )
    page.set_viewport_size(WIDE)

    plan(page, "Kommunstyrelsen", "13:00")
    add_item(page, TO_CASE)
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_text("Inkommet från Välfärdsnämnden")).to_be_visible()
    broken["proposal"] = faults(page)
    follow(page, "Utgå från förslaget")
    press(page, "Utgå från förslaget")
    expect(page.get_by_text("Välfärdsnämndens förslag:")).to_be_visible()
    expect(page.get_by_text(POINT)).to_be_visible()
    behind.work()
    behind.work()
    page.goto(sending)
    expect(page.get_by_role("row").filter(has_text="Kommunstyrelsen")).to_contain_text(
        f"På föredragningslistan till {clock.today()}"
    )
    assert {name: found for name, found in broken.items() if found} == {}


def test_the_peers_page_and_its_forms_have_no_fault(enter):
    page, broken = enter("forbundschef@insjoriket"), {}
    page.goto("/vaxling/motparter/")
    broken["peers"] = faults(page)
    follow(page, "Lägg upp motpart")
    press(page, "Lägg upp motpart")
    broken["faulty"] = faults(page)
    page.goto("/vaxling/motparter/")
    follow(page, "Spärra")
    broken["revoke"] = faults(page)
    assert {name: found for name, found in broken.items() if found} == {}
