"""The chain, walked as its people do: a missing paper comes, is corrected, and is struck."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.walking import CHAIN, Enter, entering, faults

SECRETARY = "sekreterare@alingsas"
NOTICE = "uppsägningen: handlingen och dagen då den skickades"
DAY = "Vilken dag avsändes den?"
WHY = "Varför är uppgiften fel?"


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    with entering(browser, site) as way:
        yield way


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    """A letter as a PDF of one empty page."""
    place = tmp_path_factory.mktemp("brev") / "uppsagning.pdf"
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.save(place)
    return place


def card(page: Page) -> Locator:
    return page.locator(".sv-member").filter(has=page.get_by_role("heading", name="Alingsås"))


def missing(page: Page, text: str) -> Locator:
    return card(page).get_by_role("listitem").filter(has_text=text)


def to_the_letter(page: Page) -> None:
    """Go from what the chain says is missing to the form for a new paper."""
    page.goto(CHAIN)
    missing(page, NOTICE).get_by_role("link", name=re.compile("Registrera")).click()
    page.get_by_role("link", name="Lägg in en ny handling").click()


def register(page: Page, letter, day: str) -> None:
    to_the_letter(page)
    page.get_by_label(DAY).fill(day)
    page.get_by_label("I vilket ärende").select_option(index=1)
    page.get_by_label(re.compile("^Fil")).set_input_files(letter)
    page.get_by_role("button", name="Registrera").click()


def open_row(page: Page) -> None:
    """Go from the letter's row in the table to where it is struck or corrected."""
    row = page.get_by_role("row").filter(has_text="Uppsägningen avsändes")
    row.locator("summary").click()
    row.get_by_role("link", name=re.compile("Stryk eller rätta")).click()


def strike(page: Page, why: str) -> None:
    open_row(page)
    page.get_by_label(WHY).fill(why)
    page.get_by_role("button", name="Stryk uppgiften").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with_scripts", "without_scripts"])
def test_a_missing_letter_is_registered_and_struck_and_the_status_follows(enter, letter, scripts):
    page = enter(SECRETARY, java_script_enabled=scripts)
    register(page, letter, "2021-06-15")
    expect(page.get_by_text("Händelsen är registrerad. Alingsås i dag:")).to_be_visible()
    expect(missing(page, NOTICE)).to_have_count(0)
    expect(card(page).get_by_text("om uppsägningen gavs 2021")).to_have_count(0)
    strike(page, "Brevet gällde något annat.")
    expect(page.get_by_text("Uppgiften är struken. Alingsås i dag:")).to_be_visible()
    expect(missing(page, NOTICE)).to_have_count(1)
    struck = page.get_by_role("row").filter(has_text="Brevet gällde något annat.")
    expect(struck.first).to_contain_text("Uppsägning")


def test_a_corrected_day_moves_the_exit(enter, letter):
    page = enter(SECRETARY)
    register(page, letter, "2022-02-01")
    expect(card(page)).to_contain_text("vid utgången av den 31\N{NO-BREAK SPACE}december 2025")
    open_row(page)
    page.get_by_role("link", name="Stryk och registrera rätt").click()
    page.get_by_label(DAY).fill("2021-06-15")
    page.get_by_label(WHY).fill("Kvittot säger 2021.")
    page.get_by_role("button", name="Stryk och registrera rätt").click()
    expect(page.get_by_text("Den gamla uppgiften är struken och den nya")).to_be_visible()
    expect(card(page)).to_contain_text("vid utgången av den 31\N{NO-BREAK SPACE}december 2024")
    strike(page, "Brevet hör inte hit.")


def test_a_form_with_faults_keeps_what_was_written_and_begins_at_the_summary(enter, letter):
    page = enter(SECRETARY)
    to_the_letter(page)
    page.get_by_label(DAY).fill("2021-02-30")
    page.get_by_label(re.compile("^Fil")).set_input_files(letter)
    page.get_by_role("button", name="Registrera").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Välj filen på nytt")
    page.get_by_role("alert").get_by_role("link").first.press("Enter")
    expect(page.get_by_label(DAY)).to_be_focused()
    expect(page.get_by_label(DAY)).to_have_value("2021-02-30")


def test_no_page_on_the_way_has_a_fault(enter, letter):
    page, broken = enter(SECRETARY), {}
    to_the_letter(page)
    broken["empty"] = faults(page)
    page.get_by_role("button", name="Registrera").click()
    broken["faulty"] = faults(page)
    register(page, letter, "2021-06-15")
    broken["told"] = faults(page)
    open_row(page)
    broken["strike"] = faults(page)
    page.get_by_role("button", name="Stryk uppgiften").click()
    broken["unstruck"] = faults(page)
    page.get_by_label(WHY).fill("Fel brev.")
    page.get_by_role("button", name="Stryk uppgiften").click()
    broken["struck"] = faults(page)
    assert {name: found for name, found in broken.items() if found} == {}


def test_a_letter_is_registered_with_the_keyboard_alone(enter):
    page = enter(SECRETARY)
    page.goto(CHAIN)
    missing(page, NOTICE).get_by_role("link", name=re.compile("Registrera")).press("Enter")
    page.get_by_role("link", name="Lägg in en ny handling").press("Enter")
    page.get_by_label(DAY).press_sequentially("2021-06-15")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.get_by_label("Anteckning").press("Enter")
    expect(page.get_by_text("Händelsen är registrerad.")).to_be_visible()
    strike(page, "Bara ett prov.")


def test_minutes_that_are_missing_are_registered_from_the_decision_that_cites_them(enter):
    page = enter(SECRETARY)
    page.goto(CHAIN)
    cited = missing(page, "känt bara genom hänvisning")
    cited.get_by_role("link", name=re.compile("Registrera")).click()
    page.get_by_role("link", name="Registrera från protokollet").click()
    expect(page.get_by_label("Beslutsdag")).to_have_value("2021-05-26")
    expect(page.get_by_label("Paragraf")).to_have_value("94")
    assert faults(page) == []
