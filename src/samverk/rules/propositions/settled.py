"""What a question ended in: the winner, how it won, and every vote on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.deferral import DeferralOutcome
from samverk.rules.propositions.events import Step
from samverk.rules.propositions.order import Alternative, Question
from samverk.rules.ruling import Reason
from samverk.rules.voting import Ballot, DecidedBy, Tally


class How(StrEnum):
    """How a question was settled (beslutsform)."""

    ACCLAMATION = "acclamation"
    VOTE = "vote"
    MINORITY = "minority"


@dataclass(frozen=True, slots=True)
class VoteHeld:
    """What Ja and Nej meant in a vote, the count, and what it gave (hållen omröstning).

    ``counted`` is the count as the vote gave it, ``tally`` the same with the chair's later vote.
    ``for_counter`` says that it chose the motförslag. ``decided_by`` is None for a deferral that
    a minority carried against the count. ``requesters`` is how many asked for a deferral, when counted.
    """

    step: str
    yes: Alternative
    no: Alternative
    counted: Tally
    tally: Tally
    outcome: Ballot
    decided_by: DecidedBy | None
    is_closed: bool
    requested_by: str
    for_counter: bool = False
    requesters: int | None = None

    @property
    def winner(self) -> Alternative:
        """The alternative that the vote was for."""
        return self.yes if self.outcome is Ballot.YES else self.no


@dataclass(frozen=True, slots=True)
class Settled:
    """What a question ended in (avgjord proposition).

    ``deferral`` is the ground of a deferral or of its refusal; ``requesters`` of those ``present``
    asked for it or voted so, where they were counted.
    """

    question: Question
    winner: Alternative
    how: How
    votes: tuple[VoteHeld, ...]
    reasons: tuple[Reason, ...]
    remarks: tuple[Reason, ...] = ()
    deferral: DeferralOutcome | None = None
    requesters: int | None = None
    present: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a matter has come (beslutsgång).

    ``step`` waits, and the questions in ``fallen`` will not be put.
    ``deferred`` is the settled question that put the matter off, None while it has not been.
    """

    step: Step
    settled: tuple[Settled, ...] = ()
    fallen: tuple[Question, ...] = ()

    @property
    def deferred(self) -> Settled | None:
        """The question that tabled the matter or sent it back or out, if one did."""
        return next((each for each in self.settled if each.winner.key == "defer"), None)
