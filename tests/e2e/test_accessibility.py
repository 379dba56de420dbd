"""Every kind of page passes axe-core, wide and narrow, light and dark."""

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


@pytest.mark.parametrize("form", ["light-wide", "light-narrow", "dark-wide", "dark-narrow"])
def test_no_page_breaks_a_rule_of_axe(swept, form):
    found = {address: seen.faults[form] for address, seen in swept.items()}
    assert {address: faults for address, faults in found.items() if faults} == {}


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


def test_every_page_is_in_swedish(swept):
    assert {
        address: seen.language for address, seen in swept.items() if seen.language != "sv"
    } == {}


def test_every_page_has_a_title_of_its_own(swept):
    titles: dict[str, set[str]] = {}
    for address, seen in swept.items():
        titles.setdefault(seen.title, set()).add(address.partition("?")[0])
    assert {t: a for t, a in titles.items() if len(a) > 1 or not t} == {}
