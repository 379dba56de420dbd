"""How each question was settled, in words for the minutes (KL 5:67): votes, the chair, lots, and grounds."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.body import Body
from samverk.rules.deferral import DeferralOutcome, third_of
from samverk.rules.propositions.proposals import Matter, MatterKind
from samverk.rules.propositions.settled import Settled, VoteHeld
from samverk.rules.voting import Ballot, DecidedBy

SIDES = {Ballot.YES: "ja", Ballot.NO: "nej", Ballot.ABSTAIN: "avstår"}
_BY = {
    DecidedBy.MAJORITY: "Majoriteten avgjorde",
    DecidedBy.CASTING_VOTE: "Lika röstetal: ordförandens utslagsröst avgjorde",
    DecidedBy.LOT: "Lika röstetal: lotten avgjorde",
    None: "En minoritet fick sin begäran igenom",
}


def told(matter: Matter, settled: Settled) -> tuple[str, ...]:
    """Tell how a question was settled: what won, each vote on the way, and a deferral's ground."""
    ground = deferral_told(matter, settled)
    votes = (vote_told(held) for held in settled.votes)
    return (
        f"{settled.question.label}: {settled.winner.text}.",
        *votes,
        *((ground,) * bool(ground)),
    )


@dataclass(frozen=True, slots=True)
class VoteWords:
    """What is told of a vote (omröstning): what Ja and Nej meant, the count, and what settled it.

    ``decided_by`` is None where a minority carried it, ``moved`` a sentence of what the chair did.
    """

    yes: str
    no: str
    counts: tuple[int, int, int]
    outcome: Ballot
    decided_by: DecidedBy | None
    by: str = ""
    moved: str = ""


def vote_told(held: VoteHeld) -> str:
    """Tell what Ja and Nej meant, how the votes fell, and what settled it."""
    counted = held.counted
    counts = (counted.yes, counted.no, counted.abstain)
    words = VoteWords(
        held.yes.text,
        held.no.text,
        counts,
        held.outcome,
        held.decided_by,
        held.requested_by,
        _moved(held),
    )
    return vote_in_words(words)


def vote_in_words(vote: VoteWords) -> str:
    """Tell of a vote, of one's own or another body's, in the words of the minutes."""
    by = f" begärd av {vote.by}" if vote.by else ""
    yes, no, abstain = vote.counts
    won = vote.yes if vote.outcome is Ballot.YES else vote.no
    return (
        f"Omröstning{by}. Ja för {vote.yes}, nej för {vote.no}: "
        f"{yes} ja, {no} nej, {abstain} avstår.{vote.moved} {_BY[vote.decided_by]}: {won}."
    )


def _moved(held: VoteHeld) -> str:
    """Tell of a chair who abstained and then had to vote."""
    if held.counted.chair is not Ballot.ABSTAIN or held.tally.chair in {None, Ballot.ABSTAIN}:
        return ""
    return (
        f" Ordföranden avstod först och röstade sedan {SIDES[held.tally.chair or Ballot.ABSTAIN]}."
    )


def deferral_told(matter: Matter, settled: Settled) -> str:
    """Tell on what ground the council put a matter off, or not; "" where no minority has a right."""
    if matter.body is not Body.COUNCIL or matter.kind is MatterKind.ELECTION:
        return ""
    asked, present = settled.requesters, settled.present
    if asked is None or present is None or settled.deferral is None or _by_lot(settled):
        return ""
    return ground_in_words(settled.deferral, asked, present, earlier=matter.earlier_minority)


def ground_in_words(
    ground: DeferralOutcome, asked: int, present: int, *, earlier: bool = False
) -> str:
    """Tell on what ground a matter was put off, or not; ``earlier`` says that a minority has done it."""
    counted, needs = f"{asked} av {present} närvarande", third_of(present)
    match ground:
        case DeferralOutcome.MINORITY:
            return f"Grund: begäran av en minoritet, {counted}. Minst en tredjedel, {needs}, krävs."
        case DeferralOutcome.MAJORITY:
            return f"Grund: majoritet. {counted} begärde det."
        case DeferralOutcome.DECIDED_TODAY:
            return f"{counted} begärde uppskov: {_in_vain(asked, needs, earlier=earlier)}."


def _by_lot(settled: Settled) -> bool:
    return any(held.decided_by is DecidedBy.LOT for held in settled.votes)


def _in_vain(asked: int, needs: int, *, earlier: bool) -> str:
    if asked < needs:
        return f"färre än en tredjedel, {needs}"
    if earlier:
        return "ärendet har redan skjutits upp av en minoritet, så nu krävdes majoritet"
    return "det räckte inte"
