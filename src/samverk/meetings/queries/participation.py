"""Who serves in an item and takes no part in its decision."""

from __future__ import annotations

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import NotTakingPart
from samverk.meetings.queries.proceeding import Proceeding
from samverk.rules.voting import Ballot


def named_out(found: Proceeding) -> tuple[tuple[NotTakingPart, str], ...]:
    """Give each of them with the name that the roll uses; one who no longer serves is left out."""
    names = {voter.person: voter.name for voter in found.voters}
    return tuple((row, names[row.person_id]) for row in found.out if row.person_id in names)


def took_a_side(found: Proceeding) -> frozenset[int]:
    """Answer who (ids) voted yes or no in an open vote on the matter itself.

    A vote on whether to put it off decides nothing in it, and does not count here.
    """
    settled = [each for each in found.progress.value.settled if each.question.formal is None]
    votes = [vote for each in settled for vote in each.votes]
    ballots = [ballot for vote in votes for ballot in found.ballots.get(vote.step, ())]
    return frozenset(each.person for each in ballots if each.choice != Ballot.ABSTAIN.value)


def standing_out_by_id(row: int) -> NotTakingPart:
    """Answer which note this is, with its item; raises NotFoundError."""
    rows = NotTakingPart.objects.select_related("item__meeting__body__organisation", "person")
    found = rows.filter(pk=row).first()
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found
