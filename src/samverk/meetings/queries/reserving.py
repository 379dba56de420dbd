"""Reservations against decisions: whose each is, and what the rule says of it."""

from __future__ import annotations

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    MadeReservation,
)
from samverk.meetings.queries.proceeding import (
    Proceeding,
)
from samverk.rules.propositions import VoteHeld
from samverk.rules.reservation import Reservation, Reserving, Stand, reservation
from samverk.rules.ruling import Ruling
from samverk.rules.voting import Ballot


def reservation_by_id(made: int) -> MadeReservation:
    """Answer which reservation this is, with its item; raises NotFoundError."""
    rows = MadeReservation.objects.select_related("item__meeting__body__organisation", "person")
    found = rows.filter(pk=made).first()
    if found is None:
        raise NotFoundError("Reservationen finns inte.")
    return found


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
    if person in {row.person_id for row in found.out}:
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
