"""Fixtures for the browser tests; package-wide, so that the browser's event loop ends with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, StorageState, ViewportSize, expect

from tests.doses import dose
from tests.e2e import chromium, crawl, noting
from tests.e2e.novelty import Known
from tests.e2e.site import PARTY, served_demo
from tests.e2e.sweep import Seen, sweep

WIDE = ViewportSize(width=1280, height=800)
# Who meets pages that the secretary does not, and which part of the site they are on
OTHERS = {
    "ledamot i Kommunfullmäktige, Alingsås": "/sammantraden/",
    "utförarekonom i Lerum": "/forbund/insjoriket/",
    "förbundschef i Insjöriket": "/",
    "granskare i Insjöriket": "/forbund/insjoriket/",
}
# Of the kinds of pages every sixth is looked at while one works, in all its forms
PART = 6
# Who works with persons at the parties
WITH_PERSONS = (
    "remittent på Alingsås socialnämnd",
    "mottagare för Aktiv Lerum",
    "deltagaransvarig i Lerum",
    "samordnare hos Lerums socialnämnd",
    "loggranskare i Lerum",
)


@dataclass(frozen=True, slots=True)
class Tour:
    """The pages that somebody meets and nobody before: their cookies, and each page's status."""

    title: str
    cookies: StorageState
    statuses: dict[str, int]

    def __str__(self) -> str:
        return self.title


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that needs the browser."""
    for item in items:
        if "tests/e2e/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            criteria = sorted({one for mark in item.iter_markers("wcag") for one in mark.args})
            if criteria:
                item.user_properties.append(("wcag", criteria))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note how a test went that examines a success criterion."""
    noting.outcome(report)


def pytest_sessionfinish() -> None:
    """Keep the notes for the accessibility statement, when they are asked for."""
    noting.keep()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a missing one skips, but fails in CI."""
    if chromium.chromium_path() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(chromium.MISSING)
        pytest.skip(chromium.MISSING)
    # Two test processes share a machine: a page may take its time, but what it says is exact.
    expect.set_options(timeout=15_000)
    with chromium.launched() as running:
        yield running


@pytest.fixture(scope="package")
def site(browser: Browser) -> Iterator[str]:
    """The demo's address while it is served."""
    with served_demo() as address:
        yield address


@pytest.fixture(scope="package")
def secretary(browser: Browser, site: str) -> StorageState:
    """The cookies of a secretary, chosen with the demo's role switcher."""
    return cookies_of(browser, site, "nämndsekreterare i Alingsås")


def cookies_of(browser: Browser, site: str, title: str) -> StorageState:
    """Give the cookies of somebody who is chosen with the demo's role switcher."""
    page = browser.new_page()
    page.goto(site + "/om/")
    page.get_by_label("Visa som").select_option(label=title)
    page.get_by_role("button", name="Byt").click()
    page.wait_for_selector("text=Logga ut")
    cookies = page.context.storage_state()
    page.close()
    return cookies


@pytest.fixture(scope="package")
def statuses(browser: Browser, site: str, secretary: StorageState) -> dict[str, int]:
    """One address for each kind of page that a secretary meets, with the status it answers."""
    page = browser.new_page(storage_state=secretary)
    found = crawl.pages(page.request, site)
    page.close()
    return found


@pytest.fixture(scope="package")
def addresses(statuses: dict[str, int]) -> list[str]:
    """One address for each kind of page that a secretary meets."""
    return list(statuses)


@pytest.fixture(scope="package")
def tours(browser: Browser, site: str, addresses: list[str]) -> list[Tour]:
    """One address for each kind of page that each of the others meets and nobody before."""
    met = {crawl.shape(address) for address in addresses}
    walked = []
    for title, within in OTHERS.items():
        cookies = cookies_of(browser, site, title)
        page = browser.new_page(storage_state=cookies)
        found = crawl.pages(page.request, site, within=within)
        page.close()
        fresh = {at: status for at, status in found.items() if crawl.shape(at) not in met}
        met |= {crawl.shape(address) for address in fresh}
        walked.append(Tour(title, cookies, fresh))
    return walked


@pytest.fixture(scope="package")
def party_site(browser: Browser) -> Iterator[str]:
    """The address of the parties' demo while it is served."""
    with served_demo("e2e_party", PARTY) as address:
        yield address


@pytest.fixture(scope="package")
def party_tours(browser: Browser, party_site: str) -> list[Tour]:
    """One address for each kind of page that those meet who work with persons."""
    met: set[str] = set()
    walked = []
    for title in WITH_PERSONS:
        cookies = cookies_of(browser, party_site, title)
        page = browser.new_page(storage_state=cookies)
        found = crawl.pages(page.request, party_site, within="/personer/")
        found |= {at: page.request.get(party_site + at).status for at in ("/", "/antal/")}
        page.close()
        # The start and the own persons are another page to each of them
        shared = {crawl.shape(at) for at in ("/", "/personer/")}
        fresh = {
            at: status
            for at, status in found.items()
            if crawl.shape(at) not in met and (at != "/antal/" or title.startswith("samordnare"))
        }
        met |= {crawl.shape(address) for address in fresh} - shared
        walked.append(Tour(title, cookies, fresh))
    return walked


@pytest.fixture(scope="package")
def known() -> Known:
    """What the pages that have been looked at were built of."""
    return Known()


@pytest.fixture(scope="package")
def swept(
    browser: Browser,
    site: str,
    secretary: StorageState,
    addresses: list[str],
    tours: list[Tour],
    known: Known,
) -> dict[str, Seen]:
    """What each kind of page that the secretary or another meets showed, in all its forms."""
    seen = sweep(browser, site, dose(addresses, PART), secretary, known)
    for tour in tours:
        seen |= sweep(browser, site, dose(tour.statuses, PART), tour.cookies, known)
    return seen


@pytest.fixture(scope="package")
def swept_of_persons(
    browser: Browser, party_site: str, party_tours: list[Tour], known: Known
) -> dict[str, Seen]:
    """What each kind of page of persons showed, in all its forms, by who met it and where."""
    seen = {}
    for tour in party_tours:
        found = sweep(browser, party_site, dose(tour.statuses, PART), tour.cookies, known)
        seen |= {f"{tour} {address}": one for address, one in found.items()}
    return seen


@pytest.fixture(scope="package")
def public_statuses(browser: Browser, site: str) -> dict[str, int]:
    """One address for each kind of page that the public meets."""
    page = browser.new_page()
    found = crawl.pages(page.request, site)
    page.close()
    return found


@pytest.fixture
def page(browser: Browser, secretary: StorageState) -> Iterator[Page]:
    """A wide page of the secretary's own."""
    opened = browser.new_page(viewport=WIDE, storage_state=secretary)
    yield opened
    opened.close()


@pytest.fixture
def public_page(browser: Browser) -> Iterator[Page]:
    """A wide page of someone who has not signed in."""
    opened = browser.new_page(viewport=WIDE)
    yield opened
    opened.close()
