"""Who cannot come to a meeting, whom to call in instead, and who has been called in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    AnnouncedAbsence,
    CalledIn,
    DispatchKind,
    Letter,
    Meeting,
    MeetingFactKind,
)
from samverk.meetings.queries.outgoing import addresses_of
from samverk.meetings.queries.roster import name_in, roster_of
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.serving import Roster, to_call_in


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """One who cannot come, by name, and whether a member's seat is theirs."""

    absence: AnnouncedAbsence
    name: str
    is_member: bool


@dataclass(frozen=True, slots=True)
class EmptySeat:
    """A seat that will be empty: whose it is, and whom to call in with the reasons.

    ``substitute`` is a person (id), None when nobody is left.
    """

    seat: int
    whom: str
    substitute: int | None
    name: str
    why: Ruling[int | None]


@dataclass(frozen=True, slots=True)
class AbsencePage:
    """A meeting's absences, the seats to fill, and the calls that were made, struck ones too.

    ``unreached`` are those called in (ids) whose address the body does not have.
    """

    roster: Roster
    absences: tuple[AbsenceRow, ...]
    seats: tuple[EmptySeat, ...]
    calls: tuple[CalledIn, ...]
    unreached: frozenset[int]


def calls_of(meeting: Meeting) -> dict[int, CalledIn]:
    """List the calls that hold, by seat (id)."""
    rows = CalledIn.objects.filter(meeting=meeting, struck_why="").select_related("substitute")
    return {row.seat_id: row for row in rows}


def absent_from(meeting: Meeting) -> frozenset[int]:
    """List those (ids) who have said that they cannot come."""
    rows = AnnouncedAbsence.objects.filter(meeting=meeting, struck_why="")
    return frozenset(rows.values_list("person", flat=True))


def with_called(roster: Roster, meeting: Meeting) -> Roster:
    """Let the roster know who was called in to which seat."""
    called = calls_of(meeting)
    if not called:
        return roster
    seats = tuple(
        replace(seat, called=called[seat.id].substitute_id) if seat.id in called else seat
        for seat in roster.seats
    )
    return replace(roster, seats=seats)


def absence_page(meeting: Meeting) -> AbsencePage:
    """Gather what the page of absences shows. Raises InputError when the body has no seats."""
    rows = AnnouncedAbsence.objects.filter(meeting=meeting, struck_why="")
    absences = tuple(rows.select_related("person").order_by("pk"))
    roster = with_called(roster_of(meeting), meeting)
    calls = tuple(meeting.called_in.select_related("substitute", "seat").order_by("pk"))
    known = addresses_of(meeting.body_id, (call.substitute_id for call in calls))
    return AbsencePage(
        roster,
        tuple(
            AbsenceRow(
                row,
                name_in(roster, row.person_id, str(row.person)),
                row.person_id in roster.seat_of_member,
            )
            for row in absences
        ),
        empty_seats(roster, frozenset(row.person_id for row in absences)),
        calls,
        frozenset(call.substitute_id for call in calls if not known.get(call.substitute_id)),
    )


def has_been_called(meeting: Meeting) -> bool:
    """Answer whether the calling to a meeting has gone out, from here or in another way."""
    return meeting.facts.filter(kind=MeetingFactKind.CALLED).exists()


def told_of(call: CalledIn) -> bool:
    """Answer whether a letter has told, or will tell, a substitute that they are called in."""
    return Letter.objects.filter(
        person=call.substitute_id,
        dispatch__meeting=call.meeting_id,
        dispatch__kind__in=(DispatchKind.CALLING, DispatchKind.CALLED_IN),
        dispatch__sent_at__gte=call.recorded_at,
    ).exists()


def empty_seats(roster: Roster, absent: frozenset[int]) -> tuple[EmptySeat, ...]:
    """List the seats that will be empty, in order, with whom to call in to each."""
    found = to_call_in(roster, absent)
    rows = []
    for seat in roster.seats:
        if (suggested := found.get(seat.id)) is None:
            continue
        who = suggested.person
        name = roster.title(who) if who is not None else ""
        whom = seat.holder if seat.person is not None else "vakant plats"
        why = Ruling(who, suggested.reasons)
        rows.append(EmptySeat(seat.id, whom, who, name, why))
    return tuple(rows)


def told_reason(reasons: tuple[Reason, ...]) -> str:
    """Tell why somebody is called in, as it is kept with the call."""
    return " ".join(
        f"{each.text.rstrip('.')} ({each.statute})." if each.statute else each.text
        for each in reasons
    )


def absence_by_id(absence: int) -> AnnouncedAbsence:
    """Answer which absence this is, with its meeting; raises NotFoundError."""
    rows = AnnouncedAbsence.objects.select_related("meeting__body__organisation", "person")
    found = rows.filter(pk=absence).first()
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found


def call_by_id(call: int) -> CalledIn:
    """Answer which call this is, with its meeting; raises NotFoundError."""
    rows = CalledIn.objects.select_related("meeting__body__organisation", "substitute")
    found = rows.filter(pk=call).first()
    if found is None:
        raise NotFoundError("Inkallelsen finns inte.")
    return found
