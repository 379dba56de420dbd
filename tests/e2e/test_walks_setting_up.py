"""An administrator lets somebody in, and a new federation is entered by pages alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.walking import Enter, entering, faults

KEEPER = "systemforvaltare@insjoriket"
MANAGER = "forbundschef@insjoriket"
PASSWORD = "sju koppar utan öra"


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    with entering(browser, site) as way:
        yield way


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def add_account(page: Page, name: str, email: str) -> None:
    page.goto("/konton/")
    follow(page, "Lägg upp ett konto")
    page.get_by_label("Namn").fill(name)
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Registrator").check()
    page.get_by_label("Samordningsförbundet Insjöriket, hela").check()
    page.get_by_label("Förbundsstyrelsen, Insjöriket").check()
    press(page, "Lägg upp kontot")


def test_somebody_is_let_in_with_a_link_and_shut_out_again(enter):
    keeper = enter(KEEPER)
    add_account(keeper, "Siv Lundgård", "siv@insjoriket.test")
    press(keeper, "Visa länken här")
    link = keeper.locator("#engangslank").inner_text()
    visitor = enter()
    visitor.goto(link)
    visitor.get_by_label("Nytt lösenord", exact=True).fill(PASSWORD)
    visitor.get_by_label("Nytt lösenord en gång till").fill(PASSWORD)
    press(visitor, "Spara lösenordet")
    follow(visitor, "Logga in")
    visitor.get_by_label("E-postadress").fill("siv@insjoriket.test")
    visitor.get_by_label("Lösenord").fill(PASSWORD)
    visitor.get_by_role("main").get_by_role("button", name="Logga in", exact=True).click()
    expect(visitor.get_by_role("button", name="Logga ut")).to_be_visible()
    follow(keeper, "Till kontot")
    follow(keeper, "Stäng kontot")
    keeper.get_by_label("Varför").fill("Slutat.")
    press(keeper, "Stäng kontot")
    expect(keeper.get_by_role("main")).to_contain_text("Stängt")
    visitor.reload()
    expect(visitor.get_by_role("link", name="Logga in")).to_be_visible()


def test_the_pages_of_the_accounts_hold_wide_and_on_a_phone(enter):
    page = enter(KEEPER)
    found = {}
    for address in ("/konton/", "/konton/nytt/", "/konton/roll/"):
        page.goto(address)
        found[address] = faults(page)
    add_account(page, "Moa Kvarnås", "moa@insjoriket.test")
    found["länk"] = faults(page)
    press(page, "Visa länken här")
    found["länken"] = faults(page)
    follow(page, "Till kontot")
    found["kontot"] = faults(page)
    follow(page, "Avsluta")
    press(page, "Avsluta rollen")
    found["efter en avslutad roll"] = faults(page)
    follow(page, "Stäng kontot")
    press(page, "Stäng kontot")
    expect(page.get_by_role("alert")).to_be_visible()
    found["utan skäl"] = faults(page)
    assert {where: what for where, what in found.items() if what} == {}


def test_a_federation_and_its_member_are_entered_by_pages(enter):
    keeper, found = enter(KEEPER), {}
    for kind, name, short in (
        ("samordningsförbund", "Samordningsförbundet Sjöröd", "Sjöröd"),
        ("kommun", "Granby kommun", "Granby"),
    ):
        keeper.goto("/organ/")
        follow(keeper, "Lägg upp en organisation")
        found["ny organisation"] = faults(keeper)
        keeper.get_by_label(kind).check()
        keeper.get_by_label("Namn", exact=True).fill(name)
        keeper.get_by_label("Kortnamn").fill(short)
        press(keeper, "Lägg upp organisationen")
    give_role(keeper)
    manager = enter(MANAGER)
    manager.goto("/forbund/sjorod/")
    found["tomt förbund"] = faults(manager)
    follow(manager, "Registrera förbundsordning")
    found["förbundsordning"] = faults(manager)
    manager.get_by_label("Gäller från och med").fill("2020-01-01")
    manager.get_by_label("Uppsägningstid i år").fill("3")
    manager.get_by_label("hela kalenderår").check()
    manager.get_by_label("Paragraf").fill("§ 20")
    manager.get_by_label("Källa").fill("Förbundsordningen")
    press(manager, "Registrera förbundsordning")
    follow(manager, "Lägg upp en medlem")
    manager.get_by_label("Medlem", exact=True).select_option(label="Granby kommun")
    manager.get_by_label("Medlem från och med").fill("2009-01-01")
    manager.get_by_label("Vad visar det?").fill("Förbundet bildades.")
    press(manager, "Lägg upp en medlem")
    expect(manager.get_by_role("main")).to_contain_text("2009-01-01")
    found["förbund med medlem"] = faults(manager)
    follow(manager, "Till beslutskedjan")
    expect(manager.get_by_role("main")).to_contain_text("Granby")
    assert {where: what for where, what in found.items() if what} == {}


def give_role(keeper: Page) -> None:
    """Let the manager manage the new federation too."""
    keeper.goto("/konton/roll/")
    keeper.get_by_label("E-postadress").fill("forbundschef@insjoriket.example")
    keeper.get_by_label("Förbundschef").check()
    keeper.get_by_label("Samordningsförbundet Sjöröd, hela").check()
    press(keeper, "Ge rollen")
    expect(keeper.get_by_role("main")).to_contain_text("Samordningsförbundet Sjöröd")


def test_the_figures_that_papers_state_are_entered_by_pages(enter):
    page, found = enter(MANAGER), {}
    page.goto("/forbund/insjoriket/")
    found["förbundet"] = faults(page)
    for way in ("Registrera folkmängd", "Registrera intäkt", "Registrera avgift"):
        page.goto("/forbund/insjoriket/")
        follow(page, way)
        found[way] = faults(page)
        press(page, way)
        expect(page.get_by_role("alert")).to_be_visible()
        found[f"{way}, tom"] = faults(page)
    assert {where: what for where, what in found.items() if what} == {}
