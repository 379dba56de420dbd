"""A member reads in: keeps notes that no lost network takes, prints them, and searches the papers."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.site import served_demo
from tests.e2e.walking import Enter, entering, faults

MEMBER, OTHER, MANAGER = "amina@insjoriket", "erik@insjoriket", "forbundschef@insjoriket"
MEETING = "/sammantraden/1/"
ITEM = "Läget för utträdena"
WORDS = "Fråga vad Lerum ska betala."


@pytest.fixture(scope="module")
def enter(browser: Browser) -> Iterator[Enter]:
    with served_demo("e2e_notes") as site, entering(browser, site) as way:
        yield way


def to_the_item(page: Page) -> None:
    page.goto(MEETING)
    page.get_by_role("link", name=ITEM).click()
    # The page's scripts as well: a network lost before they came leaves nothing to test
    page.wait_for_url("**/sammantraden/punkt/*/", wait_until="load")


def state(page: Page, words: str) -> None:
    expect(page.locator("#lage-anteckning")).to_contain_text(words)


def paper(page: Page) -> str:
    with pypdfium2.PdfDocument(page.pdf()) as sheets:
        return "".join(sheet.get_textpage().get_text_range() for sheet in sheets)


def test_a_note_is_saved_as_it_is_typed_and_no_lost_network_takes_it(enter):
    page = enter(MEMBER)
    to_the_item(page)
    box = page.get_by_label("Anteckning")
    page.context.set_offline(True)
    box.press_sequentially(WORDS[:10])
    state(page, "Det du skrev står kvar här")
    page.context.set_offline(False)
    # By itself, without another stroke
    state(page, "Sparat")
    box.press_sequentially(WORDS[10:])
    state(page, "Sparat")
    # What is printed is what was saved last, without loading the page again
    assert WORDS in paper(page)
    page.reload()
    expect(page.get_by_label("Anteckning")).to_have_value(WORDS)
    assert faults(page) == []


def test_nobody_else_finds_it(enter):
    for who in (OTHER, MANAGER):
        page = enter(who)
        to_the_item(page)
        expect(page.get_by_text("Lerum ska betala")).to_have_count(0)
        assert "Lerum ska betala" not in page.content()
        assert "Lerum ska betala" not in paper(page)
    public = enter("")
    public.goto(MEETING)
    assert "Lerum ska betala" not in public.content()


def test_the_search_is_reached_by_keyboard_and_finds_the_writers_own_note(enter):
    page = enter(MEMBER)
    page.goto(MEETING)
    page.keyboard.press("/")
    expect(page.get_by_label("Sök i handlingarna")).to_be_focused()
    page.keyboard.type("utträde")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("utträdena")
    assert faults(page) == []
    page.get_by_label("Sök i handlingarna").fill("betala")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Egen anteckning")).to_be_visible()


def test_the_notes_are_listed_printed_and_removed(enter):
    page = enter(MEMBER)
    page.goto(MEETING)
    page.get_by_role("link", name="Egna anteckningar").click()
    assert faults(page) == []
    assert WORDS in paper(page)
    page.get_by_role("link", name=f"Ta bort anteckningen om {ITEM}").click()
    page.get_by_role("button", name="Ta bort anteckningen").click()
    expect(page.get_by_text("Du har inga anteckningar")).to_be_visible()
    assert faults(page) == []
