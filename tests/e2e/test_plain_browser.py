"""Pages work without JavaScript and keep to the strict content policy."""

from __future__ import annotations

from playwright.sync_api import Browser

LISTEN = "window.refused = []; document.addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"  # noqa: E501


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


def test_no_page_breaks_its_content_security_policy(page, site, addresses):
    page.add_init_script(LISTEN)
    refused = {}
    for address in addresses:
        answer = page.goto(site + address)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        if found := page.evaluate("window.refused"):
            refused[address] = found
    assert refused == {}


def test_the_listener_sees_a_refused_style(page, site):
    page.add_init_script(LISTEN)
    page.goto(site + "/om/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("window.refused.length > 0")
    assert page.evaluate("window.refused") == ["style-src-attr inline"]


def test_every_file_a_page_asks_for_is_found_on_the_site_itself(page, site, addresses):
    faults = []
    page.on(
        "response",
        lambda answer: (
            answer.request.resource_type != "document"
            and answer.status >= 400
            and faults.append(answer.url)
        ),
    )
    for address in addresses:
        page.goto(site + address)
    assert faults == []


def test_no_link_leads_to_a_page_that_fails(statuses, public_statuses):
    for found in (statuses, public_statuses):
        assert {address: s for address, s in found.items() if s >= 400} == {"/finns-inte/": 404}
