"""Sending minutes for adjustment: all that is left, or one paragraph at once, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Max

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.adjusting import Taken, check_may_send, inside, note_step
from samverk.meetings.actions.doors import act_on, hold
from samverk.meetings.actions.telling import tell_signers
from samverk.meetings.actions.versions import Sending, freeze, sending_of
from samverk.meetings.models import AdjustedItem, Adjustment, AgendaItem, Meeting
from samverk.meetings.queries.adjustment import left_to_adjust, stage_by_id
from samverk.rules.adjustment import Move
from samverk.rules.wording import NO_BREAK

SENT = acts.kind("meetings.minutes_sent", "Protokoll skickat för justering")
SENT_AT_ONCE = acts.kind("meetings.adjusted_at_once", "Paragraf framlagd för omedelbar justering")
SENT_AGAIN = acts.kind("meetings.minutes_sent_again", "Ny version skickad för justering")
RECALLED = acts.kind("meetings.minutes_recalled", "Protokoll återtaget")


def send_for_adjustment(actor: Actor, meeting: Meeting, method: str, *, key: str) -> Adjustment:
    """Send the minutes for adjustment: every paragraph that has not been adjusted by itself.

    Raises InputError when they are not complete, when the adjusters that the by-laws ask for are not
    chosen, or when the by-laws say another ``method``; ConflictError before the meeting has ended,
    and when there is nothing left to send.
    """
    act = act_on(actor, SENT, key, meeting, method)

    def send() -> Adjustment:
        found = hold(meeting.pk)
        if found.ended_at is None:
            raise ConflictError("Avsluta sammanträdet först. En paragraf kan justeras omedelbart.")
        items = left_to_adjust(found)
        if not items:
            raise ConflictError("Alla paragrafer är redan skickade för justering.")
        return _begin(found, items, method, actor, immediate=False)

    return inside(meeting, act, send)


def adjust_at_once(
    actor: Actor, item: AgendaItem, method: str, *, was_read: bool, key: str
) -> Adjustment:
    """Lay a paragraph before its signers while the meeting lasts (omedelbar justering).

    ``was_read`` says that its text was read at the meeting. Raises InputError when it was not, when
    the by-laws do not have it, or as ``send_for_adjustment``; ConflictError without an outcome.
    """
    act = act_on(actor, SENT_AT_ONCE, key, item.meeting, (item.pk, method, was_read))
    if not was_read:
        raise InputError(
            "Paragrafen ska finnas i skrift och ha lästs upp vid sammanträdet. Läs upp den först.",
            field="was_read",
        )

    def send() -> Adjustment:
        found = hold(item.meeting_id)
        fresh = found.items.get(pk=item.pk)
        if found.ended_at or fresh.settled_at is None:
            raise ConflictError(
                "Omedelbar justering görs vid sammanträdet, när punkten är avgjord."
            )
        if AdjustedItem.objects.filter(item=fresh).exists():
            raise ConflictError(f"§{NO_BREAK}{fresh.paragraph} är redan lagd till justering.")
        return _begin(found, [fresh], method, actor, immediate=True)

    return inside(item.meeting, act, send)


def send_again(actor: Actor, adjustment: Adjustment, *, key: str) -> Adjustment:
    """Send a new version of minutes that came back; every signature is needed anew."""
    act = act_on(actor, SENT_AGAIN, key, adjustment.meeting, adjustment.pk)

    def send() -> Adjustment:
        meeting = hold(adjustment.meeting_id)
        stage = stage_by_id(adjustment.pk)
        items = list(stage.items)
        check_may_send(stage)
        method = stage.version.method
        sending = sending_of(meeting, items, method, immediate=adjustment.immediate)
        _send_out(stage.adjustment, sending, actor)
        return stage.adjustment

    return inside(adjustment.meeting, act, send)


def recall_minutes(actor: Actor, adjustment: Adjustment, why: str, *, key: str) -> Adjustment:
    """Take back minutes that are out: those who signed sign the next version instead.

    Raises InputError without a reason, ConflictError when they are not out.
    """
    if not why.strip():
        raise InputError("Skriv varför protokollet återtas.", field="why")
    act = act_on(actor, RECALLED, key, adjustment.meeting, (adjustment.pk, why.strip()))

    def recall() -> Adjustment:
        hold(adjustment.meeting_id)
        stage = stage_by_id(adjustment.pk)
        note_step(stage, Taken(Move.RECALL, text=why.strip()), actor)
        return stage.adjustment

    reason = "" if stage_by_id(adjustment.pk).is_secret else why.strip()
    return inside(adjustment.meeting, replace(act, why=reason), recall)


def _begin(
    meeting: Meeting, items: Sequence[AgendaItem], method: str, actor: Actor, *, immediate: bool
) -> Adjustment:
    sending = sending_of(meeting, items, method, immediate=immediate)
    last = meeting.adjustments.aggregate(last=Max("number"))["last"] or 0
    made = Adjustment.objects.create(meeting=meeting, number=last + 1, immediate=immediate)
    AdjustedItem.objects.bulk_create(AdjustedItem(adjustment=made, item=item) for item in items)
    _send_out(made, sending, actor)
    return made


def _send_out(adjustment: Adjustment, sending: Sending, actor: Actor) -> None:
    """Freeze a version, and tell those who are to sign it where they do."""
    freeze(adjustment, sending, actor)
    stage = stage_by_id(adjustment.pk)
    if not stage.is_on_paper:
        signers = [row.signer for row in stage.signers]
        tell_signers(signers, adjustment.meeting, stage.limit.value.latest.isoformat())
