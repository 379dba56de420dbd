"""A body's meeting as its secretary holds it: planned, called, opened, ended, and its minutes finished."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.replay.desk import follow, press, to_body


def begin_numbering(page: Page, body: str, first: int, source: str) -> None:
    """Say at which § the body's year begins in Samverk."""
    to_body(page, body)
    follow(page, "Ange var paragraferna börjar")
    page.get_by_label("Numreringen börjar på §").fill(str(first))
    page.get_by_label("Vilket protokoll fortsätter den från?").fill(source)
    press(page, "Ange var paragraferna börjar")
    expect(page.get_by_text(re.compile(rf"Nästa paragraf \d+ blir §\s{first}\."))).to_be_visible()


def plan(page: Page, body: str, day: str, hour: str) -> str:
    """Plan a meeting of a body; answer its address."""
    page.goto("/sammantraden/")
    follow(page, f"Planera sammanträde: {body}")
    page.get_by_role("textbox", name="Dag").fill(day)
    page.get_by_role("textbox", name="Tid").fill(hour)
    page.get_by_role("textbox", name="Plats").fill("Råda rum")
    press(page, "Planera sammanträde")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sammanträde den")
    return page.url


def add_item(page: Page, title: str, case: str, **chosen: str) -> None:
    """Put a case on the agenda."""
    follow(page, "Lägg till punkt")
    page.get_by_role("textbox", name=re.compile("^Rubrik")).fill(title)
    page.get_by_label(re.compile("^Ärende")).select_option(label=case)
    for label, option in chosen.items():
        page.get_by_label(label.replace("_", " ")).select_option(label=option)
    press(page, "Lägg till punkt")
    expect(page.get_by_role("link", name=title)).to_be_visible()


def open_it(
    page: Page, meeting: str, absent: tuple[str, ...] = (), there: tuple[str, ...] = ()
) -> None:
    """Open the meeting and call the roll: all members but some, and some substitutes."""
    page.goto(meeting)
    follow(page, "Öppna sammanträdet")
    expect(page.get_by_label("Ordförande")).to_have_value(re.compile(r"\d+"))
    press(page, "Öppna sammanträdet")
    follow(page, "Markera alla ledamöter som på plats")
    for name in absent:
        page.get_by_label(name, exact=True).select_option(label="inte här")
    for name in there:
        page.get_by_label(name, exact=True).select_option("room")
    press(page, "Anteckna uppropet")


def take_up(page: Page, title: str, paragraph: int) -> None:
    """Take the next item up, which gets the § that it had."""
    press(page, f"Ta upp nästa: {title}")
    follow(page, "Yrkanden och beslut")
    expect(page.locator(".sv-paragraph").first).to_have_text(re.compile(rf"§\s{paragraph}"))


def note(page: Page, meeting: str, what: str, day: str) -> None:
    """Note on which day the meeting was announced, called, or its papers sent."""
    page.goto(meeting)
    follow(page, what)
    page.get_by_label("Vilken dag?").fill(day)
    press(page, what)


def decide(page: Page, meeting: str, title: str, paragraph: int, found: str) -> None:
    """Open the meeting with all members, and decide its item without a vote."""
    open_it(page, meeting)
    take_up(page, title, paragraph)
    page.get_by_label(found).check()
    press(page, "Ordföranden finner")
    press(page, "Anteckna")
    press(page, "Anteckna utgången")
    expect(page.get_by_role("link", name="Se beslutet")).to_be_visible()
