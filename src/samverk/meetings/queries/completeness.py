"""What the check of the minutes is made of: what was noted, as the rule has it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.timezone import localtime

from samverk.directory import queries as directory
from samverk.meetings.models import (
    MadeReservation,
    Meeting,
    Motion,
)
from samverk.meetings.queries.doors import budget_item
from samverk.meetings.queries.paragraphs import ParagraphRow
from samverk.meetings.queries.proceeding import (
    Proceeding,
)
from samverk.meetings.queries.questions import fact_of
from samverk.meetings.queries.turns import chair_at
from samverk.rules.minutes.facts import (
    MinutesFact,
    Outcome,
    ParagraphFact,
    ProposalFact,
    RemoteFact,
    ReservationFact,
    VoteFact,
)
from samverk.rules.propositions import MatterKind, VoteHeld
from samverk.rules.remote import Link
from samverk.rules.serving import (
    EventKind,
    Roster,
    Service,
)
from samverk.rules.voting import Ballot


def fact_of_minutes(
    meeting: Meeting,
    roster: Roster,
    rows: Sequence[ParagraphRow],
    served: Sequence[tuple[str, Service]],
    terms: directory.BodyTerms | None,
) -> MinutesFact:
    """Give the minutes as the rule of completeness has them (KL 5:65-69)."""
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
        is_public=meeting.public,
    )


def _remote(meeting: Meeting) -> tuple[RemoteFact, ...]:
    rows = meeting.presence.filter(kind=EventKind.ARRIVED.value, struck_why="")
    far = rows.exclude(link=Link.ROOM.value).order_by("number")
    return tuple(RemoteFact(r.person_id, r.link == Link.SOUND_ONLY.value, r.ground) for r in far)


def _paragraph(row: ParagraphRow) -> ParagraphFact:
    found, item = row.proceeding, row.item
    serving = frozenset(v.person for v in found.voters)
    took_part = serving - {each.person_id for each in found.out}
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
        took_part=took_part if outcome else None,
        reservations=tuple(_reserved(row, made) for made, _ in row.reservations),
        conflicts=row.aside,
        is_election=found.matter.is_closed,
        case_number=item.case.diary_number if item.case else "",
        recipients=tuple(recipients.names) if recipients else None,
        chair=chair_at(item.meeting, item.turn or 1),
        is_employment=found.matter.kind is MatterKind.EMPLOYMENT,
        question=fact_of(row.question, outcome.outcome if outcome else None),
        doubts=row.doubts,
        sets_budget=budget_item(item.meeting, [item]) is not None,
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
