"""What the public meets, and each role, passes axe-core."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from playwright.sync_api import Browser, Page

from samverk.project.demo.cast import LOGINS
from tests.e2e import axe, sweep

# What a page shows here hangs on the reader's role
ROLE_PAGES = ("/", "/medlemskap/insjoriket/", "/beslut/", "/inlasning/", "/konto/", "/konton/")


def faults(page: Page, site: str, addresses: Iterable[str]) -> dict[str, list]:
    """Run axe on every page and keep what it found."""
    broken = {}
    for address in addresses:
        page.goto(site + address)
        if found := axe.violations(page):
            broken[address] = found
    return broken


def test_no_page_of_the_public_breaks_a_rule_of_axe(public_page, site, public_statuses):
    assert faults(public_page, site, public_statuses) == {}


@pytest.mark.parametrize("login", LOGINS, ids=[login.email for login in LOGINS])
def test_no_roles_own_pages_break_a_rule_of_axe(browser: Browser, site, login):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(site + "/om/")
    page.get_by_label("Visa som").select_option(label=login.title)
    page.get_by_role("button", name="Byt").click()
    page.wait_for_selector("text=Logga ut")
    broken = faults(page, site, ROLE_PAGES)
    page.context.close()
    assert broken == {}


def test_axe_sees_a_fault(page, site):
    page.goto(site + "/om/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [fault["id"] for fault in axe.violations(page)] == ["button-name"]


def test_axe_sees_a_colour_that_fails_only_in_the_dark(page, site):
    page.goto(site + "/om/")
    page.evaluate("""document.styleSheets[2].insertRule(
      '@media (prefers-color-scheme: dark) {main p {color: #333 !important}}')""")
    assert axe.colour_violations(page) == []
    found = sweep.in_the_dark(page, axe.colour_violations)
    assert {fault["id"] for fault in found} == {"color-contrast"}
