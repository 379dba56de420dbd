"""A minority puts a matter off once: what was done at an earlier meeting is known at the next."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.queries import item_by_id, meeting_by_id
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    draft,
    fill,
    handle,
    move,
    occasion,
    person,
    roll,
    step,
    vote,
)
from samverk.meetings.tests.sending import open_case
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

AT = "referral_back/1"


@kept
def council(seated):
    fill(seated.council)
    return seated.council


@kept
def case(seated, council):
    return open_case(council, "Taxan")


def meet(cast, council, day):
    made = actions.plan_meeting(cast.owner, council.pk, occasion(day=day), key=f"kf/{day}")
    meeting = meeting_by_id(made.pk)
    actions.open_meeting(cast.owner, meeting, person("Asta Ek"), "Maj", key=f"ö/{day}")
    roll(cast, meeting, *MEMBERS, key=f"u/{day}")
    return meeting


def refer_back(cast, meeting, case, *choices):
    """Vote on sending the matter back, and note how it ended."""
    item = handle(cast, meeting, f"Taxan {meeting.day}", case=case.pk)
    draft(cast, item, "Höjs.")
    move(cast, item, "referral_back", text="Utred.")
    step(cast, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(cast, item, "Found", f"{AT}/find", won="today")
    step(cast, item, "VoteRequested", f"{AT}/confirm")
    vote(cast, item, f"{AT}/vote", *choices, key=f"r/{item.pk}")
    if proceeding_of(item).progress.value.deferred:
        actions.settle_item(cast.owner, item, ["Återremitteras."], key=f"s/{item.pk}")
    return item_by_id(item.pk)


MINORITY = ("yes", "no", "no", "yes", "yes")
MAJORITY = ("no", "no", "no", "yes", "yes")


def test_the_second_time_a_minority_of_the_same_case_is_not_enough(seated, council, case):
    first = refer_back(seated, meet(seated, council, date(2024, 3, 14)), case, *MINORITY)
    later = refer_back(seated, meet(seated, council, date(2024, 3, 15)), case, *MINORITY)
    assert later.earlier_minority
    assert proceeding_of(later).progress.value.deferred is None
    url = reverse("proceeding", args=[later.pk])
    shown = seated.browser(seated.owner_user).get(url).content.decode()
    assert f'href="{reverse("proceeding", args=[first.pk])}"' in shown
    assert "nu krävs enkel majoritet för att skjuta upp det" in shown


def test_a_linked_case_is_one_matter_with_it(seated, council, case):
    other = open_case(council, "Taxan igen")
    registry.link_cases(SETUP, other, case, "continues", key="k")
    refer_back(seated, meet(seated, council, date(2024, 3, 14)), case, *MINORITY)
    meeting = meet(seated, council, date(2024, 3, 15))
    assert handle(seated, meeting, "Taxan", case=other.pk).earlier_minority


def test_a_majority_leaves_the_minoritys_right(seated, council, case):
    refer_back(seated, meet(seated, council, date(2024, 3, 14)), case, *MAJORITY)
    meeting = meet(seated, council, date(2024, 3, 15))
    assert not handle(seated, meeting, "Taxan", case=case.pk).earlier_minority


def test_another_case_has_its_own_right_and_the_mark_made_by_hand_stays(seated, council, case):
    refer_back(seated, meet(seated, council, date(2024, 3, 14)), case, *MINORITY)
    meeting = meet(seated, council, date(2024, 3, 15))
    other = handle(seated, meeting, "Annat", case=open_case(council, "Annat").pk)
    assert not other.earlier_minority
    actions.settle_item(seated.owner, other, ["Antecknas."], key="s/annat")
    assert handle(seated, meeting, "Gammalt", earlier_minority=True).earlier_minority
