"""Pages fit a narrow screen and generous text spacing without scrolling sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPACING = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important} p {margin-bottom: 2em !important}"  # noqa: E501
LARGE_TEXT = "html {font-size: 200%}"


def sideways(page: Page, site: str, addresses: list[str], style: str = "") -> dict[str, int]:
    """Tell how far each page reaches beyond the screen's width."""
    reach = {}
    for address in addresses:
        page.goto(site + address)
        if style:
            page.add_style_tag(content=style)
        reach[address] = page.evaluate(WIDER)
    return {address: pixels for address, pixels in reach.items() if pixels > 0}


@pytest.fixture
def narrow(browser: Browser, secretary):
    """A page 320 wide; the pages' own CSP is set aside so that the test can add a style."""
    size = {"width": 320, "height": 800}
    opened = browser.new_page(viewport=size, bypass_csp=True, storage_state=secretary)
    yield opened
    opened.close()


def test_no_page_scrolls_sideways_at_320_pixels(narrow, site, addresses):
    assert sideways(narrow, site, addresses) == {}


def test_no_page_scrolls_sideways_with_wide_text_spacing(narrow, site, addresses):
    assert sideways(narrow, site, addresses, SPACING) == {}


def test_no_page_scrolls_sideways_with_doubled_text(browser: Browser, site, secretary, addresses):
    size = {"width": 1280, "height": 800}
    wide = browser.new_page(viewport=size, bypass_csp=True, storage_state=secretary)
    found = sideways(wide, site, addresses, LARGE_TEXT)
    wide.close()
    assert found == {}


def test_the_measure_sees_a_page_that_is_too_wide(narrow, site):
    assert sideways(narrow, site, ["/om/"], "main {min-width: 500px}") != {}


def test_a_wide_table_scrolls_in_a_labelled_region_that_takes_focus(narrow, site):
    narrow.goto(site + "/lagkalkylator/andelar/")
    region = narrow.locator(".sv-scroll").first
    assert region.get_attribute("tabindex") == "0"
    assert narrow.locator(f"#{region.get_attribute('aria-labelledby')}").count() == 1
