"""Everything is reached with the keyboard, in order, with a focus that shows."""

from __future__ import annotations

import pytest

LAST = "Om Samverk"


@pytest.fixture(scope="package")
def walks(swept) -> dict[str, list[dict]]:
    """A walk through every kind of page."""
    return {address: seen.walk for address, seen in swept.items()}


def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_content(page, site):
    page.goto(site + "/lagkalkylator/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_the_focus_walks_every_page_in_order(walks):
    places = {address: [step["place"] for step in steps] for address, steps in walks.items()}
    assert {address: p for address, p in places.items() if p != sorted(p) or not p} == {}


def test_the_focus_is_never_trapped_but_reaches_the_last_link(walks):
    standing = {address: steps[-1]["text"] for address, steps in walks.items()}
    assert {a: text for a, text in standing.items() if text != LAST and a != "/finns-inte/"} == {}


def test_the_focus_is_always_visible(walks):
    hidden = {
        address: [step["text"] for step in steps if not (step["ring"] and step["inside"])]
        for address, steps in walks.items()
    }
    assert {address: texts for address, texts in hidden.items() if texts} == {}


def test_the_error_summary_leads_to_the_faulty_field(page, site):
    page.goto(site + "/lagkalkylator/overklagandetid/?anslaget=2023-02-30")
    page.locator(".ds-error-summary a").first.press("Enter")
    assert page.evaluate("document.activeElement.value") == "2023-02-30"


def test_a_calculator_is_used_with_the_keyboard_alone(page, site):
    page.goto(site + "/lagkalkylator/overklagandetid/")
    page.locator("#falt-anslaget").focus()
    page.keyboard.type("2025-12-03")
    page.keyboard.press("Enter")
    assert "2025-12-29" in page.locator(".sv-answer").inner_text()
