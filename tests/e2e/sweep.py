"""Visits every kind of page once, in all its forms, and keeps what the tests ask of it.

Loading a page is what costs. What the forms share is asked in one of them: in the dark only the
colours differ, so only the rules about colours are run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, StorageState

from tests.e2e import axe, measures

WIDTHS = {"wide": 1280, "broad": 1680, "narrow": 320}
HEIGHT = 800
STYLED = """style => {
  const added = document.head.appendChild(document.createElement('style'));
  added.textContent = style;
  const answer = (%s);
  added.remove();
  return answer;
}"""


@dataclass(slots=True)
class Seen:
    """What one page showed: by form ("light-1280", "narrow-spaced"), as each measure gives it."""

    title: str
    language: str
    faults: dict[str, list[Any]] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)
    edges: dict[str, list[int]] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    broken_days: list[str] = field(default_factory=list)
    walk: list[dict[str, Any]] = field(default_factory=list)


def sweep(
    browser: Browser, site: str, addresses: Iterable[str], who: StorageState
) -> dict[str, Seen]:
    """Visit every address in a wide and a narrow window, light and dark."""
    # The pages' own policy is set aside so that the sweep can add a style
    page = browser.new_page(bypass_csp=True, reduced_motion="reduce", storage_state=who)
    axe.kept_in(page)
    found = {}
    for address in addresses:
        page.goto(site + address)
        found[address] = seen = Seen(page.title(), page.evaluate("document.documentElement.lang"))
        _look(page, seen)
    page.close()
    return found


def resize(page: Page, name: str) -> None:
    """Give the window one of the widths."""
    page.set_viewport_size({"width": WIDTHS[name], "height": HEIGHT})


def _look(page: Page, seen: Seen) -> None:
    # Each change of width or colours has the page drawn anew: as few of them as can be
    for name in ("broad", "wide"):
        resize(page, name)
        seen.edges[name] = page.evaluate(measures.EDGES)
    seen.reach["wide-large"] = styled(page, measures.LARGE_TEXT, measures.WIDER)
    seen.walk = measures.walk(page)
    seen.faults["light-wide"] = axe.violations(page)
    page.emulate_media(color_scheme="dark")
    seen.faults["dark-wide"] = axe.colour_violations(page)
    resize(page, "narrow")
    seen.faults["dark-narrow"] = axe.colour_violations(page)
    page.emulate_media(color_scheme="light")
    seen.faults["light-narrow"] = axe.violations(page)
    seen.outside = page.evaluate(measures.OUTSIDE)
    seen.broken_days = page.evaluate(measures.BROKEN_DAYS)
    seen.reach["narrow"] = page.evaluate(measures.WIDER)
    seen.reach["narrow-spaced"] = styled(page, measures.SPACING, measures.WIDER)


def styled(page: Page, style: str, script: str) -> Any:
    """Measure the page with a style of the reader's own; ``script`` is an expression."""
    return page.evaluate(STYLED % script, style)


def in_the_dark(page: Page, look: Callable[[Page], list[Any]]) -> list[Any]:
    """Look at the page in its dark colours."""
    page.emulate_media(color_scheme="dark")
    found = look(page)
    page.emulate_media(color_scheme="light")
    return found
