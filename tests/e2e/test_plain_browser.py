"""Pages work without JavaScript and keep to the strict content policy."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.e2e.sweep import LISTEN, styled


def test_a_calculator_works_without_javascript(browser: Browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + "/lagkalkylator/")
    page.get_by_role("link", name="Överklagandetid och laga kraft").click()
    page.get_by_label("Anslagsdag").fill("2025-12-03")
    page.get_by_role("button", name="Räkna ut").click()
    answer = page.locator(".sv-answer").inner_text()
    page.close()
    assert "2025-12-29" in answer


def test_the_reasons_open_without_javascript(browser: Browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + "/lagkalkylator/overklagandetid/?anslaget=2025-12-03")
    reasons = page.locator(".sv-why").first.inner_text()
    page.close()
    assert "kommunallagen (2017:725)" in reasons


def test_the_listener_sees_a_refused_style(page, site):
    page.add_init_script(LISTEN)
    page.goto(site + "/om/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("window.refused.length > 0")
    assert page.evaluate("window.refused") == ["style-src-attr inline"]


def test_the_style_of_a_measure_is_no_breach(page, site):
    page.add_init_script(LISTEN)
    page.goto(site + "/om/")
    assert styled(page, "main {min-width: 5000px}", "document.documentElement.scrollWidth") > 5000
    assert page.evaluate("window.refused") == []
