"""A form and its faults are reached and used with the keyboard alone."""

from __future__ import annotations

import pytest


@pytest.mark.wcag("2.4.1")
def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_content(page, site):
    page.goto(site + "/lagkalkylator/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


@pytest.mark.wcag("3.3.1")
def test_the_error_summary_leads_to_the_faulty_field(page, site):
    page.goto(site + "/lagkalkylator/overklagandetid/?anslaget=2023-02-30")
    page.locator(".ds-error-summary a").first.press("Enter")
    assert page.evaluate("document.activeElement.value") == "2023-02-30"


@pytest.mark.wcag("2.1.1")
def test_a_calculator_is_used_with_the_keyboard_alone(page, site):
    page.goto(site + "/lagkalkylator/overklagandetid/")
    page.locator("#falt-anslaget").focus()
    page.keyboard.type("2025-12-03")
    page.keyboard.press("Enter")
    assert "2025-12-29" in page.locator(".sv-answer").inner_text()
