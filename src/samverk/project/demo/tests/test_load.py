"""The demo loads, once, and says of the two municipalities what the papers allow."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from samverk.decisions.decision_page import decision_page
from samverk.decisions.models import Citation, Decision
from samverk.directory.models import Body, Organisation
from samverk.federation import queries as federation
from samverk.federation.models import FrozenReport
from samverk.foundation.clock import standing_at
from samverk.foundation.models import AuditEvent, User
from samverk.meetings.models import DeviceVote, Meeting
from samverk.meetings.queries import meetings_between, notices_of, rows_of
from samverk.project.demo.load import Loader
from samverk.rules.adjustment import AdjustmentState
from samverk.rules.agenda import May
from samverk.rules.force import ForceState
from samverk.rules.membership import IsMember

pytestmark = pytest.mark.django_db


def member(name):
    home = Organisation.objects.get(slug="insjoriket")
    return next(m for m in federation.members(home.pk) if m.name == name)


def test_the_demo_loads_within_one_transaction(db):
    Loader().load()
    assert Decision.objects.exists()


def test_loading_again_changes_nothing(demo):
    before = (AuditEvent.objects.count(), Decision.objects.count())
    # The demo's meeting is soon: what it says depends on the hour in which it is loaded
    with standing_at(AuditEvent.objects.earliest("recorded_at").recorded_at):
        Loader().load()
    assert (AuditEvent.objects.count(), Decision.objects.count()) == before


def test_every_act_on_a_case_a_paper_or_a_decision_says_for_which_body_it_was_done(demo):
    rooms = ("registry.", "decisions.")
    acts = [
        e for e in AuditEvent.objects.filter(organisation__isnull=False) if e.kind.startswith(rooms)
    ]
    assert acts
    assert [str(e) for e in acts if e.body is None and "organ saknas" not in e.subject_label] == []


def test_every_citation_finds_its_decision(demo):
    assert Citation.objects.exists()
    assert not Citation.objects.filter(target__isnull=True).exists()


@pytest.mark.parametrize(
    ("name", "until"), [("Härryda", date(2023, 12, 31)), ("Alingsås", date(2024, 12, 31))]
)
def test_the_exit_day_is_the_golden_one_and_is_assumed(demo, name, until):
    status = member(name).status_on(date(2022, 12, 1)).value
    assert (status.is_member, status.effective, status.is_assumed) == (IsMember.YES, until, True)


@pytest.mark.parametrize(("name", "outcomes"), [("Härryda", 3), ("Alingsås", 2)])
def test_after_the_exit_day_nobody_knows(demo, name, outcomes):
    status = member(name).status_on(date(2025, 1, 1)).value
    assert status.is_member is IsMember.UNKNOWN
    assert len(status.outcomes) == outcomes
    assert status.missing


def test_the_council_step_without_a_date_is_not_dated(demo):
    step = Decision.objects.get(paragraph=440)
    assert step.decided_on is None


def test_the_history_is_the_golden_one(demo, shared):
    golden = json.loads((shared / "golden" / "federation.json").read_text())
    wanted = {
        (step["date"], step["paragraph"])
        for step in golden["decision_chain"]
        if step["type"] == "decision"
    }
    printed = Decision.objects.exclude(organisation__slug="insjoriket").exclude(
        title__startswith="Exempel"
    )
    days = printed.values_list("decided_on", "paragraph")
    assert {(day.isoformat() if day else None, paragraph) for day, paragraph in days} == wanted


def test_the_meeting_that_has_been_held_is_adjusted_announced_and_in_presumed_force(demo):
    found = Decision.objects.get(organisation__slug="insjoriket", paragraph=3)
    day = date(2026, 11, 1)
    (meeting,) = meetings_between(date(2026, 9, 23), date(2026, 9, 23))
    page, (row,) = decision_page(found.pk, day), notices_of([meeting.pk], day)
    assert page.force.value.state is ForceState.PRESUMED
    assert row.time.last_day == date(2026, 10, 22)
    assert {one.taken_down_on for one in row.postings} == {date(2026, 10, 26)}
    assert (row.adjusted_on, row.stage.state) == (date(2026, 9, 30), AdjustmentState.ADJUSTED)


def test_a_council_sits_on_the_day_of_the_loading_and_is_at_an_open_vote(demo):
    body = Body.objects.get(organisation__slug="alingsas", kind="council")
    (meeting,) = Meeting.objects.filter(body=body)
    assert meeting.opened_at is not None
    assert meeting.ended_at is None
    assert DeviceVote.objects.get(item__meeting=meeting).closed_at is None
    first = {fact.kind: fact.happened_on for fact in meeting.facts.all()}
    assert set(first) == {"announced", "called", "dispatched"}
    assert max(first.values()) <= meeting.day - timedelta(days=7)
    rows = rows_of(meeting)
    assert {row.may_be_decided.value for row in rows} == {May.YES}
    assert [row.item.paragraph for row in rows] == [1, 2, 4, 3, None, None]


def test_nothing_is_decided_for_good_by_the_council_of_the_demo(demo):
    assert not Decision.objects.filter(body__kind="council", organisation__slug="alingsas").exclude(
        paragraph=94
    )


def test_whoever_sits_in_the_council_can_vote_from_an_own_device(demo, client):
    meeting = Meeting.objects.get(body__organisation__slug="alingsas")
    client.force_login(User.objects.get(email="fullmaktige@alingsas.example"))
    page = client.get(f"/sammantraden/{meeting.pk}/rosta/").content.decode()
    assert "Medborgarförslag om fler cykelställ" in page


def test_the_councils_decisions_to_leave_are_frozen_and_nothing_that_no_paper_tells(demo):
    frozen = {
        row.membership.member.short_name: json.loads(row.content)
        for row in FrozenReport.objects.select_related("membership__member")
    }
    assert {name: told["frozen_at"] for name, told in frozen.items()} == {
        "Härryda": "decision",
        "Alingsås": "decision",
    }
    assert frozen["Alingsås"]["fact"]["paper"].endswith("känt bara genom hänvisningar")
    assert frozen["Härryda"]["fact"]["paper"] == "Kommunfullmäktige § 128 2020-06-15"
    assert frozen["Härryda"]["report"]["effective"] == "2023-12-31"
    assert frozen["Alingsås"]["report"]["effective"] == "2024-12-31"
    assert not any(told["report"]["agreements"] for told in frozen.values())
    assert frozen["Härryda"]["report"]["participants"]["known"] == "missing"
    assert frozen["Alingsås"]["report"]["back"]["kronor"] is None
    fee = frozen["Härryda"]["report"]["fees"][0]["years"]["2022"]
    assert (fee["kronor"], fee["known"]) == ([589_500, 590_499], "known")
