"""What somebody at their desk does: log in on the day, follow links, fill in and press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from tests.e2e.replay.cast import PASSWORD, Login
from tests.e2e.walking import CALM

Enter = Callable[[Login | None], Page]


@contextmanager
def at_work(
    browser: Browser, site: str, opened: Callable[[Page], object] = lambda _: None
) -> Iterator[Enter]:
    """Give a way to come to somebody's own browser, logged in, or to nobody's.

    A session does not last till another day: they log in anew. ``opened`` is told of each page.
    """
    pages: dict[Login | None, Page] = {}

    def enter(login: Login | None) -> Page:
        if login not in pages:
            page = browser.new_context(base_url=site, **CALM).new_page()
            page.set_default_timeout(15_000)
            opened(page)
            pages[login] = page
        if login:
            come_in(pages[login], login)
        return pages[login]

    yield enter
    for page in pages.values():
        page.context.close()


def come_in(page: Page, login: Login) -> None:
    """Log in, unless the session from earlier in the day goes on."""
    page.goto("/")
    if page.get_by_role("button", name="Logga ut").count() == 0:
        log_in(page, login.email)


def log_in(page: Page, email: str) -> None:
    """Log in with a password."""
    page.goto("/konto/logga-in/")
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()


def press(page: Page, name: str) -> None:
    """Press a button, by its whole name."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow the first link of a name, or that begins so."""
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def to_body(page: Page, name: str) -> None:
    """Go to a body's page from the list of bodies."""
    page.goto("/organ/")
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
