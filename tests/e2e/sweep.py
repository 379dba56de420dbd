"""Visits every kind of page once, in all its forms, and keeps what the tests ask of it.

Loading a page is what costs. What the forms share is asked in one of them: in the dark only the
colours differ, so only the rules about colours are run again. And a page that is built of nothing
but what pages before it were built of is not judged again (``novelty``), only measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, StorageState

from tests.e2e import axe, measures, noting
from tests.e2e.novelty import Known

WIDTHS = {"wide": 1280, "broad": 1680, "narrow": 320}
HEIGHT = 800
# A sheet that a script makes is let through by the pages' own policy
STYLED = """style => {
  const added = new CSSStyleSheet();
  added.replaceSync(style);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, added];
  const answer = (%s);
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== added);
  return answer;
}"""
LISTEN = "window.refused = []; document.addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"  # noqa: E501


@dataclass(slots=True)
class Seen:
    """What one page showed: by form ("light-1280", "narrow-spaced"), as each measure gives it.

    Also its policy, what that refused, and the files that were not found. What is judged of new
    pages alone, ``faults`` and ``walk``, is empty for others.
    """

    title: str
    language: str
    policy: str
    refused: list[str]
    missing: list[str]
    english: list[str]
    faults: dict[str, list[Any]] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)
    edges: dict[str, list[int]] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    broken_days: list[str] = field(default_factory=list)
    walk: list[dict[str, Any]] = field(default_factory=list)


def sweep(
    browser: Browser, site: str, addresses: Iterable[str], who: StorageState, known: Known
) -> dict[str, Seen]:
    """Visit every address in a wide and a narrow window, light and dark."""
    page = browser.new_page(reduced_motion="reduce", storage_state=who)
    page.add_init_script(LISTEN)
    axe.kept_in(page)
    failed: list[str] = []
    page.on("response", lambda answer: answer.status >= 400 and failed.append(answer.url))
    found = {}
    for address in addresses:
        failed.clear()
        answer = page.goto(site + address)
        assert answer
        found[address] = seen = Seen(
            page.title(),
            page.evaluate("document.documentElement.lang"),
            answer.headers["content-security-policy"],
            page.evaluate("window.refused"),
            [url for url in failed if url != page.url],
            page.evaluate(measures.ENGLISH),
        )
        _look(page, seen, is_new=known.is_new(page) or noting.lacks(page))
        noting.examined(page, "measured")
    page.close()
    return found


def glance(
    browser: Browser, site: str, addresses: Iterable[str], who: StorageState | None, known: Known
) -> dict[str, list[Any]]:
    """Run axe in a wide window on those pages that are built of anything new; what each had."""
    page = browser.new_page(reduced_motion="reduce", storage_state=who)
    resize(page, "wide")
    axe.kept_in(page)
    found = {}
    for address in addresses:
        page.goto(site + address)
        is_new = known.is_new(page) or noting.lacks(page)
        found[address] = axe.violations(page) if is_new else []
        if noting.FOLDER:
            found[address] += _more_of(page, is_new=is_new)
    page.close()
    return found


def _more_of(page: Page, *, is_new: bool) -> list[Any]:
    """Look at a wide page in its other forms too; what each form found, and whether it is too wide."""
    found = in_the_dark(page, axe.colour_violations) if is_new else []
    resize(page, "narrow")
    if is_new:
        found += axe.violations(page) + in_the_dark(page, axe.colour_violations)
    if (pixels := page.evaluate(measures.WIDER)) > 0:
        found.append(f"{pixels} pixels too wide")
    resize(page, "wide")
    return found


def resize(page: Page, name: str) -> None:
    """Give the window one of the widths."""
    page.set_viewport_size({"width": WIDTHS[name], "height": HEIGHT})


def _look(page: Page, seen: Seen, *, is_new: bool) -> None:
    # Each change of width or colours has the page drawn anew: as few of them as can be
    for name in ("broad", "wide"):
        resize(page, name)
        seen.edges[name] = page.evaluate(measures.EDGES)
    seen.reach["wide-large"] = styled(page, measures.LARGE_TEXT, measures.WIDER)
    if is_new:
        seen.walk = measures.walk(page)
        seen.faults["light-wide"] = axe.violations(page)
        seen.faults["dark-wide"] = in_the_dark(page, axe.colour_violations)
    resize(page, "narrow")
    if is_new:
        seen.faults["light-narrow"] = axe.violations(page)
        seen.faults["dark-narrow"] = in_the_dark(page, axe.colour_violations)
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
