"""Who presides: the chair hands over, and nothing is decided without one, or by too few."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from samverk.foundation.errors import InputError
from samverk.meetings import actions
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.proceeding import proceeding_of, rolls_of
from samverk.meetings.queries.ready import ready_for
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    again,
    contested,
    draft,
    handle,
    move,
    note,
    occasion,
    person,
    roll,
    settle,
    step,
    vote,
)
from samverk.project.testing.stages import kept
from samverk.rules.minutes.finding import Severity


@kept
def item(seated, opened):
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    return found


def hand_over(cast, meeting, name, key="k"):
    return actions.hand_over_chair(cast.owner, meeting, person(name), key=key)


def chair(item):
    return next((v.name for v in proceeding_of(item).voters if v.is_chair), None)


def test_without_a_chair_no_step_is_taken(seated, opened, item):
    note(seated, opened, "stepped_aside", "Asta Ek")
    with pytest.raises(InputError, match="vem som är ordförande"):
        step(seated, item, "Found", "main/1/find", won="base")


def test_another_presides_in_one_item_and_the_chair_is_back_in_the_next(seated, opened, item):
    note(seated, opened, "stepped_aside", "Asta Ek")
    hand_over(seated, opened, "Bo Lind", key="k1")
    assert chair(item) == "Bo Lind (S)"
    settle_after(seated, item)
    note(seated, opened, "returned", "Asta Ek")
    hand_over(seated, opened, "Asta Ek", key="k2")
    assert chair(handle(seated, opened, "Nästa")) == "Asta Ek (M)"
    assert chair(item) == "Bo Lind (S)"


def settle_after(seated, item):
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "Gavel", "main/1/confirm")
    settle(seated, item)


def test_the_one_who_presides_has_the_casting_vote(seated, opened, item):
    note(seated, opened, "stepped_aside", "Asta Ek")
    hand_over(seated, opened, "Bo Lind")
    contested(seated, item)
    vote(seated, item, "main/1/vote", "no", "no", "yes", "yes", names=MEMBERS[1:])
    assert proceeding_of(item).progress.value.settled[0].winner.key == "reject"


@pytest.mark.parametrize("name", ["Folke Ask", "Eva Hägg"])
def test_only_one_who_serves_presides(seated, opened, item, name):
    note(seated, opened, "left", "Eva Hägg")
    with pytest.raises(InputError, match="tjänstgör"):
        hand_over(seated, opened, name)


def test_too_few_decide_nothing_by_acclamation_or_vote(seated, opened, item):
    contested(seated, item)
    for name in ("Cia Alm", "Dan Rönn", "Eva Hägg"):
        note(seated, opened, "left", name)
    with pytest.raises(InputError, match="inte beslutsför"):
        vote(seated, item, "main/1/vote", "yes", "no")
    actions.undo_step(seated.owner, item, key="å")
    with pytest.raises(InputError, match="inte beslutsför"):
        step(seated, item, "Gavel", "main/1/confirm")


def test_the_meetings_page_tells_who_presided_from_which_paragraph(seated, opened, item):
    note(seated, opened, "stepped_aside", "Asta Ek")
    hand_over(seated, opened, "Bo Lind")
    page = seated.browser().get(reverse("meeting", args=[opened.pk])).content.decode()
    assert "Asta Ek, Bo Lind från §\N{NO-BREAK SPACE}1" in page


def test_each_ones_vote_is_read_by_side(seated, opened, item):
    contested(seated, item)
    vote(seated, item, "main/1/vote", "yes", "no", "yes", "yes", "abstain")
    (sides,) = rolls_of(proceeding_of(item))
    told = {side.choice: [name.partition(" ")[0] for name in side.names] for side in sides}
    assert told == {"ja": ["Asta", "Cia", "Dan"], "nej": ["Bo"], "avstår": ["Eva"]}


def faults(meeting):
    found = minutes_of(again(meeting)).check.value.errors
    return [each.reason.text for each in found]


def referred(seated, item):
    """A referral back moved, and a vote asked for on whether to decide today."""
    move(seated, item, "referral_back", "Cia Alm", text="Utred.")
    step(seated, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(seated, item, "Found", "referral_back/1/find", won="today")
    step(seated, item, "VoteRequested", "referral_back/1/confirm", by="Cia Alm")


@pytest.mark.parametrize("stays", [True, False])
@pytest.mark.parametrize("puts_off", [True, False])
def test_a_tie_settled_by_another_chair_does_not_stop_the_minutes(
    seated, opened, item, puts_off, stays
):
    absent = "Eva Hägg" if stays else "Asta Ek"
    note(seated, opened, "stepped_aside", absent)
    hand_over(seated, opened, "Bo Lind")
    at = "referral_back/1/vote" if puts_off else "main/1/vote"
    (referred if puts_off else contested)(seated, item)
    names = [name for name in MEMBERS if name != absent]
    # Bo Lind presides and votes no, which the ordinary chair does not
    choices = ["no" if name in {"Bo Lind", names[-1]} else "yes" for name in names]
    vote(seated, item, at, *choices, names=names)
    settle(seated, item)
    assert faults(opened) == []


def test_a_deferral_of_an_employment_settled_by_lot_does_not_stop_the_minutes(seated, opened):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Chefen", matter="employment")
    draft(seated, item, "Eva anställs.")
    referred(seated, item)
    step(seated, item, "Voted", "referral_back/1/vote", yes=2, no=2, abstain=1)
    step(seated, item, "LotDrawn", "referral_back/1/vote/lot", ballot="no")
    settle(seated, item)
    assert faults(opened) == []


def test_an_item_that_too_few_are_left_for_ends_as_not_handled_and_can_be_put_up_again(
    seated, opened
):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Taxan")
    draft(seated, item)
    move(seated, item, "rejection")
    for name in ("Cia Alm", "Dan Rönn", "Eva Hägg"):
        note(seated, opened, "left", name)
    with pytest.raises(InputError, match="anteckna som utgång att ärendet utgår"):
        step(seated, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    browser = seated.browser(seated.owner_user)
    page = browser.get(reverse("proceeding", args=[item.pk])).content.decode()
    assert "Organet är inte beslutsfört. Ärendet utgår." in page
    words = ["Organet är inte beslutsfört. Ärendet utgår."]
    made = actions.settle_item(seated.owner, item, words, key="utgår")
    assert made.outcome == "utgick"
    actions.end_meeting(seated.owner, opened, key="slut")
    assert not [
        found
        for found in minutes_of(again(opened)).check.value.findings
        if found.severity is Severity.ERROR
    ]
    later = actions.plan_meeting(
        seated.owner, seated.board.pk, occasion(day=DAY + timedelta(days=7)), key="nästa"
    )
    [waiting] = ready_for(again(later))
    assert waiting.tabled == item
    assert actions.carry_over(seated.owner, waiting.tabled, later, key="igen").draft.points


def test_too_few_decide_nothing_in_an_item_without_proposals_either(seated, opened):
    roll(seated, opened, "Asta Ek", "Bo Lind")
    item = handle(seated, opened, "Val av justerare")
    assert settle(seated, item).outcome == "utgick"
