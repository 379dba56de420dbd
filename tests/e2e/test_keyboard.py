"""Everything is reached with the keyboard, in order, with a focus that shows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

# Recorded as the focus moves, so that a walk costs one key press for each stop and nothing more
RECORD = """() => {
  const all = [...document.querySelectorAll('*')];
  window.walked = [];
  document.addEventListener('focusin', event => {
    const e = event.target, r = e.getBoundingClientRect(), field = e.closest('.ds-field');
    const rings = [e, field ?? e].map(x => getComputedStyle(x)).some(
      x => x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) >= 2);
    window.walked.push({place: all.indexOf(e), text: e.textContent.trim().slice(0, 40),
      ring: rings || e.matches('.ds-skip-link'),
      inside: r.bottom > 0 && r.top < innerHeight && r.width > 0});
  });
  return document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]').length;
}"""
LAST = "Om Samverk"


def walk(page: Page) -> list[dict]:
    """Press Tab from the page's beginning to its end, and tell where the focus was."""
    # A page with faults puts the focus on their summary
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); scrollTo(0, 0)")
    for _ in range(page.evaluate(RECORD) + 2):
        page.keyboard.press("Tab")
    walked = page.evaluate("window.walked")
    again = [n for n, step in enumerate(walked) if n and step["place"] == walked[0]["place"]]
    return walked[: again[0]] if again else walked


@pytest.fixture(scope="package")
def walks(browser: Browser, site, secretary, addresses) -> dict[str, list[dict]]:
    """A walk through every kind of page."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, storage_state=secretary)
    found = {}
    for address in addresses:
        page.goto(site + address)
        found[address] = walk(page)
    page.close()
    return found


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
