"""Every kind of page that anybody meets: its form, its rules of access, its policy, its walk of focus.

What reads the sweep stands in this file alone: a file's tests run in one worker, and visiting
every page is what costs.
"""

from __future__ import annotations

import pytest

from samverk.project.demo.cast import LOGINS
from tests.doses import dose
from tests.e2e.conftest import PART, WIDE, cookies_of
from tests.e2e.sweep import Seen, glance

LAST = "Om Samverk"
# What a page shows here hangs on the reader's role
ROLE_PAGES = ("/", "/medlemskap/insjoriket/", "/beslut/", "/inlasning/", "/konto/", "/konton/")


@pytest.fixture(scope="module", params=["swept", "swept_of_persons"])
def pages(request) -> dict[str, Seen]:
    """What every kind of page showed: of the federation, and of those who work with persons."""
    found: dict[str, Seen] = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def walks(pages) -> dict[str, list[dict]]:
    """A walk through every page that is built of anything new."""
    return {address: seen.walk for address, seen in pages.items() if seen.faults}


def test_most_kinds_of_pages_are_built_of_something_new(pages):
    judged = [address for address, seen in pages.items() if seen.faults]
    assert len(judged) > len(pages) / 4
    assert judged[0] == next(iter(pages))


def test_each_of_those_who_work_with_persons_meets_pages_of_their_own(party_tours):
    assert [tour.title for tour in party_tours if len(tour.statuses) < 2] == []
    assert sum(len(tour.statuses) for tour in party_tours) > 40


def test_each_reader_meets_pages_of_their_own(tours):
    assert [tour.title for tour in tours if not tour.statuses] == []


@pytest.mark.parametrize("form", ["light-wide", "light-narrow", "dark-wide", "dark-narrow"])
def test_no_page_breaks_a_rule_of_axe(pages, form):
    found = {address: seen.faults.get(form) for address, seen in pages.items()}
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.wcag("3.1.1")
def test_every_page_is_in_swedish(pages):
    assert {
        address: seen.language for address, seen in pages.items() if seen.language != "sv"
    } == {}


@pytest.mark.wcag("3.1.2")
def test_no_page_has_an_english_word(pages):
    assert {address: seen.english for address, seen in pages.items() if seen.english} == {}


def test_no_page_breaks_its_content_security_policy(pages):
    assert {address: seen.refused for address, seen in pages.items() if seen.refused} == {}


def test_every_page_has_the_strict_content_security_policy(pages):
    strict = "default-src 'none'"
    assert [address for address, seen in pages.items() if strict not in seen.policy] == []


def test_every_file_a_page_asks_for_is_found_on_the_site_itself(pages):
    assert {address: seen.missing for address, seen in pages.items() if seen.missing} == {}


@pytest.mark.wcag("2.4.2")
def test_every_page_has_a_title_of_its_own(pages):
    titles: dict[str, set[str]] = {}
    for address, seen in pages.items():
        titles.setdefault(seen.title, set()).add(address.split()[-1].partition("?")[0])
    assert {t: a for t, a in titles.items() if len(a) > 1 or not t} == {}


@pytest.mark.parametrize("form", ["wide", "broad"])
def test_every_page_has_one_left_edge(pages, form):
    edges = {address: seen.edges[form] for address, seen in pages.items()}
    assert {address: at for address, at in edges.items() if len(at) > 1} == {}


def test_no_cell_of_a_table_stands_outside_a_phones_screen(pages):
    assert {address: seen.outside for address, seen in pages.items() if seen.outside} == {}


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("narrow", marks=pytest.mark.wcag("1.4.10")),
        pytest.param("narrow-spaced", marks=pytest.mark.wcag("1.4.12")),
        pytest.param("wide-large", marks=pytest.mark.wcag("1.4.4")),
    ],
)
def test_no_page_scrolls_sideways(pages, form):
    reach = {address: seen.reach[form] for address, seen in pages.items()}
    assert {address: pixels for address, pixels in reach.items() if pixels > 0} == {}


def test_no_day_is_broken_over_two_lines(pages):
    broken = {address: seen.broken_days for address, seen in pages.items()}
    assert {address: texts for address, texts in broken.items() if texts} == {}


@pytest.mark.wcag("2.1.1", "2.4.3")
def test_the_focus_walks_every_page_in_order(walks):
    places = {address: [step["place"] for step in steps] for address, steps in walks.items()}
    assert {address: p for address, p in places.items() if p != sorted(p) or not p} == {}


@pytest.mark.wcag("2.1.2")
def test_the_focus_is_never_trapped_but_reaches_the_last_link(walks):
    standing = {address: steps[-1]["text"] for address, steps in walks.items()}
    assert {a: text for a, text in standing.items() if text != LAST and a != "/finns-inte/"} == {}


@pytest.mark.wcag("2.4.7", "2.4.11")
def test_the_focus_is_always_visible(walks):
    hidden = {
        address: [step["text"] for step in steps if not (step["ring"] and step["inside"])]
        for address, steps in walks.items()
    }
    assert {address: texts for address, texts in hidden.items() if texts} == {}


def test_the_menu_of_those_who_work_with_persons_is_one_line(browser, party_site, party_tours):
    lines = {}
    for tour in party_tours:
        page = browser.new_page(viewport=WIDE, storage_state=tour.cookies)
        page.goto(party_site + "/personer/")
        lines[tour.title] = page.evaluate(
            "new Set([...document.querySelectorAll('.sv-nav li')].map(e => e.offsetTop)).size"
        )
        page.close()
    assert {title: many for title, many in lines.items() if many != 1} == {}


def test_no_page_of_the_public_breaks_a_rule_of_axe(browser, site, public_statuses, swept, known):
    found = glance(browser, site, dose(public_statuses, PART), None, known)
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("login", dose(LOGINS, 4), ids=lambda login: login.email)
def test_no_roles_own_pages_break_a_rule_of_axe(browser, site, login, swept, known):
    cookies = cookies_of(browser, site, login.title)
    found = glance(browser, site, ROLE_PAGES, cookies, known)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_no_link_leads_to_a_page_that_fails(statuses, tours, public_statuses, party_tours):
    others = {at: status for tour in tours for at, status in tour.statuses.items()}
    others |= {at: status for tour in party_tours for at, status in tour.statuses.items()}
    for found in (statuses, public_statuses):
        assert {address: s for address, s in found.items() if s >= 400} == {"/finns-inte/": 404}
    assert {address: s for address, s in others.items() if s >= 400} == {}
