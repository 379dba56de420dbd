"""A party that may not refer is told which may, and what a referral tells is tried at each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.foundation.errors import InputError
from samverk.interventions.models import RequiredParty, Requirement
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import queueing
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, OTHER, somebody
from samverk.interventions.persons.tests.test_thread import CONTENT, Walk

FROM, UNTIL = date(2020, 1, 1), date(2024, 3, 22)


def only(party, organisation, tested_on="referral"):
    rule = Requirement.objects.create(delivery=party.delivery, tested_on=tested_on, from_date=FROM)
    RequiredParty.objects.create(requirement=rule, organisation=organisation)


def draft(party, person):
    new = actions.NewReferral(person.pk, party.delivery.pk)
    return actions.draft_referral(party.referrer, party.sends, new, key="utkast")


def test_a_party_that_may_not_refer_is_told_which_may(party):
    only(party, party.cast.neighbour)
    with pytest.raises(InputError, match="bara komma från Norrvik, inte från Lillköping") as told:
        draft(party, somebody(party))
    assert told.value.field == "delivery"


def test_a_party_that_may_refers(party):
    only(party, party.cast.town)
    assert draft(party, somebody(party)).state == "draft"


def test_a_rule_that_comes_after_the_draft_is_tried_when_it_is_sent(party):
    walk = Walk(party, "a")
    person = somebody(party)
    walk.consent(person)
    row = walk.draft(person)
    only(party, party.cast.neighbour)
    with pytest.raises(InputError, match="bara komma från Norrvik"):
        actions.submit_referral(party.referrer, party.sends, row.pk, "consent", key="s")


def test_what_the_referral_tells_is_tried_when_it_is_sent(party):
    Requirement.objects.create(
        delivery=party.delivery,
        incomes=["assistance"],
        horizon="m12",
        tested_on="referral",
        from_date=FROM,
    )
    walk = Walk(party, "a")
    person = somebody(party)
    walk.consent(person)
    row = walk.draft(person)
    at = (party.referrer, party.sends, row.pk)
    with pytest.raises(InputError, match="Bedömningen är inte angiven"):
        actions.submit_referral(*at, "consent", key="s1")
    for key, said in enumerate(({"livelihood": "wage"}, {"livelihood": "assistance"})):
        content = replace(CONTENT, horizon="m6", **said)
        actions.save_referral(*at, content, key=f"c{key}")
        if said["livelihood"] == "wage":
            with pytest.raises(InputError, match="angivet är lön"):
                actions.submit_referral(*at, "consent", key="s2")
    assert actions.submit_referral(*at, "consent", key="s3").state == "submitted"


def test_who_a_rule_at_the_offer_shuts_out_holds_nobody_up(party):
    first = Walk(party, "a").in_queue(MAN)
    Requirement.objects.create(
        delivery=party.delivery, horizon="m12", tested_on="offer", from_date=FROM
    )
    new = queueing.NewOffer(UNTIL)
    with pytest.raises(InputError, match="Bedömningen är inte angiven"):
        queueing.offer_place(party.receiver, party.receives, first.pk, new, key="o1")


def test_what_somebody_lives_on_at_the_start_is_what_is_measured_then(party):
    """The referral tells of assistance; the day that it begins the person has a wage."""
    walk = Walk(party, "a")
    row = walk.planned()
    Requirement.objects.create(
        delivery=party.delivery, incomes=["assistance"], tested_on="start", from_date=FROM
    )
    at, day = (party.worker, party.receives, row.pk), date(2024, 3, 15)
    measured = taking.NewMeasurement("entry", day, "work", 8, "wage", "secondary")
    taking.measure_status(*at, measured, key="m")
    with pytest.raises(InputError, match="ekonomiskt bistånd; angivet är lön"):
        taking.start_participation(*at, day, key="s")


def test_the_page_says_which_may_refer_before_anything_is_written(party):
    only(party, party.cast.neighbour)
    person = somebody(party, OTHER)
    pages = Pages(party)
    page = text(pages.get(party.referrer_user, "new_referral", person.pk))
    assert "Remissen får bara komma från Norrvik, inte från Lillköping." in page
    sent = pages.send(
        party.referrer_user, "new_referral", person.pk, delivery=party.delivery.pk, case_number=""
    )
    assert sent.status_code == 400
