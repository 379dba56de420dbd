"""What follows from adjusted minutes in other rooms: decisions, and how far they are to legal force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from samverk.decisions import actions as decisions
from samverk.decisions import queries as decided
from samverk.decisions.queries import Decision
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
    kind = KINDS[paragraph["outcome"]]
    if item.decider_id and paragraph["outcome"] == Outcome.DECIDED.value:
        kind = "proposes"
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
    notice: AdjustmentNotice,
    items: Sequence[AgendaItem],
    time: NoticeTime,
    actor: Actor,
    turn: int,
) -> None:
    """Tell the decisions under a notice how it stands: posted on every board, or gone from one.

    The same answer is told once; ``turn`` is how much has been noted of the notice. Only decisions
    whose appeal time counts from the notice are told.
    """
    for found in _under(notice, items):
        for kind, day in _facts(time):
            if decided.has_force_fact(found, kind, day):
                continue
            # Gone from one board before the last had it: no time has begun that could be broken.
            if kind == TAKEN_DOWN and not decided.has_force_fact(
                found, POSTED, day, or_before=True
            ):
                continue
            key = f"anslag/{notice.pk}/{turn}/beslut/{found.pk}/{kind}/{day}"
            decisions.record_force_fact(actor, found, decisions.NewForceFact(kind, day), key=key)


def take_back_postings(
    notice: AdjustmentNotice, items: Sequence[AgendaItem], actor: Actor, why: str, *, key: str
) -> None:
    """Strike what the decisions under a notice were told of it, to be told anew."""
    told = decided.told_of_posting(found.pk for found in _under(notice, items))
    for fact in told:
        decisions.strike_force_fact(actor, fact, why, key=f"{key}/beslut/{fact.pk}")


def _under(notice: AdjustmentNotice, items: Sequence[AgendaItem]) -> list[Decision]:
    meeting = notice.adjustment.meeting
    numbers = [item.paragraph for item in items if item.paragraph]
    review = AppealKind.LEGALITY_REVIEW.value
    found = decided.decisions_at(meeting.body_id, meeting.day, numbers)
    return [one for one in found if one.appeal_form == review]


def _facts(time: NoticeTime) -> list[tuple[str, date]]:
    """Give what the notice's time says happened: it was up everywhere, and since gone from a board."""
    if time.started is None:
        return []
    if time.state in {NoticeState.RUNNING, NoticeState.RUN_OUT}:
        return [(POSTED, time.started)]
    if time.state is NoticeState.INTERRUPTED and time.down_since:
        up_before = [(POSTED, time.started)] if time.started < time.down_since else []
        return [*up_before, (TAKEN_DOWN, time.down_since)]
    return []
