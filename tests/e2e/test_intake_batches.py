"""A batch of minutes, from archive to review: as a secretary does it, also without scripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from samverk.intake.tests.batches.archives import minutes, packed
from samverk.intake.tests.reading.making import docx_of
from tests.e2e import axe
from tests.e2e.behind import work
from tests.e2e.measures import SPACING, WIDER, walk
from tests.e2e.sweep import in_the_dark, styled

SAMPLES = Path(__file__).parents[2] / "src/samverk/intake/tests/samples"
SIZES = {"wide": (1280, 800), "narrow": (320, 800)}
PAGES = ["faulty", "list", "found", "doubles", "refused", "running", "done", "read"]
SHOTS = os.environ.get("SAMVERK_SHOTS_OF_BATCHES")
LONG = "Överförmyndarnämnden/2019/Sammanträdesprotokoll överförmyndarnämnden 2019-11-27"


def files(of: int) -> dict[str, bytes]:
    """What a municipality's archive holds: minutes of many years, and all that lies beside them."""
    many = {f"Socialnämnden/{2000 + n}/protokoll.txt": minutes(of + n) for n in range(27)}
    return many | {
        f"{LONG}.docx": docx_of(*minutes(of + 40).decode().split("\n")),
        "Kopior/protokoll (2).txt": minutes(of + 3),
        "Skrivelser/memo.txt": (SAMPLES / "memo.txt").read_bytes() + str(of).encode(),
        "Bilder/vapen.png": b"\x89PNG",
        "Bilagor/allt.zip": packed({"a.txt": b"a"}),
        "Thumbs.db": b"\0",
        "Skannat/skadad.pdf": b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\nstartxref\n9\n%%EOF"
        + str(of).encode(),
    }


def send(page: Page, site: str, place: Path, name: str, of: int) -> str:
    """Send an archive, have the worker go through it, and answer its page's address."""
    (place / name).write_bytes(packed(files(of)))
    page.goto(f"{site}/inlasning/bunt/")
    chosen = page.locator("#falt-body")
    if chosen.locator("option").first.get_attribute("value") == "":
        chosen.select_option(index=1)
    page.locator("#falt-documents").set_input_files(place / name)
    page.get_by_role("button", name="Skicka").click()
    page.get_by_role("heading", name=name).wait_for()
    work()
    return page.url


@pytest.fixture(scope="module")
def batches(browser: Browser, site, secretary, tmp_path_factory) -> dict[str, str]:
    """The addresses of batches that are found, running and done, and of the list of them."""
    page = browser.new_page(storage_state=secretary)
    place = tmp_path_factory.mktemp("buntar")
    done = send(page, site, place, "Protokoll 2000–2026.zip", 100)
    page.goto(done)
    page.get_by_role("button", name="Starta inläsningen").click()
    work()
    found = send(page, site, place, "Nästa kommun.zip", 200)
    running = send(page, site, place, "Pågår.zip", 300)
    page.goto(running)
    page.get_by_role("button", name="Starta inläsningen").click()
    page.get_by_text("Inlästa: 0 av").wait_for()
    page.close()
    return {
        "list": f"{site}/inlasning/bunt/",
        "found": found,
        "doubles": f"{found}?visa=fanns",
        "refused": f"{found}?visa=avvisade",
        "running": running,
        "done": done,
        "read": f"{site}/inlasning/",
    }


@pytest.fixture(params=SIZES)
def sized(request, browser: Browser, secretary):
    width, height = SIZES[request.param]
    size = {"width": width, "height": height}
    page = browser.new_page(viewport=size, bypass_csp=True, storage_state=secretary)
    yield page
    page.close()


def opened(page: Page, batches: dict[str, str], name: str) -> None:
    """Open a page of batches by what it shows."""
    page.goto(batches["list" if name == "faulty" else name])
    if name == "faulty":
        with page.expect_navigation():
            page.get_by_role("button", name="Skicka").click()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_batches_is_open_to_all_and_never_scrolls_sideways(sized, batches, name):
    opened(sized, batches, name)
    if SHOTS:
        width = sized.viewport_size["width"]
        sized.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    assert axe.violations(sized) == []
    assert in_the_dark(sized, axe.colour_violations) == []
    assert sized.evaluate(WIDER) <= 0
    assert styled(sized, SPACING, WIDER) <= 0


@pytest.mark.parametrize("name", ["found", "done"])
def test_the_focus_walks_a_batch_in_order_and_shows(page, batches, name):
    opened(page, batches, name)
    steps = walk(page)
    places = [step["place"] for step in steps]
    assert places == sorted(places)
    assert [step["text"] for step in steps if not (step["ring"] and step["inside"])] == []


def test_what_is_read_leads_to_its_review(page, batches):
    opened(page, batches, "done")
    expect(page.get_by_role("cell", name="1 paragraf").first).to_be_visible()
    page.get_by_role("link", name="Granska", exact=True).click()
    expect(page.get_by_role("button", name="Bekräfta och registrera").last).to_be_visible()


def test_a_batch_is_sent_and_started_without_scripts(browser, site, secretary, tmp_path):
    page = browser.new_page(java_script_enabled=False, storage_state=secretary)
    page.goto(send(page, site, tmp_path, "Utan skript.zip", 400))
    page.get_by_role("button", name="Starta inläsningen").click()
    page.get_by_text("Inlästa: 0 av 30 filer").wait_for()
    page.get_by_role("button", name="Avbryt inläsningen").click()
    expect(page.get_by_text("är avbruten")).to_be_visible()
    page.close()


def test_the_page_shows_by_itself_that_all_is_read(page, site, batches, tmp_path):
    page.goto(send(page, site, tmp_path, "Av sig själv.zip", 500))
    page.get_by_role("button", name="Starta inläsningen").click()
    expect(page.get_by_text("Inlästa: 0 av")).to_be_visible()
    work()
    expect(page.get_by_text("filer är inlästa. 1 gick inte att läsa.")).to_be_visible()
