"""Autumn 2022: an officer proposes to stay, and the board proposes it to the council."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.replay.cast import KF, VFN
from tests.e2e.replay.desk import follow, press
from tests.e2e.replay.meeting import add_item, begin_numbering, note, plan
from tests.e2e.replay.membership import FEDERATION
from tests.e2e.replay.papers import Case, to_case

ITEM = "Att dra tillbaka utträdet"
TITLE = "Att dra tillbaka utträdet ur samordningsförbundet"
STAYING = Case(VFN, "2022VFN360", TITLE, "2022-10-03")
POINTS = (
    "Kommunen ska fortsatt vara med i samordningsförbundet.",
    "Firmatecknarna får i uppdrag att dra tillbaka utträdet.",
)
ELSEWHERE = "Beslutas av annat organ"
SUBJECT = "Sektorn för socialtjänst föreslår att kommunen stannar i förbundet"
WORDS = {
    "summary": "Fullmäktige beslutade 2020 att lämna förbundet. Sektorn vill stanna.",
    "background": "Förbundet får en ny verksamhetsplan i januari 2023.",
    "economy": "Avgiften ryms inom sektorns ram.",
    "assessment": "Arbetet sker närmare kommunens egna insatser än förut.",
    "preparation": "Ärendet går vidare till kommunstyrelsen.",
}


def write_memo(page: Page) -> str:
    """Write the memo in the board's own layout, and send it for approval; answer its address."""
    to_case(page, STAYING)
    follow(page, "Skriv tjänsteskrivelse")
    page.get_by_label("Rubrik", exact=False).first.fill(SUBJECT)
    press(page, "Börja skriva")
    expect(page.get_by_role("heading", level=1)).to_have_text(SUBJECT)
    for number, point in enumerate(POINTS, start=1):
        page.get_by_label(f"Punkt {number}", exact=True).fill(point)
        page.get_by_label(f"Punkt {number} beslutas av").select_option(label=KF)
    save(page, "proposal")
    for part, words in WORDS.items():
        page.locator(f"#falt-{part}-text, [name={part}-text]").first.fill(words)
        save(page, part)
    page.get_by_label("Första året").fill("2022")
    page.get_by_label("Vad, rad 1").fill("Årlig medlemsavgift")
    page.get_by_label("Kronor 2022, rad 1").fill("590 000")
    save(page, "figures")
    address = page.url
    follow(page, "Skicka för godkännande")
    press(page, "Skicka för godkännande")
    expect(page.get_by_text("Väntar på godkännande").first).to_be_visible()
    return address


def save(page: Page, part: str) -> None:
    """Save a part of the memo with its button."""
    page.locator(f"form[action$='/del/{part}/']").get_by_role("button", name="Spara").first.click()
    expect(page.locator(f"#lage-{part}")).to_contain_text("Sparat")


def approve(page: Page) -> None:
    """Approve the memo that waits on the manager's start page."""
    page.goto("/")
    follow(page, SUBJECT)
    page.get_by_label("Godkänn", exact=True).check()
    press(page, "Lämna besked")
    expect(page.get_by_text("Godkänd").first).to_be_visible()


def prepare(page: Page) -> str:
    """Two weeks before: begin with Samverk, and put the matter on the agenda with the memo's proposal."""
    begin_numbering(page, VFN, 222, "Nämndens protokoll 2022-10-26, § 221")
    meeting = plan(page, VFN, "2022-11-23", "09:00")
    add_item(page, ITEM, STAYING.label, Del_av_listan=ELSEWHERE, Vilket_organ_beslutar=KF)
    follow(page, ITEM)
    follow(page, "Hämta förslaget ur tjänsteskrivelsen")
    page.get_by_label(f"{SUBJECT}, version 1").check()
    press(page, "Hämta förslaget")
    expect(page.get_by_text(POINTS[1])).to_be_visible()
    for what in ("Anteckna kallelsen", "Anteckna utskicket"):
        note(page, meeting, what, "2022-11-09")
    return meeting


def state_fee(page: Page) -> None:
    """State the yearly fee that the memo tells of, as the federation's manager."""
    page.goto(FEDERATION)
    follow(page, "Registrera avgift")
    page.get_by_label("År", exact=True).fill("2022")
    page.get_by_label("Avgift", exact=True).fill("590")
    page.get_by_label("Avgiften står i hela").select_option("1000")
    chosen = page.get_by_label("Vilken handling visar det?")
    wanted = chosen.get_by_role("option").filter(has_text=SUBJECT).first.get_attribute("value")
    chosen.select_option(wanted)
    press(page, "Registrera avgift")
    expect(page.get_by_role("main")).to_contain_text("590")
