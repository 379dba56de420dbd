"""A person's way on a phone: referred one question at a time, taken up, offered a place, and reported.

And out to the federation as counts, from one served installation to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from samverk.foundation import clock
from tests.e2e.behind import work
from tests.e2e.site import PARTY, hand_of, served_demo
from tests.e2e.walking import Enter, entering, faults

REFERRER, TEAM = "remittent@alingsas", "mottagare@lerum"
WORKER, COORDINATOR = "deltagaransvarig@lerum", "samordnare@lerum"
MANAGER = "forbundschef@insjoriket"
PHONE = ViewportSize(width=375, height=740)
FORTNIGHT = 14
WHO, DELIVERY = "Exempel Tilda Provås", "Aktiv Lerum"
CASE = "SN 2026/55"
NEED, AIM = "Exempel: stöd att komma ut.", "Exempel: arbeta halvtid."
REPORT = "Exempel: arbetar nu halvtid."
DOOR = "/vaxling/ta-emot/"
# Each is written in, and shared with no other tests
PARTIES, FEDERATION = "e2e_persons", "e2e_counts"


@pytest.fixture(scope="module")
def party(browser: Browser) -> Iterator[str]:
    """The parties' demo, which is written in."""
    with served_demo(PARTIES, PARTY) as address:
        yield address


@pytest.fixture(scope="module")
def enter(browser: Browser, party: str) -> Iterator[Enter]:
    """A way to be one of those who work with persons, on a phone."""
    with entering(browser, party) as way:

        def on_a_phone(who: str) -> Page:
            page = way(who)
            page.set_viewport_size(PHONE)
            return page

        yield on_a_phone


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def to_the_person(page: Page) -> None:
    """Open what one has of the person, from one's own page."""
    page.goto("/personer/")
    follow(page, WHO)


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)


def on_the_day(page: Page, label: str, ahead: int = 0) -> None:
    """Fill in the day that it is, or that it will be some days ahead."""
    page.get_by_label(label).fill((clock.today() + timedelta(ahead)).isoformat())


def consent(page: Page, purpose: str) -> None:
    """Register a consent for what the provider is told."""
    follow(page, purpose)
    page.get_by_label("Lerum", exact=True).check()
    # Asked where something is told to somebody else
    kinds = page.get_by_role("group", name="Vilka uppgifter").get_by_role("checkbox")
    # The list of them does not wait, and half a page has none
    page.get_by_role("button", name="Registrera samtycke").wait_for()
    for kind in kinds.all():
        kind.check()
    page.get_by_label("skriftligt").check()
    on_the_day(page, "Gavs den dag")
    page.get_by_label("Personen har själv sagt ja").check()
    press(page, "Registrera samtycke")


def register(page: Page) -> None:
    page.goto("/personer/")
    follow(page, "Registrera person")
    page.get_by_label("Namn").fill(WHO)
    page.get_by_label("Födelsedag").fill("1990-05-04")
    page.get_by_label("Kön").select_option("kvinna")
    page.get_by_label("Hemkommun").select_option("Alingsås")
    press(page, "Registrera person")
    consent(page, "att utbyta uppgifter om mig")
    consent(page, "att följa upp hur det gick")


def begin(page: Page) -> None:
    """Answer two of the questions, and leave the rest for later."""
    follow(page, "Remittera")
    page.get_by_role("radio", name=DELIVERY).check()
    page.get_by_label("Ert ärendenummer").fill(CASE)
    press(page, "Spara och fortsätt")
    page.get_by_label("Vad behöver personen?").fill(NEED)
    press(page, "Spara och fortsätt")
    page.get_by_label("Vad vill personen nå?").fill(AIM)
    press(page, "Spara och fortsätt senare")


def go_on(page: Page) -> None:
    """Come back: what was written is there; answer what is left and send it in."""
    to_the_person(page)
    says(page, NEED)
    says(page, AIM)
    follow(page, "Fortsätt skriva")
    # Of the person's health nothing is told here
    press(page, "Spara och fortsätt")
    page.get_by_label("ekonomiskt bistånd").check()
    for _ in range(4):
        press(page, "Spara och fortsätt")
    page.get_by_label("samtycke, OSL").check()
    press(page, "Skicka in remissen")


def take_up(page: Page) -> None:
    """Begin to assess, and ask the referrer."""
    to_the_person(page)
    says(page, NEED)
    follow(page, "Börja bedöma")
    press(page, "Börja bedöma")
    follow(page, "Begär komplettering")
    page.get_by_role("group", name="Vad saknas?").get_by_role("radio").first.check()
    page.get_by_label("Vad behöver ni veta?").fill("Exempel: hur många timmar?")
    press(page, "Begär komplettering")


def reply(page: Page) -> None:
    to_the_person(page)
    says(page, "Exempel: hur många timmar?")
    follow(page, "Svara på frågan")
    page.get_by_label("Svar").fill("Exempel: fyra timmar.")
    press(page, "Svara på frågan")


def offer(page: Page) -> None:
    """Accept, and offer a place out of order, with the reason that the log keeps."""
    to_the_person(page)
    says(page, "Exempel: fyra timmar.")
    follow(page, "Anta")
    page.get_by_label("Er bedömning").fill("Exempel: passar.")
    press(page, "Anta remissen")
    follow(page, "Platsen i kön")
    follow(page, "Erbjud plats")
    on_the_day(page, "Svar senast", FORTNIGHT)
    page.get_by_label("turordning").fill("Exempel: de före väntar på vården.")
    press(page, "Erbjud plats")


def yes(page: Page) -> None:
    follow(page, "Registrera svar")
    page.get_by_label("ja").first.check()
    press(page, "Registrera svar")


def measure(page: Page, occupation: str, livelihood: str) -> None:
    """Measure the status that a step is asked for first."""
    on_the_day(page, "Vilken dag?")
    page.get_by_label("Sysselsättning").select_option(occupation)
    page.get_by_label("Timmar i veckan").fill("0" if occupation == "söker arbete" else "20")
    page.get_by_label("Försörjning", exact=True).select_option(livelihood)
    page.get_by_label("Varifrån kommer uppgifterna?").select_option(index=1)
    page.get_by_label("Utbildning", exact=True).select_option("gymnasium")
    press(page, "Spara")


def start(page: Page) -> None:
    page.goto("/personer/deltagare/")
    follow(page, WHO)
    follow(page, "Sätt mål")
    page.get_by_label("Vad vill personen nå?").fill(AIM)
    press(page, "Sätt mål")
    follow(page, "Påbörja")
    measure(page, "söker arbete", "ekonomiskt bistånd")
    on_the_day(page, "Vilken dag?")
    press(page, "Påbörja")


def end(page: Page) -> None:
    follow(page, "Avsluta")
    measure(page, "arbetar", "lön")
    on_the_day(page, "Vilken dag?")
    page.get_by_label("enligt plan").check()
    page.get_by_label("Slutrapport").fill(REPORT)
    page.get_by_role("group", name=f"Mål: {AIM}").get_by_label("uppnått", exact=True).check()
    press(page, "Avsluta")


# With its unit
MEASURES = re.compile(
    r"((deltog|började|avslutade) under perioden|väntade vid periodens slut) \(.+\)", re.IGNORECASE
)


def counted(page: Page) -> dict[str, list[str]]:
    """Read how many of each sex the page says, by what was counted of the delivery."""
    page.wait_for_load_state()
    rows = page.get_by_role("row").filter(has_text=MEASURES)
    told = {}
    for row in rows.all():
        cells = [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        found = ((n, MEASURES.fullmatch(cell)) for n, cell in enumerate(cells))
        at, measure = next(((n, one[1].lower()) for n, one in found if one), (0, ""))
        if measure and any(DELIVERY in cell or "Meddelande" in cell for cell in cells):
            told[measure] = [cell for cell in cells[at + 1 :] if cell.isdigit()][:3]
    return told


def may_be_read_on_a_phone(page: Page) -> list[object]:
    """List what is wrong with the page as it stands, and go back to the phone's width."""
    found = faults(page)
    page.set_viewport_size(PHONE)
    return found


def test_a_person_comes_from_referral_to_report_on_a_phone_and_is_counted(enter):
    referrer, team, worker = enter(REFERRER), enter(TEAM), enter(WORKER)
    coordinator = enter(COORDINATOR)
    coordinator.goto("/antal/")
    before = counted(coordinator)
    register(referrer)
    begin(referrer)
    assert may_be_read_on_a_phone(referrer) == []
    go_on(referrer)
    says(referrer, "Mottagande team har fått remissen och ska bedöma den.")
    take_up(team)
    reply(referrer)
    offer(team)
    to_the_person(referrer)
    says(referrer, "En plats är erbjuden, med första dag den ")
    yes(team)
    start(worker)
    says(worker, "Pågående")
    end(worker)
    says(worker, REPORT)
    assert may_be_read_on_a_phone(worker) == []
    coordinator.goto("/antal/")
    after = counted(coordinator)
    more = {what for what in after if int(after[what][0]) == int(before[what][0]) + 1}
    assert more == {"deltog under perioden", "började under perioden", "avslutade under perioden"}


def test_the_federation_is_told_the_counts_and_nobodys_name(browser, enter, party):
    coordinator = enter(COORDINATOR)
    coordinator.goto("/antal/")
    with served_demo(FEDERATION) as federation, entering(browser, federation) as way:
        hand_of(FEDERATION).does("meet", party + DOOR)
        hand_of(PARTIES).does("meet", federation + DOOR)
        press(coordinator, "Beräkna vad som kan skickas")
        says(coordinator, "Beräknas")
        work(PARTIES)
        follow(coordinator, "Uppdatera")
        says(coordinator, "Klara att granska")
        press(coordinator, "Skicka antal")
        work(PARTIES)
        work(FEDERATION)
        manager = way(MANAGER)
        manager.goto("/forbund/insjoriket/insatser/")
        follow(manager, DELIVERY)
        says(manager, "från Lerums kommun")
        told = counted(manager)
        assert "deltog under perioden" in told
        shown = [int(number) for numbers in told.values() for number in numbers]
        assert not {1, 2, 3, 4} & set(shown)
        assert WHO not in manager.content()
