"""December 2022: the executive board joins in the proposal, and the council decides to stay."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.replay.board import ELSEWHERE, ITEM, POINTS, STAYING, TITLE
from tests.e2e.replay.cast import KF, KS
from tests.e2e.replay.council import LEAVING
from tests.e2e.replay.desk import follow, press
from tests.e2e.replay.meeting import add_item, begin_numbering, note, plan
from tests.e2e.replay.papers import Case, link, open_case, to_case

JOINING = Case(KS, "2022KS554", TITLE, "2022-11-23")
AGENDA = {"Del_av_listan": ELSEWHERE, "Vilket_organ_beslutar": KF}


def open_its_case(page: Page) -> None:
    """Open the executive's own case, which is one matter with the board's and goes on from 2019's."""
    open_case(page, JOINING)
    link(page, JOINING, STAYING, "samma sak i ett annat organ")
    link(page, JOINING, LEAVING, "fortsätter")


def received(page: Page, paragraph: int, how: str) -> None:
    """See that an extract has come to the case by itself."""
    to_case(page, JOINING)
    row = page.get_by_role("row").filter(has_text=f"Protokollsutdrag § {paragraph}")
    expect(row).to_contain_text(how)


def prepare(page: Page) -> str:
    """Put the matter on the executive's agenda, from the board's proposal."""
    begin_numbering(page, KS, 440, "Kommunstyrelsens protokoll 2022-11-24, § 439")
    meeting = plan(page, KS, "2022-12-08", "13:00")
    add_item(page, ITEM, JOINING.label, **AGENDA)
    start_from_the_proposal(page, f"Kommunstyrelsen föreslår kommunfullmäktige: {POINTS[0]}")
    for what in ("Anteckna kallelsen", "Anteckna utskicket"):
        note(page, meeting, what, "2022-12-01")
    return meeting


def prepare_council(page: Page) -> str:
    """Put the matter on the council's agenda, from the executive's proposal."""
    begin_numbering(page, KF, 214, "Fullmäktiges protokoll 2022-11-21, § 213")
    meeting = plan(page, KF, "2022-12-19", "18:00")
    add_item(page, ITEM, JOINING.label)
    start_from_the_proposal(page, POINTS[0])
    for what in ("Anteckna tillkännagivandet", "Anteckna kallelsen", "Anteckna utskicket"):
        note(page, meeting, what, "2022-12-12")
    expect(page.get_by_text("Klar för mötet")).to_be_visible()
    return meeting


def start_from_the_proposal(page: Page, point: str) -> None:
    """Take what has come in the case as the item's own, worded as this body decides it."""
    follow(page, ITEM)
    follow(page, "Utgå från förslaget")
    press(page, "Utgå från förslaget")
    expect(page.get_by_text(point, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Protokollsutdrag §")).to_be_visible()


def send_extract(page: Page, meeting: str, day: str) -> None:
    """Certify the extract of the meeting's only paragraph and send it."""
    page.goto(f"{meeting}protokoll/")
    follow(page, "Expediera")
    expect(page.get_by_label("Justerat den")).to_have_value(day)
    press(page, "Bestyrk och sänd")
    expect(page.get_by_text("Alla mottagare har fått utdraget")).to_be_visible()
