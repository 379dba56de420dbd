"""The minutes as data: assembled from what was noted, checked for what is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.timezone import localtime

from samverk.directory import queries as directory
from samverk.directory.queries import Person
from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    AgendaItem,
    ConflictQuestion,
    MadeReservation,
    Meeting,
    Motion,
    OfficialPresent,
    Recipients,
    RunningText,
)
from samverk.meetings.queries.conflict import (
    Disqualified,
    disqualified_at,
    question_facts,
    question_told,
    questions,
    standing,
)
from samverk.meetings.queries.course import course_of
from samverk.meetings.queries.elections import ElectionPage, elections_of
from samverk.meetings.queries.floor import Floor, floor_of
from samverk.meetings.queries.ordering import order_lines
from samverk.meetings.queries.present import Waiting, officials_of, waiting_through
from samverk.meetings.queries.proceeding import (
    Proceeding,
    proceedings_of,
    rolls_of,
    with_proceeding,
)
from samverk.meetings.queries.turns import chair_at
from samverk.rules.minutes import Completeness, completeness
from samverk.rules.minutes.facts import (
    MinutesFact,
    Outcome,
    ParagraphFact,
    ProposalFact,
    RemoteFact,
    ReservationFact,
    VoteFact,
)
from samverk.rules.minutes.layouts import DEFAULT, Layout
from samverk.rules.propositions import MatterKind, VoteHeld
from samverk.rules.remote import Link
from samverk.rules.reservation import Reservation, Reserving, Stand, reservation
from samverk.rules.ruling import Ruling
from samverk.rules.serving import (
    Event,
    EventKind,
    Roster,
    Service,
    served_intervals,
    serving_through,
)
from samverk.rules.voting import Ballot
from samverk.rules.wording import sentence


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph of the minutes: the item, all that led to its decision, and what was written.

    ``aside`` are those who did not take part because of jäv; ``election`` is a proportional one,
    ``conflicts`` tells the grounds of those aside, ``questions`` of jäv that the body decided, each in
    words and as data.
    """

    item: AgendaItem
    proceeding: Proceeding
    aside: frozenset[int]
    texts: dict[str, RunningText]
    reservations: tuple[tuple[MadeReservation, Ruling[Reserving]], ...]
    election: ElectionPage | None = None
    conflicts: tuple[Disqualified, ...] = ()
    questions: tuple[tuple[str, dict[str, object]], ...] = ()

    @property
    def jav(self) -> tuple[str, ...]:
        """Who did not take part for jäv, and the questions of jäv that were decided, in words."""
        return (*(each.told for each in self.conflicts), *(words for words, _ in self.questions))

    def called(self, person: Person) -> str:
        """Name somebody as the roll does where they serve: with party, or the member they come from."""
        served = (v.name for v in self.proceeding.voters if v.person == person.pk)
        return next(served, str(person))

    @property
    def motions(self) -> tuple[str, ...]:
        """The proposals put at the meeting, each with who put and supported it, but those withdrawn."""
        return tuple(self._motion(m) for m in self.proceeding.motions if m.withdrawn_at is None)

    def _motion(self, motion: Motion) -> str:
        supporters = ", ".join(self.called(each.person) for each in motion.supports.all())
        mover = self.called(motion.mover)
        who = f"{mover} med instämmande av {supporters}" if supporters else mover
        point = f", punkt {motion.point}" if motion.point else ""
        text = f". {motion.text}" if motion.text else ""
        return f"{who}: {motion.get_kind_display()}{point}{text}"

    @property
    def order(self) -> tuple[str, ...]:
        """The questions in the order they were put."""
        return order_lines(self.proceeding)

    @property
    def rolls(self) -> tuple[str, ...]:
        """How each one voted in the open votes, a line for each answer."""
        sides = (side for roll in rolls_of(self.proceeding) for side in roll)
        return tuple(f"{sentence(s.choice)} ({len(s.names)}): {', '.join(s.names)}." for s in sides)

    @property
    def reserving(self) -> tuple[tuple[str, MadeReservation, Ruling[Reserving]], ...]:
        """The reservations, each with whose it is."""
        return tuple((self.called(made.person), made, ruled) for made, ruled in self.reservations)

    @property
    def course(self) -> tuple[str, ...]:
        """How each question was settled, in words."""
        return course_of(self.proceeding, self.election)


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """A meeting's minutes as far as they have come, and what they lack.

    ``served`` tells who served in which paragraphs; ``fact`` is what the check was made of.
    ``waiting`` are the substitutes who were present without serving, ``officials`` the others.
    """

    meeting: Meeting
    layout: Layout
    paragraphs: tuple[ParagraphRow, ...]
    served: tuple[tuple[str, Service], ...]
    check: Ruling[Completeness]
    fact: MinutesFact
    waiting: tuple[Waiting, ...] = ()
    officials: tuple[OfficialPresent, ...] = ()


def minutes_of(meeting: Meeting) -> MinutesPage:
    """Assemble the minutes. What is secret is there only inside an opened compartment.

    Raises InputError when the body has no seats.
    """
    items = _items(meeting)
    prefetch_related_objects([meeting], "presided")
    floor = floor_of(meeting)
    roster = floor.roster
    serving = serving_through(roster, floor.events, [item.turn or 1 for item in items])
    elections = elections_of([item for item in items if item.matter == MatterKind.ELECTION.value])
    rows = tuple(
        _row(found, serving[found.item.turn or 1].value.aside, floor, elections)
        for found in proceedings_of(items, floor)
    )
    served = _served(roster, floor.events, items)
    terms = directory.terms_on(meeting.body_id, meeting.day)
    fact = _fact(meeting, roster, rows, served, terms)
    layout = terms.layout if terms else DEFAULT
    waiting = waiting_through(roster, serving, items)
    others = officials_of(meeting)
    return MinutesPage(meeting, layout, rows, served, completeness(fact), fact, waiting, others)


def _questions(roster: Roster, item: AgendaItem) -> tuple[tuple[str, dict[str, object]], ...]:
    rows = standing(item.conflict_questions.all())
    return tuple((question_told(roster, row), question_facts(roster, row)) for row in rows)


def reservation_by_id(made: int) -> MadeReservation:
    """Answer which reservation this is, with its item; raises NotFoundError."""
    rows = MadeReservation.objects.select_related("item__meeting__body__organisation", "person")
    found = rows.filter(pk=made).first()
    if found is None:
        raise NotFoundError("Reservationen finns inte.")
    return found


def recipients_of(item: int) -> list[str] | None:
    """List whom an item's decision is sent to; None when nobody has said."""
    found = Recipients.objects.filter(item=item).first()
    return list(found.names) if found else None


def _items(meeting: Meeting) -> list[AgendaItem]:
    rows = (
        with_proceeding(meeting.items.filter(turn__isnull=False))
        .select_related("case", "recipients")
        .prefetch_related(
            "texts",
            "reservations__person",
            "statements__person",
            Prefetch("conflict_questions", questions(ConflictQuestion.objects.all())),
        )
        .order_by("turn")
    )
    items: list[AgendaItem] = [*rows]
    for item in items:
        item.meeting = meeting
    return items


def _row(
    found: Proceeding, aside: Collection[int], floor: Floor, elections: Mapping[int, ElectionPage]
) -> ParagraphRow:
    item = found.item
    return ParagraphRow(
        item,
        found,
        frozenset(aside),
        {text.part: text for text in item.texts.all()},
        tuple((made, judged_reservation(found, made)) for made in item.reservations.all()),
        elections.get(item.pk),
        disqualified_at(floor.roster, floor.rows, aside, item.turn or 1),
        _questions(floor.roster, item),
    )


def judged_reservation(found: Proceeding, made: MadeReservation) -> Ruling[Reserving]:
    """Ask the rule of a reservation: who took part, how the vote was, when it was announced."""
    meeting = found.item.meeting
    return reservation(
        Reservation(
            name_of(found, made),
            made.against,
            _took_part(found, made.person_id),
            made.announced_at,
            _stand(found, made.person_id),
        ),
        meeting_ended=meeting.ended_at,
        chair_accepts=made.chair_accepts,
        day=meeting.day,
    )


def name_of(found: Proceeding, made: MadeReservation) -> str:
    """Name who reserves, as the roll does where they serve."""
    return next((v.name for v in found.voters if v.person == made.person_id), str(made.person))


def _took_part(found: Proceeding, person: int) -> bool:
    """Answer whether a person took part: who left before the open vote that decided it did not."""
    if person not in {voter.person for voter in found.voters}:
        return False
    settled = found.progress.value.settled
    last = settled[-1].votes[-1] if settled and settled[-1].votes else None
    asked = found.ballots.get(last.step, ()) if last else ()
    return not asked or _cast(found, person) is not None


def _stand(found: Proceeding, person: int) -> Stand:
    """Tell where a person stood; unrecorded when what came last was acclamation or a closed ballot."""
    votes = [vote for each in found.progress.value.settled for vote in each.votes]
    told = _cast(found, person)
    if told is None or not found.ballots.get(votes[-1].step):
        return Stand.UNRECORDED
    vote, cast = told
    if cast is Ballot.ABSTAIN:
        return Stand.ABSTAINED
    return Stand.FOR if cast is vote.outcome else Stand.AGAINST


def _cast(found: Proceeding, person: int) -> tuple[VoteHeld, Ballot] | None:
    """Give a person's vote in the last open vote they took part in; None when they were in none."""
    votes = [vote for each in found.progress.value.settled for vote in each.votes]
    for vote in reversed(votes):
        for ballot in found.ballots.get(vote.step, ()):
            if ballot.person == person:
                return vote, Ballot(ballot.choice)
    return None


def _served(
    roster: Roster, events: Sequence[Event], items: Sequence[AgendaItem]
) -> tuple[tuple[str, Service], ...]:
    numbers = {item.turn: item.paragraph for item in items if item.turn and item.paragraph}
    services = served_intervals(roster, events, numbers).value
    return tuple((roster.title(each.person), each) for each in services)


def _fact(
    meeting: Meeting,
    roster: Roster,
    rows: Sequence[ParagraphRow],
    served: Sequence[tuple[str, Service]],
    terms: directory.BodyTerms | None,
) -> MinutesFact:
    adjusters = tuple(meeting.adjusters.values_list("person", flat=True))
    return MinutesFact(
        assembly=roster.assembly,
        day=meeting.day,
        members=roster.base,
        paragraphs=tuple(_paragraph(row) for row in rows),
        served=frozenset(service.person for _, service in served),
        chair=meeting.chair_id,
        secretary=meeting.secretary,
        place=meeting.place,
        opened=f"{localtime(meeting.opened_at):%H:%M}" if meeting.opened_at else "",
        closed=f"{localtime(meeting.ended_at):%H:%M}" if meeting.ended_at else "",
        adjusters=adjusters,
        adjusters_needed=terms.adjusters if terms else None,
        remote=_remote(meeting),
        remote_allowed=roster.remote.is_allowed,
        names={service.person: name for name, service in served},
    )


def _remote(meeting: Meeting) -> tuple[RemoteFact, ...]:
    rows = meeting.presence.filter(kind=EventKind.ARRIVED.value, struck_why="")
    far = rows.exclude(link=Link.ROOM.value).order_by("number")
    return tuple(RemoteFact(r.person_id, r.link == Link.SOUND_ONLY.value, r.ground) for r in far)


def _paragraph(row: ParagraphRow) -> ParagraphFact:
    found, item = row.proceeding, row.item
    serving = frozenset(v.person for v in found.voters)
    motions = [
        ProposalFact(m.number, m.text or str(m), m.mover_id, _is_not_put(found, m))
        for m in found.motions
    ]
    outcome = found.outcome
    recipients = getattr(item, "recipients", None)
    return ParagraphFact(
        number=item.paragraph,
        matter=item.title,
        outcome=Outcome(outcome.outcome) if outcome else None,
        decisions=tuple(outcome.decisions) if outcome else (),
        proposals=tuple(motions),
        put=_put(found),
        votes=tuple(_vote(found, v) for s in found.progress.value.settled for v in s.votes),
        served=serving,
        took_part=serving if outcome else None,
        reservations=tuple(_reserved(row, made) for made, _ in row.reservations),
        conflicts=row.aside,
        is_election=found.matter.is_closed,
        case_number=item.case.diary_number if item.case else "",
        recipients=tuple(recipients.names) if recipients else None,
        chair=chair_at(item.meeting, item.turn or 1),
        is_employment=found.matter.kind is MatterKind.EMPLOYMENT,
    )


def _is_not_put(found: Proceeding, motion: Motion) -> bool:
    """Answer whether a proposal is withdrawn, or refused by the chair: then it needs no question."""
    return motion.withdrawn_at is not None or motion.number in found.matter.refused


def _put(found: Proceeding) -> tuple[int, ...]:
    """List the proposals in the order their questions were put."""
    put: dict[int, None] = {}
    progress = found.progress.value
    for each in progress.settled:
        for alternative in each.question.alternatives:
            put |= dict.fromkeys(alternative.proposals)
    return tuple(put)


def _vote(found: Proceeding, held: VoteHeld) -> VoteFact:
    ballots = found.ballots.get(held.step, ())
    settled = next(s for s in found.progress.value.settled if held in s.votes)
    return VoteFact(
        held.yes.text,
        held.no.text,
        held.counted.yes,
        held.counted.no,
        held.counted.abstain,
        {b.person: Ballot(b.choice) for b in ballots},
        held.outcome,
        held.decided_by,
        held.is_closed,
        settled.deferral,
        found.matter.earlier_minority,
        held.tally.chair if held.tally != held.counted else None,
        held.requesters,
    )


def _reserved(row: ParagraphRow, made: MadeReservation) -> ReservationFact:
    ended = row.item.meeting.ended_at
    return ReservationFact(
        made.person_id,
        made.against,
        in_time=ended is None or made.announced_at <= ended,
        allowed=bool(made.chair_accepts),
    )
