"""Reading in, from upload to the next steps: as a secretary does it, with mouse, keyboard and phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e import axe
from tests.e2e.behind import work
from tests.e2e.measures import SPACING, WIDER, walk
from tests.e2e.sweep import in_the_dark, styled

SAMPLES = Path(__file__).parents[2] / "src/samverk/intake/tests/samples"
FILES = [SAMPLES / name for name in ("council.txt", "board.txt", "memo.txt", "numbers.txt")]
SIZES = {"wide": (1280, 800), "narrow": (320, 800)}
PAGES = ["list", "faulty", "source", "text", "review", "taken", "confirmed"]


@pytest.fixture(scope="module")
def read(browser: Browser, site, secretary) -> str:
    """The address of the list, with four papers uploaded at once and read."""
    page = browser.new_page(storage_state=secretary)
    page.goto(site + "/inlasning/")
    chosen = page.locator("#falt-body")
    if chosen.locator("option").first.get_attribute("value") == "":
        chosen.select_option(index=1)
    page.locator("#falt-documents").set_input_files(FILES)
    page.get_by_role("button", name="Ladda upp").click()
    page.wait_for_selector("text=Mottaget")
    work()
    page.close()
    return site + "/inlasning/"


def opened(page: Page, read: str, name: str) -> None:
    """Open a page of intake by what it shows."""
    page.goto(read)
    if name == "faulty":
        follow(page, page.get_by_role("button", name="Ladda upp"))
    elif name != "list":
        source = "board.txt" if name != "confirmed" else "memo.txt"
        follow(page, page.get_by_role("link", name=source).first)
        _within(page, name)


def follow(page: Page, press: Locator) -> None:
    """Press what leads to another page, and wait until that page has all it shows."""
    with page.expect_navigation():
        press.click()


def _within(page: Page, name: str) -> None:
    if name == "text":
        follow(page, page.get_by_role("link", name="Hela texten").first)
    elif name in ("review", "taken"):
        follow(page, page.get_by_role("link", name="Granska").last)
        if name == "taken":
            follow(page, page.get_by_role("button", name="Ta förslaget").first)
    elif name == "confirmed":
        _confirm(page)


def _confirm(page: Page) -> None:
    """Confirm the memo, unless it is confirmed already."""
    follow(page, page.locator("#poster a, table a").first)
    if page.get_by_role("heading", name="Nästa steg").count():
        return
    page.locator("#falt-organ").select_option(index=1)
    page.locator("#falt-diary").select_option(index=1)
    follow(page, page.get_by_role("button", name="Bekräfta och registrera"))
    page.wait_for_selector("text=Nästa steg")


@pytest.fixture(params=SIZES)
def sized(request, browser: Browser, secretary):
    width, height = SIZES[request.param]
    size = {"width": width, "height": height}
    page = browser.new_page(viewport=size, bypass_csp=True, storage_state=secretary)
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_intake_is_open_to_all_and_never_scrolls_sideways(sized, read, name):
    opened(sized, read, name)
    assert axe.violations(sized) == []
    assert in_the_dark(sized, axe.colour_violations) == []
    assert sized.evaluate(WIDER) <= 0
    assert styled(sized, SPACING, WIDER) <= 0


@pytest.mark.parametrize("name", ["list", "source", "review", "confirmed"])
def test_the_focus_walks_a_page_of_intake_in_order_and_shows(page, read, name):
    opened(page, read, name)
    steps = walk(page)
    places = [step["place"] for step in steps]
    assert places == sorted(places)
    assert [s["text"] for s in steps if not (s["ring"] and s["inside"])] == []


def test_source_and_fields_stand_side_by_side_when_there_is_room(page, read):
    opened(page, read, "review")
    source = page.locator(".sv-review-source").bounding_box()
    fields = page.locator(".sv-review-fields").bounding_box()
    assert source["x"] + source["width"] <= fields["x"]
    assert abs(source["y"] - fields["y"]) < 5


def test_the_place_of_a_field_is_marked_in_the_source(page, read):
    opened(page, read, "review")
    page.locator(".sv-read a").first.click()
    expect(page.locator(".sv-lines li:target")).to_have_count(1)


def test_a_suggestion_is_taken_and_undone_with_the_keyboard(page, read):
    opened(page, read, "review")
    page.get_by_role("button", name="Ta förslaget").first.press("Enter")
    page.wait_for_selector("text=Taget")
    page.get_by_role("button", name="Ångra").first.press("Enter")
    page.wait_for_selector(".sv-review")
    assert page.get_by_role("button", name="Ångra").count() == 0


def test_an_upload_without_files_leads_to_its_field(page, read):
    opened(page, read, "faulty")
    page.locator(".ds-error-summary a").last.press("Enter")
    assert page.evaluate("document.activeElement.id") in {"falt-documents", "falt-body"}


def test_intake_works_without_scripts(browser, secretary, read):
    page = browser.new_page(java_script_enabled=False, storage_state=secretary)
    opened(page, read, "taken")
    assert page.get_by_role("button", name="Ångra").count() == 1
    page.close()
