"""The meeting as a task list: each step's state, last day, reason and owner."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions
from samverk.meetings.actions.sending import send_letter
from samverk.meetings.models import Letter, StepOwner
from samverk.meetings.queries import tasks as gathering
from samverk.meetings.queries import tasks_of
from samverk.meetings.tests.conftest import add, again, handle, roll, settle
from samverk.meetings.tests.post import post_office
from samverk.meetings.tests.test_dispatching import dispatch, planned
from samverk.rules.meeting_tasks import Count, Step, TaskState

__all__ = ["planned", "post_office"]
TODAY = date(2024, 3, 15)


def tasks(meeting, today=TODAY):
    found = tasks_of(again(meeting), list(again(meeting).items.all()), today)
    return {ruling.value.step: ruling for ruling in found}


def state(meeting, step, today=TODAY):
    return tasks(meeting, today)[step].value.state


def test_all_eight_steps_are_there_in_order(meeting):
    assert list(tasks(meeting)) == list(Step)


def test_the_calling_has_the_bylaws_last_day_and_says_so(planned):
    ruling = tasks(planned)[Step.CALL]
    assert ruling.value.deadline == date(2024, 3, 17)
    assert any("Reglementet anger kallelse minst 5 dagar" in r.text for r in ruling.reasons)


def test_a_sent_calling_is_done_and_the_dispatch_waits_for_its_letters(
    seated, planned, post_office
):
    assert state(planned, Step.CALL) is TaskState.NOT_STARTED
    dispatch(seated, planned)
    assert state(planned, Step.CALL) is TaskState.DONE
    assert state(planned, Step.DISPATCH) is TaskState.INCOMPLETE
    assert any("0 av 2 mottagare" in r.text for r in tasks(planned)[Step.DISPATCH].reasons)
    for letter in Letter.objects.all():
        send_letter(letter.pk, 1)
    assert state(planned, Step.DISPATCH) is TaskState.DONE


def test_a_step_whose_day_has_passed_is_late(planned):
    assert state(planned, Step.CALL, date(2024, 3, 18)) is TaskState.LATE


def test_the_minutes_have_begun_when_something_is_written(seated, opened):
    roll(seated, opened, "Asta Ek", "Bo Lind", "Cia Alm")
    first = handle(seated, opened, "Ett")
    settle(seated, first)
    handle(seated, opened, "Två")
    assert state(opened, Step.MINUTES) is TaskState.NOT_STARTED
    new = actions.NewText("background", "Ärendet föredrogs.", 0)
    actions.save_text(seated.owner, first, new, key="t")
    assert state(opened, Step.MINUTES) is TaskState.INCOMPLETE
    assert any("1 av 2 paragrafer skrivna" in r.text for r in tasks(opened)[Step.MINUTES].reasons)


def test_another_part_of_the_room_can_tell_of_its_own_step(meeting, monkeypatch):
    monkeypatch.setattr(gathering, "GATHERERS", list(gathering.GATHERERS))

    @gathering.gathers
    def signed(subjects, _):
        return {one.meeting.pk: {"adjusters": Count(1, 2)} for one in subjects}

    assert state(meeting, Step.ADJUSTMENT) is TaskState.INCOMPLETE


def test_a_step_has_an_owner_until_another_is_named(seated, meeting):
    browser = seated.browser(seated.owner_user)
    page = browser.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "ordföranden och justerarna" in page
    url = reverse("assign_step", args=[meeting.pk, Step.NOTICE.value])
    browser.post(url, {"key": "k", "name": "Registrator Rut"})
    page = browser.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Registrator Rut" in page
    assert AuditEvent.objects.get(kind="meetings.step_assigned").actor_name == "Maj Ekedal"


def test_the_last_one_named_answers_and_the_earlier_stay(seated, meeting):
    for number, name in enumerate(("Rut", "Sten")):
        actions.assign_step(seated.owner, meeting, "anslag", name, key=f"k{number}")
    assert StepOwner.objects.count() == 2
    assert gathering.owners_of(meeting) == {"anslag": "Sten"}


@pytest.mark.parametrize(("step", "name"), [("anslag", " "), ("fika", "Rut")])
def test_nobody_and_no_step_are_refused(seated, meeting, step, name):
    with pytest.raises(InputError):
        actions.assign_step(seated.owner, meeting, step, name, key="k")


def test_others_may_not_name_an_owner(seated, meeting):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.assign_step(stranger, meeting, "anslag", "Rut", key="k")


def test_a_retried_form_names_an_owner_once(seated, meeting):
    for _ in range(2):
        actions.assign_step(seated.owner, meeting, "anslag", "Rut", key="k")
    assert StepOwner.objects.count() == 1


def test_the_page_of_a_meeting_asks_few_questions_however_much_there_is(
    seated, planned, django_assert_max_num_queries
):
    dispatch(seated, planned)
    for number in range(10):
        add(seated, planned, f"Punkt {number}")
    browser = seated.browser(seated.owner_user)
    with django_assert_max_num_queries(15):
        browser.get(reverse("meeting", args=[planned.pk]))
