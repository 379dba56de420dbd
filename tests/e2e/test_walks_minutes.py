"""The minutes of the federation's board, walked from complete to the notice taken down."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.doses import whole_alone
from tests.e2e.behind import later, work
from tests.e2e.test_walks_meeting import (
    MANAGER,
    add_item,
    call_roll,
    end_it,
    follow,
    open_it,
    plan,
    press,
    settle,
    to_the_decision,
    vote,
)
from tests.e2e.walking import Enter, entering, faults

CHAIR, ADJUSTER = "ordforande@insjoriket", "erik@insjoriket"
READER = "ledamot@alingsas"
NAMES = ("Göran Stenvik", "Erik Sjöhed")
AFTER = 30


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    with entering(browser, site) as way:
        yield way


def hold(page: Page, hour: str) -> str:
    """Hold a meeting with one vote, choose who adjusts, and answer where its adjustment is."""
    plan(page, hour)
    add_item(page, "Årsredovisning")
    open_it(page)
    call_roll(page)
    press(page, "Ta upp nästa: Årsredovisning")
    to_the_decision(page)
    vote(page)
    settle(page)
    end_it(page)
    follow(page, "Till protokollet")
    follow(page, "Välj")
    page.get_by_label("Erik Sjöhed").check()
    press(page, "Välj justerare")
    expect(page.get_by_text("Fullständigt enligt lagen")).to_be_visible()
    follow(page, "Till justeringen och anslaget")
    return page.url


def send(page: Page) -> None:
    page.get_by_label("elektronisk underskrift").check()
    press(page, "Skicka för justering")
    expect(page.get_by_text("För justering").first).to_be_visible()


def own_page(enter: Enter, who: str, scripts: bool) -> Page:
    """Log in and go to what waits on the start page."""
    page = enter(who, java_script_enabled=scripts)
    page.goto("/")
    waiting = page.locator("section", has=page.get_by_role("heading", name="Att justera"))
    waiting.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Justering av")
    return page


def sign(page: Page) -> None:
    press(page, "Justera protokollet")
    expect(page.get_by_role("cell", name="Justerade").first).to_be_visible()


@pytest.mark.parametrize(("scripts", "hour"), [(True, "14:00"), (False, "15:00")])
def test_minutes_are_returned_once_then_signed_locked_announced_and_taken_down(
    enter, scripts, hour, tmp_path
):
    secretary = enter(MANAGER, java_script_enabled=scripts)
    where = hold(secretary, hour)
    send(secretary)
    chair = own_page(enter, CHAIR, scripts)
    chair.get_by_label("Vad ska ändras?").fill("Skriv ut diarienumret.")
    press(chair, "Lämna tillbaka med anmärkning")
    expect(chair.get_by_text("Åter med anmärkning").first).to_be_visible()
    secretary.goto(where)
    secretary.get_by_role("link", name="§").first.click()
    expect(secretary.get_by_text("Skriv ut diarienumret.")).to_be_visible()
    follow(secretary, "Skicka en ny version")
    press(secretary, "Skicka en ny version")
    for who in (CHAIR, ADJUSTER):
        sign(own_page(enter, who, scripts))
    secretary.reload()
    expect(secretary.get_by_text("Låsta poster")).to_be_visible()
    with secretary.expect_download() as download:
        follow(secretary, "Ladda ned protokollet (PDF)")
    download.value.save_as(tmp_path / "protokoll.pdf")
    with pypdfium2.PdfDocument(tmp_path / "protokoll.pdf") as pdf:
        told = " ".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    assert all(name in told for name in NAMES)
    work()
    _taken_down(enter, secretary, where)


def _taken_down(enter: Enter, secretary: Page, where: str) -> None:
    secretary.goto(where)
    expect(secretary.get_by_text("Kan överklagas till och med")).to_be_visible()
    follow(secretary, "Anslag om §")
    address = secretary.url.partition("/anslagstavla/")[2]
    reader = enter(READER)
    reader.goto("/anslagstavla/harryda/")
    expect(reader.get_by_role("row").filter(has_text="Förbundsstyrelsen").first).to_be_visible()
    with later(AFTER):
        page = enter(READER)
        page.goto(f"/anslagstavla/{address}")
        expect(page.get_by_text("Tiden har gått ut")).to_be_visible()
        assert page.get_by_role("cell", name="Nedtaget", exact=True).count() == 6
        page.goto("/anslagstavla/harryda/")
        expect(page.get_by_text("Inget protokoll är anslaget nu")).to_be_visible()
        page.goto("/beslut/")
        page.get_by_role("link", name="Årsredovisning").first.click()
        expect(page.get_by_text("Laga kraft antas från").first).to_be_visible()


@whole_alone
def test_no_page_of_adjustment_or_notice_has_a_fault(enter):
    page, broken = enter(MANAGER), {}
    where = hold(page, "16:00")
    broken["to send"] = faults(page)
    send(page)
    broken["sent"] = faults(page)
    chair = own_page(enter, CHAIR, True)
    broken["to sign"] = faults(chair)
    press(chair, "Lämna tillbaka med anmärkning")
    expect(chair.get_by_role("alert")).to_be_focused()
    broken["no remark"] = faults(chair)
    for who in (CHAIR, ADJUSTER):
        sign(own_page(enter, who, True))
    page.goto(where)
    broken["adjusted"] = faults(page)
    page.get_by_role("link", name="§").first.click()
    broken["locked"] = faults(page)
    follow(page, "Rätta")
    broken["correction"] = faults(page)
    work()
    page.goto(where)
    follow(page, "Anslag om §")
    broken["notice"] = faults(page)
    follow(page, "Borta")
    press(page, "Anteckna att anslaget är borta")
    broken["gone"] = faults(page)
    for address in ("/anslagstavla/", "/anslagstavla/harryda/"):
        page.goto(address)
        broken[address] = faults(page)
    assert {name: found for name, found in broken.items() if found} == {}
