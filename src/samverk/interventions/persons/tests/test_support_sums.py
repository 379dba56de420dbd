"""What was given while people waited is summed for the coordinator of those who gave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.foundation.errors import InputError
from samverk.interventions.persons import actions
from samverk.interventions.persons.models import NamedHandler, Protection
from samverk.interventions.persons.queries.support_sums import SupportSum, support_sums
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

DAY = date(2024, 3, 15)
NEW = actions.NewSupport("talks", DAY, None, 120_000)


def give(party, row, key, new=NEW):
    return actions.note_support(party.referrer, party.sends, row.pk, new, key=key)


def sums(party):
    with unread([party.sends]):
        return support_sums(party.sends)


def test_each_kind_is_counted_by_year_and_whom_they_waited_for(party):
    first, second = Walk(party, "a").sent(), Walk(party, "b").sent(MAN)
    give(party, first, "1")
    give(party, first, "2", replace(NEW, cost=None, from_date=date(2024, 2, 1)))
    give(party, second, "3", replace(NEW, cost=30_000))
    give(party, second, "4", replace(NEW, from_date=date(2023, 12, 31), to_date=DAY))
    give(party, second, "5", actions.NewSupport("none", DAY))
    to = party.cast.neighbour.short_name
    assert sums(party) == [
        SupportSum(2024, to, "inget stöd", 1, 1, 0, 0),
        SupportSum(2024, to, "samtal", 3, 2, 150_000, 1),
        SupportSum(2023, to, "samtal", 1, 1, 120_000, 0),
    ]


def test_what_was_entered_in_error_is_in_no_sum(party):
    row = give(party, Walk(party, "a").sent(), "1")
    actions.strike_support(
        party.referrer, Desk(party.sends, Hand.REFERRER), row.pk, "Fel person", key="s"
    )
    assert sums(party) == []


def test_who_is_protected_is_counted_for_who_may_know_of_them_alone(party):
    row = Walk(party, "a").sent()
    give(party, row, "1")
    user = party.referrer_user.pk
    with unread([party.sends]):
        named = {"controller_id": party.sends, "person_id": row.person_id}
        NamedHandler.objects.create(user_id=user, **named)
        Protection.objects.create(**named)
    counted = []
    for reader in (user, party.other_coordinator_user.pk):
        with reading([party.sends], reader):
            counted.append(len(support_sums(party.sends)))
    assert counted == [1, 0]


def test_the_coordinator_of_those_who_gave_it_reads_the_sums(party):
    row = Walk(party, "a").sent()
    give(party, row, "1")
    give(party, row, "2", replace(NEW, kind="guidance", cost=None))
    pages = Pages(party)
    page = text(pages.get(party.other_coordinator_user, "coordination", party.sends))
    assert "Stöd under väntan" in page
    assert "1\u00a0200" in page
    assert "inte känd" in page
    assert "Stöd under väntan" not in text(
        pages.get(party.coordinator_user, "coordination", party.receives)
    )


def test_nobody_waits_on_what_was_taken_back(party):
    row = Walk(party, "a").sent()
    actions.withdraw_referral(party.referrer, party.sends, row.pk, "Fick arbete", key="w")
    with pytest.raises(InputError, match="ingen väntar på den"):
        give(party, row, "1")
