"""Everything is reached with the keyboard, in order, with a focus that shows."""

from __future__ import annotations

from playwright.sync_api import Page

FOCUSED = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  const field = e.closest('.ds-field'), f = field ? getComputedStyle(field) : s;
  const rings = [s, f].some(x => x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) >= 2);
  const all = [...document.querySelectorAll('*')];
  return {place: all.indexOf(e), tag: e.tagName, text: e.textContent.trim().slice(0, 40),
    ring: rings || e.matches('.ds-skip-link'),
    inside: r.bottom > 0 && r.top < innerHeight && r.width > 0};
}"""


def walk(page: Page, most: int = 300) -> list[dict]:
    """Press Tab until the focus leaves the page, and tell where it was."""
    steps = []
    for _ in range(most):
        page.keyboard.press("Tab")
        step = page.evaluate(FOCUSED)
        if step["tag"] == "BODY" or (steps and step["place"] == steps[0]["place"]):
            return steps
        steps.append(step)
    raise AssertionError("the focus never leaves the page")


def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_content(page, site):
    page.goto(site + "/lagkalkylator/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_the_focus_walks_every_page_in_order_and_is_never_trapped(page, site, addresses):
    unordered = {}
    for address in addresses:
        page.goto(site + address)
        places = [step["place"] for step in walk(page)]
        if places != sorted(places) or not places:
            unordered[address] = places
    assert unordered == {}


def test_the_focus_is_always_visible(page, site, addresses):
    hidden = {}
    for address in addresses:
        page.goto(site + address)
        faults = [s["text"] for s in walk(page) if not (s["ring"] and s["inside"])]
        if faults:
            hidden[address] = faults
    assert hidden == {}


def test_the_error_summary_leads_to_the_faulty_field(page, site):
    page.goto(site + "/lagkalkylator/overklagandetid/?posted=2023-02-30")
    page.locator(".ds-error-summary a").first.press("Enter")
    assert page.evaluate("document.activeElement.value") == "2023-02-30"


def test_a_calculator_is_used_with_the_keyboard_alone(page, site):
    page.goto(site + "/lagkalkylator/overklagandetid/")
    page.locator("#falt-posted").focus()
    page.keyboard.type("2025-12-03")
    page.keyboard.press("Enter")
    assert "2025-12-29" in page.locator(".sv-answer").inner_text()
