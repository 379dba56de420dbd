"""The request for an extra meeting as it is told, and whether it is enough (KL 5:12, 6:23)."""

from __future__ import annotations

from samverk.foundation.errors import InputError
from samverk.meetings.models import Meeting
from samverk.meetings.queries.roster import assembly_of, roster_of
from samverk.rules.extra_meeting import Asker, ExtraMeeting, extra_meeting
from samverk.rules.ruling import Ruling


def members_of(meeting: Meeting) -> int | None:
    """Answer how many members the body has on the meeting's day; None where no seats are known."""
    try:
        return roster_of(meeting).base
    except InputError:
        return None


def request_ruling(meeting: Meeting) -> Ruling[ExtraMeeting] | None:
    """Answer whether an extra meeting must be held; None for another, and where nothing can be told."""
    if not meeting.extra or not meeting.asker or not (members := members_of(meeting)):
        return None
    requesting = min(meeting.requesting or 0, members)
    return extra_meeting(
        members,
        requesting,
        assembly=assembly_of(meeting.body.kind),
        askers=(Asker(meeting.asker),),
        day=meeting.day,
    )


def request_told(meeting: Meeting) -> str:
    """Tell who asked for an extra meeting; "" for another."""
    if not meeting.extra:
        return ""
    who = meeting.asker
    if who == Asker.MEMBERS.value:
        who = "en ledamot" if meeting.requesting == 1 else f"{meeting.requesting} ledamöter"
    return f"{who} ({meeting.asked_by})" if who and meeting.asked_by else who or meeting.asked_by
