"""Every page of publishing, met as the public or the staff meet it: judged in each of its four modes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from samverk.rules.masking import numbers_in
from tests.doses import WHOLE, dose
from tests.e2e import crawl
from tests.e2e.conftest import WIDE, cookies_of
from tests.e2e.open_pages import (
    ADMINISTRATOR,
    HEAVIEST,
    MODES,
    PAGES,
    PUBLIC,
    SECRETARY,
    At,
    Shown,
    found_at,
    look,
    walked,
)
from tests.e2e.site import hand_of, served_demo

PLACE = "e2e_open"
# An address that takes no letters: the forms are there, and nothing leaves the machine
POST = {"EMAIL_HOST": "post.invalid"}
WALKS = {
    PUBLIC: ("/oppet/",),
    SECRETARY: ("/publicering/", "/arkiv/"),
    ADMINISTRATOR: ("/publicering/synpunkter/",),
}
ALL = [(name, nth) for name, ats in PAGES.items() for nth in range(len(ats))]
# One in twelve is looked at while one works
TAKEN = dose(ALL, 12)


@pytest.fixture(scope="module")
def open_site(browser: Browser) -> Iterator[str]:
    """The address of a demo that can send letters, while it is served."""
    with served_demo(PLACE, POST) as address:
        yield address


@pytest.fixture(scope="module")
def keys(open_site) -> dict[str, str]:
    """The addresses that no link of the site leads to: those in letters, and one that is withdrawn."""
    hand = hand_of(PLACE)
    # The archive's package is made before there are letters, which nobody takes
    hand.does("work")
    found: dict[str, str] = hand.does("keys", open_site)
    return found


def at_of(one: tuple[str, int]) -> At:
    """Give where a page is met, by its template and its place among those that are drawn from it."""
    name, nth = one
    return PAGES[name][nth]


@pytest.fixture(scope="module")
def shown(browser, open_site, keys) -> dict[tuple[str, int], Shown]:
    """What each page that is taken showed."""
    found = {}
    for who, starts in WALKS.items():
        mine = [one for one in TAKEN if at_of(one).who == who]
        if not mine:
            continue
        cookies = cookies_of(browser, open_site, who) if who else None
        page = browser.new_page(viewport=WIDE, storage_state=cookies, reduced_motion="reduce")
        known = [one for start in starts for one in walked(page, open_site, start)]
        for one in mine:
            address = found_at(at_of(one), known, keys)
            found[one] = look(page, open_site, address, at_of(one))
        page.close()
    return found


def named(found: dict[tuple[str, int], Shown], what: str) -> dict[str, object]:
    """Give what each page has of something, those alone that have any."""
    return {
        f"{one.at.who} {one.address}": value
        for one in found.values()
        if (value := getattr(one, what))
    }


def test_every_page_is_drawn_from_the_template_that_it_is_named_for(shown):
    assert {
        one: shown[one].drawn_from for one in TAKEN if one[0] not in shown[one].drawn_from
    } == {}


def test_every_page_answers_as_it_should(shown):
    assert {one.address: one.status for one in shown.values() if one.status != one.at.status} == {}


@pytest.mark.parametrize("mode", MODES)
def test_no_page_of_publishing_breaks_a_rule_of_axe(shown, mode):
    assert {one.address: one.faults[mode] for one in shown.values() if one.faults[mode]} == {}


def test_no_page_of_publishing_weighs_more_than_the_bound(shown):
    assert {one.address: one.weight for one in shown.values() if one.weight >= HEAVIEST} == {}


@pytest.mark.parametrize("what", ["english", "broken_days", "leaning"])
def test_no_page_of_publishing_has_an_english_word_a_broken_day_or_a_dead_button(shown, what):
    assert named(shown, what) == {}


def test_no_page_of_publishing_is_wider_than_a_phone(shown):
    assert {one.address: one.wider for one in shown.values() if one.wider > 0} == {}


def test_every_page_says_without_scripts_what_it_says_with_them(browser, open_site, shown):
    told = {}
    for who in {one.at.who for one in shown.values()}:
        cookies = cookies_of(browser, open_site, who) if who else None
        with_scripts = browser.new_page(storage_state=cookies)
        without = browser.new_context(java_script_enabled=False, storage_state=cookies).new_page()
        for one in (one for one in shown.values() if one.at.who == who and not one.at.sends):
            texts = []
            for page in (with_scripts, without):
                page.goto(open_site + one.address)
                texts.append(page.locator("main").inner_text())
            if texts[0] != texts[1]:
                told[one.address] = texts
        with_scripts.close()
        without.context.close()
    assert told == {}


def test_the_public_meets_no_broken_link_and_nothing_that_is_kept(browser, open_site, keys):
    """What is masked, secret or withdrawn stands on no page, and no page links to one that fails."""
    kept = hand_of(PLACE).does("kept")
    assert kept
    page = browser.new_page()
    statuses, told = {}, {}
    for at in crawl.pages(
        page.request, open_site, within="/oppet/", per_shape=40 if WHOLE else 3, limit=1000
    ):
        answer = page.request.get(open_site + at)
        text = answer.text()
        statuses[at] = answer.status
        found = [words for words in kept if words in text] + [*numbers_in(text)]
        if found:
            told[at] = found
    page.close()
    assert len(statuses) > 30
    assert {at: status for at, status in statuses.items() if status >= 400} == {}
    assert told == {}
