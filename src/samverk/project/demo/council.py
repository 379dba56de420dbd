"""A council's meeting that goes on while the demo is shown: an election, an interpellation, an open vote.

Nothing of it is decided for good, so it adds nothing to what the papers tell of the municipality.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils.timezone import localtime

from samverk.directory.queries import people_in_seats
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.meetings import actions as meetings
from samverk.meetings.models import AgendaItem, Meeting
from samverk.meetings.queries import item_by_id, meeting_by_id
from samverk.project.demo.held import standing_on
from samverk.rules.clock_change import Hour, hour_of

Row = dict[str, Any]
# Early enough for the week that the law asks for
PLANNED, CALLED = timedelta(days=30), timedelta(days=9)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who loads it, the facts of the meeting, and its bodies (ids) by name."""

    actor: Actor
    row: Row
    bodies: Mapping[str, int]

    @property
    def body(self) -> int:
        """The council."""
        return self.bodies[self.row["body"]]

    def key(self, what: str) -> str:
        """Make the key of one act."""
        return f"demo/pågår/{self.row['body']}/{what}"


def load_sitting(sitting: Sitting) -> None:
    """Call the council to the day of the loading, open the meeting, and go on to a vote."""
    meeting = _planned(sitting, clock.today())
    people = {name: person for person, name in people_in_seats(sitting.body, meeting.day)}
    with standing_on(meeting.day - CALLED):
        items = {
            row["title"]: _put_up(sitting, meeting, row, people) for row in sitting.row["items"]
        }
        for kind in ("announced", "called", "dispatched"):
            fact = meetings.NewMeetingFact(kind, clock.today())
            meetings.record_meeting_fact(sitting.actor, meeting, fact, key=sitting.key(kind))
    _open(sitting, meeting, people)
    for row in sitting.row["items"]:
        if "decisions" in row or "proposal" in row:
            _handle(sitting, items[row["title"]], row, people)


def _planned(sitting: Sitting, today: date) -> Meeting:
    now = localtime(clock.now()).hour
    with standing_on(today - PLANNED):
        occasion = meetings.Occasion(today, _hour(today, now), sitting.row["place"])
        made = meetings.plan_meeting(
            sitting.actor, sitting.body, occasion, key=sitting.key("planerat")
        )
    # Of an earlier loading that was broken off, with its own day
    return meeting_by_id(made.pk)


def _hour(day: date, now: int) -> time:
    """Give the last whole hour, or the next that a change of the clock neither takes away nor gives twice."""
    hours = (time(hour) for hour in range(now, 24))
    return next(hour for hour in hours if hour_of(day, hour).value is Hour.ONCE)


def _put_up(sitting: Sitting, meeting: Meeting, row: Row, people: Mapping[str, int]) -> int:
    key = sitting.key(f"punkt/{row['title']}")
    if "asker" not in row:
        names = ("title", "section", "matter", "waiver")
        new = meetings.ItemFacts(**{name: row[name] for name in names if name in row})
        return meetings.add_item(sitting.actor, meeting, new, key=key).pk
    question = meetings.NewQuestion(
        row["kind"],
        people[row["asker"]],
        row["title"],
        row["text"],
        clock.today(),
        row.get("reasons", ""),
        sitting.bodies[row["to"]],
        is_free_of_authority=True,
    )
    return meetings.hand_in_question(sitting.actor, meeting, question, key=key).item_id


def _open(sitting: Sitting, meeting: Meeting, people: Mapping[str, int]) -> None:
    row, actor = sitting.row, sitting.actor
    chair = people[row["chair"]]
    meetings.open_meeting(actor, meeting, chair, row["secretary"], key=sitting.key("öppnat"))
    arrivals = [meetings.Arrival(people[name]) for name in row["present"]]
    opened = meeting_by_id(meeting.pk)
    meetings.call_roll(actor, opened, arrivals, key=sitting.key("upprop"))


def _handle(sitting: Sitting, item: int, row: Row, people: Mapping[str, int]) -> None:
    """Take an item up: to its outcome, or to the vote that is open."""
    actor = sitting.actor

    def key(what: str) -> str:
        return sitting.key(f"punkt/{row['title']}/{what}")

    meetings.take_up(actor, item_by_id(item), key=key("upptagen"))
    if "seats" in row:
        _elect(sitting, item_by_id(item), row)
    if "answer" in row:
        new = meetings.NewHandling("answered", row["answered_by"], "written", row["answer"])
        meetings.handle_question(actor, item_by_id(item), new, key=key("svar"))
    if "proposal" in row:
        _to_the_vote(sitting, item, row, people)
        return
    decided = row.get("decided", False)
    found = item_by_id(item)
    meetings.settle_item(actor, found, row["decisions"], decided=decided, key=key("utgång"))


def _elect(sitting: Sitting, item: AgendaItem, row: Row) -> None:
    """Hold a proportional election that enough have asked for."""
    new = meetings.NewElectionRequest(row["what"], row["seats"], row["requesters"])
    asked = meetings.request_election(sitting.actor, item, new, key=sitting.key("val/begärt"))
    groups = tuple(meetings.Group(g["name"], g["votes"], tuple(g["list"])) for g in row["groups"])
    held = meetings.NewElection(groups)
    meetings.hold_election(sitting.actor, asked, held, key=sitting.key("val/hållet"))


def _to_the_vote(sitting: Sitting, item: int, row: Row, people: Mapping[str, int]) -> None:
    """Bring the item to the vote, and open it to the members' own devices."""
    actor = sitting.actor

    def step(kind: str, at: str, **data: Any) -> None:
        new = meetings.NewStep(kind, at, data)
        meetings.take_step(actor, item_by_id(item), new, key=sitting.key(at))

    points = [row["point"]]
    meetings.set_draft(actor, item_by_id(item), row["proposal"], points, key=sitting.key("förslag"))
    new = meetings.NewMotion("rejection", people[row["rejected_by"]])
    meetings.make_motion(actor, item_by_id(item), new, key=sitting.key("yrkande"))
    step("OrderApproved", "order", proposals=[1], is_unanimous=False)
    step("Found", "main/1/find", won="base")
    step("VoteRequested", "main/1/confirm", by=row["rejected_by"])
    found = item_by_id(item)
    meetings.open_device_vote(actor, found, "main/1/vote", key=sitting.key("omröstning"))
