"""Every component, in the states that the demo may not show."""

from __future__ import annotations

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import axe, gallery
from tests.e2e.measures import WIDER

SHOWN = "e => e.checkVisibility()"
CROSSING = """() => {
  const boxes = [...document.querySelectorAll('.sv-drawing text.sv-label')].map(t => t.getBBox());
  return boxes.some((a, i) => boxes.slice(i + 1).some(b => a.x < b.x + b.width
    && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height));
}"""


@pytest.fixture
def narrow(browser: Browser):
    """A page 320 wide."""
    opened = browser.new_page(viewport={"width": 320, "height": 800})
    yield opened
    opened.close()


def printed(page: Page) -> list[str]:
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        return [sheet.get_textpage().get_text_range() for sheet in paper]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_component_breaks_a_rule_of_axe(browser: Browser, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    gallery.visit(page)
    found = axe.violations(page)
    page.close()
    assert found == []


def test_no_component_scrolls_sideways_at_320_pixels(narrow):
    gallery.visit(narrow)
    assert narrow.evaluate(WIDER) == 0


def test_labels_as_the_browser_draws_them_do_not_cross(public_page):
    gallery.visit(public_page)
    public_page.evaluate("document.fonts.ready")
    assert public_page.evaluate(CROSSING) is False


def test_a_wide_screen_shows_the_chain_as_a_picture(public_page):
    gallery.visit(public_page)
    assert public_page.locator(".sv-chain .sv-drawing").first.evaluate(SHOWN)
    assert not public_page.locator(".sv-story").first.evaluate(SHOWN)


def test_a_phone_shows_the_chain_as_a_list_with_the_same_marks(narrow):
    gallery.visit(narrow)
    assert not narrow.locator(".sv-chain > .sv-scroll").evaluate(SHOWN)
    assert narrow.locator(".sv-story").first.evaluate(SHOWN)
    assert narrow.locator(".sv-story .sv-mark-icon").count() == 9


def test_the_paper_says_what_it_is_and_which_page_of_how_many(public_page):
    gallery.visit(public_page)
    sheets = printed(public_page)
    assert all("§ 8 · 2020-06-15 · Kommunfullmäktige" in sheet for sheet in sheets)
    assert f"Sida 2 ({len(sheets)})" in sheets[1]


def test_the_paper_has_no_buttons_or_menus(public_page):
    gallery.visit(public_page)
    paper = "".join(printed(public_page))
    assert "Spara" not in paper
    assert "Hoppa till" not in paper
    assert "Organisationerna finns på riktigt" not in paper


def test_forced_colours_keep_the_marks_apart_from_the_ground(browser: Browser):
    page = browser.new_page(forced_colors="active")
    gallery.visit(page)
    colours = page.locator(".sv-mark-decision").first.evaluate(
        "e => [getComputedStyle(e).fill, getComputedStyle(document.body).backgroundColor]"
    )
    page.close()
    assert colours[0] != colours[1]


def test_reduced_motion_stops_every_animation(browser: Browser):
    page = browser.new_page(reduced_motion="reduce")
    gallery.visit(page)
    running = page.evaluate("document.getAnimations().length")
    page.close()
    assert running == 0
