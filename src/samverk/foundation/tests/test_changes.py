"""What has been done lately: one's own organisations, latest first, and no step of an act."""

from __future__ import annotations

import uuid

import pytest

from samverk.foundation.changes import Shown, latest_changes
from samverk.foundation.models import AuditEvent

pytestmark = pytest.mark.django_db


def log(organisation, label, *, subject="decisions.Decision", part_of=None, body=None, kind="prov"):
    return AuditEvent.objects.create(
        id=uuid.uuid4(),
        kind=kind,
        actor_name="Maj Ekedal",
        organisation=organisation,
        body=body,
        subject_type=subject,
        subject_id="1",
        subject_label=label,
        part_of=part_of,
    )


def labels(*organisations, **choice):
    mine = [one.pk for one in organisations]
    return [event.subject_label for event in latest_changes(mine, **choice)]


def test_the_latest_act_comes_first(cast):
    first = log(cast.town, "först")
    second = log(cast.town, "sedan")
    shown = labels(cast.town)
    assert first.recorded_at <= second.recorded_at
    assert {"först", "sedan"} <= set(shown)


def test_another_organisations_acts_are_not_shown(cast):
    log(cast.neighbour, "grannens")
    assert "grannens" not in labels(cast.town)
    assert "grannens" in labels(cast.town, cast.neighbour)


def test_a_step_within_an_act_is_left_out(cast):
    whole = log(cast.town, "helheten")
    log(cast.town, "delen", part_of=whole)
    assert "helheten" in labels(cast.town)
    assert "delen" not in labels(cast.town)


def test_a_guarded_rooms_acts_are_shown_only_where_the_reader_may_see_them(cast):
    log(cast.town, "fil.pdf", subject="intake.Source")
    log(cast.neighbour, "annan.pdf", subject="intake.Source")
    shown = labels(cast.town, cast.neighbour, guarded={"intake": Shown([cast.town.pk])})
    assert "fil.pdf" in shown
    assert "annan.pdf" not in shown


def test_a_guarded_rooms_acts_for_one_body_are_shown_to_its_own(cast):
    log(cast.town, "nämndens.pdf", subject="intake.Source", body=cast.board)
    log(cast.town, "den andras.pdf", subject="intake.Source", body=cast.other_board)
    shown = labels(cast.town, guarded={"intake": Shown(bodies=[cast.board.pk])})
    assert "nämndens.pdf" in shown
    assert "den andras.pdf" not in shown


def test_a_guarded_act_for_no_body_is_shown_to_nobody_of_a_body(cast):
    log(cast.town, "fil.pdf", subject="intake.Source")
    assert "fil.pdf" not in labels(cast.town, guarded={"intake": Shown(bodies=[cast.board.pk])})


def test_a_room_guarded_from_everybody_is_never_shown(cast):
    log(cast.town, "kontot", subject="foundation.User")
    assert "kontot" not in labels(cast.town, guarded={"foundation": Shown()})


def test_the_list_is_short_and_asked_for_in_one_question(cast, django_assert_num_queries):
    for number in range(12):
        log(cast.town, f"nr {number}")
    with django_assert_num_queries(1):
        assert len(labels(cast.town)) == 8


def test_each_vote_of_many_is_left_out_and_the_closing_of_them_is_shown(cast):
    log(cast.town, "en röst", kind="meetings.ballot_cast")
    log(cast.town, "omröstningen", kind="meetings.device_vote_closed")
    shown = labels(cast.town)
    assert "en röst" not in shown
    assert "omröstningen" in shown
