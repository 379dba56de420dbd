"""Whether a request for an extra meeting says who made it (KL 5:12, 6:23)."""

from __future__ import annotations

from samverk.foundation.errors import InputError
from samverk.meetings.models import Meeting
from samverk.meetings.queries.requests import members_of
from samverk.meetings.queries.roster import assembly_of
from samverk.rules.assembly import Assembly
from samverk.rules.extra_meeting import Asker


def check_request(meeting: Meeting) -> None:
    """Refuse an extra meeting that does not say who asked for it, or that has more askers than members.

    That too few asked is no fault here: the rule tells it, and the chair may hold the meeting anyway.
    """
    is_council = assembly_of(meeting.body.kind) is Assembly.COUNCIL
    if meeting.asker not in {each.value for each in Asker}:
        raise InputError("Välj vem som har begärt det extra sammanträdet.", field="asker")
    if meeting.asker == Asker.EXECUTIVE.value and not is_council:
        raise InputError(
            "Styrelsen kan bara begära sammanträde med fullmäktige: välj ordföranden eller ledamöter.",
            field="asker",
        )
    if meeting.asker != Asker.MEMBERS.value:
        return
    if not meeting.requesting or meeting.requesting < 1:
        raise InputError("Skriv hur många ledamöter som begär det.", field="requesting")
    members = members_of(meeting)
    if members is not None and meeting.requesting > members:
        raise InputError(f"Organet har {members} ledamöter: rätta antalet.", field="requesting")
