"""Votes from the members' own devices (egna enheter): who may send one, and which one counts.

The law says how a vote is held, not with what. A vote from a device is the open vote of KL 5:54, so it
is never used where the ballot is closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samverk.rules.example import Example
from samverk.rules.roll_call import Cast, Voter
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_DUTY_TO_VOTE, KL_ONE_VOTE, KL_OPEN_VOTE
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.voting import Ballot


def may_cast(
    voters: Sequence[Voter], person: int, *, is_closed: bool = False, day: date | None = None
) -> Ruling[bool]:
    """Answer whether a person may vote from their own device; a no tells the way out."""
    remarks = unknown_wordings(day, KL_ONE_VOTE, KL_OPEN_VOTE)
    if is_closed:
        text = "Val och anställning avgörs med slutna sedlar: lägg din sedel i rummet."
        return Ruling(False, (because(text, KL_OPEN_VOTE, day),), remarks)
    voter = next((each for each in voters if each.person == person), None)
    if voter is None or not voter.may_vote:
        return Ruling(False, _refusal(voter, day), remarks)
    reasons = (
        because(
            "Varje tjänstgörande ledamot har en röst, i en öppen omröstning.", KL_OPEN_VOTE, day
        ),
        because("Den som inte vill ta ställning kan avstå.", KL_DUTY_TO_VOTE, day),
        CHANGED,
    )
    return Ruling(True, reasons, remarks)


def _refusal(voter: Voter | None, day: date | None) -> tuple[Reason, ...]:
    """Say why one may not vote, and what to do about it before the vote is closed."""
    if voter is not None and voter.barred is not None:
        text = "Är jävet felaktigt antecknat: säg till sekreteraren innan omröstningen avslutas."
        return voter.barred, Reason(text)
    way_out = (
        "Du är inte antecknad som närvarande. Ska du tjänstgöra: anmäl dig hos sekreteraren."
        if voter is None
        else f"{voter.name} tjänstgör inte i punkten. Ska du tjänstgöra: säg till sekreteraren innan"
        " omröstningen avslutas."
    )
    rule = because("Bara den som tjänstgör har en röst.", KL_ONE_VOTE, day)
    return rule, Reason(way_out)


CHANGED = Reason(
    "Lagen säger inte om en avgiven röst får ändras. Här får den det tills omröstningen avslutas, och"
    " den senaste räknas: det är Samverks läsning. Vid upprop är det ordföranden som avgör."
)


def last_cast(
    voters: Sequence[Voter], cast: Sequence[Cast], *, day: date | None = None
) -> Ruling[tuple[Cast, ...]]:
    """Answer which votes count when the vote is closed: each one's last, of those who may vote then.

    ``cast`` stands in the order it came. Who has stepped aside or left since is not among them.
    """
    entitled = [each.person for each in voters if each.may_vote]
    last = {one.person: one for one in cast}
    kept = tuple(last[person] for person in entitled if person in last)
    outside = len(last.keys() - set(entitled))
    reasons = [because("Var och en har en röst: den senast lämnade.", KL_ONE_VOTE, day), CHANGED]
    if outside:
        told = "En röst räknas" if outside == 1 else f"{outside} röster räknas"
        reasons.append(Reason(f"{told} inte: den som lämnade den tjänstgör inte längre i punkten."))
    return Ruling(kept, tuple(reasons), unknown_wordings(day, KL_ONE_VOTE))


_TWO = (Voter(1, "Ek"), Voter(2, "Asp"))
EXAMPLES = (
    Example(
        last_cast,
        {"voters": _TWO, "cast": (Cast(1, Ballot.YES), Cast(2, Ballot.NO), Cast(1, Ballot.NO))},
        (Cast(1, Ballot.NO), Cast(2, Ballot.NO)),
        "konstruerat: Ek ändrar sin röst innan omröstningen avslutas",
    ),
    Example(
        may_cast,
        {"voters": (*_TWO, Voter(3, "Al", is_serving=False)), "person": 3},
        False,
        "konstruerat: en ersättare som inte tjänstgör",
    ),
)
