"""On paper nothing can be unfolded: what a page says and why stands there in full."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.e2e import noting

# As text alone: the statute's icon is none, and a line may end anywhere
REASONS = "[...document.querySelectorAll('.sv-reasons li')].map(e => e.innerText || e.textContent)"
PAGES = (
    "/medlemskap/insjoriket/",
    "/medlemskap/insjoriket/?dag=2020-10-08",
    "/beslut/5/",
    "/lagkalkylator/overklagandetid/?anslaget=2025-12-03",
)


def printed(page: Page) -> str:
    """Read what stands on the page's sheets."""
    noting.examined(page, "print")
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        return "".join(sheet.get_textpage().get_text_range() for sheet in paper)


def squeezed(text: str) -> str:
    """Leave out what a line's end may change, and how a reader of PDF writes a hyphen."""
    return re.sub(r"[\s\u00ad\ufffe\u0002\u2010-]", "", text)


@pytest.mark.parametrize("address", PAGES)
def test_every_reason_of_a_page_stands_on_its_paper(page, site, address):
    page.goto(site + address)
    reasons = page.evaluate(REASONS)
    paper = squeezed(printed(page))
    assert reasons
    assert [reason for reason in reasons if squeezed(reason) not in paper] == []


def test_paper_shows_nothing_to_press(page, site):
    page.goto(site + "/medlemskap/insjoriket/")
    assert "Stryk eller rätta" not in printed(page)


def test_a_browser_that_cannot_unfold_by_style_unfolds_while_it_prints(page, site):
    page.add_init_script("CSS.supports = () => false")
    page.goto(site + "/beslut/5/")
    reasons = page.locator(".sv-reasons")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert reasons.evaluate_all("all => all.every(e => e.open)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert reasons.evaluate_all("all => all.some(e => e.open)") is False


def test_a_folded_history_stands_on_its_paper(page, site):
    page.goto(site + "/beslut/5/")
    assert page.locator("#historik-tabell").is_visible() is False
    assert squeezed("Beslut registrerat") in squeezed(printed(page))
