"""Coded questions to the referrer, a confirmed wait whose need has changed, and support while one waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from samverk.exchange.models import Sent
from samverk.foundation.errors import InputError
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import confirming, receiving
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.models import QueueEntry, Referral, ReferralStep, Support
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_far import far, incoming, said_in
from samverk.interventions.persons.tests.test_far_waits import accepted, message, tell, told
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread

__all__ = ["accepted", "far", "told"]
DAY = date(2024, 3, 15)
CHANGED = "Har flyttat hem till sin mor"


def assessed(party):
    walk = Walk(party, "w")
    copy = walk.came(walk.sent())
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="t")
    return at


def sent(party):
    with unread([party.sends]):
        return Referral.objects.get(side="sent")


def asked(party):
    at = assessed(party)
    receiving.ask_referrer(*at, "Vilka dagar?", key="q", about="about_times")
    return sent(party)


def test_what_is_missing_is_coded_on_both_sides_and_told(party):
    row = asked(party)
    with unread([party.sends, party.receives]):
        steps = ReferralStep.objects.filter(event="ask")
        assert {one.reason for one in steps} == {"about_times"}
        assert len(steps) == 2
    pages = Pages(party)
    said = "Teamet frågar om vilka tider som passar: Vilka dagar?"
    assert said in text(pages.get(party.referrer_user, "sent_referral", row.pk))
    assert said in text(pages.get(party.referrer_user, "answer_question", row.pk))


def test_a_question_is_no_reason_to_return(party):
    asked(party)
    with unread([party.receives]):
        assert Referral.objects.get(side="received").return_reason == ""


@pytest.mark.parametrize(
    ("words", "about", "field"), [("Vad?", "about_shoes", "about"), (" ", "about_need", "text")]
)
def test_a_question_has_a_code_and_words(party, words, about, field):
    at = assessed(party)
    with pytest.raises(InputError) as fault:
        receiving.ask_referrer(*at, words, key="q", about=about)
    assert fault.value.field == field


def support(party):
    with unread([party.sends]):
        return [one.kind for one in Support.objects.order_by("recorded_at")]


def test_a_changed_need_keeps_the_place_and_is_seen_by_the_team_until_it_is_the_same(party):
    entry, pages = Walk(party, "w").in_queue(), Pages(party)
    row, user = sent(party), party.receiver_user
    at = (party.referrer_user, "confirm_wait", row.pk)
    seen = "Behovet har ändrats"
    assert pages.send(*at, says="changed_need", support="talks").status_code == 400
    assert seen not in text(pages.get(user, "queue", party.delivery.pk))
    said = {"says": "changed_need", "change": CHANGED, "support": "talks"}
    assert pages.send(*at, **said).status_code == 302
    assert seen in text(pages.get(user, "queue", party.delivery.pk))
    page = text(pages.get(user, "queue_entry", entry.pk))
    assert seen in page
    assert CHANGED in page
    with unread([party.receives]):
        assert QueueEntry.objects.get().state == "waiting"
    pages.send(*at, says="still_wants", support="talks")
    assert seen not in text(pages.get(user, "queue", party.delivery.pk))


def test_support_that_goes_on_is_noted_once_and_another_kind_anew(party):
    Walk(party, "w").in_queue()
    row = sent(party)
    for number, kind in enumerate(("talks", "talks", "practice", "")):
        said = confirming.Confirmation(support=kind)
        actions.confirm_wait(party.referrer, party.sends, row.pk, said, key=f"k{number}")
    assert support(party) == ["talks", "practice"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (confirming.Confirmation("maybe"), "says"),
        (confirming.Confirmation("changed_need", " "), "change"),
        (confirming.Confirmation("still_wants", CHANGED), "change"),
        (confirming.Confirmation(support="pengar"), "support"),
    ],
)
def test_a_confirmation_that_says_two_things_is_refused(party, said, field):
    Walk(party, "w").in_queue()
    with pytest.raises(InputError) as fault:
        actions.confirm_wait(party.referrer, party.sends, sent(party).pk, said, key="k")
    assert fault.value.field == field
    assert CHANGED not in repr(said)


def test_a_changed_need_is_told_sealed_to_a_team_elsewhere(far, accepted):
    tell(far, accepted)
    said = confirming.Confirmation("changed_need", CHANGED)
    actions.confirm_wait(far.referrer, far.sends, accepted.pk, said, key="k")
    sent = list(Sent.objects.order_by("created_at"))
    assert CHANGED not in "".join(one.wire for one in sent)
    hidden = next(
        read["hidden"]
        for read in (said_in(one) for one in sent if one.type == "remissteg")
        if read["event"] == "reconfirm"
    )
    assert (hidden["reason"], hidden["note"]) == ("changed_need", CHANGED)


def test_a_changed_need_from_elsewhere_is_a_step_in_our_queue(party, told):
    entry = Walk(party, "w").in_queue()
    with unread([party.receives]):
        row = Referral.objects.select_related("delivery").get(pk=entry.referral_id)
    payload = message(party, row, "reconfirm", reason="changed_need", note=CHANGED)
    take_in_step(incoming(party, payload))
    page = text(Pages(party).get(party.receiver_user, "queue_entry", entry.pk))
    assert CHANGED in page
    with unread([party.receives]):
        assert entry.steps.last().reason == "changed_need"


def test_support_is_noted_only_while_somebody_waits(party):
    at = assessed(party)
    row = sent(party)
    note = (party.referrer, party.sends, row.pk, actions.NewSupport("talks", DAY))
    actions.note_support(*note, key="s1")
    back = receiving.Return("too_complex", "Vården först")
    receiving.return_referral(*at, back, key="r")
    with pytest.raises(InputError, match="återremitterad: ingen väntar"):
        actions.note_support(*note, key="s2")
    page = text(Pages(party).get(party.referrer_user, "sent_referral", row.pk))
    assert "Registrera stöd under väntan" not in page


def test_support_that_began_after_the_wait_is_not_noted(party):
    entry = Walk(party, "w").in_queue()
    why = actions.Removal("found_work")
    actions.remove_from_queue(party.receiver, party.receives, entry.pk, why, key="a")
    at = (party.referrer, party.sends, sent(party).pk)
    actions.note_support(*at, actions.NewSupport("talks", DAY), key="s1")
    with time_machine.travel("2024-03-16T12:00:00+01:00", tick=False):
        after = actions.NewSupport("talks", DAY + timedelta(days=1))
        with pytest.raises(InputError, match="Väntan slutade den 15\xa0mars 2024"):
            actions.note_support(*at, after, key="s2")
