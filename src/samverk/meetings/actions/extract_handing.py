"""Noting that an extract was handed over in another way: nothing of it goes from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.meetings.actions.doors import act_on, hold
from samverk.meetings.models import ExtractDispatch, ExtractHandover, Way

EXTRACT_HANDED_OVER = acts.kind("meetings.extract_handed_over", "Protokollsutdrag överlämnat")


@dataclass(frozen=True, slots=True)
class NewExtractHandover:
    """On which day, in which way and by whom an extract was handed over, and who signed for it if any."""

    handed_on: date
    how: str
    handed_by: str
    received_by: str = ""


def note_extract_handover(
    actor: Actor, dispatch: ExtractDispatch, new: NewExtractHandover, *, key: str
) -> ExtractHandover:
    """Note that an extract that goes "in another way" has been handed over to its recipient.

    What was noted in error is noted anew: the last one holds. Raises InputError for an extract that went
    as a message or a letter, a day before it was certified or that has not been, and without a way or a
    name.
    """
    item = dispatch.extract.item
    act = act_on(actor, EXTRACT_HANDED_OVER, key, item.meeting, (dispatch.pk, new))

    def note() -> ExtractHandover:
        hold(item.meeting_id)
        _check(dispatch, new)
        return ExtractHandover.objects.create(
            dispatch=dispatch,
            handed_on=new.handed_on,
            how=new.how.strip(),
            handed_by=new.handed_by.strip(),
            received_by=new.received_by.strip(),
            made_by=actor.name,
        )

    return acts.carry_out(act, note)


def _check(dispatch: ExtractDispatch, new: NewExtractHandover) -> None:
    if dispatch.way != Way.HAND:
        raise InputError("Utdraget går härifrån: hur det gick syns på punkten.")
    if not new.how.strip():
        raise InputError("Skriv på vilket sätt utdraget lämnades.", field="how")
    if not new.handed_by.strip():
        raise InputError("Skriv vem som lämnade utdraget.", field="handed_by")
    certified = localdate(dispatch.extract.made_at)
    if not certified <= new.handed_on <= clock.today():
        raise InputError(
            f"Utdraget bestyrktes {certified}: det lämnades tidigast då och senast i dag.",
            field="handed_on",
        )
