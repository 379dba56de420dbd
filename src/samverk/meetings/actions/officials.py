"""Noting who else was present at a meeting: officials, auditors, guests."""

from __future__ import annotations

from dataclasses import replace

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on, hold
from samverk.meetings.actions.locks import refuse_closed
from samverk.meetings.models import Meeting, OfficialPresent

OFFICIAL_NOTED = acts.kind("meetings.official_noted", "Övrig närvarande antecknad")
OFFICIAL_STRUCK = acts.kind("meetings.official_struck", "Övrig närvarande struken som felaktig")


def note_official(
    actor: Actor, meeting: Meeting, name: str, title: str, *, key: str
) -> OfficialPresent:
    """Note somebody present without a seat, also after the meeting until minutes are out.

    Raises InputError without a name, ConflictError before the meeting is opened, when the same one
    is noted already, and when minutes of the meeting are out for adjustment or adjusted.
    """
    name, title = " ".join(name.split()), " ".join(title.split())
    if not name:
        raise InputError("Skriv namnet.", field="name")
    act = act_on(actor, OFFICIAL_NOTED, key, meeting, (name, title))

    def note() -> OfficialPresent:
        found = hold(meeting.pk)
        if found.opened_at is None:
            raise ConflictError("Öppna sammanträdet först.")
        refuse_closed(found)
        if found.officials.filter(name=name, struck_why="").exists():
            raise ConflictError(f"{name} är redan antecknad.")
        return OfficialPresent.objects.create(meeting=found, name=name, title=title)

    return acts.carry_out(act, note)


def strike_official(
    actor: Actor, official: OfficialPresent, why: str, *, key: str
) -> OfficialPresent:
    """Strike one noted in error. Raises InputError without a reason, ConflictError when it is struck."""
    why = why.strip()
    if not why:
        raise InputError("Skriv varför uppgiften är fel.", field="why")
    act = act_on(actor, OFFICIAL_STRUCK, key, official.meeting, (official.pk, why))

    def strike() -> OfficialPresent:
        refuse_closed(hold(official.meeting_id))
        found = OfficialPresent.objects.select_for_update().get(pk=official.pk)
        if found.struck_why:
            raise ConflictError("Uppgiften är redan struken.")
        found.struck_why = why
        found.save(update_fields=["struck_why"])
        return found

    return acts.carry_out(replace(act, why=why), strike)
