"""What every walk through the demo needs: somebody to be, and an eye for faulty pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

from samverk.project.demo.cast import LOGINS
from samverk.project.demo.party_cast import PARTY_LOGINS
from tests.e2e import axe
from tests.e2e.measures import WIDER

Enter = Callable[..., Page]
TITLES = {login.email.partition(".")[0]: login.title for login in (*LOGINS, *PARTY_LOGINS)}
CHAIN = "/medlemskap/insjoriket/"
WIDE = ViewportSize(width=1280, height=800)
# Nothing moves while it is pressed
CALM: Any = {"viewport": WIDE, "reduced_motion": "reduce"}
PHONE = ViewportSize(width=320, height=800)


@contextmanager
def entering(browser: Browser, site: str) -> Iterator[Enter]:
    """Give a way to open a page as one of the demo's people ("ledamot@alingsas"), or as nobody."""
    opened = []

    def enter(who: str = "", **options: Any) -> Page:
        page = browser.new_context(base_url=site, **CALM, **options).new_page()
        page.set_default_timeout(15_000)
        opened.append(page)
        page.goto("/om/")
        if who:
            page.get_by_label("Visa som").select_option(label=TITLES[who])
            page.get_by_role("button", name="Byt").click()
            page.get_by_role("button", name="Logga ut").wait_for()
        return page

    yield enter
    for page in opened:
        page.context.close()


def faults(page: Page) -> list[Any]:
    """List what axe finds on the page as it stands, wide and on a phone, and whether it is too wide."""
    found: list[Any] = axe.violations(page)
    page.set_viewport_size(PHONE)
    found += axe.violations(page)
    if (pixels := page.evaluate(WIDER)) > 0:
        found.append(f"{pixels} pixels too wide")
    page.set_viewport_size(WIDE)
    return found
