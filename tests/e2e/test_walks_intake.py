"""Minutes and a memo from Word and PDF, read in, confirmed, and seen in the chain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from samverk.intake.tests.reading.making import docx_of, pdf_of_lines
from tests.e2e.behind import work
from tests.e2e.walking import CHAIN, Enter, entering, faults

SECRETARY = "sekreterare@alingsas"
MINUTES = (
    "Alingsås kommun",
    "Kommunfullmäktige",
    "Protokoll",
    "Sammanträdesdatum: 2024-02-28",
    "§ 8  Dnr 2023.076 SN",
    "Fortsatt medlemskap i Samordningsförbundet Insjöriket",
    "Beslut",
    "Kommunfullmäktige beslutar att upphäva Kommunfullmäktiges beslut § 94 den 26 maj 2021 om"
    " utträde ur Samordningsförbundet Insjöriket.",
    "Sammanfattning av ärendet",
    "Kommunen har varit med i förbundet sedan starten.",
)
MEMO = """Datum: 2024-01-15
Handläggare: Sixten Loback

Diarienummer: 2023.076 SN

Stanna i Samordningsförbundet Insjöriket

Förslag till beslut
Socialnämnden föreslår att kommunfullmäktige upphäver sitt beslut.

Ärendebeskrivning
Frågan har prövats på nytt."""


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    with entering(browser, site) as way:
        yield way


@pytest.fixture(scope="module")
def page(enter, tmp_path_factory) -> Page:
    """The list of files, with one Word file and one PDF uploaded for the council and read."""
    place: Path = tmp_path_factory.mktemp("handlingar")
    files = {"kf-8.docx": docx_of(*MINUTES), "skrivelse.pdf": pdf_of_lines(MEMO)}
    for name, content in files.items():
        (place / name).write_bytes(content)
    opened = enter(SECRETARY)
    opened.goto("/inlasning/")
    opened.get_by_label("Läs in för").select_option("Kommunfullmäktige, Alingsås")
    opened.get_by_label("Handlingar").set_input_files([place / name for name in files])
    opened.get_by_role("button", name="Ladda upp").click()
    opened.get_by_text("Mottaget").first.wait_for()
    work()
    return opened


def review(page: Page, name: str) -> None:
    page.goto("/inlasning/")
    page.get_by_role("link", name=f"att granska i {name}").click()


def take_all(page: Page) -> None:
    """Take each thing that the reader suggests."""
    offers = page.get_by_role("button", name=re.compile("^Ta förslaget"))
    for left in range(offers.count(), 0, -1):
        offers.first.click()
        expect(offers).to_have_count(left - 1)


def test_both_files_are_read_and_their_place_in_the_source_is_shown(page):
    review(page, "skrivelse.pdf")
    expect(page.get_by_role("link", name=re.compile("sida 1, rad")).first).to_be_visible()
    review(page, "kf-8.docx")
    expect(page.get_by_role("link", name=re.compile("^rad ")).first).to_be_visible()


def test_a_confirmed_repeal_is_taken_into_the_chain_with_two_presses(page):
    review(page, "kf-8.docx")
    take_all(page)
    page.get_by_role("button", name="Bekräfta och registrera").click()
    expect(page.get_by_text("§ 8 är bekräftad och registrerad.")).to_be_visible()
    broken = faults(page)
    for press in ("Lägg till ledet", "Registrera händelsen"):
        page.get_by_role("button", name=re.compile(press)).click()
        expect(page.get_by_role("button", name=re.compile(press))).to_have_count(0)
    broken += faults(page)
    page.goto(CHAIN)
    row = page.get_by_role("row").filter(has_text="2024-02-28")
    expect(row.first).to_contain_text("upphäver")
    assert broken == []


def test_what_was_taken_by_mistake_is_struck_again(page):
    page.goto(CHAIN)
    row = page.get_by_role("row").filter(has_text="2024-02-28").first
    row.locator("summary").click()
    row.get_by_role("link", name=re.compile("Stryk eller rätta")).click()
    page.get_by_label("Varför är uppgiften fel?").fill("Bara ett prov.")
    page.get_by_role("button", name="Stryk uppgiften").click()
    missing = page.locator(".sv-member").filter(has_text="Alingsås").first
    expect(missing).to_contain_text("fullmäktiges slutliga beslut om att stanna kvar")


def test_a_memo_without_an_organ_says_so_at_its_field(page):
    review(page, "skrivelse.pdf")
    page.get_by_role("button", name="Bekräfta och registrera").click()
    expect(page.get_by_role("alert")).to_contain_text("Organ: Välj organ")
    assert faults(page) == []
