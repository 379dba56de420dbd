"""The section of meetings on a body's page."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from samverk.foundation.pages import Offer, Panel, PanelRow, Reading, offers
from samverk.foundation.permissions import Permission, Right, may
from samverk.meetings.models import Meeting
from samverk.meetings.queries import held_before, meetings_between
from samverk.meetings.queries.numbering import is_by_meeting, numbering_in

SHOWN = 5
AHEAD = timedelta(days=400)


def body_panel(reading: Reading) -> Panel:
    """Make the body page's section: the next meetings after the day, and the last before it."""
    bodies = [reading.subject]
    coming = meetings_between(reading.day, reading.day + AHEAD, bodies=bodies)[:SHOWN]
    held = held_before(reading.day, bodies=bodies, limit=SHOWN - len(coming))
    url = reverse("new_meeting", args=[reading.subject])
    allowed = _may_hold(reading)
    return Panel(
        "Sammanträden",
        "sammantraden",
        tuple(_row(one) for one in (*coming, *held)),
        "Inga sammanträden är planerade.",
        "Alla organets sammanträden",
        f"{reverse('meetings')}?organ={reading.subject}",
        offers(Offer("Planera sammanträde", url, allowed)),
    )


def follow_up_panel(reading: Reading) -> Panel:
    """Lead from the body's page to what it follows up, without a question to the database."""
    return Panel(
        "Uppföljning",
        "uppfoljning",
        (),
        "Uppdrag som beslut har gett, motioner och medborgarförslag med sitt år, och delegationsbeslut.",
        "Till uppföljningen",
        reverse("follow_up", args=[reading.subject]),
    )


def numbering_panel(reading: Reading) -> Panel:
    """Make the body page's section: which § comes next, and who may say where the year begins."""
    title, place = "Paragrafnumrering", "numrering"
    if is_by_meeting(reading.subject, reading.day):
        return Panel(title, place, (), "Paragraferna börjar på 1 vid varje sammanträde.")
    found = numbering_in(reading.subject, reading.day.year)
    if found.last or not (allowed := _may_hold(reading)):
        return Panel(title, place, (), found.words)
    offer = Offer(
        "Ange var paragraferna börjar", reverse("begin_numbering", args=[reading.subject]), allowed
    )
    return Panel(title, place, (), found.words, offers=offers(offer))


def _may_hold(reading: Reading) -> Permission:
    return may(
        reading.actor,
        Right.HOLD_MEETING,
        organisation=reading.organisation,
        body=reading.subject,
    )


def _row(meeting: Meeting) -> PanelRow:
    note = "inställt" if meeting.cancelled_on else ""
    label = f"klockan {meeting.starts_at:%H:%M}, {meeting.place}"
    return PanelRow(label, reverse("meeting", args=[meeting.pk]), note, meeting.day)
