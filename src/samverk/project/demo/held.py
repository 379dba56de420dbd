"""A meeting of the demo that has been held: from its calling to the day its notice came down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from samverk.directory.queries import people_in_seats, seats_on
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.meetings import actions as meetings
from samverk.meetings.queries import item_by_id, meeting_by_id

Row = dict[str, Any]
SWEDEN = ZoneInfo("Europe/Stockholm")
NOON = time(12)


@contextmanager
def standing_on(day: date, at: time = NOON) -> Iterator[None]:
    """Let the block be done on a day."""
    with clock.standing_at(datetime.combine(day, at, SWEDEN)):
        yield


@dataclass(frozen=True, slots=True)
class Held:
    """Who loads it, the facts of the meeting, its cases (ids) and the ids of those with seats."""

    actor: Actor
    row: Row
    body: int
    cases: Mapping[str, int]

    def key(self, what: str) -> str:
        """Make the key of one act."""
        return f"demo/hållet/{self.row['body']}/{self.row['day']}/{what}"


def load_held(held: Held) -> None:
    """Hold the meeting through the same actions as everybody uses."""
    row, actor = held.row, held.actor
    people = {name: person for person, name in people_in_seats(held.body, row["day"])}
    with standing_on(row["planned"]):
        occasion = meetings.Occasion(row["day"], row["starts_at"], row["place"])
        made = meetings.plan_meeting(actor, held.body, occasion, key=held.key("planerat"))
        items = [_add(held, made.pk, number, each) for number, each in enumerate(row["items"])]
    with standing_on(row["called"]):
        for kind in ("called", "dispatched"):
            fact = meetings.NewMeetingFact(kind, row["called"])
            meetings.record_meeting_fact(actor, meeting_by_id(made.pk), fact, key=held.key(kind))
    with standing_on(row["day"], row["starts_at"]):
        _open(held, made.pk, people)
        for item, each in zip(items, row["items"], strict=True):
            _handle(held, item, each, people)
        adjusters = [people[name] for name in row["adjusters"]]
        found = meeting_by_id(made.pk)
        meetings.choose_adjusters(actor, found, adjusters, key=held.key("justerare"))
    with standing_on(row["day"], row["ends_at"]):
        meetings.end_meeting(actor, meeting_by_id(made.pk), key=held.key("avslutat"))
    _adjust(held, made.pk, people)


def _add(held: Held, meeting: int, number: int, row: Row) -> int:
    given = {name: row[name] for name in ("title", "section", "matter") if name in row}
    case = held.cases[row["case"]] if "case" in row else None
    new = meetings.ItemFacts(**given, case=case)
    found = meeting_by_id(meeting)
    return meetings.add_item(held.actor, found, new, key=held.key(f"punkt/{number}")).pk


def _open(held: Held, meeting: int, people: Mapping[str, int]) -> None:
    row, found = held.row, meeting_by_id(meeting)
    chair = people[row["chair"]]
    meetings.open_meeting(held.actor, found, chair, row["secretary"], key=held.key("öppnat"))
    arrivals = [meetings.Arrival(people[name]) for name in row["present"]]
    meetings.call_roll(held.actor, meeting_by_id(meeting), arrivals, key=held.key("upprop"))
    seats = {
        holding.person_id: seat for seat, holding in seats_on(held.body, row["day"]) if holding
    }
    for name, absent in row["serves_for"].items():
        new = meetings.NewPresence("started", people[name], seat=seats[people[absent]].pk)
        key = held.key(f"tjänstgör/{name}")
        meetings.record_presence(held.actor, meeting_by_id(meeting), new, key=key)


def _handle(held: Held, item: int, row: Row, people: Mapping[str, int]) -> None:
    """Take an item from its being taken up to its outcome, and what was said of it."""
    actor, mark = held.actor, f"punkt/{row['title']}"
    meetings.take_up(actor, item_by_id(item), key=held.key(f"{mark}/upptagen"))
    if "proposal" in row:
        _decide(held, item, row, people)
    found, decided = item_by_id(item), row.get("decided", False)
    key = held.key(f"{mark}/utgång")
    meetings.settle_item(actor, found, row["decisions"], decided=decided, key=key)
    for name in row.get("reserved", ()):
        new = meetings.NewReservation(people[name], "beslutet")
        meetings.reserve(actor, item_by_id(item), new, key=held.key(f"{mark}/reservation/{name}"))
    if "background" in row:
        text = meetings.NewText("background", row["background"], 0)
        meetings.save_text(actor, item_by_id(item), text, key=held.key(f"{mark}/text"))
    names = row.get("recipients", [])
    meetings.set_recipients(actor, item_by_id(item), names, key=held.key(f"{mark}/mottagare"))


def _decide(held: Held, item: int, row: Row, people: Mapping[str, int]) -> None:
    actor, mark = held.actor, f"punkt/{row['title']}"

    def step(kind: str, at: str, **data: Any) -> None:
        new = meetings.NewStep(kind, at, data)
        meetings.take_step(actor, item_by_id(item), new, key=held.key(f"{mark}/{at}"))

    meetings.set_draft(
        actor, item_by_id(item), row["proposal"], row["decisions"], key=held.key(f"{mark}/förslag")
    )
    if "rejected_by" not in row:
        step("Found", "main/1/find", won="base")
        step("Gavel", "main/1/confirm")
        return
    mover = people[row["rejected_by"]]
    new = meetings.NewMotion("rejection", mover)
    meetings.make_motion(actor, item_by_id(item), new, key=held.key(f"{mark}/yrkande"))
    step("OrderApproved", "order", proposals=[1], is_unanimous=False)
    step("Found", "main/1/find", won="base")
    step("VoteRequested", "main/1/confirm", by=row["rejected_by"])
    against: Sequence[str] = row["against"]
    ballots = {people[n]: "no" if n in against else "yes" for n in held.row["present"]}
    meetings.hold_vote(
        actor, item_by_id(item), "main/1/vote", ballots, key=held.key(f"{mark}/röster")
    )


def _adjust(held: Held, meeting: int, people: Mapping[str, int]) -> None:
    """Let the minutes be sent, signed and announced, and the notice taken down when its time is out."""
    row, actor = held.row, held.actor
    with standing_on(row["sent"]):
        found = meeting_by_id(meeting)
        out = meetings.send_for_adjustment(actor, found, "electronic", key=held.key("skickat"))
    for signer in row["signed"]:
        with standing_on(signer["day"]):
            person = people[signer["name"]]
            key = held.key(f"justerat/{signer['name']}")
            meetings.sign_minutes(actor, out, person, key=key)
    for day in (row["posted"], row["taken_down"]):
        with standing_on(day):
            meetings.tend_boards()
