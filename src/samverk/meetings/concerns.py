"""What the secretary should see to before a meeting, by law: what is wrong, why, and where it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from samverk.directory import queries as directory
from samverk.foundation.pages import Offer
from samverk.foundation.permissions import Allowed
from samverk.meetings.models import AgendaItem, Meeting, MeetingFactKind
from samverk.meetings.queries.doors import budget_item, doors_of, is_public, shown_on
from samverk.meetings.queries.requests import request_ruling
from samverk.meetings.queries.roster import assembly_of
from samverk.meetings.queries.tasks import calling_terms, first_days
from samverk.rules.assembly import Assembly
from samverk.rules.budget_meeting import BudgetMeeting, budget_meeting
from samverk.rules.limits import Timing
from samverk.rules.ruling import Ruling
from samverk.rules.website import Shown
from samverk.rules.wording import running_date, sentence


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to see to, and the page where it is mended; None when it can no longer be."""

    said: str
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """Things that one rule asks for and that are to be seen to (att se över)."""

    points: tuple[Point, ...]
    ruling: Ruling[object]


def concerns_of(meeting: Meeting, items: Sequence[AgendaItem]) -> tuple[Concern, ...]:
    """List what is wrong with a meeting's doors, announcement, request and papers on the website.

    ``items`` are the meeting's own, in the order of the agenda. What can no longer be mended when the
    meeting has ended is left out, but for a budget that was set behind closed doors.
    """
    if meeting.cancelled_on:
        return ()
    standing = [item for item in items if item.struck_on is None]
    found = [*_of_budget(meeting, standing)]
    if meeting.ended_at is None:
        found += _of_request(meeting)
        found += _of_website(meeting, standing)
        found += _of_doors(meeting, standing)
    return tuple(found)


def _of_budget(meeting: Meeting, items: Sequence[AgendaItem]) -> Iterator[Concern]:
    """A federation's budget is set in public, at a meeting that is announced, by 30 November."""
    item = budget_item(meeting, items)
    if item is None:
        return
    ruling = budget_meeting(
        meeting.day,
        is_public=meeting.public,
        announced=first_days(meeting.facts.all()).get(MeetingFactKind.ANNOUNCED),
        terms=calling_terms(directory.terms_on(meeting.body_id, meeting.day)),
    )
    if points := tuple(_budget_points(meeting, item, ruling.value)):
        yield Concern(points, ruling)


def _budget_points(meeting: Meeting, item: AgendaItem, found: BudgetMeeting) -> Iterator[Point]:
    if not found.is_public:
        state = "stängt" if meeting.public is False else "inte angivet som offentligt"
        said = f"Punkt {item.position} fastställer budgeten, men sammanträdet är {state}."
        url = reverse("set_doors", args=[meeting.pk])
        yield Point(said, Offer("Ange om sammanträdet är offentligt", url, Allowed()))
    if meeting.ended_at:
        return
    if not found.is_announced:
        url = reverse("new_meeting_fact", args=[meeting.pk, "tillkannagivet"])
        offer = Offer("Anteckna tillkännagivandet", url, Allowed())
        yield Point("Budgetsammanträdet är inte antecknat som tillkännagivet.", offer)
    if found.is_late:
        latest = running_date(found.limit.latest)
        said = f"Budgeten för {meeting.day.year + 1} ska fastställas senast {latest}."
        yield Point(said, _to_meeting(meeting))


def _of_request(meeting: Meeting) -> Iterator[Concern]:
    ruling = request_ruling(meeting)
    if ruling and not ruling.value.must_be_held:
        said = f"För få begär det extra sammanträdet: minst {ruling.value.needs} behövs."
        yield Concern((Point(said, _to_meeting(meeting)),), ruling)


def _of_website(meeting: Meeting, items: Sequence[AgendaItem]) -> Iterator[Concern]:
    """The budget and the like are on the website from the announcement."""
    announced = first_days(meeting.facts.all()).get(MeetingFactKind.ANNOUNCED)
    for item in items:
        if not item.treats:
            continue
        ruling = shown_on(meeting, item, announced)
        kept = ruling.value.limit.timing if ruling.value.limit else None
        if not ruling.value.is_required or kept is Timing.IN_TIME:
            continue
        what = sentence(Shown(item.treats).value)
        if kept is Timing.LATE:
            said = f"{what} i punkt {item.position} kom på webbplatsen efter tillkännagivandet."
        elif item.shown_on:
            continue
        else:
            said = f"{what} i punkt {item.position} är inte antecknad på webbplatsen."
        yield Concern((Point(said, _to_item(item)),), ruling)


def _of_doors(meeting: Meeting, items: Sequence[AgendaItem]) -> Iterator[Concern]:
    """What is marked as open must not be closed by law, nor the other way round; a council may choose.

    In a meeting that is closed only the item that sets a budget has doors to be told of.
    """
    is_open = is_public(meeting)
    for item in items:
        sets_budget = budget_item(meeting, [item]) is not None
        if not is_open and not sets_budget:
            continue
        ruling = doors_of(meeting, item)
        if said := _door_said(meeting, item, is_closed=ruling.value, sets_budget=sets_budget):
            yield Concern((Point(said, _to_item(item)),), ruling)


def _door_said(
    meeting: Meeting, item: AgendaItem, *, is_closed: bool, sets_budget: bool
) -> str | None:
    """Say what is wrong with an item's doors; None when nothing is."""
    what = f"Punkt {item.position}"
    is_council = assembly_of(meeting.body.kind) is Assembly.COUNCIL
    if is_council and item.secret and not item.closed_doors:
        return f"{what} är sekretessbelagd men är inte märkt för stängda dörrar."
    if is_closed and not item.closed_doors:
        return f"{what} behandlas bakom stängda dörrar: den är sekretessbelagd."
    if sets_budget and item.secret:
        return f"{what} är sekretessbelagd, men dörrarna ska vara öppna när budgeten fastställs."
    if item.closed_doors and not is_closed:
        return f"{what} är märkt för stängda dörrar, men dörrarna ska vara öppna."
    return None


def _to_meeting(meeting: Meeting) -> Offer | None:
    if meeting.opened_at:
        return None
    return Offer("Ändra tid och plats", reverse("move_meeting", args=[meeting.pk]), Allowed())


def _to_item(item: AgendaItem) -> Offer | None:
    if item.turn is not None:
        return None
    return Offer("Ändra punkten", reverse("change_item", args=[item.pk]), Allowed())
