"""Every kind of page that a secretary or another meets: its form, its rules of access, its walk of focus.

What reads the sweep stands in this file alone: a file's tests run in one worker, and visiting
every page is what costs.
"""

from __future__ import annotations

import pytest

LAST = "Om Samverk"


@pytest.fixture(scope="module")
def walks(swept) -> dict[str, list[dict]]:
    """A walk through every kind of page."""
    return {address: seen.walk for address, seen in swept.items()}


def test_each_reader_meets_pages_of_their_own(tours):
    assert [tour.title for tour in tours if not tour.statuses] == []


@pytest.mark.parametrize("form", ["light-wide", "light-narrow", "dark-wide", "dark-narrow"])
def test_no_page_breaks_a_rule_of_axe(swept, form):
    found = {address: seen.faults[form] for address, seen in swept.items()}
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_every_page_is_in_swedish(swept):
    assert {
        address: seen.language for address, seen in swept.items() if seen.language != "sv"
    } == {}


def test_every_page_has_a_title_of_its_own(swept):
    titles: dict[str, set[str]] = {}
    for address, seen in swept.items():
        titles.setdefault(seen.title, set()).add(address.partition("?")[0])
    assert {t: a for t, a in titles.items() if len(a) > 1 or not t} == {}


@pytest.mark.parametrize("form", ["wide", "broad"])
def test_every_page_has_one_left_edge(swept, form):
    edges = {address: seen.edges[form] for address, seen in swept.items()}
    assert {address: at for address, at in edges.items() if len(at) > 1} == {}


def test_no_cell_of_a_table_stands_outside_a_phones_screen(swept):
    assert {address: seen.outside for address, seen in swept.items() if seen.outside} == {}


@pytest.mark.parametrize("form", ["narrow", "narrow-spaced", "wide-large"])
def test_no_page_scrolls_sideways(swept, form):
    reach = {address: seen.reach[form] for address, seen in swept.items()}
    assert {address: pixels for address, pixels in reach.items() if pixels > 0} == {}


def test_no_day_is_broken_over_two_lines(swept):
    broken = {address: seen.broken_days for address, seen in swept.items()}
    assert {address: texts for address, texts in broken.items() if texts} == {}


def test_the_focus_walks_every_page_in_order(walks):
    places = {address: [step["place"] for step in steps] for address, steps in walks.items()}
    assert {address: p for address, p in places.items() if p != sorted(p) or not p} == {}


def test_the_focus_is_never_trapped_but_reaches_the_last_link(walks):
    standing = {address: steps[-1]["text"] for address, steps in walks.items()}
    assert {a: text for a, text in standing.items() if text != LAST and a != "/finns-inte/"} == {}


def test_the_focus_is_always_visible(walks):
    hidden = {
        address: [step["text"] for step in steps if not (step["ring"] and step["inside"])]
        for address, steps in walks.items()
    }
    assert {address: texts for address, texts in hidden.items() if texts} == {}
