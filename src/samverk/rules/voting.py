"""Votes: simple majority, the chair's casting vote, and lots in elections (omröstning)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samverk.rules.body import Body
from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.statutes.kl import (
    KL_BOARD_PROCEDURE,
    KL_CASTING_VOTE,
    KL_DUTY_TO_VOTE,
    KL_MAJORITY,
)
from samverk.rules.statutes.provision import because, unknown_wordings


class Ballot(StrEnum):
    """One person's vote (röst)."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class DecidedBy(StrEnum):
    """What settled a vote (avgörande)."""

    MAJORITY = "majority"
    CASTING_VOTE = "casting_vote"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Tally:
    """Röstetal: the counted votes, the chair's own among them. Absent members are not counted.

    ``chair`` is how the chair voted, None when not known; it matters in a tie. Raises ValueError
    for negative counts, when nobody is present, and when the chair's vote is not among the counted.
    """

    yes: int
    no: int
    abstain: int = 0
    chair: Ballot | None = None

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0:
            raise ValueError("Ett röstetal kan inte vara negativt.")
        if not self.present:
            raise ValueError("Ingen är närvarande: alla röstetal är noll.")
        if self.chair is not None and not self._includes(self.chair):
            raise ValueError("Ordförandens röst finns inte bland de räknade rösterna.")

    @property
    def present(self) -> int:
        """Members present at the vote: those voting and those abstaining."""
        return self.yes + self.no + self.abstain

    @property
    def casting_vote(self) -> Ballot | None:
        """The chair's yes or no; None when the chair abstained or the vote is not known."""
        return None if self.chair is Ballot.ABSTAIN else self.chair

    def _includes(self, ballot: Ballot) -> bool:
        return {Ballot.YES: self.yes, Ballot.NO: self.no, Ballot.ABSTAIN: self.abstain}[ballot] > 0


def with_chair(counted: Tally, side: Ballot | None) -> Tally:
    """Give a count with the side that the chair took in a tie; None leaves it as it was counted.

    A chair who abstained moves to the side; another is among the counted already.
    """
    if side is None:
        return counted
    if counted.chair is not Ballot.ABSTAIN or side is Ballot.ABSTAIN:
        return replace(counted, chair=side)
    return Tally(
        counted.yes + (side is Ballot.YES),
        counted.no + (side is Ballot.NO),
        counted.abstain - 1,
        side,
    )


@dataclass(frozen=True, slots=True)
class VoteResult:
    """Omröstningens utfall. Both None: a tie waits for the chair. A lot leaves no outcome here."""

    outcome: Ballot | None
    decided_by: DecidedBy | None


def vote_result(
    tally: Tally,
    *,
    is_election: bool = False,
    body: Body = Body.COUNCIL,
    day: date | None = None,
) -> Ruling[VoteResult]:
    """Settle a vote between yes and no.

    ``is_election`` also covers employing staff: there a tie is settled by lot.
    """
    result, text = _settle(tally, is_election=is_election)
    tied = tally.yes == tally.no
    ground = KL_CASTING_VOTE if tied else KL_MAJORITY
    if result.decided_by is None:
        ground = KL_DUTY_TO_VOTE
    reasons = [because(text, ground, day)]
    cited = [ground]
    if tally.abstain:
        text = f"{tally.abstain} avstod och räknas inte till någon sida."
        reasons.append(because(text, KL_DUTY_TO_VOTE, day))
        cited.append(KL_DUTY_TO_VOTE)
    if body is Body.BOARD:
        reasons.append(because("Samma regler gäller i nämnd.", KL_BOARD_PROCEDURE, day))
        cited.append(KL_BOARD_PROCEDURE)
    return Ruling(result, tuple(reasons), unknown_wordings(day, *dict.fromkeys(cited)))


def _settle(tally: Tally, *, is_election: bool) -> tuple[VoteResult, str]:
    if tally.yes != tally.no:
        side = Ballot.YES if tally.yes > tally.no else Ballot.NO
        text = f"{tally.yes} ja mot {tally.no} nej: enkel majoritet avgör, om inget annat är föreskrivet."
        return VoteResult(side, DecidedBy.MAJORITY), text
    tie = f"Lika röstetal, {tally.yes} mot {tally.no}:"
    if is_election:
        return VoteResult(None, DecidedBy.LOT), f"{tie} vid val och anställning avgör lotten."
    if tally.casting_vote is not None:
        return VoteResult(
            tally.casting_vote, DecidedBy.CASTING_VOTE
        ), f"{tie} ordföranden har utslagsröst."
    return VoteResult(None, None), f"{tie} ordföranden måste rösta för att ärendet ska avgöras."


EXAMPLES = (
    Example(
        vote_result,
        {"tally": Tally(6, 6, 1, Ballot.YES)},
        VoteResult(Ballot.YES, DecidedBy.CASTING_VOTE),
        "Göteborg KS 2024-11-20 § 956: 6-6-1, avgjort med utslagsröst",
    ),
    Example(
        vote_result,
        {"tally": Tally(38, 43)},
        VoteResult(Ballot.NO, DecidedBy.MAJORITY),
        "Göteborg KF 2023-11-23 § 46: tilläggsyrkandet avslogs",
    ),
    Example(
        vote_result,
        {"tally": Tally(4, 4), "is_election": True},
        VoteResult(None, DecidedBy.LOT),
        "konstruerat: val med lika röstetal",
    ),
)
