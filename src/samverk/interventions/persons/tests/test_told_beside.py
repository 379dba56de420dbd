"""What a team says beside its answer: a next step and a party, or the conditions and the day."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine

from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.exchange.models import Sent
from samverk.exchange.sealing import sealed
from samverk.federation.models import Membership
from samverk.foundation.errors import InputError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.models import Disclosure, Referral
from samverk.interventions.persons.queries.lists import returned_lately
from samverk.interventions.persons.queries.steps import referral_history
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_far import (
    far,
    incoming,
    payload_of,
    said_in,
    sent_by,
    there,
)
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread

__all__ = ["far"]
TODAY = date(2024, 3, 15)


def joined(party):
    """Let the provider be a party of the federation."""
    federation = party.delivery.intervention.federation
    Membership.objects.create(
        federation=federation, member=party.cast.neighbour, share="municipality"
    )
    return party.cast.neighbour


def taken_up(party, name="w"):
    walk = Walk(party, name)
    sent = walk.sent()
    came = walk.came(sent)
    actions.take_up_referral(party.receiver, party.receives, came.pk, key=f"{name}/t")
    return sent, came


def returned(at, came, key="r", **more):
    back = actions.Return("too_complex", "Börja hos vården", **more)
    return actions.return_referral(at.receiver, at.receives, came.pk, back, key=key)


def at_the_sender(party, row):
    with unread([party.sends]):
        row.refresh_from_db()
        return dict(referral_history(row)[-1].beside)


def test_the_next_step_and_the_party_go_back_with_the_advice(party):
    member, pages = joined(party), Pages(party)
    sent, came = taken_up(party)
    answer = pages.send(
        party.receiver_user,
        "return_referral",
        came.pk,
        reason="too_complex",
        text="Börja hos vården",
        next_step="other_party",
        party=str(member.pk),
    )
    assert answer.status_code == 302
    assert at_the_sender(party, sent) == {
        "Föreslaget nästa steg": "låt en annan part ta över",
        "Föreslagen part": member.short_name,
    }
    page = text(pages.get(party.referrer_user, "sent_referral", sent.pk))
    assert "Låt en annan part ta över" in page
    assert member.short_name in page


def test_both_may_be_left_out(party):
    sent, came = taken_up(party)
    returned(party, came)
    assert at_the_sender(party, sent) == {}


def test_a_step_or_a_party_that_is_none_is_not_taken(party):
    _, came = taken_up(party)
    with pytest.raises(InputError, match="i listan"):
        returned(party, came, next_step="ring")
    with pytest.raises(InputError, match="vilken part"):
        returned(party, came, next_step="other_party")
    with pytest.raises(InputError, match="en av parterna"):
        returned(party, came, party=party.delivery.intervention.federation_id)


def test_where_no_memberships_are_kept_those_that_are_known_may_be_suggested(party):
    sent, came = taken_up(party)
    page = Pages(party).get(party.receiver_user, "return_referral", came.pk)
    offered = {name for _, name in page.context["form"].fields["party"].choices}
    assert {party.cast.town.short_name, party.cast.neighbour.short_name} <= offered
    assert party.delivery.intervention.federation.short_name not in offered
    returned(party, came, next_step="other_party", party=party.cast.town.pk)
    assert at_the_sender(party, sent)["Föreslagen part"] == party.cast.town.short_name


def test_who_may_not_read_the_reason_is_not_told_where_to_turn(party):
    member = joined(party)
    sent, came = taken_up(party)
    with unread([party.receives, party.sends]):
        Referral.objects.filter(thread=sent.thread).update(shared=["identity", "queue"])
    returned(party, came, next_step="other_party", party=member.pk)
    assert at_the_sender(party, sent) == {}


def test_the_conditions_and_the_day_are_told_to_the_referrer_and_the_opinion_is_not(party):
    sent, came = taken_up(party)
    pages = Pages(party)
    with time_machine.travel("2024-03-18T12:00:00+01:00", tick=False):
        answer = pages.send(
            party.receiver_user,
            "accept_referral",
            came.pk,
            opinion="Passar väl",
            conditions="Två halva dagar i veckan",
            assessed_on="2024-03-16",
        )
        assert answer.status_code == 302
        page = text(pages.get(party.referrer_user, "sent_referral", sent.pk))
    assert "Två halva dagar i veckan" in page
    assert "den 16\xa0mars 2024" in page
    assert "Passar väl" not in page
    team = text(pages.get(party.receiver_user, "received_referral", came.pk))
    assert "Villkor: Två halva dagar i veckan" in team
    with unread([party.receives]):
        row = Disclosure.objects.get(what="accept")
    assert row.kinds == ["identity", "assessment"]


@pytest.mark.parametrize("day", [date(2024, 3, 16), date(2024, 3, 14)])
def test_nobody_assesses_tomorrow_or_before_the_referral_came(party, day):
    _, came = taken_up(party)
    how = actions.Acceptance("Passar", assessed_on=day)
    with pytest.raises(InputError) as refused:
        actions.accept_referral(party.receiver, party.receives, came.pk, how, key="a")
    assert refused.value.field == "assessed_on"


def test_a_referral_that_came_back_stands_on_the_desk_for_a_month_or_until_the_next(party):
    sent, came = taken_up(party)
    returned(party, came)
    page = Pages(party).browser(party.referrer_user).get("/")
    assert "Återremitterade, läs rådet" in text(page)
    with unread([party.sends]):
        assert not returned_lately(date(2024, 4, 14)).exists()
        assert returned_lately(date(2024, 4, 13)).exists()
        Walk(party, "n").draft(sent.person, party.successor)
        assert not returned_lately(TODAY).exists()


def test_it_goes_sealed_to_another_installation(party):
    member = joined(party)
    _, came = taken_up(party)
    with there():
        its_key = own_public_key()
    new = exchange.NewPeer(party.cast.town.pk, "T", "https://t.example/vaxling/ta-emot/", its_key)
    exchange.add_peer(SETUP, new, key="t")
    exchange.add_peer(SETUP, exchange.NewPeer(member.pk, "N"), key="n")
    returned(party, came, next_step="other_party", party=member.pk)
    sent = Sent.objects.get()
    assert member.short_name not in str(payload_of(sent))
    told = {"next_step": "other_party", "party": member.short_name}
    assert said_in(sent)["hidden"]["beside"] == told


def message(far, row, event, hidden):
    content = json.dumps({"note": "", "reason": ""} | hidden).encode()
    return {
        "thread": str(row.thread),
        "delivery": str(far.delivery.code),
        "event": event,
        "day": "2024-03-15",
        "sealed": sealed(content, own_public_key(), str(row.thread)),
    }


def test_it_comes_sealed_from_another_installation(far):
    row, ends = sent_by(far), (far.cast.neighbour, far.cast.town)
    take_in_step(incoming(far, message(far, row, "take_up", {}), *ends))
    told = {"next_step": "meet", "party": "Regionen", "okänt": "x"}
    hidden = {"reason": "too_complex", "note": "Vården", "beside": told}
    take_in_step(incoming(far, message(far, row, "return", hidden), *ends))
    assert at_the_sender(far, row) == {
        "Föreslaget nästa steg": "kalla till ett gemensamt möte",
        "Föreslagen part": "Regionen",
    }


def test_a_code_that_is_not_known_here_is_left_out_and_a_day_that_is_none_refused(far):
    row, ends = sent_by(far), (far.cast.neighbour, far.cast.town)
    take_in_step(incoming(far, message(far, row, "take_up", {}), *ends))
    wrong = incoming(far, message(far, row, "accept", {"beside": {"assessed_on": "i går"}}), *ends)
    with pytest.raises(InputError, match="Dagen"):
        take_in_step(wrong)
    hidden = {"reason": "other", "note": "N", "beside": {"next_step": "nytt"}}
    take_in_step(incoming(far, message(far, row, "return", hidden), *ends))
    assert at_the_sender(far, row) == {}
