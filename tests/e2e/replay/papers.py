"""The diary and the decisions: cases opened and linked, and what stands on a decision's page."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.e2e.replay.desk import follow, press


@dataclass(frozen=True, slots=True)
class Case:
    """A case: whose diary it is in, its number and title, and the day it is opened."""

    body: str
    number: str
    title: str
    opened: str

    @property
    def label(self) -> str:
        """The case as lists have it."""
        return f"{self.number} {self.title}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A decision from before Samverk, as its minutes print it."""

    body: str
    day: str
    paragraph: int
    title: str
    kind: str
    text: str = ""


def open_case(page: Page, case: Case) -> None:
    """Open a case in its body's diary."""
    page.goto("/arenden/")
    follow(page, f"Diariet för {case.body}")
    follow(page, "Registrera ärende")
    page.get_by_label("Rubrik", exact=False).first.fill(case.title)
    page.get_by_label("Öppnat").fill(case.opened)
    page.get_by_label("Diarienummer").fill(case.number)
    press(page, "Registrera ärende")
    expect(page.get_by_text("Pågår").first).to_be_visible()


def to_case(page: Page, case: Case) -> None:
    """Go to a case by its body's diary."""
    page.goto("/arenden/")
    follow(page, f"Diariet för {case.body}")
    page.get_by_role("row").filter(has_text=case.number).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(case.title)


def link(page: Page, case: Case, other: Case, how: str) -> None:
    """Say how a case belongs with another."""
    to_case(page, case)
    follow(page, "Koppla till ett annat ärende")
    page.get_by_label("Det andra ärendets diarienummer").fill(other.number)
    page.get_by_label(how, exact=True).check()
    press(page, "Koppla till ett annat ärende")
    expect(page.get_by_role("main")).to_contain_text(other.number)


def register(page: Page, case: Case, earlier: Earlier) -> None:
    """Register a decision that was taken before the body began with Samverk."""
    to_case(page, case)
    follow(page, "Registrera beslut")
    page.get_by_label("Organ", exact=False).first.select_option(label=earlier.body)
    page.get_by_label("Beslutsdag").fill(earlier.day)
    page.get_by_label("Paragraf").fill(str(earlier.paragraph))
    page.get_by_label("Rubrik").fill(earlier.title)
    page.get_by_role("radio", name=earlier.kind, exact=True).check()
    page.get_by_label("Beslutstext").fill(earlier.text)
    press(page, "Registrera beslut")
    expect(page.get_by_role("main")).to_contain_text(f"§ {earlier.paragraph}")


def to_decision(page: Page, case: Case, place: str) -> None:
    """Go to a decision ("Kommunfullmäktige § 128") from its case."""
    to_case(page, case)
    page.get_by_role("main").get_by_role("link", name=f"{place}:").first.click()
    expect(page.get_by_role("main")).to_contain_text(place)


def cite(page: Page, body: str, paragraph: int, day: str) -> None:
    """Add to the decision on the page that its text cites another."""
    follow(page, "Lägg till hänvisning")
    page.get_by_label("Organ, som det är skrivet").fill(body)
    page.get_by_label("Paragraf").fill(str(paragraph))
    page.get_by_label("Dag").fill(day)
    press(page, "Lägg till hänvisning")
    expect(page.get_by_role("main")).to_contain_text("Texten hänvisar till")


def step(page: Page, what: str, other: str) -> None:
    """Say what the decision on the page does to another, or another to it."""
    follow(page, "Lägg till led")
    page.get_by_label(what, exact=True).check()
    wanted = page.get_by_role("option").filter(has_text=other).first.get_attribute("value")
    page.get_by_label("Det andra beslutet, eller handlingen").select_option(wanted)
    press(page, "Lägg till led")
    expect(page.get_by_role("heading", name="Kedjan")).to_be_visible()


def assign(page: Page, task: str, owner: str) -> None:
    """Add to the decision on the page a task that it gives."""
    follow(page, "Lägg till uppdrag")
    page.get_by_label("Vad som ska göras").fill(task)
    page.get_by_label("Vem som får uppdraget").fill(owner)
    press(page, "Lägg till uppdrag")
    expect(page.get_by_role("main")).to_contain_text(task)
