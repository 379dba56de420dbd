"""The last step of a meeting: whom its decisions have been sent to, and what is left."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.meetings import actions
from samverk.meetings.queries import dispatched, item_by_id, tasks_of
from samverk.meetings.tests.conftest import DAY, MEMBERS, again, draft, handle, roll, step
from samverk.meetings.tests.post import post_office
from samverk.meetings.tests.sending import decide, finish
from samverk.project.testing.stages import kept
from samverk.rules.meeting_tasks import Step, TaskState

__all__ = ["post_office"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@kept
def room(seated, opened):
    roll(seated, opened, *MEMBERS)
    return opened


def task(meeting):
    found = tasks_of(again(meeting), list(again(meeting).items.all()), date(2024, 3, 20))
    return next(ruling for ruling in found if ruling.value.step is Step.EXTRACTS)


def told(meeting):
    ruling = task(meeting)
    return ruling.value.state, " ".join(reason.text for reason in ruling.reasons)


def send(cast, item, key="sänd"):
    return actions.send_extract(cast.owner, item_by_id(item.pk), DAY, key=key)


def hand_over(cast, item):
    new = actions.NewExtractHandover(DAY, "Internpost", "Maj Ekedal")
    for row in dispatched(item_by_id(item.pk)):
        key = f"lämna/{row.dispatch.pk}"
        actions.note_extract_handover(cast.owner, row.dispatch, new, key=key)


def test_it_is_not_begun_until_something_is_sent(seated, room):
    decide(seated, room, None, "Arkivet", "Kansliet")
    state, why = told(room)
    assert state is TaskState.NOT_STARTED
    assert "0 av 2 utdrag skickade" in why


def test_it_is_done_when_all_recipients_have_got_theirs(seated, room):
    first = decide(seated, room, None, "Arkivet", "Kansliet")
    second = decide(seated, room, None, "Arkivet", title="Budgeten")
    finish(seated, room)
    send(seated, first, "a")
    hand_over(seated, first)
    assert told(room)[0] is TaskState.INCOMPLETE
    assert "2 av 3 utdrag skickade" in told(room)[1]
    send(seated, second, "b")
    hand_over(seated, second)
    assert told(room)[0] is TaskState.DONE


def test_a_decision_for_nobody_is_done(seated, room):
    decide(seated, room)
    finish(seated, room)
    assert told(room)[0] is TaskState.DONE


def test_a_decision_whose_recipients_nobody_has_named_is_left(seated, room):
    item = handle(seated, room, "Taxan")
    draft(seated, item, "Taxan höjs.")
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "Gavel", "main/1/confirm")
    actions.settle_item(seated.owner, item, ["Taxan höjs."], key="utgång")
    assert told(room)[0] is TaskState.NOT_STARTED


def test_an_item_without_an_outcome_is_left(seated, room):
    decide(seated, room)
    handle(seated, room, "Budgeten")
    assert told(room)[0] is TaskState.NOT_STARTED


def test_the_step_leads_to_what_is_left(seated, room):
    item = decide(seated, room, None, "Arkivet")
    browser = seated.browser(seated.owner_user)
    url = reverse("expediting", args=[room.pk])
    assert url in browser.get(reverse("meeting", args=[room.pk])).content.decode()
    page = browser.get(url).content.decode()
    assert "0 av 1 skickade" in page
    assert reverse("dispatch_item", args=[item.pk]) in page


def test_the_page_is_for_those_who_hold_the_meeting(seated, room):
    url = reverse("expediting", args=[room.pk])
    assert seated.browser(seated.outsider_user).get(url).status_code == 403


def test_the_page_of_a_meeting_with_many_decisions_asks_few_questions(
    seated, room, django_assert_max_num_queries
):
    """Four more than before it is opened, and the number is the same for any number of items."""
    for number in range(4):
        decide(seated, room, None, "Arkivet", title=f"Punkt {number}")
    browser = seated.browser(seated.owner_user)
    with django_assert_max_num_queries(20):
        browser.get(reverse("meeting", args=[room.pk]))
