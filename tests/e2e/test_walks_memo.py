"""From a memo to a letter: an officer writes, the manager approves, takes its points, and calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from samverk.meetings.tests.post import Office, open_office
from tests.doses import whole_alone
from tests.e2e.behind import work
from tests.e2e.site import served_demo
from tests.e2e.walking import Enter, entering, faults

OFFICER, MANAGER = "utredare@insjoriket", "forbundschef@insjoriket"
CASE = "Årsredovisning för 2026"
PLACE = "e2e_post"
MEMBER = "Göran Stenvik"


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """A post office on this machine, which the served demo and its worker send through."""
    with open_office() as opened, pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMAIL_HOST", "127.0.0.1")
        patch.setenv("EMAIL_PORT", str(opened.port))
        patch.setenv("EMAIL_USE_TLS", "false")
        yield opened


@pytest.fixture(scope="module")
def enter(browser: Browser, office: Office) -> Iterator[Enter]:
    with served_demo(PLACE) as site, entering(browser, site) as way:
        yield way


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def to_the_case(page: Page) -> None:
    page.goto("/arenden/")
    follow(page, "Diariet för Förbundsstyrelsen")
    page.get_by_role("row").filter(has_text=CASE).get_by_role("link").click()


def begin(page: Page, title: str) -> None:
    to_the_case(page)
    follow(page, "Skriv tjänsteskrivelse")
    page.get_by_label("Rubrik", exact=False).first.fill(title)
    press(page, "Börja skriva")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def save(page: Page, part: str) -> None:
    """Save a part with its button."""
    page.locator(f"form[action$='/del/{part}/']").get_by_role("button", name="Spara").first.click()
    expect(page.locator(f"#lage-{part}")).to_contain_text("Sparat")


def approve(page: Page, title: str) -> None:
    page.goto("/")
    follow(page, title)
    page.get_by_label("Godkänn", exact=True).check()
    press(page, "Lämna besked")
    expect(page.get_by_text("Godkänd").first).to_be_visible()


def to_the_meeting(page: Page) -> None:
    page.goto("/sammantraden/")
    page.get_by_role("link", name=re.compile("2027-03-17")).first.click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_memo_goes_from_the_officers_desk_to_the_members_letter(enter, office, scripts):
    title = f"Bokslut {'med' if scripts else 'utan'} skript"
    officer = enter(OFFICER, java_script_enabled=scripts)
    begin(officer, title)
    officer.get_by_label("Bakgrund").fill("Styrelsen lämnar årsredovisning.")
    save(officer, "background")
    officer.get_by_label("Punkt 1", exact=True).fill(f"{title} godkänns.")
    save(officer, "proposal")
    follow(officer, "Skicka för godkännande")
    press(officer, "Skicka för godkännande")
    expect(officer.get_by_text("Väntar på godkännande").first).to_be_visible()

    manager = enter(MANAGER, java_script_enabled=scripts)
    approve(manager, title)
    to_the_meeting(manager)
    follow(manager, CASE)
    follow(manager, "Hämta förslaget ur tjänsteskrivelsen")
    manager.get_by_label(f"{title}, version 1").check()
    press(manager, "Hämta förslaget")
    expect(manager.get_by_text(title).first).to_be_visible()

    to_the_meeting(manager)
    follow(manager, "Skicka kallelse")
    follow(manager, "Ändra e-postadresserna")
    address = f"goran.{'med' if scripts else 'utan'}@prov.example"
    manager.get_by_label(re.compile(MEMBER)).fill(address)
    press(manager, "Spara")
    press(manager, "Skicka till 1 mottagare")
    expect(manager.get_by_text("Väntar").first).to_be_visible()
    work(PLACE)
    manager.reload()
    expect(manager.get_by_text("Skickat").first).to_be_visible()
    assert address in office.to
    papers = next(p for p in office.letters[-1].walk() if p.get_content_type() == "application/pdf")
    assert papers.get_content().startswith(b"%PDF")


def test_what_is_typed_is_saved_by_itself_and_the_state_is_told(enter):
    page = enter(OFFICER)
    begin(page, "Sparas av sig själv")
    page.get_by_label("Bakgrund").press_sequentially("Första orden.")
    state = page.locator("#lage-background")
    expect(state).to_contain_text("Sparat")
    page.get_by_label("Bakgrund").press_sequentially(" Och fler.")
    expect(state).to_contain_text(re.compile("Inte sparat än|Sparas"))
    expect(state).to_contain_text(re.compile(r"Sparat \d\d:\d\d"))
    page.reload()
    expect(page.get_by_label("Bakgrund")).to_have_value("Första orden. Och fler.")


def test_a_dropped_line_loses_nothing(enter):
    page = enter(OFFICER)
    begin(page, "Tappad förbindelse")
    page.context.set_offline(True)
    page.get_by_label("Bakgrund").press_sequentially("Skrivet utan nät.")
    state = page.locator("#lage-background")
    expect(state).to_contain_text("Inte sparat: servern svarar inte")
    page.context.set_offline(False)
    page.get_by_label("Bakgrund").press_sequentially(" Nu med.")
    expect(state).to_contain_text(re.compile(r"Sparat \d\d:\d\d"))
    page.reload()
    expect(page.get_by_label("Bakgrund")).to_have_value("Skrivet utan nät. Nu med.")


def test_two_who_write_at_once_are_shown_both_texts(enter):
    first, second = enter(OFFICER), enter(MANAGER)
    begin(first, "Två skriver")
    second.goto(first.url)
    first.get_by_label("Bakgrund").press_sequentially("Avgiften höjs med fem procent.")
    expect(first.locator("#lage-background")).to_contain_text(re.compile(r"Sparat \d\d:\d\d"))
    second.get_by_label("Bakgrund").press_sequentially("Avgiften höjs med sju procent.")
    state = second.locator("#lage-background")
    expect(state).to_contain_text("Embla Tjärnvik har ändrat delen")
    press(second, "Jämför och spara")
    expect(second.locator("del")).to_have_text("fem")
    expect(second.locator("ins")).to_have_text("sju")
    assert faults(second) == []
    press(second, "Spara det jag skrev")
    first.reload()
    expect(first.get_by_label("Bakgrund")).to_have_value("Avgiften höjs med sju procent.")


@whole_alone
def test_no_page_of_a_memo_or_a_dispatch_has_a_fault(enter):
    page, broken = enter(MANAGER), {}
    to_the_case(page)
    follow(page, "Skriv tjänsteskrivelse")
    page.get_by_label("Rubrik", exact=False).first.fill("")
    press(page, "Börja skriva")
    broken["no title"] = faults(page)
    to_the_case(page)
    broken["case"] = faults(page)
    page.get_by_role("link", name=CASE).last.click()
    broken["memo"] = faults(page)
    url = page.url
    for name in ("skicka/", "las-in/", "version/1/", "jamfor/1/0/"):
        page.goto(url + name)
        broken[name] = faults(page)
    to_the_meeting(page)
    broken["meeting"] = faults(page)
    meeting = page.url
    for name in ("utskick/", "adresser/", "brev/", "ansvarig/kallelse/"):
        page.goto(meeting + name)
        broken[name] = faults(page)
    page.goto(meeting)
    follow(page, CASE)
    follow(page, "Hämta förslaget ur tjänsteskrivelsen")
    broken["proposal"] = faults(page)
    assert {name: found for name, found in broken.items() if found} == {}
