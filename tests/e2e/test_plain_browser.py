"""Pages work without JavaScript and keep to the strict content policy."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

LISTEN = "window.refused = []; document.addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"  # noqa: E501


@dataclass(frozen=True, slots=True)
class Visit:
    """One page: its policy, what the policy refused, and the files that were not found."""

    policy: str
    refused: list[str]
    missing: list[str]


def test_a_calculator_works_without_javascript(browser: Browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + "/lagkalkylator/")
    page.get_by_role("link", name="Överklagandetid och laga kraft").click()
    page.get_by_label("Anslagsdag").fill("2025-12-03")
    page.get_by_role("button", name="Räkna ut").click()
    answer = page.locator(".sv-answer").inner_text()
    page.close()
    assert "2025-12-29" in answer


def test_the_reasons_open_without_javascript(browser: Browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + "/lagkalkylator/overklagandetid/?anslaget=2025-12-03")
    reasons = page.locator(".sv-why").first.inner_text()
    page.close()
    assert "kommunallagen (2017:725)" in reasons


@pytest.fixture(scope="module")
def visits(browser: Browser, site, secretary, addresses) -> dict[str, Visit]:
    """Every kind of page under its own policy, and what it was refused or did not find."""
    page = browser.new_page(storage_state=secretary)
    page.add_init_script(LISTEN)
    failed: list[str] = []
    page.on("response", lambda answer: answer.status >= 400 and failed.append(answer.url))
    found = {}
    for address in addresses:
        failed.clear()
        answer = page.goto(site + address)
        refused = page.evaluate("window.refused")
        policy = answer.headers["content-security-policy"]
        found[address] = Visit(policy, refused, [url for url in failed if url != page.url])
    page.close()
    return found


def test_no_page_breaks_its_content_security_policy(visits):
    assert {address: v.refused for address, v in visits.items() if v.refused} == {}


def test_every_page_has_the_strict_content_security_policy(visits):
    assert [address for address, v in visits.items() if "default-src 'none'" not in v.policy] == []


def test_every_file_a_page_asks_for_is_found_on_the_site_itself(visits):
    assert {address: v.missing for address, v in visits.items() if v.missing} == {}


def test_the_listener_sees_a_refused_style(page, site):
    page.add_init_script(LISTEN)
    page.goto(site + "/om/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("window.refused.length > 0")
    assert page.evaluate("window.refused") == ["style-src-attr inline"]


def test_no_link_leads_to_a_page_that_fails(statuses, tours, public_statuses):
    others = {at: status for tour in tours for at, status in tour.statuses.items()}
    for found in (statuses, public_statuses):
        assert {address: s for address, s in found.items() if s >= 400} == {"/finns-inte/": 404}
    assert {address: s for address, s in others.items() if s >= 400} == {}
