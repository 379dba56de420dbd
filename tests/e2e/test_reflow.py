"""The measures of a narrow screen see what they are to see; a wide table scrolls by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.e2e.measures import BROKEN_DAYS, SPACING, WIDER
from tests.e2e.sweep import styled


@pytest.fixture
def narrow(browser: Browser, secretary):
    """A page 320 wide; the pages' own CSP is set aside so that the test can add a style."""
    size = {"width": 320, "height": 800}
    opened = browser.new_page(viewport=size, bypass_csp=True, storage_state=secretary)
    yield opened
    opened.close()


def test_the_measure_sees_a_page_that_is_too_wide(narrow, site):
    narrow.goto(site + "/om/")
    assert narrow.evaluate(WIDER) == 0
    assert styled(narrow, "main {min-width: 500px}", WIDER) > 0
    assert narrow.evaluate(WIDER) == 0


def test_the_measure_sees_text_that_does_not_give_way_to_spacing(narrow, site):
    narrow.goto(site + "/om/")
    narrow.evaluate("document.querySelector('h1').textContent = 'Samordningsförbundet Xy Zåäö'")
    narrow.evaluate(
        "document.styleSheets[2].insertRule('h1 {white-space: nowrap; font-size: 20px}')"
    )
    assert styled(narrow, SPACING, WIDER) > narrow.evaluate(WIDER)


def test_the_measure_sees_a_broken_day(narrow, site):
    narrow.goto(site + "/om/")
    narrow.evaluate("document.querySelector('h1').textContent = 'Beslut från 2023-11-01'")
    narrow.evaluate("document.styleSheets[2].insertRule('h1 {max-width: 3.5em}')")
    assert narrow.evaluate(BROKEN_DAYS) == ["Beslut från 2023-11-01"]


def test_a_wide_table_scrolls_in_a_labelled_region_that_takes_focus(narrow, site):
    narrow.goto(site + "/lagkalkylator/andelar/")
    region = narrow.locator(".sv-scroll").first
    assert region.get_attribute("tabindex") == "0"
    assert narrow.locator(f"#{region.get_attribute('aria-labelledby')}").count() == 1
