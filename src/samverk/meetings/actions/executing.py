"""Noting that a decision has been carried out, or that nothing needs to be done about it."""

from __future__ import annotations

from datetime import date

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on, hold_any
from samverk.meetings.models import AgendaItem, CarriedOut
from samverk.meetings.queries.executing import decided_of

CARRIED_OUT = acts.kind("meetings.carried_out", "Beslut antecknat som verkställt")


def note_carried_out(
    actor: Actor, item: AgendaItem, done_on: date | None, note: str, *, key: str
) -> CarriedOut:
    """Note the day when a decision was carried out; without a day that it needs no execution, and why.

    Raises InputError for a day before the decision or one that has not been, and without a reason;
    ConflictError for a paragraph that decides nothing here, or is noted already.
    """
    words = note.strip()
    act = act_on(actor, CARRIED_OUT, key, item.meeting, (item.pk, done_on, words))
    return acts.carry_out(act, lambda: _note(actor, item, done_on, words))


def _note(actor: Actor, item: AgendaItem, done_on: date | None, words: str) -> CarriedOut:
    meeting = hold_any(item.meeting_id)
    if done_on is None and not words:
        raise InputError("Skriv varför inget behöver göras.", field="note")
    if done_on and done_on < meeting.day:
        raise InputError(f"Dagen är före {meeting.day}, då beslutet fattades.", field="day")
    if done_on and done_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="day")
    if CarriedOut.objects.filter(item=item).exists():
        raise ConflictError("Det är redan antecknat.")
    if not decided_of(meeting.body_id).filter(pk=item.pk).exists():
        raise ConflictError("Paragrafen har inget beslut som organet verkställer.")
    return CarriedOut.objects.create(item=item, done_on=done_on, note=words, noted_by=actor.name)
