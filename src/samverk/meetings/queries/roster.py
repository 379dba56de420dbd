"""The people of a meeting as the rules see them: seats, substitutes, terms, and what has happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from samverk.directory import queries as directory
from samverk.directory.queries import (
    BodyKind,
    BodyTerms,
    CallingOrder,
    Distance,
    Seat,
    SeatHolding,
    SeatRole,
)
from samverk.foundation.errors import InputError
from samverk.meetings.models import Meeting, PresenceEvent
from samverk.rules import serving
from samverk.rules.assembly import Assembly
from samverk.rules.remote import NOT_DECIDED, Link, RemoteTerms
from samverk.rules.serving import Event, EventKind, OrderKind, OrderTerms, Roster, Substitute

ASSEMBLIES = {
    BodyKind.COUNCIL: Assembly.COUNCIL,
    BodyKind.FEDERATION_BOARD: Assembly.FEDERATION,
}
# The law's own order, where the by-laws say nothing
USUAL = {
    Assembly.COUNCIL: OrderKind.PARTY_LIST,
    Assembly.BOARD: OrderKind.FIXED,
    Assembly.FEDERATION: OrderKind.SAME_MEMBER,
}
# Stands for the reasons that each arrival has: it is not let in without them
GIVEN_AT_ARRIVAL = "de som antecknades vid ankomsten"
# Wider than any list: a place in a list goes before the seat's number
LISTED = 1000
Held = tuple[Seat, SeatHolding | None]


def assembly_of(body_kind: str) -> Assembly:
    """Answer whose rules a body's meetings follow."""
    return ASSEMBLIES.get(BodyKind(body_kind), Assembly.BOARD)


def roster_of(meeting: Meeting) -> Roster:
    """Call the roll of those who hold seats on the meeting's day, under the by-laws of that day.

    As many seats are called as those by-laws state. Raises InputError when the body has no seats,
    or somebody holds two.
    """
    held = directory.seats_on(meeting.body_id, meeting.day)
    terms = directory.terms_on(meeting.body_id, meeting.day)
    order = directory.calling_order_on(meeting.body_id, meeting.day)
    members = terms.members if terms else None
    called = directory.called_of(held, members)
    vacant = [seat.pk for seat, holding in called if holding is None]
    before = directory.last_holdings(vacant, meeting.day) if vacant else {}
    assembly = assembly_of(meeting.body.kind)
    try:
        return Roster(
            assembly,
            meeting.day,
            tuple(_seats(assembly, called, before, order)),
            tuple(_substitutes(assembly, held, order)),
            _order(assembly, terms, order),
            _distance(terms),
            max(0, (members or 0) - len(called)),
            tuple(_left_out(held, called)),
            questions_by_fewer=bool(terms and terms.questions_by_fewer),
        )
    except ValueError as fault:
        raise InputError(f"{fault} Rätta organets platser först.") from fault


def usual_chair(meeting: Meeting) -> int | None:
    """Answer who (id) is the body's chair on the meeting's day; None when nobody is noted as that."""
    held = (holding for _, holding in directory.seats_on(meeting.body_id, meeting.day) if holding)
    return next((one.person_id for one in held if one.role == SeatRole.CHAIR), None)


def _seats(
    assembly: Assembly,
    called: Sequence[Held],
    before: Mapping[int, SeatHolding],
    order: CallingOrder | None,
) -> Iterable[serving.Seat]:
    """Give the seats. A vacant one answers for the party or member of whoever held it last."""
    ranks: Counter[tuple[str, str]] = Counter()
    for seat, holding in called:
        last = holding or before.get(seat.pk)
        party, place = _party(assembly, last), last.constituency if last else ""
        ranks[party, place] += 1
        yield serving.Seat(
            seat.pk,
            holding.person_id if holding else None,
            holding.person.name if holding else "",
            party,
            place,
            _appointed_by(last),
            ranks[party, place],
            tuple(order.by_member.get(str(last.person_id), ())) if order and last else (),
        )


def _left_out(held: Sequence[Held], called: Sequence[Held]) -> Iterable[str]:
    """Name who holds a member's seat that is not called."""
    chosen = {seat.pk for seat, _ in called}
    for seat, holding in held:
        if holding and not seat.substitute and seat.pk not in chosen:
            yield f"{holding.person.name} (plats {seat.number})"


def _substitutes(
    assembly: Assembly, held: Sequence[Held], order: CallingOrder | None
) -> Iterable[Substitute]:
    """Give the substitutes: those on their party's list before the others, who stand by their seats."""
    turns = order.by_party.values() if order else ()
    listed = {who: at for turn in turns for at, who in enumerate(turn, start=1)}
    for seat, holding in held:
        if seat.substitute and holding:
            yield Substitute(
                holding.person_id,
                holding.person.name,
                _party(assembly, holding),
                holding.constituency,
                _appointed_by(holding),
                LISTED * listed.get(holding.person_id, LISTED) + seat.number,
            )


def _party(assembly: Assembly, holding: SeatHolding | None) -> str:
    """Name the party; in a federation's board people sit for a member and not for a party."""
    if assembly is Assembly.FEDERATION:
        return ""
    return holding.party.abbreviation if holding and holding.party else ""


def _appointed_by(holding: SeatHolding | None) -> str:
    return holding.appointed_by.short_name if holding and holding.appointed_by else ""


def _order(assembly: Assembly, terms: BodyTerms | None, order: CallingOrder | None) -> OrderTerms:
    places = order.constituencies if order else {}
    where = {party: tuple(turn) for party, turn in places.items()}
    source = order.source if order else ""
    if terms is None:
        return OrderTerms(USUAL[assembly], constituencies=where, source=source)
    return OrderTerms(
        OrderKind(terms.service_order) if terms.service_order else USUAL[assembly],
        {party: tuple(turn) for party, turn in terms.party_turns.items()},
        where,
        begun_keeps_priority=terms.begun_keeps_priority,
        late_member_takes_over=terms.late_member_takes_over,
        broken_off_stays_out=terms.broken_off_stays_out,
        source=", ".join(each for each in (terms.source, source) if each),
    )


def _distance(terms: BodyTerms | None) -> RemoteTerms:
    """Give what is decided. The reasons for sound alone are asked for when somebody arrives so."""
    if terms is None or terms.distance in {Distance.UNKNOWN, Distance.NO}:
        return NOT_DECIDED
    sound = terms.distance == Distance.SOUND
    return RemoteTerms(
        is_allowed=True,
        source=terms.source,
        sound_only=sound,
        special_reasons=GIVEN_AT_ARRIVAL if sound else "",
    )


@contextmanager
def agreeing() -> Iterator[None]:
    """Turn the rules' refusal of what was noted into words for whoever reads the page.

    It happens when seats or by-laws are changed for a day when a meeting has been held.
    """
    try:
        yield
    except ValueError as fault:
        raise InputError(
            f"Det som är antecknat om närvaron går inte ihop med organets platser: {fault}"
            " Rätta platserna först."
        ) from fault


def name_in(roster: Roster, person: int, name: str) -> str:
    """Name a person with party or organisation, as the roll does; a stranger by the name alone."""
    try:
        return roster.title(person)
    except ValueError:
        return name


def events_of(rows: Iterable[PresenceEvent]) -> tuple[Event, ...]:
    """Give the events that count, in order, as the rules replay them."""
    return tuple(
        Event(EventKind(row.kind), row.person_id, row.turn, row.seat_id, Link(row.link), row.day)
        for row in rows
        if not row.struck_why
    )
