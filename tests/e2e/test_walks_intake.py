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
    # What is asked about without waiting must be there: the form's last button
    page.get_by_role("button", name="Bekräfta och registrera").last.wait_for()


def take_all(page: Page) -> None:
    """Take each thing that the reader suggests, the last one where two are for one field."""
    offers = page.get_by_role("button", name=re.compile("^Ta förslaget"))
    for name in offers.all_inner_texts():
        words = name.partition(":")[2].strip()
        offers.filter(has_text=words).first.click()
        undo = page.get_by_role("button", name=re.compile("^Ångra")).filter(has_text=words)
        expect(undo.first).to_be_visible()


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


@pytest.fixture(scope="module")
def seed(enter, shared: Path) -> Page:
    """The council's paragraph with fifty ballots, read in and opened for review."""
    opened = enter("sekreterare@harryda")
    opened.goto("/inlasning/")
    opened.get_by_label("Läs in för").select_option("Kommunfullmäktige, Härryda")
    opened.get_by_label("Handlingar").set_input_files(next((shared / "seeds").glob("003_*.txt")))
    opened.get_by_role("button", name="Ladda upp").click()
    opened.get_by_text("Mottaget").first.wait_for()
    work()
    opened.reload()
    opened.get_by_role("link", name=re.compile("^§ 128|Granska § 128")).first.click()
    return opened


def test_a_ballot_is_changed_and_another_struck_with_the_keyboard(seed):
    seed.get_by_label(re.compile("^Ja, Kommunfullmäktige § 128")).check()
    seed.locator("summary", has_text="50 röster rad för rad").press("Enter")
    seed.get_by_label("Röst, Per Vorberg").press("n")
    seed.get_by_label("Stryk Grim Pedersen", exact=True).press("Space")
    assert faults(seed) == []
    seed.get_by_role("button", name="Bekräfta och registrera").last.press("Enter")
    expect(seed.get_by_text("§ 128 är bekräftad och registrerad.")).to_be_visible()
    row = seed.get_by_role("row").filter(has_text="Omröstning 1, röst 1")
    expect(row).to_contain_text("Per Vorberg ledamot (M) Nej")
    assert faults(seed) == []


def test_the_decisions_page_shows_how_it_was_voted(seed):
    seed.get_by_role("link", name="beslutets sida").click()
    expect(seed.get_by_role("row").filter(has_text="SD").first).to_contain_text("6")
    expect(seed.get_by_text("Listan och räkningen stämmer inte")).to_be_visible()
    seed.get_by_text("Hur var och en röstade (49 röster)").press("Enter")
    expect(seed.get_by_role("row").filter(has_text="Per Vorberg")).to_contain_text("Nej")
    assert faults(seed) == []
