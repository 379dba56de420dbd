"""Logging in as a person does: with a password, and with a key that the browser keeps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from samverk.project.demo.cast import LOGINS, PASSWORD
from tests.e2e import axe
from tests.e2e.sweep import in_the_dark

SOMEBODY = LOGINS[3]
MINE = ["/konto/", "/konto/losenord/", "/konto/nycklar/", "/konto/nycklar/ny/", "/konto/logga-ut/"]


@pytest.fixture(scope="module")
def named_site(site: str) -> str:
    """The demo under a name: a browser ties no key to an IP number."""
    return site.replace("127.0.0.1", "localhost")


@pytest.fixture
def with_key(browser: Browser) -> Iterator[Page]:
    """A page in a browser that has somewhere to keep a key, and a finger to unlock it with."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(10_000)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    page.context.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page of somebody who has not logged in."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def log_in(page: Page, site: str, password: str = PASSWORD) -> None:
    page.goto(f"{site}/konto/logga-in/")
    page.get_by_label("E-postadress").fill(SOMEBODY.email)
    page.get_by_label("Lösenord", exact=True).fill(password)
    page.get_by_role("button", name="Logga in", exact=True).click()


def confirm(page: Page) -> None:
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bekräfta").click()


def add_key(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/konto/nycklar/ny/")
    confirm(page)
    page.get_by_label("Nyckelns namn").fill(name)
    page.get_by_role("button", name="Lägg till").click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Logga ut").click()


def test_a_key_is_added_and_lets_one_in_without_a_password(with_key, named_site):
    page = with_key
    log_in(page, named_site)
    add_key(page, named_site, "Provdatorn")
    expect(page.get_by_role("heading", name="Reservkoder", exact=True)).to_be_visible()
    log_out(page)
    page.goto(f"{named_site}/konto/logga-in/")
    page.get_by_role("button", name="Logga in med nyckel").click()
    expect(page.get_by_role("link", name=SOMEBODY.name)).to_be_visible()
    _rename_and_remove(page, named_site)


def _rename_and_remove(page: Page, site: str) -> None:
    page.goto(f"{site}/konto/nycklar/")
    page.get_by_role("link", name="Byt namn på Provdatorn").click()
    confirm(page)
    page.get_by_label("Nyckelns namn").fill("Pekplattan")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Ta bort Pekplattan").click()
    page.get_by_role("button", name="Ta bort nyckeln").click()
    expect(page.get_by_text("Du har inga nycklar än")).to_be_visible()


def test_a_browser_without_the_key_says_so_in_swedish(with_key, named_site):
    with_key.goto(f"{named_site}/konto/logga-in/")
    with_key.get_by_role("button", name="Logga in med nyckel").click()
    expect(with_key.get_by_role("alert")).to_contain_text("nyckeln användes inte", timeout=20_000)


def test_at_an_ip_number_the_page_leads_to_the_name(visitor, site, named_site):
    visitor.goto(f"{site}/konto/logga-in/")
    visitor.get_by_role("link", name=f"{named_site}/konto/logga-in/").click()
    expect(visitor.get_by_role("button", name="Logga in med nyckel")).to_be_visible()


def test_a_wrong_password_is_told_of_at_the_top(visitor, site):
    log_in(visitor, site, password="inte det rätta")
    summary = visitor.get_by_role("alert").filter(has_text="Det gick inte att logga in")
    expect(summary).to_contain_text("E-postadressen eller lösenordet stämmer inte.")


def test_nothing_is_shown_after_logout_and_back(visitor, site):
    log_in(visitor, site)
    visitor.goto(f"{site}/konto/")
    log_out(visitor)
    expect(visitor.get_by_role("link", name="Logga in", exact=True)).to_be_visible()
    visitor.go_back()
    expect(visitor.get_by_role("heading", name="Logga in", exact=True)).to_be_visible()


def test_logging_in_needs_no_javascript(browser, site):
    page = browser.new_page(java_script_enabled=False)
    log_in(page, site)
    expect(page.get_by_role("link", name=SOMEBODY.name)).to_be_visible()
    page.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_an_account_break_no_rule_of_axe(browser, named_site, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    broken = {}
    log_in(page, named_site, password="inte det rätta")
    broken["fel"] = _faults(page)
    log_in(page, named_site)
    for path in MINE:
        page.goto(named_site + path)
        broken[path] = _faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert {path: found for path, found in broken.items() if found} == {}


def _faults(page: Page) -> list:
    return axe.violations(page) + in_the_dark(page, axe.colour_violations)


def test_no_page_of_the_login_breaks_the_content_policy(with_key, named_site):
    said: list[str] = []
    with_key.on("console", lambda message: said.append(message.text))
    log_in(with_key, named_site)
    for path in MINE:
        with_key.goto(named_site + path)
    assert [text for text in said if "Content Security Policy" in text] == []
