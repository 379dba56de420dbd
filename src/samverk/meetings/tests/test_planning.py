"""A meeting is planned, moved and cancelled, and what is done around it is noted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions, queries
from samverk.meetings.models import Meeting
from samverk.meetings.tests.conftest import DAY, again, occasion, person
from samverk.rules.meeting_tasks import Step, TaskState

TOLD = date(2024, 3, 8)


def fact(kind, day=TOLD, **more):
    return actions.NewMeetingFact(kind, day, **more)


def task(meeting, step):
    found = queries.tasks_of(meeting, [], DAY)
    return next(each.value for each in found if each.value.step is step)


def test_a_meeting_is_planned_once_per_form_and_logged(seated):
    first = actions.plan_meeting(seated.owner, seated.board.pk, occasion(), key="k")
    again_ = actions.plan_meeting(seated.owner, seated.board.pk, occasion(), key="k")
    assert first == again_
    event = AuditEvent.objects.get(kind="meetings.planned")
    assert (event.body_id, event.effective_on) == (seated.board.pk, DAY)


def test_only_those_who_hold_the_bodys_meetings_may_plan_one(seated):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.plan_meeting(stranger, seated.board.pk, occasion(), key="k")


def test_a_body_does_not_meet_twice_at_one_hour(seated, meeting):
    with pytest.raises(ConflictError, match="redan 2024-03-15 klockan 13:00"):
        actions.plan_meeting(seated.owner, seated.board.pk, occasion(), key="k")


@pytest.mark.parametrize(("more", "field"), [({"place": " "}, "place"), ({"extra": True}, "asker")])
def test_what_is_missing_is_asked_for_at_its_field(seated, more, field):
    with pytest.raises(InputError) as fault:
        actions.plan_meeting(seated.owner, seated.board.pk, occasion(**more), key="k")
    assert fault.value.field == field


def test_a_meeting_is_moved_until_it_is_opened(seated, meeting):
    later = occasion(starts_at=time(15), place="Lilla salen")
    actions.move_meeting(seated.owner, meeting, later, key="k")
    assert again(meeting).place == "Lilla salen"


def test_an_opened_meeting_is_neither_moved_nor_cancelled(seated, opened):
    with pytest.raises(ConflictError, match="öppnats"):
        actions.move_meeting(seated.owner, opened, occasion(place="X"), key="k1")
    with pytest.raises(ConflictError, match="öppnats"):
        actions.cancel_meeting(seated.owner, opened, "Få kom.", key="k2")


def test_a_cancelled_meeting_stays_with_its_reason_and_frees_the_hour(seated, meeting):
    actions.cancel_meeting(seated.owner, meeting, "Få ärenden.", key="k1")
    actions.plan_meeting(seated.owner, seated.board.pk, occasion(), key="k2")
    assert Meeting.objects.get(pk=meeting.pk).cancelled_why == "Få ärenden."
    with pytest.raises(ConflictError, match="ställdes in"):
        actions.move_meeting(seated.owner, meeting, occasion(), key="k3")


def test_a_call_in_time_makes_its_step_done_by_the_bodys_own_rules(seated, meeting):
    actions.record_meeting_fact(seated.owner, meeting, fact("called"), key="k")
    found = task(again(meeting), Step.CALL)
    assert (found.state, found.deadline) == (TaskState.DONE, date(2024, 3, 10))


def test_a_late_call_is_recorded_and_told_of(seated, meeting):
    late = fact("called", date(2024, 3, 12))
    actions.record_meeting_fact(seated.owner, meeting, late, key="k")
    assert task(again(meeting), Step.CALL).was_late


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (fact("called", date(2024, 3, 16)), "happened_on"),
        (fact("borta"), "kind"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(seated, meeting, new, field):
    with pytest.raises(InputError) as fault:
        actions.record_meeting_fact(seated.owner, meeting, new, key="k")
    assert fault.value.field == field


def test_the_same_fact_is_not_recorded_twice(seated, meeting):
    actions.record_meeting_fact(seated.owner, meeting, fact("called"), key="k1")
    with pytest.raises(ConflictError, match="redan"):
        actions.record_meeting_fact(seated.owner, meeting, fact("called"), key="k2")


def test_the_meetings_of_a_time_come_in_order(seated, meeting):
    early = occasion(starts_at=time(9))
    actions.plan_meeting(seated.owner, seated.board.pk, early, key="k")
    found = queries.meetings_between(DAY, DAY, bodies=[seated.board.pk])
    assert [m.starts_at for m in found] == [time(9), time(13)]
    assert queries.held_before(DAY) == []


def test_an_hour_that_the_change_of_the_clock_takes_away_is_refused_with_the_way_out(seated):
    when = occasion(day=date(2024, 3, 31), starts_at=time(2, 30))
    with pytest.raises(InputError, match="Välj ett klockslag före 02:00") as fault:
        actions.plan_meeting(seated.owner, seated.board.pk, when, key="k")
    assert fault.value.field == "starts_at"


def test_a_meeting_through_the_night_of_the_change_tells_that_the_clock_was_changed(
    seated, meeting
):
    night = datetime(2024, 10, 27, 0, 50, tzinfo=UTC)
    Meeting.objects.filter(pk=meeting.pk).update(
        chair=person("Asta Ek"), opened_at=night, ended_at=night + timedelta(minutes=20)
    )
    page = seated.browser(seated.owner_user).get(reverse("meeting", args=[meeting.pk]))
    assert "klockan ställdes om under mötet" in page.content.decode()
