"""The seeds' run from day to day: who does what, and when."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.e2e.hand import Hand
from tests.e2e.replay import board, council, executive, meeting, membership, minutes, papers
from tests.e2e.replay.cast import HEAD, KF, KS, MANAGER, OFFICER, SECRETARY, VFN, Login
from tests.e2e.replay.desk import Enter
from tests.e2e.replay.installation import Installation

TITLE, CITED = board.ITEM, (KF, 128, "2020-06-15")


@dataclass
class Story:
    """The installation that it happens in, its worker, and the way to somebody's desk there."""

    place: Installation
    hand: Hand
    enter: Enter

    def on(self, day: str, hour: str = "10:00", who: Login = SECRETARY) -> Page:
        """Let it be a day, and give the page of somebody who has just logged in."""
        self.place.travel(day, hour)
        return self.enter(who)

    def adjusted(self, where: str, days: tuple[str, str], signers: int, last_day: str) -> Page:
        """Send the minutes, note the signatures some days later, and see them announced."""
        sent, signed = days
        minutes.send_for_adjustment(self.on(sent), where)
        page = self.on(signed)
        minutes.note_signatures(page, where, signed, signers)
        self.hand.does("work")
        minutes.announced(page, where, last_day)
        return page

    def sent(self, page: Page, where: str, day: str) -> None:
        """Send the extract, and let it and what is answered arrive."""
        executive.send_extract(page, where, day)
        self.hand.does("work")
        self.hand.does("work")


def leave(story: Story) -> None:
    """2020: the council decides to leave, KF § 128."""
    where = council.prepare(story.on("2020-06-05"))
    page = story.on("2020-06-15", "18:00")
    council.meet(page, where)
    council.propose(page)
    council.vote(page)
    council.finish(page, where)
    story.adjusted(where, ("2020-06-22", "2020-06-26"), 3, "2020-07-17")
    page = story.on("2020-07-20")
    story.hand.does("night")
    council.in_force(page)


def propose_to_stay(story: Story) -> None:
    """2022: the memo of 3 October, and the board's § 222."""
    page = story.on("2022-10-03", who=OFFICER)
    papers.open_case(page, board.STAYING)
    board.write_memo(page)
    board.approve(story.enter(HEAD))
    board.state_fee(story.enter(MANAGER))
    where = board.prepare(story.on("2022-11-09"))
    page = story.on("2022-11-23", "09:00")
    meeting.decide(page, where, TITLE, 222, "Bifall till förvaltningens förslag")
    minutes.finish(page, where, ("Lars Mölnvik (S)",), KS)
    executive.open_its_case(page)
    page = story.adjusted(where, ("2022-11-25", "2022-11-28"), 2, "2022-12-19")
    story.sent(page, where, "2022-11-28")
    executive.received(page, 222, "Inkommen")
    papers.to_decision(page, board.STAYING, f"{VFN} § 222")
    papers.cite(page, *CITED)


def join_in(story: Story) -> None:
    """2022: the executive board's § 440, on a day that its extract does not print."""
    where = executive.prepare(story.on("2022-12-01"))
    page = story.on("2022-12-08", "13:00")
    meeting.decide(page, where, TITLE, 440, "Bifall till Välfärdsnämndens förslag")
    minutes.finish(page, where, ("Mona Eskedal (S)",), KF)
    page = story.adjusted(where, ("2022-12-09", "2022-12-12"), 2, "2023-01-02")
    story.sent(page, where, "2022-12-12")
    executive.received(page, 440, "Upprättad")
    papers.to_decision(page, executive.JOINING, f"{KS} § 440")
    papers.cite(page, VFN, 222, "2022-11-23")
    papers.cite(page, *CITED)
    papers.step(page, "föreslår att ett tidigare beslut upphävs", f"{KF} § 128")


def stay(story: Story) -> None:
    """2022: the council decides to stay, a week later. The seeds end before that."""
    where = executive.prepare_council(story.on("2022-12-12"))
    page = story.on("2022-12-19", "18:00")
    meeting.decide(page, where, TITLE, 214, "Bifall till Kommunstyrelsens förslag")
    minutes.finish(page, where, council.SIGNERS, "Firmatecknarna")
    story.adjusted(where, ("2022-12-21", "2022-12-27"), 3, "2023-01-17")
    page = story.on("2023-01-18")
    story.hand.does("night")
    papers.to_decision(page, executive.JOINING, f"{KF} § 214")
    minutes.confirm_force(page, "2023-01-18")
    papers.step(page, "upphäver ett tidigare beslut", f"{KF} § 128")
    for paper in (board.SUBJECT, f"{VFN} § 222", f"{KS} § 440"):
        membership.record(page, "Fortsatt medlemskap föreslogs", paper)
    membership.record(page, "Fullmäktige upphävde beslutet om utträde", f"{KF} § 214")


SCENES = (leave, propose_to_stay, join_in, stay)
