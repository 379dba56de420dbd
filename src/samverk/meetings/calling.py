"""A meeting's calling and its papers as files: made of what goes out, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.timezone import localtime

from samverk.directory.queries import SeatRole
from samverk.documents.bundle import (
    Bundle,
    BundleItem,
    BundlePaper,
    bundle_pdf,
    can_be_joined,
)
from samverk.documents.calling import CallingGroup, CallingItem, CallingPaper, calling_pdf
from samverk.documents.ical import CalendarEvent, written
from samverk.documents.rendering import Rendered
from samverk.foundation.actors import system
from samverk.foundation.files.release import bytes_that_came
from samverk.meetings.models import Dispatch, DispatchKind, Meeting
from samverk.meetings.queries.doors import is_public
from samverk.meetings.queries.outgoing import Outgoing, OutGroup, OutItem, OutPaper
from samverk.meetings.queries.requests import request_told
from samverk.rules.wording import running_date

BUNDLER = system("Möteshandlingarna")
SECRET_LINE = "Sekretessbelagt ärende. Handlingarna läses bara i Samverk."  # noqa: S105


def calling_of(meeting: Meeting, outgoing: Outgoing, made: datetime) -> CallingPaper:
    """Make the calling with its agenda."""
    body = meeting.body
    chairs = [one.name for one in outgoing.recipients if one.role == SeatRole.CHAIR.label]
    facts = [
        ("Dag och tid", f"{running_date(meeting.day)} klockan {meeting.starts_at:%H:%M}"),
        ("Plats", meeting.place),
    ]
    if is_public(meeting):
        facts.append(("Offentligt", "Sammanträdet är offentligt."))
    if told := request_told(meeting):
        facts.append(("Extra sammanträde", f"Begärt av {told}"))
    if chairs:
        facts.append(("Ordförande", chairs[0]))
    return CallingPaper(
        f"Kallelse till {body.name}",
        body.organisation.name,
        str(body),
        meeting.day.isoformat(),
        localtime(made),
        tuple(facts),
        tuple(_group(group) for group in outgoing.groups),
        (
            "Den som inte kan komma anmäler det så snart som möjligt, så att en ersättare kan kallas in.",
        ),
    )


def _group(group: OutGroup) -> CallingGroup:
    return CallingGroup(group.heading, tuple(_item(item) for item in group.items))


def _item(item: OutItem) -> CallingItem:
    papers = (SECRET_LINE,) if item.secret else tuple(_line(paper) for paper in item.papers)
    is_new = item.is_new or any(paper.is_new for paper in item.papers)
    return CallingItem(item.number, item.title, item.diary_number, papers, is_new)


def _line(paper: OutPaper) -> str:
    new = ", nytt sedan utskick" if paper.is_new else ""
    return f"{paper.title}{new}" + (f" ({paper.left_out})" if paper.left_out else "")


def bundle_of(meeting: Meeting, outgoing: Outgoing, made: datetime) -> Rendered:
    """Make the whole meeting's papers: the calling, then each open item's PDFs.

    Raises WithheldError for a file that the virus scanner has found something in, NotYetError for one
    that it has not judged; NotFoundError for one lost from the store.
    """
    calling = calling_pdf(calling_of(meeting, outgoing, made)).content
    items = tuple(
        BundleItem(f"{item.number}. {item.title}", tuple(_joined(item))) for item in outgoing.items
    )
    title = f"Möteshandlingar {meeting.body} {meeting.day}"
    return bundle_pdf(Bundle(title, calling, items))


def _joined(item: OutItem) -> Iterator[BundlePaper]:
    for paper in item.papers:
        for file in paper.files:
            content = bytes_that_came(BUNDLER, file.content, file.sha256)
            if can_be_joined(content):
                yield BundlePaper(paper.title, content)


def calendar_of(dispatch: Dispatch, address: str) -> str:
    """Make the meeting's calendar event for one recipient, or take it back; open facts alone."""
    meeting = dispatch.meeting
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    host = urlsplit(dispatch.page).hostname or "samverk"
    return written(
        CalendarEvent(
            uid=f"sammantrade-{meeting.pk}@{host}",
            sequence=dispatch.number - 1,
            stamped=dispatch.sent_at,
            starts=datetime.combine(meeting.day, meeting.starts_at),
            lasts=timedelta(minutes=dispatch.minutes),
            summary=f"Sammanträde: {meeting.body}",
            location=meeting.place,
            description=f"Föredragningslista och handlingar: {dispatch.page}\n"
            "Sluttiden är beräknad.",
            organiser=dispatch.reply_to or sender,
            attendee=address,
            cancelled=dispatch.kind == DispatchKind.CANCELLATION,
        )
    )
