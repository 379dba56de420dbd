"""Two bodies of Lillköping that send to each other, and what an extract needs to be sent."""

from __future__ import annotations

from datetime import date, timedelta

from samverk.exchange import actions as exchange
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.queries import item_by_id, meeting_by_id
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    draft,
    fill,
    handle,
    move,
    occasion,
    person,
    roll,
    step,
    vote,
)
from samverk.registry import actions as registry
from samverk.registry.queries import case_by_id
from samverk.rules.agenda import Section

TOWN = "212000-0001"


def add_town(cast):
    """Add the town as a peer that lives here."""
    exchange.add_peer(SETUP, exchange.NewPeer(cast.town.pk, TOWN), key="motpart")


def open_case(body, title, *, number=""):
    """Open a case in a body's diary."""
    new = registry.NewCase(body.pk, title, date(2024, 1, 2), number)
    return case_by_id(registry.open_case(SETUP, new, key=f"ärende/{body.pk}/{title}").pk)


def linked_cases(cast):
    """The matter's case at the social board, and at the council, linked."""
    own = open_case(cast.board, "Taxan")
    theirs = open_case(cast.council, "Taxan")
    registry.link_cases(SETUP, own, theirs, "same_matter", key="koppling")
    return own, theirs


def decide(cast, meeting, case=None, *recipients, voted=False, decider=None, title="Taxan"):
    """Take an item to its outcome: what the board proposes to the council."""
    made = handle(
        cast,
        meeting,
        title,
        case=case.pk if case else None,
        section=Section.ELSEWHERE.value if decider else Section.HERE.value,
        decider=decider,
    )
    draft(cast, made, "Taxan höjs.")
    if voted:
        contested_and_lost(cast, made)
    else:
        step(cast, made, "Found", "main/1/find", won="base")
        step(cast, made, "Gavel", "main/1/confirm")
    actions.settle_item(cast.owner, made, ["Taxan höjs."], key=f"utgång/{title}")
    if voted:
        new = actions.NewReservation(person("Bo Lind"), "beslutet att höja taxan")
        actions.reserve(cast.owner, made, new, key="reservation")
    actions.set_recipients(cast.owner, made, recipients, key=f"mottagare/{title}")
    return item_by_id(made.pk)


def contested_and_lost(cast, made):
    move(cast, made, "rejection")
    step(cast, made, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(cast, made, "Found", "main/1/find", won="base")
    step(cast, made, "VoteRequested", "main/1/confirm", by="Bo Lind")
    vote(cast, made, "main/1/vote", "yes", "no", "yes", "abstain", "yes", key="rösten")


def finish(cast, meeting):
    """Choose an adjuster and end the meeting."""
    actions.choose_adjusters(cast.owner, meeting, [person("Bo Lind")], key="justerare")
    actions.end_meeting(cast.owner, meeting_by_id(meeting.pk), key="slut")


def deliver_all():
    """Deliver what waits, and what that makes others send, until nothing is left."""
    while exchange.deliver_due():
        pass


def council_meeting(cast):
    """A meeting of the council a week later, with nobody in its seats but the same people."""
    later = DAY + timedelta(days=7)
    return actions.plan_meeting(SETUP, cast.council.pk, occasion(day=later), key="kf-möte")


__all__ = [
    "MEMBERS",
    "add_town",
    "council_meeting",
    "decide",
    "deliver_all",
    "fill",
    "finish",
    "linked_cases",
    "open_case",
    "roll",
]
