"""Every page of publishing, the public's and the staff's: from what it is drawn, and where it is met.

``PAGES`` names for each template of a page an address of the demo that draws it: as it stands, or as
a pattern of one that is found by walking there. Whoever adds a template says here where it is met;
``tests/architecture/test_open_pages.py`` fails until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from samverk.publishing.tests import staged
from tests.e2e import axe, crawl, measures
from tests.e2e.sweep import in_the_dark, resize

OURS = "publishing/"
PUBLIC = ""
SECRETARY = "nämndsekreterare i Alingsås"
ADMINISTRATOR = "systemförvaltare i Insjöriket"
HEAVIEST = 100_000
MODES = ("light", "dark", "narrow", "print")


@dataclass(frozen=True, slots=True)
class At:
    """Where a page is met: by whom (a title of the demo's; "" for anybody), and at which address.

    ``address`` is a pattern where the walk finds it, ``sends`` what is written and sent there first:
    each field's name and words, ``before`` how often the address is asked for first.
    """

    address: str
    who: str = PUBLIC
    sends: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    before: int = 0


def number(before: str, after: str = "/") -> str:
    """Make the pattern of an address with a number in it."""
    return rf"{re.escape(before)}\d+{re.escape(after)}$"


PAGES: dict[str, tuple[At, ...]] = {
    "open_start.html": (At("/oppet/"),),
    "open_about.html": (At("/oppet/om/"),),
    "open_meetings.html": (
        At("/oppet/sammantraden/"),
        At("/oppet/sammantraden/?visa=kommande"),
        At("/oppet/sammantraden/?ar=1999"),
    ),
    "open_meeting.html": (At(number("/oppet/sammantraden/")), At(staged.ADDRESSES["open_sitting"])),
    "open_item.html": (At(number("/oppet/paragrafer/")), At(staged.ADDRESSES["open_item"])),
    "open_cases.html": (At("/oppet/arenden/"), At("/oppet/arenden/?ar=1999")),
    "open_case.html": (At(number("/oppet/arenden/")),),
    "open_decisions.html": (At("/oppet/beslut/"), At("/oppet/beslut/?ar=1999")),
    "open_decision.html": (At(number("/oppet/beslut/")), At(staged.ADDRESSES["open_decision"])),
    "open_bodies.html": (
        At("/oppet/organ/"),
        At(number("/oppet/organ/?organisation=", "")),
    ),
    "open_body.html": (At(number("/oppet/organ/")), At(staged.ADDRESSES["open_body"])),
    "open_notices.html": (
        At("/oppet/anslagstavla/"),
        At(number("/oppet/anslagstavla/?organisation=", "")),
    ),
    "open_notice.html": (At(number("/oppet/anslagstavla/")), At(staged.ADDRESSES["open_notice"])),
    "open_federation.html": (
        At(number("/oppet/forbund/")),
        At(staged.ADDRESSES["open_federation"]),
    ),
    "open_interventions.html": (At("/oppet/insatser/"),),
    "open_intervention.html": (
        At(number("/oppet/insatser/")),
        At(staged.ADDRESSES["open_intervention"]),
    ),
    "open_file.html": (At(number("/oppet/handlingar/")), At(staged.ADDRESSES["open_file"])),
    "open_gone.html": (At("withdrawn", status=410),),
    "open_missing.html": (At("/oppet/beslut/987654321/", status=404),),
    "open_api.html": (At("/api/v1/docs"),),
    "search.html": (
        At("/oppet/sok/"),
        At("/oppet/sok/?q=styrelsen"),
        At("/oppet/sok/?q=finnsinte"),
        At("/oppet/sok/?q=och"),
        At("/oppet/sok/?q=medel&fran=2023-02-30", status=400),
    ),
    "feedback.html": (
        At("/oppet/tillganglighet/synpunkter/"),
        At("/oppet/tillganglighet/synpunkter/", sends={"address": "ingen adress"}, status=400),
    ),
    "feedback_thanks.html": (At("/oppet/tillganglighet/synpunkter/tack/"),),
    "follow.html": (
        At(number("/oppet/folj/organ/")),
        At(number("/oppet/folj/organ/"), sends={"address": "ingen adress"}, status=400),
    ),
    "follow_sent.html": (At("sent"),),
    "follow_confirm.html": (At("open_confirm"),),
    "follow_own.html": (At("open_own"),),
    "follow_end.html": (At("open_unfollow"),),
    "follow_ended.html": (At("ended"),),
    "follow_old.html": (At("/oppet/folj/bekrafta/gammal/", status=404),),
    "follow_link.html": (
        At("/oppet/folj/mina/"),
        At("/oppet/folj/mina/", sends={"address": "ingen adress"}, status=400),
    ),
    "follow_link_sent.html": (At("/oppet/folj/mina/skickat/"),),
    "releases.html": (At("/publicering/", SECRETARY),),
    "release.html": (At(number("/publicering/"), SECRETARY),),
    "subject.html": (At(number("/publicering/calling/"), SECRETARY),),
    "feedback_list.html": (At("/publicering/synpunkter/", ADMINISTRATOR),),
    "shielded.html": (At("/publicering/skyddade/alingsas/", ADMINISTRATOR),),
    "staff_search.html": (
        At("/sok/", SECRETARY),
        At("/sok/?fraga=samordningsf%C3%B6rbundet", SECRETARY),
    ),
    "archive/home.html": (At("/arkiv/", SECRETARY),),
    "archive/packages.html": (At(number("/arkiv/organ/"), SECRETARY),),
    "archive/new_package.html": (At(number("/arkiv/organ/", "/nytt/"), SECRETARY),),
    "archive/package.html": (At(number("/arkiv/paket/"), SECRETARY),),
    "archive/plan.html": (At(number("/arkiv/organ/", "/plan/"), SECRETARY),),
    "archive/trial.html": (At(number("/arkiv/organ/", "/gallring/"), SECRETARY),),
    "archive/form.html": (At(r"/arkiv/organ/\d+/plan/[a-z_]+/$", SECRETARY),),
    "archive/authority.html": (At(number("/arkiv/mappning/"), SECRETARY),),
    # The last: whoever has asked so often must wait
    "too_many.html": (At("/oppet/sok/?q=styrelsen", before=700, status=429),),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page showed: what it was drawn from, its weight in bytes, and what each look at it found."""

    at: At
    address: str
    status: int
    title: str
    drawn_from: frozenset[str]
    weight: int
    faults: Mapping[str, list[Any]]
    english: list[str]
    broken_days: list[str]
    wider: int
    leaning: list[str]


# What does nothing without a script: a button outside a form, a link that leads nowhere
LEANING = """() => [...document.querySelectorAll('main button, main a')].filter(e => e.checkVisibility()
  && (e.matches('a') ? !e.getAttribute('href') || /^(#$|javascript:)/.test(e.getAttribute('href'))
    : !e.form || !e.form.getAttribute('method'))).map(e => e.outerHTML.slice(0, 80))"""


def walked(page: Page, site: str, start: str) -> list[str]:
    """Walk a part of the site as the page's reader and list what was found there."""
    return list(crawl.pages(page.request, site, per_shape=2, within=start))


def found_at(at: At, known: Iterable[str], keys: Mapping[str, str]) -> str:
    """Find the address where a page is met. Raises LookupError when the demo has none."""
    if at.address in keys:
        return keys[at.address]
    if "\\" not in at.address:
        return at.address
    fits = (one for one in known if re.match(at.address, one))
    found = next(fits, None)
    if found is None:
        raise LookupError(f"nothing in the demo is met at {at.address}")
    return found


def look(page: Page, site: str, address: str, at: At) -> Shown:
    """Visit a page and look at it in each mode, with all the rules of axe in each."""
    resize(page, "wide")
    for _ in range(at.before):
        if page.request.get(site + address).status == at.status:
            break
    answer = page.goto(site + address)
    if at.sends:
        with page.expect_response(lambda one: one.request.method == "POST") as sent:
            _send(page, at.sends)
        answer = sent.value
    assert answer
    page.wait_for_load_state()
    faults = {"light": axe.violations(page), "dark": in_the_dark(page, axe.violations)}
    page.emulate_media(media="print")
    faults["print"] = axe.violations(page)
    page.emulate_media(media="screen")
    resize(page, "narrow")
    faults["narrow"] = axe.violations(page)
    return Shown(
        at=at,
        address=address,
        status=answer.status,
        title=page.title(),
        drawn_from=_drawn_from(answer.headers.get("server-timing", "")),
        weight=len(answer.body()),
        faults=faults,
        english=page.evaluate(measures.ENGLISH),
        broken_days=page.evaluate(measures.BROKEN_DAYS),
        wider=page.evaluate(measures.WIDER),
        leaning=page.evaluate(LEANING),
    )


def _drawn_from(told: str) -> frozenset[str]:
    """Read which templates of publishing a page was drawn from (tests.e2e.entry)."""
    _, _, names = told.partition('templates;desc="')
    return frozenset(name.removeprefix(OURS) for name in names.strip('"').split() if OURS in name)


def _send(page: Page, words: Mapping[str, str]) -> None:
    form = page.locator("main form[method=post]").last
    # The browser's own judgement would keep a faulty form from being sent
    form.evaluate("form => { form.noValidate = true }")
    for name, said in words.items():
        form.locator(f"[name={name}]").fill(said)
    form.locator("button[type=submit]").click()
