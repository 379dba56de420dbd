"""The pages' form: one left edge, tables that tell all on a phone, shortcuts, paper."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import WIDE
from tests.e2e.measures import EDGES, OUTSIDE

HIDDEN = (
    "e => { const s = getComputedStyle(e); return s.position === 'absolute' && e.offsetWidth <= 1 }"
)


@pytest.fixture
def phone(browser: Browser, secretary):
    """A page as wide as a small phone."""
    opened = browser.new_page(viewport={"width": 320, "height": 800}, storage_state=secretary)
    yield opened
    opened.close()


def test_the_measure_sees_a_second_edge(page, site):
    page.goto(site + "/om/")
    page.evaluate("document.querySelector('main h2').setAttribute('class', 'sv-margin')")
    page.evaluate("document.styleSheets[2].insertRule('main h2 {margin-left: 20px !important}')")
    assert len(page.evaluate(EDGES)) > 1


def test_number_and_status_stay_in_sight_while_one_reads_a_decision(page, site):
    page.goto(site + "/beslut/")
    page.locator("main tbody a[href^='/beslut/']").first.click()
    page.wait_for_url(re.compile(r"/beslut/\d"))
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(page.locator(".sv-margin .sv-paragraph")).to_be_in_viewport()


def test_the_measure_sees_a_cell_outside(phone, site):
    phone.goto(site + "/beslut/")
    phone.locator(".sv-stacks td").first.evaluate("e => e.setAttribute('width', 500)")
    assert phone.evaluate(OUTSIDE) != []


def test_a_row_on_a_phone_says_what_each_value_is(phone, site):
    phone.goto(site + "/beslut/")
    cell = phone.locator(".sv-stacks td[data-label]").first
    shown = cell.evaluate("e => getComputedStyle(e, '::before').content")
    assert shown == '"' + cell.get_attribute("data-label") + '"'
    assert phone.locator(".sv-stacks thead").first.evaluate(HIDDEN)


@pytest.mark.wcag("1.3.1")
def test_a_table_on_a_phone_is_still_a_table_to_a_screen_reader(phone, site):
    phone.goto(site + "/beslut/")
    table = phone.get_by_role("table").first
    assert table.get_by_role("columnheader").count() >= 3
    assert table.get_by_role("row").nth(1).get_by_role("rowheader").count() == 1


def test_a_question_mark_shows_the_shortcuts_and_escape_hides_them(page, site):
    page.goto(site + "/om/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Kortkommandon")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_question_mark_that_is_written_stays_in_its_field(page, site):
    page.goto(site + "/lagkalkylator/diarienummer/")
    page.locator("#falt-nummer").press("?")
    assert page.locator("#falt-nummer").input_value() == "?"
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.wcag("2.1.4")
def test_shortcuts_can_be_turned_off_and_on_again(browser: Browser, site):
    page = browser.new_context(viewport=WIDE).new_page()
    page.goto(site + "/om/")
    page.get_by_role("button", name="Kortkommandon").click()
    page.get_by_role("button", name="Stäng av kortkommandon").click()
    page.reload()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Kortkommandon").click()
    expect(page.get_by_role("button", name="Slå på kortkommandon")).to_be_visible()
    page.context.close()


def test_the_answer_is_copied_with_its_reasons(browser: Browser, site):
    page = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(site + "/lagkalkylator/omrostning/?ja=6&nej=6")
    page.get_by_text("Ta med svaret").click()
    page.get_by_role("button", name="Kopiera texten").click()
    expect(page.get_by_role("status").filter(has_text="Kopierat.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.context.close()
    assert "Går inte att avgöra: ordförandens röst saknas." in copied
    assert "4 kap. 25 § kommunallagen (2017:725)" in copied


def test_without_javascript_no_button_is_shown_that_needs_it(browser: Browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + "/lagkalkylator/omrostning/?ja=6&nej=6")
    page.get_by_text("Ta med svaret").click()
    for name in ("Kopiera texten", "Skriv ut", "Kortkommandon"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.get_by_label("Svaret som text")).to_be_visible()
    page.close()


def test_a_computed_answer_is_printed_with_what_it_was_computed_from(page, site):
    page.goto(site + "/lagkalkylator/overklagandetid/?anslaget=2025-12-03")
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        text = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    # What is read out of a drawn page may lack the space between two words
    told = "".join(text.split())
    assert "2025-12-29" in told
    assert "Uträknatpå" in told
    assert "Räknaut" not in told.replace("Räknarut", "")


@pytest.mark.parametrize("wish", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_colours_and_stillness_that_the_reader_chose_lose_nothing(
    browser: Browser, site, secretary, wish
):
    page = browser.new_page(viewport=WIDE, storage_state=secretary, **wish)
    page.goto(site + "/medlemskap/insjoriket/")
    expect(page.get_by_text("Okänt, handling saknas").first).to_be_visible()
    assert page.locator(".sv-status .sv-icon").first.bounding_box()["width"] > 0
    assert page.evaluate("document.getAnimations().length") == 0
    page.close()
