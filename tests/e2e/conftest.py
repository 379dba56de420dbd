"""Fixtures for the browser tests; package-wide, so that the browser's event loop ends with them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import chromium, crawl
from tests.e2e.site import served_demo


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that needs the browser."""
    for item in items:
        if "tests/e2e/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a missing one skips, but fails in CI."""
    if chromium.chromium_path() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(chromium.MISSING)
        pytest.skip(chromium.MISSING)
    with chromium.launched() as running:
        yield running


@pytest.fixture(scope="package")
def site(browser: Browser) -> Iterator[str]:
    """The demo's address while it is served."""
    with served_demo() as address:
        yield address


@pytest.fixture(scope="package")
def statuses(browser: Browser, site: str) -> dict[str, int]:
    """One address for each kind of page in the demo, with the status it answers."""
    page = browser.new_page()
    try:
        return crawl.pages(page, site)
    finally:
        page.close()


@pytest.fixture(scope="package")
def addresses(statuses: dict[str, int]) -> list[str]:
    """One address for each kind of page in the demo."""
    return list(statuses)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wide page of its own."""
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()
