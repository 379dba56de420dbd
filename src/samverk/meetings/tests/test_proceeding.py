"""From proposals to a decision: the steps in order, votes, what is refused, and how it ends."""

from __future__ import annotations

from typing import get_args

import pytest
from django.urls import reverse

from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions
from samverk.meetings.actions import NewStep
from samverk.meetings.models import AgendaItem, CastBallot, ItemOutcome, StepTaken
from samverk.meetings.models.proceeding import STEPS
from samverk.meetings.queries import meeting_by_id
from samverk.meetings.queries.executing import not_carried_out
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    contested,
    fill,
    move,
    occasion,
    person,
    step,
    vote,
)
from samverk.project.testing.stages import kept
from samverk.rules.propositions import StepKind
from samverk.rules.propositions.events import Event, OrderApproved

APPROVED = {"proposals": [1], "is_unanimous": False}


@kept
def item(seated, opened):
    """An item taken up with all five members there, and a draft of two points."""
    people = [actions.Arrival(person(name)) for name in MEMBERS]
    actions.call_roll(seated.owner, opened, people, key="upprop")
    made = actions.add_item(seated.owner, opened, actions.ItemFacts("Taxan"), key="punkt")
    made = actions.take_up(seated.owner, made, key="upp")
    points = ["Taxan höjs.", "Beslutet gäller från 1 juli."]
    actions.set_draft(seated.owner, made, "förvaltningens förslag", points, key="förslag")
    return AgendaItem.objects.select_related("meeting__body").get(pk=made.pk)


@kept
def put_off(seated):
    """A council's item where a vote is asked for on sending it back."""
    fill(seated.council)
    made = actions.plan_meeting(seated.owner, seated.council.pk, occasion(), key="kf")
    meeting = meeting_by_id(made.pk)
    actions.open_meeting(seated.owner, meeting, person("Asta Ek"), "Maj", key="ö")
    people = [actions.Arrival(person(name)) for name in MEMBERS]
    actions.call_roll(seated.owner, meeting, people, key="u")
    item = actions.add_item(seated.owner, meeting, actions.ItemFacts("Taxan"), key="i")
    item = actions.take_up(seated.owner, item, key="t")
    item = AgendaItem.objects.select_related("meeting__body").get(pk=item.pk)
    actions.set_draft(seated.owner, item, "styrelsens förslag", ["Höjs."], key="f")
    move(seated, item, "referral_back", text="Utred.")
    step(seated, item, "OrderApproved", "order", **APPROVED)
    step(seated, item, "Found", "referral_back/1/find", won="today")
    step(seated, item, "VoteRequested", "referral_back/1/confirm")
    return item


def waiting(item):
    return proceeding_of(item).progress.value.step


def test_one_proposal_alone_is_found_and_gavelled(seated, item):
    assert waiting(item).kind is StepKind.FIND
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "Gavel", "main/1/confirm")
    assert waiting(item).kind is StepKind.DONE


def test_a_vote_is_counted_from_each_ones_ballot(seated, item):
    contested(seated, item)
    vote(seated, item, "main/1/vote", "yes", "no", "yes", "yes", "abstain")
    settled = proceeding_of(item).progress.value.settled[0]
    held = settled.votes[0]
    assert (held.tally.yes, held.tally.no, held.tally.abstain) == (3, 1, 1)
    assert (held.yes.text, held.no.text) == ("bifall till förvaltningens förslag", "avslag")
    assert CastBallot.objects.count() == 5


def test_a_tie_waits_for_the_chair_and_the_chairs_vote_decides(seated, opened, item):
    left = actions.NewPresence("left", person("Eva Hägg"), turn=1)
    actions.record_presence(seated.owner, opened, left, key="gick")
    contested(seated, item)
    vote(seated, item, "main/1/vote", "no", "no", "yes", "yes")
    found = proceeding_of(item).progress.value
    assert found.step.kind is StepKind.DONE
    assert found.settled[0].winner.key == "reject"


def test_a_vote_that_lacks_somebody_names_them(seated, item):
    contested(seated, item)
    with pytest.raises(InputError, match="Anteckna också hur Eva Hägg"):
        vote(seated, item, "main/1/vote", "yes", "no", "yes", "yes")
    assert StepTaken.objects.filter(kind="Voted").count() == 0


def test_one_who_does_not_serve_neither_moves_nor_votes(seated, item):
    with pytest.raises(InputError, match="tjänstgör"):
        move(seated, item, "rejection", "Folke Ask")
    contested(seated, item)
    ballots = {person(n): "yes" for n in (*MEMBERS, "Folke Ask")}
    with pytest.raises(InputError):
        actions.hold_vote(seated.owner, item, "main/1/vote", ballots, key="k")


def test_a_step_that_is_not_waited_for_is_refused(seated, item):
    with pytest.raises(InputError, match="Läs in sidan igen"):
        step(seated, item, "Gavel", "main/1/confirm")


def test_the_same_vote_sent_twice_counts_once(seated, item):
    contested(seated, item)
    first = vote(seated, item, "main/1/vote", *["yes"] * 5)
    assert vote(seated, item, "main/1/vote", *["yes"] * 5) == first
    assert CastBallot.objects.count() == 5


def test_the_last_step_is_undone_and_the_meeting_is_back_there(seated, item):
    contested(seated, item)
    actions.undo_step(seated.owner, item, key="å")
    assert waiting(item).kind is StepKind.CONFIRM
    assert StepTaken.objects.filter(undone=True).count() == 1


def test_a_withdrawn_proposal_is_not_put(seated, item):
    motion = move(seated, item, "rejection")
    assert len(proceeding_of(item).order.value.questions[0].alternatives) == 2
    actions.withdraw_motion(seated.owner, motion, key="t")
    assert len(proceeding_of(item).order.value.questions[0].alternatives) == 1


def test_what_supporters_say_is_noted_once(seated, item):
    motion = move(seated, item, "rejection")
    with pytest.raises(InputError, match="sitt eget yrkande"):
        actions.support_motion(seated.owner, motion, motion.mover_id, key="s0")
    actions.support_motion(seated.owner, motion, person("Cia Alm"), key="s1")
    with pytest.raises(ConflictError, match="redan antecknat"):
        actions.support_motion(seated.owner, motion, person("Cia Alm"), key="s2")
    assert proceeding_of(item).matter.proposals[0].supporters == ("Cia Alm (M)",)


def test_an_amendment_needs_its_text_and_a_point_that_is_there(seated, item):
    with pytest.raises(InputError, match="Skriv vad som ska ändras"):
        move(seated, item, "amendment")
    with pytest.raises(InputError, match="punkt 7, som inte finns"):
        move(seated, item, "amendment", text="Höjs inte.", point=7)


def test_a_refused_motion_leaves_nothing_behind(seated, item):
    with pytest.raises(InputError):
        move(seated, item, "amendment", text="Höjs inte.", point=7)
    assert item.motions.count() == 0


def test_the_outcome_follows_from_the_steps_and_ends_the_item(seated, item):
    with pytest.raises(ConflictError, match="inte klar"):
        actions.settle_item(seated.owner, item, ["Taxan höjs."], key="u1")
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "Gavel", "main/1/confirm")
    made = actions.settle_item(seated.owner, item, ["Taxan höjs."], key="u2")
    assert made.outcome == "beslut"
    with pytest.raises(ConflictError, match="utgång är antecknad"):
        move(seated, item, "rejection")


def test_a_matter_sent_back_ends_so(seated, item):
    move(seated, item, "referral_back", text="Kostnaden saknas.")
    step(seated, item, "OrderApproved", "order", **APPROVED)
    step(seated, item, "Found", "referral_back/1/find", won="defer")
    step(seated, item, "Gavel", "referral_back/1/confirm")
    made = actions.settle_item(seated.owner, item, ["Ärendet återremitteras."], key="u")
    assert made.outcome == "återremitterat"


def test_an_item_with_nothing_to_put_is_only_noted(seated, opened):
    people = [actions.Arrival(person(name)) for name in MEMBERS]
    actions.call_roll(seated.owner, opened, people, key="upprop")
    made = actions.add_item(seated.owner, opened, actions.ItemFacts("Rapport"), key="p")
    made = actions.take_up(seated.owner, made, key="t")
    assert actions.settle_item(seated.owner, made, ["Antecknas."], key="u").outcome == "antecknat"


@kept
def bare(seated, opened):
    """An item taken up with all five members there, where nothing is put."""
    people = [actions.Arrival(person(name)) for name in MEMBERS]
    actions.call_roll(seated.owner, opened, people, key="upprop")
    made = actions.add_item(seated.owner, opened, actions.ItemFacts("Ansökan"), key="p")
    return actions.take_up(seated.owner, made, key="t")


def test_where_nothing_was_put_the_secretary_tells_whether_it_decided(seated, bare):
    browser = seated.browser(seated.owner_user)
    drawn = browser.get(reverse("proceeding", args=[bare.pk])).content.decode()
    assert drawn.count('name="ended"') == 2
    send = {"decisions": "Ansökan avslås.", "key": "k"}
    silent = browser.post(reverse("settle_item", args=[bare.pk]), send)
    assert silent.status_code == 400
    assert "Ansökan avslås." in silent.content.decode()
    browser.post(reverse("settle_item", args=[bare.pk]), send | {"ended": "decided"})
    assert ItemOutcome.objects.get(item=bare).outcome == "beslut"
    actions.end_meeting(seated.owner, meeting_by_id(bare.meeting_id), key="slut")
    assert [row.pk for row in not_carried_out(bare.meeting.body_id)] == [bare.pk]


def test_what_was_put_tells_itself_whether_it_was_decided(seated, item):
    browser = seated.browser(seated.owner_user)
    url = reverse("proceeding", args=[item.pk])
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "Gavel", "main/1/confirm")
    drawn = browser.get(url).content.decode()
    assert 'name="decisions"' in drawn
    assert 'name="ended"' not in drawn


def test_a_third_of_the_council_sends_a_matter_back_without_winning(seated, put_off):
    vote(seated, put_off, "referral_back/1/vote", "yes", "no", "no", "yes", "yes")
    assert proceeding_of(put_off).progress.value.deferred.winner.key == "defer"


def test_others_do_not_write_in_the_proceeding(seated, item):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.take_step(stranger, item, NewStep("Gavel", "x"), key="k")
    assert ItemOutcome.objects.count() == 0


def test_the_words_of_a_secret_item_are_behind_the_wall(seated, opened):
    people = [actions.Arrival(person(name)) for name in MEMBERS]
    actions.call_roll(seated.owner, opened, people, key="upprop")
    hidden = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")
    made = actions.add_item(
        seated.owner, opened, actions.ItemFacts("Individärende", hidden=hidden), key="p"
    )
    made = actions.take_up(seated.owner, made, key="t")
    item = AgendaItem.objects.select_related("meeting__body").get(pk=made.pk)
    actions.set_draft(seated.owner, item, "förslaget", ["Barnet N placeras."], key="f")
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "Gavel", "main/1/confirm")
    actions.settle_item(seated.owner, item, ["Barnet N placeras."], key="u")
    assert (proceeding_of(item).draft, ItemOutcome.objects.count()) == (None, 0)
    url = reverse("proceeding", args=[item.pk])
    assert "Barnet N" in seated.browser(seated.owner_user).get(url).content.decode()
    for user in (None, seated.outsider_user, seated.colleague_user, seated.member_user):
        assert "Barnet N" not in seated.browser(user).get(url).content.decode()
    assert actions.end_meeting(seated.owner, opened, key="slut").ended_at


def test_one_with_the_right_elsewhere_does_not_write_in_a_secret_item(seated, opened):
    manager = Actor(seated.owner_user.pk, "Chefen", (HeldRole(Role.MANAGER, seated.town.pk),))
    hidden = actions.Hidden("26 kap. 1 § OSL", "Barnet N")
    made = actions.add_item(
        seated.owner, opened, actions.ItemFacts("Individärende", hidden=hidden), key="p"
    )
    made = actions.take_up(seated.owner, made, key="t")
    with pytest.raises(NotAllowedError, match="Sekretessbelagda uppgifter"):
        actions.set_draft(manager, made, "förslaget", ["X."], key="f")


def send_votes(seated, item, *choices, requesters):
    url = reverse("take_step", args=[item.pk])
    ballots = {f"person-{person(n)}": c for n, c in zip(MEMBERS, choices, strict=True)}
    sent = {"key": "r", "at": "referral_back/1/vote", "requesters": requesters} | ballots
    return seated.browser(seated.owner_user).post(url, sent)


def test_those_who_asked_are_counted_with_the_vote_and_the_minutes_can_be_adjusted(seated, put_off):
    shown = seated.browser(seated.owner_user).get(reverse("proceeding", args=[put_off.pk]))
    assert "Hur många begär uppskov?" in shown.content.decode()
    assert (
        send_votes(seated, put_off, "yes", "no", *["abstain"] * 3, requesters="2").status_code
        == 302
    )
    (settled,) = proceeding_of(put_off).progress.value.settled
    assert (settled.requesters, settled.present, settled.deferral.value) == (2, 5, "minority")
    actions.settle_item(seated.owner, put_off, ["Återremitteras."], key="s")
    page = minutes_of(put_off.meeting)
    assert [f.reason.text for f in page.check.value.errors if "Grunden" in f.reason.text] == []
    assert "2 av 5 närvarande" in page.paragraphs[0].course[-1]


def test_more_cannot_ask_than_are_present(seated, put_off):
    answer = send_votes(seated, put_off, *["yes"] * 5, requesters="6")
    assert answer.status_code == 400
    assert "0-5, de närvarande" in answer.content.decode()
    assert StepTaken.objects.filter(kind="Voted").count() == 0


def test_a_board_is_not_asked_how_many_ask_for_deferral(seated, item):
    move(seated, item, "referral_back", text="Utred.")
    step(seated, item, "OrderApproved", "order", **APPROVED)
    step(seated, item, "Found", "referral_back/1/find", won="today")
    step(seated, item, "VoteRequested", "referral_back/1/confirm")
    shown = seated.browser(seated.owner_user).get(reverse("proceeding", args=[item.pk]))
    assert "Hur många begär uppskov?" not in shown.content.decode()


def test_the_log_names_a_step_in_words_that_are_read(seated, item):
    assert {each.__name__ for each in (OrderApproved, *get_args(Event))} == set(STEPS)
    step(seated, item, "Found", "main/1/find", won="base")
    event = AuditEvent.objects.get(kind="meetings.step_taken")
    assert event.subject_label == "ordförandens slutsats"
