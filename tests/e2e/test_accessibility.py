"""What judges the pages sees the faults that it is to see, and which pages it need not judge."""

from __future__ import annotations

import pytest

from tests.e2e import axe, sweep
from tests.e2e.novelty import Known


def test_axe_sees_a_fault(page, site):
    page.goto(site + "/insatser/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [fault["id"] for fault in axe.violations(page)] == ["button-name"]


def test_axe_sees_a_colour_that_fails_only_in_the_dark(page, site):
    page.goto(site + "/insatser/")
    page.evaluate("""document.styleSheets[2].insertRule(
      '@media (prefers-color-scheme: dark) {main p {color: #333 !important}}')""")
    assert axe.colour_violations(page) == []
    found = sweep.in_the_dark(page, axe.colour_violations)
    assert {fault["id"] for fault in found} == {"color-contrast"}


@pytest.fixture
def met(page, site) -> Known:
    """What a page was built of that has been looked at."""
    known = Known()
    page.goto(site + "/insatser/")
    assert known.is_new(page)
    assert not known.is_new(page)
    return known


@pytest.mark.parametrize(
    "change",
    [
        "main.append(document.createElement('button'))",
        "main.querySelector('h2').outerHTML = '<h4>Underrubrik</h4>'",
        "main.querySelector('p').className = 'grey'",
        "main.querySelector('a').tabIndex = 3",
        "main.querySelector('a').setAttribute('aria-describedby', 'finns-inte')",
        "main.querySelector('p').id = document.querySelector('[id]').id",
        "main.querySelector('p').innerHTML = '<input>'",
        "main.querySelector('a').textContent = ''",
    ],
)
def test_a_page_with_anything_that_may_be_a_fault_is_new(met, page, change):
    page.evaluate(f"const main = document.querySelector('main'); {change}")
    assert met.is_new(page)


def test_a_page_that_tells_of_something_else_in_the_same_way_is_not_new(met, page):
    page.evaluate("document.querySelector('main p').textContent = 'Något helt annat.'")
    page.evaluate("document.querySelector('main a').href = '/annat/'")
    assert not met.is_new(page)
