"""A decision that repeals another, from the form to the chain; and what those see who only read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from samverk.project.demo.cast import PASSWORD
from tests.e2e.behind import leave_idle
from tests.e2e.walking import CHAIN, Enter, entering, faults

SECRETARY = "sekreterare@alingsas"
# What a reader may press: none of it writes
READING = {"Visa den dagen", "Se beslutskedjan om medlemskapet"}
PRESSED = "main .ds-button, main button:not([hidden]), main form[method=post]"
NEW_LETTER = "uppsagning-avsandes/?handling=ny"


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    with entering(browser, site) as way:
        yield way


def fill_in(page: Page) -> None:
    """Fill in a repeal, but for which decision it repeals."""
    page.goto("/beslut/")
    page.get_by_role("link", name="Registrera beslut").click()
    page.get_by_label("Organ", exact=False).first.select_option(label="Kommunfullmäktige")
    page.get_by_label("Beslutsdag").fill("2024-01-31")
    page.get_by_label("Paragraf").fill("7")
    page.get_by_label("Rubrik").fill("Fortsatt medlemskap")
    page.get_by_role("radio", name="upphäver").check()
    page.get_by_label("Det här beslutet …").select_option("upphäver ett tidigare beslut")


@pytest.fixture(scope="module")
def repeal(enter) -> str:
    """The address of a decision that repeals the council's to leave, registered in one form."""
    page = enter(SECRETARY)
    fill_in(page)
    wanted = page.get_by_role("option", name=re.compile("§ 94 2021-05-26"))
    page.get_by_label("Vilket beslut").select_option(wanted.inner_text())
    page.get_by_role("button", name="Registrera beslut").click()
    page.wait_for_url(re.compile(r"/beslut/\d+/"))
    return page.url


def test_half_a_step_is_told_of_and_the_rest_is_kept(enter):
    page = enter(SECRETARY)
    fill_in(page)
    page.get_by_role("button", name="Registrera beslut").click()
    expect(page.get_by_role("alert")).to_contain_text("Välj vilket beslut det gäller.")
    expect(page.get_by_label("Rubrik")).to_have_value("Fortsatt medlemskap")
    expect(page.get_by_role("radio", name="upphäver")).to_be_checked()
    assert faults(page) == []


def test_the_question_which_decision_comes_with_what_it_does(enter):
    page = enter(SECRETARY, java_script_enabled=False)
    page.goto("/beslut/nytt/")
    expect(page.get_by_label("Vilket beslut")).to_be_hidden()
    page.get_by_label("Det här beslutet …").select_option("upphäver ett tidigare beslut")
    expect(page.get_by_label("Vilket beslut")).to_be_visible()


def test_a_repeal_is_one_form_and_leads_on_to_the_chain(enter, repeal):
    page = enter(SECRETARY)
    page.goto(repeal)
    expect(page.get_by_text(re.compile("Upphäver:"))).to_contain_text("2021-05-26")
    assert faults(page) == []
    page.get_by_role("link", name="Registrera händelse för Alingsås").click()
    page.get_by_role("link", name=re.compile("Fullmäktige upphävde")).click()
    chosen = page.get_by_label("Vilken handling visar det?").locator("option:checked")
    expect(chosen).to_contain_text("2024-01-31")


@pytest.mark.parametrize("who", ["ledamot@alingsas", "revisor@insjoriket"])
def test_who_only_reads_sees_nothing_to_press_that_writes(enter, repeal, who):
    page, pressed = enter(who), set()
    for path in ("/", CHAIN, repeal, "/beslut/", "/arenden/", "/organ/", "/inlasning/"):
        page.goto(path)
        pressed |= set(page.locator(PRESSED).all_inner_texts())
    assert {text.strip() for text in pressed} <= READING


def test_who_only_reads_is_told_why(enter):
    page = enter("ledamot@alingsas")
    page.goto(CHAIN)
    expect(page.get_by_text("Du saknar behörighet att registrera").first).to_be_visible()
    assert page.get_by_role("link", name=re.compile("^(Registrera|Stryk)")).count() == 0


def test_whoever_is_not_logged_in_is_led_to_the_login_and_back(enter):
    page = enter("")
    page.goto(CHAIN)
    page.get_by_role("link", name="Logga in", exact=True).click()
    log_in(page)
    expect(page).to_have_url(re.compile(f"{CHAIN}$"))


def log_in(page: Page) -> None:
    page.get_by_label("E-postadress").fill(f"{SECRETARY}.example")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def test_after_an_idle_time_one_comes_back_to_the_day_one_read(enter):
    page = enter(SECRETARY)
    page.goto(f"{CHAIN}?dag=2022-06-01")
    leave_idle(page.context)
    page.reload()
    expect(page.get_by_text("Du har loggats ut, för att inget hade hänt")).to_be_visible()
    page.get_by_role("link", name="Logga in", exact=True).click()
    log_in(page)
    expect(page).to_have_url(re.compile(r"/medlemskap/insjoriket/\?dag=2022-06-01$"))


def test_a_form_sent_after_an_idle_time_says_that_nothing_was_saved(enter):
    page = enter(SECRETARY)
    page.goto(CHAIN)
    page.get_by_role("link", name=re.compile("Registrera händelse för")).click()
    page.get_by_role("link", name=re.compile("Uppsägningen avsändes")).click()
    page.get_by_role("link", name="Lägg in en ny handling").click()
    leave_idle(page.context)
    page.get_by_role("button", name="Registrera").click()
    expect(page.get_by_text("Inget av det du skickade är sparat.")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Logga in").click()
    log_in(page)
    expect(page).to_have_url(re.compile(re.escape(NEW_LETTER)))
