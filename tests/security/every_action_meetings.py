"""The calls of meetings: each on a meeting of the social board, with people in its seats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from samverk.directory import actions as directory
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions as meetings
from samverk.meetings.models import (
    Adjustment,
    AgendaItem,
    DeviceVote,
    ElectionRequested,
    MadeReservation,
    Meeting,
    Motion,
)
from tests.security.every_action import DAY, Scene, call

OCCASION = meetings.Occasion(DAY, time(9), "Salen")


def meeting(scene: Scene) -> Meeting:
    """A planned meeting of the social board."""
    return meetings.plan_meeting(SETUP, scene.cast.board.pk, OCCASION, key="scen/möte")


def item(scene: Scene) -> AgendaItem:
    """The first item of the meeting's agenda."""
    return meetings.add_item(
        SETUP, meeting(scene), meetings.ItemFacts("Samarbete"), key="scen/punkt"
    )


def chair(scene: Scene) -> int:
    """Somebody in a seat of the board, who may preside."""
    new = directory.NewHolding(
        scene.cast.board.pk, 1, False, "Bo Ek", "", "chair", date(2023, 1, 1)
    )
    return directory.fill_seat(SETUP, new, key="scen/ordförande").person_id


def opened(scene: Scene) -> Meeting:
    """The meeting, opened."""
    return meetings.open_meeting(SETUP, meeting(scene), chair(scene), "Maj", key="scen/öppnat")


def present(scene: Scene) -> meetings.Arrival:
    """The chair, in the room."""
    return meetings.Arrival(chair(scene))


@call("meetings.plan_meeting")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.plan_meeting(actor, scene.cast.board.pk, OCCASION, key="k")


@call("meetings.begin_numbering")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewStart(2024, 17, "Nämndens protokoll, § 16")
    return meetings.begin_numbering(actor, scene.cast.board.pk, new, key="k")


@call("meetings.move_meeting")
def _(scene: Scene, actor: Actor) -> object:
    later = meetings.Occasion(DAY, time(10), "Salen")
    return meetings.move_meeting(actor, meeting(scene), later, key="k")


@call("meetings.set_doors")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.set_doors(actor, meeting(scene), public=True, key="k")


@call("meetings.cancel_meeting")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.cancel_meeting(actor, meeting(scene), "Få ärenden.", key="k")


@call("meetings.record_meeting_fact")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewMeetingFact("called", date(2024, 1, 22))
    return meetings.record_meeting_fact(actor, meeting(scene), new, key="k")


@call("meetings.add_item")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.add_item(actor, meeting(scene), meetings.ItemFacts("Nytt"), key="k")


@call("meetings.change_item")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.change_item(actor, item(scene), meetings.ItemFacts("Annat"), key="k")


@call("meetings.move_item")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.move_item(actor, item(scene), 1, key="k")


@call("meetings.strike_item")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.strike_item(actor, item(scene), "Utgår.", key="k")


@call("meetings.add_paper")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.add_paper(actor, item(scene), scene.paper.pk, key="k")


@call("meetings.take_up")
def _(scene: Scene, actor: Actor) -> object:
    found = item(scene)
    opened(scene)
    return meetings.take_up(actor, found, key="k")


@call("meetings.open_meeting")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.open_meeting(actor, meeting(scene), chair(scene), "Maj", key="k")


@call("meetings.hand_over_chair")
def _(scene: Scene, actor: Actor) -> object:
    found = opened(scene)
    meetings.call_roll(SETUP, found, [present(scene)], key="scen/upprop")
    return meetings.hand_over_chair(actor, found, chair(scene), key="k")


@call("meetings.call_roll")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.call_roll(actor, opened(scene), [present(scene)], key="k")


@call("meetings.record_presence")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewPresence("arrived", chair(scene))
    return meetings.record_presence(actor, opened(scene), new, key="k")


@call("meetings.strike_presence")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewPresence("arrived", chair(scene))
    noted = meetings.record_presence(SETUP, opened(scene), new, key="scen/närvaro")
    return meetings.strike_presence(actor, noted, "Fel.", key="k")


@call("meetings.end_meeting")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.end_meeting(actor, opened(scene), key="k")


def handled(scene: Scene) -> AgendaItem:
    """The item, taken up at the opened meeting with the chair there."""
    made = item(scene)
    meetings.call_roll(SETUP, opened(scene), [present(scene)], key="scen/upprop")
    return meetings.take_up(SETUP, made, key="scen/upptagen")


def drafted(scene: Scene) -> AgendaItem:
    """The item handled, with a prepared proposal."""
    found = handled(scene)
    meetings.set_draft(SETUP, found, "förslaget", ["Avtalet godkänns."], key="scen/förslag")
    return found


def motion(scene: Scene) -> Motion:
    """A proposal to reject it."""
    new = meetings.NewMotion("rejection", chair(scene))
    return meetings.make_motion(SETUP, drafted(scene), new, key="scen/yrkande")


FOUND = meetings.NewStep("Found", "main/1/find", {"won": "base"})


@call("meetings.set_draft")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.set_draft(actor, handled(scene), "förslaget", ["Godkänns."], key="k")


@call("meetings.make_motion")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewMotion("rejection", chair(scene))
    return meetings.make_motion(actor, drafted(scene), new, key="k")


@call("meetings.withdraw_motion")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.withdraw_motion(actor, motion(scene), key="k")


@call("meetings.take_step")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.take_step(actor, drafted(scene), FOUND, key="k")


@call("meetings.undo_step")
def _(scene: Scene, actor: Actor) -> object:
    found = drafted(scene)
    meetings.take_step(SETUP, found, FOUND, key="scen/led")
    return meetings.undo_step(actor, found, key="k")


def voted_on(scene: Scene) -> AgendaItem:
    """The item, at an open vote on its main question."""
    found = motion(scene).item
    steps = [
        meetings.NewStep("OrderApproved", "order", {"proposals": [1], "is_unanimous": False}),
        FOUND,
        meetings.NewStep("VoteRequested", "main/1/confirm"),
    ]
    for number, step in enumerate(steps):
        meetings.take_step(SETUP, found, step, key=f"scen/led/{number}")
    return found


@call("meetings.hold_vote")
def _(scene: Scene, actor: Actor) -> object:
    found = voted_on(scene)
    return meetings.hold_vote(actor, found, "main/1/vote", {chair(scene): "yes"}, key="k")


@call("meetings.settle_item")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.settle_item(actor, handled(scene), ["Antecknas."], key="k")


def settled(scene: Scene) -> AgendaItem:
    """The item with an outcome."""
    found = handled(scene)
    meetings.settle_item(SETUP, found, ["Antecknas."], key="scen/utgång")
    return found


def tabled(scene: Scene) -> AgendaItem:
    """The item, tabled."""
    found = handled(scene)
    new = meetings.NewMotion("tabling", chair(scene))
    meetings.make_motion(SETUP, found, new, key="scen/bordläggning")
    for kind, at, data in (
        ("OrderApproved", "order", {"proposals": [1], "is_unanimous": False}),
        ("Found", "tabling/1/find", {"won": "defer"}),
        ("Gavel", "tabling/1/confirm", {}),
    ):
        new_step = meetings.NewStep(kind, at, data)
        meetings.take_step(SETUP, found, new_step, key=f"scen/{at}")
    meetings.settle_item(SETUP, found, ["Bordläggs."], key="scen/bordlagd")
    return found


@call("meetings.carry_over")
def _(scene: Scene, actor: Actor) -> object:
    found = tabled(scene)
    later = replace(OCCASION, day=DAY + timedelta(days=7))
    coming = meetings.plan_meeting(SETUP, scene.cast.board.pk, later, key="scen/nästa")
    return meetings.carry_over(actor, found, coming, key="k")


@call("meetings.note_hearing")
def _(scene: Scene, actor: Actor) -> object:
    council = meetings.plan_meeting(SETUP, scene.cast.council.pk, OCCASION, key="scen/kf")
    found = meetings.add_item(SETUP, council, meetings.ItemFacts("Avtalet"), key="scen/kf-punkt")
    return meetings.note_hearing(
        actor, found, meetings.NewHearing(scene.cast.board.pk, DAY), key="k"
    )


@call("meetings.note_carried_out")
def _(scene: Scene, actor: Actor) -> object:
    found = drafted(scene)
    meetings.take_step(SETUP, found, FOUND, key="scen/led")
    gavel = meetings.NewStep("Gavel", "main/1/confirm", {})
    meetings.take_step(SETUP, found, gavel, key="scen/klubba")
    meetings.settle_item(SETUP, found, ["Taxan höjs."], key="scen/beslut")
    meetings.end_meeting(SETUP, found.meeting, key="scen/slut")
    return meetings.note_carried_out(actor, found, DAY, "", key="k")


def reservation(scene: Scene) -> MadeReservation:
    """The chair's reservation."""
    new = meetings.NewReservation(chair(scene), "beslutet")
    return meetings.reserve(SETUP, settled(scene), new, key="scen/reservation")


@call("meetings.save_text")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewText("background", "Text.", 0)
    return meetings.save_text(actor, handled(scene), new, key="k")


@call("meetings.reserve")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewReservation(chair(scene), "beslutet")
    return meetings.reserve(actor, settled(scene), new, key="k")


@call("meetings.reserve_together")
def _(scene: Scene, actor: Actor) -> object:
    done = settled(scene)
    new = meetings.NewReservations((chair(scene),), "beslutet")
    return meetings.reserve_together(actor, done, new, key="k")


@call("meetings.judge_reservation")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.judge_reservation(actor, reservation(scene), accepts=True, key="k")


@call("meetings.state")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewStatement(chair(scene), "note", "Text.")
    return meetings.state(actor, handled(scene), new, key="k")


@call("meetings.set_recipients")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.set_recipients(actor, handled(scene), ["Kansliet"], key="k")


@call("meetings.choose_adjusters")
def _(scene: Scene, actor: Actor) -> object:
    new = directory.NewHolding(scene.cast.board.pk, 2, False, "Eva Alm", "", "member", DAY)
    other = directory.fill_seat(SETUP, new, key="scen/ledamot").person_id
    return meetings.choose_adjusters(actor, meeting(scene), [other], key="k")


def device_vote(scene: Scene) -> DeviceVote:
    """The vote, open to the members' own devices."""
    return meetings.open_device_vote(SETUP, voted_on(scene), "main/1/vote", key="scen/enheter")


@call("meetings.open_device_vote")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.open_device_vote(actor, voted_on(scene), "main/1/vote", key="k")


@call("meetings.cast_ballot")
def _(scene: Scene, actor: Actor) -> object:
    vote = device_vote(scene)
    voter = replace(actor, person=chair(scene)) if actor.is_system else actor
    return meetings.cast_ballot(voter, vote, "yes", key="k")


@call("meetings.close_device_vote")
def _(scene: Scene, actor: Actor) -> object:
    vote = device_vote(scene)
    return meetings.close_device_vote(actor, vote, {chair(scene): "yes"}, key="k")


@call("meetings.break_off_device_vote")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.break_off_device_vote(actor, device_vote(scene), "Fel fråga.", key="k")


@call("meetings.note_kept_out")
def _(scene: Scene, actor: Actor) -> object:
    found = handled(scene)
    if not actor.is_system:
        return meetings.note_kept_out(actor, found)
    new = meetings.NewPresence("stepped_aside", chair(scene))
    meetings.record_presence(SETUP, found.meeting, new, key="k")
    return meetings.note_kept_out(replace(actor, person=chair(scene)), found)


@call("meetings.ask_unanimity")
def _(scene: Scene, actor: Actor) -> object:
    body = scene.cast.council.pk
    new = directory.NewHolding(body, 1, False, "Ada Ek", "", "chair", date(2023, 1, 1))
    held = directory.fill_seat(SETUP, new, key="scen/kf").person_id
    council = meetings.plan_meeting(SETUP, body, OCCASION, key="scen/kf/möte")
    facts = meetings.ItemFacts("Brådskar", notice="väckt vid sammanträdet")
    made = meetings.add_item(SETUP, council, facts, key="scen/kf/punkt")
    meetings.open_meeting(SETUP, council, held, "Maj", key="scen/kf/öppnat")
    meetings.call_roll(SETUP, council, [meetings.Arrival(held)], key="scen/kf/upprop")
    meetings.take_up(SETUP, made, key="scen/kf/upptagen")
    return meetings.ask_unanimity(actor, made, "take_up", 1, key="k")


@call("meetings.note_official")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.note_official(actor, handled(scene).meeting, "Ulla Å", "chef", key="k")


@call("meetings.strike_official")
def _(scene: Scene, actor: Actor) -> object:
    found = meetings.note_official(SETUP, handled(scene).meeting, "Ulla Å", "", key="scen/övrig")
    return meetings.strike_official(actor, found, "Fel.", key="k")


@call("meetings.reopen_item")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.reopen_item(actor, settled(scene), "Fel förslag.", key="k")


REQUEST = meetings.NewElectionRequest("ledamöter i valberedningen", 1, 1)


def election(scene: Scene) -> ElectionRequested:
    """A request for a proportional election, by enough of those present."""
    facts = meetings.ItemFacts("Val", matter="election")
    made = meetings.add_item(SETUP, meeting(scene), facts, key="scen/val")
    meetings.call_roll(SETUP, opened(scene), [present(scene)], key="scen/upprop")
    meetings.take_up(SETUP, made, key="scen/val/upp")
    return meetings.request_election(SETUP, made, REQUEST, key="scen/val/begärt")


@call("meetings.request_election")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.request_election(actor, election(scene).item, REQUEST, key="k")


@call("meetings.hold_election")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewElection((meetings.Group("A", 1, ("Bo Ek",)),))
    return meetings.hold_election(actor, election(scene), new, key="k")


MATTER = meetings.NewMatter("det överlämnade medborgarförslaget", "Lekplats", DAY)
DELEGATED = meetings.NewDelegated("Tillstånd", "Enhetschefen", DAY)


@call("meetings.raise_matter")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.raise_matter(actor, scene.cast.board.pk, MATTER, key="k")


@call("meetings.note_matter")
def _(scene: Scene, actor: Actor) -> object:
    made = meetings.raise_matter(SETUP, scene.cast.board.pk, MATTER, key="scen/väckt")
    return meetings.note_matter(actor, made, "avgjort", DAY, key="k")


@call("meetings.record_delegated")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.record_delegated(actor, scene.cast.board.pk, DELEGATED, key="k")


@call("meetings.note_delegated")
def _(scene: Scene, actor: Actor) -> object:
    made = meetings.record_delegated(SETUP, scene.cast.board.pk, DELEGATED, key="scen/delegat")
    return meetings.note_delegated(actor, made, "anmalt", DAY, key="k")


def ended(scene: Scene) -> Meeting:
    """The meeting with one decided item, ended, in a board whose chair adjusts alone."""
    found = settled(scene).meeting
    return meetings.end_meeting(SETUP, found, key="scen/slut")


def sent(scene: Scene, method: str = "electronic") -> Adjustment:
    """Its minutes, sent for adjustment."""
    return meetings.send_for_adjustment(SETUP, ended(scene), method, key="scen/skickat")


def adjusted(scene: Scene) -> Adjustment:
    """Its minutes, signed by the chair and locked."""
    found = sent(scene)
    meetings.sign_minutes(SETUP, found, chair(scene), key="scen/undertecknat")
    return found


@call("meetings.send_for_adjustment")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.send_for_adjustment(actor, ended(scene), "electronic", key="k")


@call("meetings.adjust_at_once")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.adjust_at_once(actor, settled(scene), "electronic", was_read=True, key="k")


@call("meetings.recall_minutes")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.recall_minutes(actor, sent(scene), "Fel.", key="k")


@call("meetings.send_again")
def _(scene: Scene, actor: Actor) -> object:
    found = sent(scene)
    meetings.recall_minutes(SETUP, found, "Fel.", key="scen/återtaget")
    return meetings.send_again(actor, found, key="k")


@call("meetings.return_minutes")
def _(scene: Scene, actor: Actor) -> object:
    new = meetings.NewRemark("Rätta.")
    return meetings.return_minutes(actor, sent(scene), chair(scene), new, key="k")


@call("meetings.sign_minutes")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.sign_minutes(actor, sent(scene), chair(scene), key="k")


@call("meetings.note_signature")
def _(scene: Scene, actor: Actor) -> object:
    found = sent(scene, "paper")
    return meetings.note_signature(actor, found, chair(scene), clock.today(), key="k")


@call("meetings.read_secret_minutes")
def _(scene: Scene, actor: Actor) -> object:
    hidden = meetings.Hidden("26 kap. 1 § OSL", "Om N")
    facts = meetings.ItemFacts("Individärende", hidden=hidden)
    made = meetings.add_item(SETUP, meeting(scene), facts, key="scen/hemlig")
    meetings.call_roll(SETUP, opened(scene), [present(scene)], key="scen/upprop")
    made = meetings.take_up(SETUP, made, key="scen/hemlig/upptagen")
    meetings.settle_item(SETUP, made, ["Antecknas."], key="scen/hemlig/utgång")
    found = meetings.end_meeting(SETUP, made.meeting, key="scen/slut")
    out = meetings.send_for_adjustment(SETUP, found, "electronic", key="scen/skickat")
    return meetings.read_secret_minutes(actor, out, key="k")


@call("meetings.correct_paragraph")
def _(scene: Scene, actor: Actor) -> object:
    record = adjusted(scene).sealed.order_by("number")[0]
    return meetings.correct_paragraph(actor, record, "Rätt.", "Skrivfel.", key="k")


@call("meetings.make_checkpoint")
def _(scene: Scene, actor: Actor) -> object:
    adjusted(scene)
    return meetings.make_checkpoint(actor, key="k")


@call("meetings.note_posting")
def _(scene: Scene, actor: Actor) -> object:
    posting = adjusted(scene).notice.postings.get()
    new = meetings.NewPostingFact("posted", clock.today())
    return meetings.note_posting(actor, posting, new, key="k")


@call("meetings.strike_posting_fact")
def _(scene: Scene, actor: Actor) -> object:
    posting = adjusted(scene).notice.postings.get()
    new = meetings.NewPostingFact("posted", clock.today())
    noted = meetings.note_posting(SETUP, posting, new, key="scen/anslag")
    return meetings.strike_posting_fact(actor, noted, "Fel dag.", key="k")


def writer(scene: Scene, actor: Actor) -> Actor:
    """Whoever acts, with an account: notes belong to one."""
    return replace(actor, user=scene.cast.owner_user.pk) if actor.is_system else actor


@call("meetings.save_note")
def _(scene: Scene, actor: Actor) -> object:
    # The members are not called yet: then only those who prepare the meeting see its agenda
    found = item(scene)
    return meetings.save_note(writer(scene, actor), found, meetings.NewNote("Fråga.", 0), key="k")


@call("meetings.remove_note")
def _(scene: Scene, actor: Actor) -> object:
    found, who = item(scene), writer(scene, actor)
    if actor.is_system:
        meetings.save_note(who, found, meetings.NewNote("Fråga.", 0), key="k/först")
    return meetings.remove_note(who, found, key="k")
