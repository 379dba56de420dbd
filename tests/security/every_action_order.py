"""The calls of refused proposals, questions of jäv, and substitutes called in and seated."""

from __future__ import annotations

from datetime import date, time

from samverk.directory import actions as directory
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions as meetings
from samverk.meetings.models import AnnouncedAbsence, ConflictQuestion, Meeting, Motion
from tests.security.every_action import DAY, Scene, call

BORN = date(2023, 1, 1)
LAW = meetings.NewRefusal("unlawful", "Strider mot lag.")


def seated(scene: Scene, body: int, seat: int, name: str, *, substitute: bool = False) -> int:
    """Somebody in a seat of a body (ids); gives the seat's person."""
    role = "substitute" if substitute else "chair" if seat == 1 else "member"
    new = directory.NewHolding(body, seat, substitute, name, "", role, BORN)
    return directory.fill_seat(SETUP, new, key=f"scen/{body}/{name}").person_id


def planned(scene: Scene, body: int) -> Meeting:
    """A meeting with two members and a substitute in their seats."""
    for seat, name in ((1, "Ada Ek"), (2, "Bea Al")):
        seated(scene, body, seat, name)
    seated(scene, body, 1, "Tor By", substitute=True)
    occasion = meetings.Occasion(DAY, time(9), "Salen")
    return meetings.plan_meeting(SETUP, body, occasion, key=f"scen/{body}/möte")


def at_the_meeting(scene: Scene, body: int) -> tuple[Meeting, dict[str, int]]:
    """The meeting, opened, with all there but the second member."""
    made = planned(scene, body)
    people = {
        name: seated(scene, body, seat, name) for seat, name in ((1, "Ada Ek"), (2, "Bea Al"))
    }
    people["Tor By"] = seated(scene, body, 1, "Tor By", substitute=True)
    meetings.open_meeting(SETUP, made, people["Ada Ek"], "Maj", key=f"scen/{body}/öppnat")
    here = [meetings.Arrival(people[name]) for name in ("Ada Ek", "Tor By")]
    meetings.call_roll(SETUP, made, here, key=f"scen/{body}/upprop")
    return made, people


def motion(scene: Scene) -> Motion:
    """A proposal in the council."""
    council, people = at_the_meeting(scene, scene.cast.council.pk)
    item = meetings.add_item(SETUP, council, meetings.ItemFacts("Taxan"), key="scen/kf/punkt")
    item = meetings.take_up(SETUP, item, key="scen/kf/upptagen")
    new = meetings.NewMotion("tabling", people["Ada Ek"])
    return meetings.make_motion(SETUP, item, new, key="scen/kf/yrkande")


@call("meetings.support_motion")
def _(scene: Scene, actor: Actor) -> object:
    made = motion(scene)
    council, people = at_the_meeting(scene, scene.cast.council.pk)
    new = meetings.NewPresence("arrived", people["Bea Al"])
    meetings.record_presence(SETUP, council, new, key="scen/kf/kom")
    return meetings.support_motion(actor, made, people["Bea Al"], key="k")


@call("meetings.refuse_motion")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.refuse_motion(actor, motion(scene), LAW, key="k")


@call("meetings.decide_refusal")
def _(scene: Scene, actor: Actor) -> object:
    found = motion(scene)
    meetings.refuse_motion(SETUP, found, LAW, key="scen/vägran")
    return meetings.decide_refusal(actor, found, overridden=True, key="k")


@call("meetings.strike_refusal")
def _(scene: Scene, actor: Actor) -> object:
    found = motion(scene)
    meetings.refuse_motion(SETUP, found, LAW, key="scen/vägran")
    return meetings.strike_refusal(actor, found, "Fel.", key="k")


def asked(scene: Scene, actor: Actor, key: str) -> ConflictQuestion:
    """A question of jäv about a substitute who is there, decided in the council."""
    item = motion(scene).item
    late = meetings.NewPresence("arrived", seated(scene, scene.cast.council.pk, 2, "Bea Al"))
    meetings.record_presence(SETUP, item.meeting, late, key="scen/kom")
    person = seated(scene, scene.cast.council.pk, 1, "Tor By", substitute=True)
    new = meetings.NewConflictQuestion(person, "personal", is_disqualified=False)
    return meetings.decide_conflict(actor, item, new, key=key)


@call("meetings.decide_conflict")
def _(scene: Scene, actor: Actor) -> object:
    return asked(scene, actor, "k")


@call("meetings.strike_conflict_question")
def _(scene: Scene, actor: Actor) -> object:
    question = asked(scene, SETUP, "scen/jävsfråga")
    return meetings.strike_conflict_question(actor, question, "Fel.", key="k")


def absence(scene: Scene, actor: Actor, key: str) -> AnnouncedAbsence:
    """The second member of the board cannot come."""
    board = scene.cast.board.pk
    made = planned(scene, board)
    return meetings.note_absence(actor, made, seated(scene, board, 2, "Bea Al"), key=key)


@call("meetings.note_absence")
def _(scene: Scene, actor: Actor) -> object:
    return absence(scene, actor, "k")


@call("meetings.strike_absence")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.strike_absence(actor, absence(scene, SETUP, "scen/borta"), "Kan.", key="k")


def call_of(scene: Scene) -> tuple[Meeting, meetings.NewCall]:
    """The substitute's call to the second member's seat."""
    found = absence(scene, SETUP, "scen/borta")
    board = scene.cast.board.pk
    new = directory.NewHolding(board, 2, False, "Bea Al", "", "member", BORN)
    seat = directory.fill_seat(SETUP, new, key=f"scen/{board}/Bea Al").seat_id
    who = seated(scene, board, 1, "Tor By", substitute=True)
    return found.meeting, meetings.NewCall(seat, who)


@call("meetings.call_in")
def _(scene: Scene, actor: Actor) -> object:
    made, new = call_of(scene)
    return meetings.call_in(actor, made, new, key="k")


@call("meetings.strike_call")
def _(scene: Scene, actor: Actor) -> object:
    made, new = call_of(scene)
    found = meetings.call_in(SETUP, made, new, key="scen/kallad")
    return meetings.strike_call(actor, found, "Fel.", key="k")


@call("meetings.seat_substitutes")
def _(scene: Scene, actor: Actor) -> object:
    board = scene.cast.board.pk
    made, people = at_the_meeting(scene, board)
    new = directory.NewHolding(board, 2, False, "Bea Al", "", "member", BORN)
    seat = directory.fill_seat(SETUP, new, key=f"scen/{board}/Bea Al").seat_id
    return meetings.seat_substitutes(actor, made, [(seat, people["Tor By"])], turn=1, key="k")
