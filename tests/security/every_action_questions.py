"""The calls of interpellations and questions in the council, and of who takes no part in a decision."""

from __future__ import annotations

from datetime import date

from samverk.directory import actions as directory
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions as meetings
from samverk.meetings.models import AgendaItem, Meeting, NotTakingPart, QuestionHandled
from samverk.meetings.queries import item_by_id
from tests.security.every_action import DAY, Scene, call
from tests.security.every_action_meetings import OCCASION, handled, opened

ANSWER = meetings.NewHandling("answered", "Ada Ek", "oral")


def seated(scene: Scene, body: int, name: str, seat: int) -> int:
    """Somebody in a seat of a body."""
    role = "chair" if seat == 1 else "member"
    new = directory.NewHolding(body, seat, False, name, "", role, date(2023, 1, 1))
    return directory.fill_seat(SETUP, new, key=f"scen/{body}/{seat}").person_id


def council(scene: Scene) -> Meeting:
    """A planned meeting of the council."""
    return meetings.plan_meeting(SETUP, scene.cast.council.pk, OCCASION, key="scen/kf/möte")


def asked(scene: Scene) -> meetings.NewQuestion:
    """A question to the chair of the social board."""
    asker = seated(scene, scene.cast.council.pk, "Ada Ek", 1)
    board = scene.cast.board.pk
    return meetings.NewQuestion(
        "question", asker, "kön", "Hur lång?", DAY, body=board, is_free_of_authority=True
    )


def put(scene: Scene) -> AgendaItem:
    """The question, taken up at the council's meeting."""
    new, found = asked(scene), council(scene)
    made = meetings.hand_in_question(SETUP, found, new, key="scen/fråga")
    meetings.open_meeting(SETUP, found, new.asker, "Maj", key="scen/kf/öppnat")
    meetings.call_roll(SETUP, found, [meetings.Arrival(new.asker)], key="scen/kf/upprop")
    meetings.take_up(SETUP, item_by_id(made.item_id), key="scen/kf/upptagen")
    return item_by_id(made.item_id)


def answered(scene: Scene) -> QuestionHandled:
    """Its answer, as it was noted."""
    return meetings.handle_question(SETUP, put(scene), ANSWER, key="scen/svar")


def two_serve(scene: Scene) -> tuple[AgendaItem, meetings.NewStandingOut]:
    """An item of the social board with two who serve, one of whom takes no part."""
    other = seated(scene, scene.cast.board.pk, "Cia Alm", 2)
    found = handled(scene)
    arrived = meetings.NewPresence("arrived", other)
    meetings.record_presence(SETUP, opened(scene), arrived, key="scen/andre")
    return found, meetings.NewStandingOut((other,))


@call("meetings.hand_in_question")
def _(scene: Scene, actor: Actor) -> object:
    new = asked(scene)
    return meetings.hand_in_question(actor, council(scene), new, key="k")


@call("meetings.handle_question")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.handle_question(actor, put(scene), ANSWER, key="k")


@call("meetings.strike_handling")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.strike_handling(actor, answered(scene), "Fel.", key="k")


@call("meetings.note_standing_out")
def _(scene: Scene, actor: Actor) -> object:
    found, new = two_serve(scene)
    return meetings.note_standing_out(actor, found, new, key="k")


@call("meetings.strike_standing_out")
def _(scene: Scene, actor: Actor) -> object:
    found, new = two_serve(scene)
    meetings.note_standing_out(SETUP, found, new, key="scen/ut")
    row = NotTakingPart.objects.get(item=found)
    return meetings.strike_standing_out(actor, row, "Fel.", key="k")
