"""The calls of memos, and of what meetings do with them: in a case of the social board."""

from __future__ import annotations

from datetime import date, time

from samverk.documents.tests.test_docx import word
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions as meetings
from samverk.meetings.models import Letter, LetterStep, Meeting
from samverk.memos import actions as memos
from samverk.memos.content import Points, Words
from samverk.memos.models import Memo, MemoVersion
from samverk.registry.actions import NewFile
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import Verdict
from tests.security.every_action import Scene, call
from tests.security.every_action_meetings import chair, meeting

POINTS = memos.NewPart(Part.PROPOSAL, Points((Point("Ja."),)), 0)


def memo(scene: Scene) -> Memo:
    """A memo in the case, with a point."""
    begun = memos.begin_memo(SETUP, memos.NewMemo(scene.case.pk, "Samarbete"), key="scen/skrivelse")
    memos.save_part(SETUP, begun, POINTS, key="scen/punkter")
    return begun


def version(scene: Scene) -> MemoVersion:
    """The memo, sent."""
    return memos.send_for_approval(SETUP, memo(scene), "", key="scen/version")


def coming(scene: Scene) -> Meeting:
    """A meeting to come, with an item."""
    when = meetings.Occasion(date(2024, 4, 2), time(9), "Salen")
    found = meetings.plan_meeting(SETUP, scene.cast.board.pk, when, key="scen/kommande")
    meetings.add_item(SETUP, found, meetings.ItemFacts("Samarbete"), key="scen/kommande punkt")
    return found


def letter(scene: Scene) -> Letter:
    """A letter that the post office did not take."""
    found = coming(scene)
    new = meetings.NewDispatch("https://x.example/", others=(("Bo", "bo@x.example"),))
    sent = meetings.dispatch(SETUP, found, new, key="scen/utskick")
    one = sent.letters.get()
    LetterStep.objects.create(letter=one, number=2, kind="refused", address="bo@x.example")
    return one


@call("memos.begin_memo")
def _(scene: Scene, actor: Actor) -> object:
    return memos.begin_memo(actor, memos.NewMemo(scene.case.pk, "Nytt"), key="k")


@call("memos.save_part")
def _(scene: Scene, actor: Actor) -> object:
    new = memos.NewPart(Part.BACKGROUND, Words("Förr."), 0)
    return memos.save_part(actor, memo(scene), new, key="k")


@call("memos.take_in")
def _(scene: Scene, actor: Actor) -> object:
    return memos.take_in(actor, memo(scene), NewFile("a.docx", word("Text.")), key="k")


@call("memos.send_for_approval")
def _(scene: Scene, actor: Actor) -> object:
    return memos.send_for_approval(actor, memo(scene), "", key="k")


@call("memos.judge_version")
def _(scene: Scene, actor: Actor) -> object:
    answer = memos.Answer(Verdict.RETURNED, "Räkna om.")
    return memos.judge_version(actor, version(scene), answer, key="k")


@call("memos.read_secret")
def _(scene: Scene, actor: Actor) -> object:
    hidden = memos.Hidden("26 kap. 1 § OSL", "Barnet N")
    new = memos.NewMemo(scene.case.pk, "Individ", hidden)
    return memos.read_secret(actor, memos.begin_memo(SETUP, new, key="scen/hemlig"), key="k")


@call("memos.choose_layout")
def _(scene: Scene, actor: Actor) -> object:
    return memos.choose_layout(actor, scene.cast.board.pk, "harryda", date(2024, 4, 1), key="k")


@call("meetings.take_proposal")
def _(scene: Scene, actor: Actor) -> object:
    sent = version(scene)
    memos.judge_version(SETUP, sent, memos.Answer(Verdict.APPROVED), key="scen/besked")
    facts = meetings.ItemFacts("Samarbete", case=scene.case.pk)
    chair(scene)
    item = meetings.add_item(SETUP, meeting(scene), facts, key="scen/ärendepunkt")
    return meetings.take_proposal(actor, item, sent.pk, key="k")


@call("meetings.dispatch")
def _(scene: Scene, actor: Actor) -> object:
    found = coming(scene)
    new = meetings.NewDispatch("https://x.example/", others=(("Bo", "bo@x.example"),))
    return meetings.dispatch(actor, found, new, key="k")


@call("meetings.send_letter_again")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.send_letter_again(actor, letter(scene), "bo@x.example", key="k")


@call("meetings.note_addresses")
def _(scene: Scene, actor: Actor) -> object:
    found, who = meeting(scene), chair(scene)
    return meetings.note_addresses(actor, found, {who: "bo@x.example"}, key="k")


@call("meetings.assign_step")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.assign_step(actor, meeting(scene), "anslag", "Rut", key="k")
