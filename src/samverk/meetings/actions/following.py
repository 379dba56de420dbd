"""What follows from adjusted minutes in other rooms: decisions, and how far they are to legal force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from samverk.decisions import actions as decisions
from samverk.decisions import queries as decided
from samverk.foundation.actors import Actor
from samverk.meetings.actions.recording import record_paragraph
from samverk.meetings.models import AdjustmentNotice, AgendaItem
from samverk.meetings.queries.adjustment import Stage
from samverk.meetings.queries.minutes import minutes_of
from samverk.rules.appeal import AppealKind
from samverk.rules.minutes.facts import Outcome
from samverk.rules.notice import NoticeState, NoticeTime

POSTED, TAKEN_DOWN = "posted", "taken_down"
KINDS = {Outcome.DECIDED.value: "decides", Outcome.NOTED.value: "notes"}


def register_decisions(stage: Stage, locked: Sequence[Mapping[str, Any]], actor: Actor) -> None:
    """Register each open paragraph that decides or notes something, with how it was taken.

    One that somebody has registered already is told of, and not registered again. What was put off
    is no decision on the matter, and a secret paragraph stays in its compartment.
    """
    rows = {row.item.pk: row for row in minutes_of(stage.adjustment.meeting).paragraphs}
    items = {item.pk: item for item in stage.items}
    for paragraph in locked:
        item = items[paragraph["item"]]
        if item.secret or paragraph["outcome"] not in KINDS:
            continue
        key = f"justering/{stage.adjustment.pk}/beslut/{item.pk}"
        known = _registered(stage, item) or decisions.register_decision(
            actor, _decision(stage, item, paragraph), key=key
        )
        record_paragraph(actor, stage, rows[item.pk], known, key=key)


def _registered(stage: Stage, item: AgendaItem) -> decided.Decision | None:
    meeting = stage.adjustment.meeting
    known = decided.decision_at(meeting.body_id, meeting.day, item.paragraph)
    return known if known and not known.cited_only and not known.read_from else None


def _decision(
    stage: Stage, item: AgendaItem, paragraph: Mapping[str, Any]
) -> decisions.NewDecision:
    meeting = stage.adjustment.meeting
    kind = "proposes" if item.decider_id else KINDS[paragraph["outcome"]]
    return decisions.NewDecision(
        organisation=meeting.body.organisation_id,
        title=item.title,
        kind=kind,
        body=meeting.body_id,
        decided_on=meeting.day,
        paragraph=item.paragraph,
        diary_number=paragraph["case"],
        case=item.case_id,
        text="\n".join(paragraph["decisions"]),
    )


def tell_of_posting(
    notice: AdjustmentNotice, items: Sequence[AgendaItem], time: NoticeTime, actor: Actor
) -> None:
    """Tell the decisions under a notice how it stands: posted on every board, or gone from one.

    The same answer is told once. Only decisions whose appeal time counts from the notice are told.
    """
    fact = _fact(time)
    if fact is None:
        return
    kind, day = fact
    meeting = notice.adjustment.meeting
    for item in items:
        found = decided.decision_at(meeting.body_id, meeting.day, item.paragraph)
        if found is None or found.appeal_form != AppealKind.LEGALITY_REVIEW.value:
            continue
        if decided.has_force_fact(found, kind, day):
            continue
        # Gone from one board before the last had it: no time has begun that could be broken.
        if kind == TAKEN_DOWN and not decided.has_force_fact(found, POSTED, day, or_before=True):
            continue
        new = decisions.NewForceFact(kind, day)
        key = f"anslag/{notice.pk}/beslut/{found.pk}/{kind}/{day}"
        decisions.record_force_fact(actor, found, new, key=key)


def _fact(time: NoticeTime) -> tuple[str, date] | None:
    if time.state is NoticeState.INTERRUPTED and time.down_since:
        return TAKEN_DOWN, time.down_since
    if time.state in {NoticeState.RUNNING, NoticeState.RUN_OUT} and time.started:
        return POSTED, time.started
    return None
