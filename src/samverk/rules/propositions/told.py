"""How each question was settled, in words for the minutes (KL 5:67): votes, the chair, lots, and grounds."""

from __future__ import annotations

from samverk.rules.deferral import DeferralOutcome, third_of
from samverk.rules.propositions.proposals import Matter, MatterKind
from samverk.rules.propositions.settled import Settled, VoteHeld
from samverk.rules.voting import Ballot, Body, DecidedBy

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


def vote_told(held: VoteHeld) -> str:
    """Tell what Ja and Nej meant, how the votes fell, and what settled it."""
    by = f" begärd av {held.requested_by}" if held.requested_by else ""
    counted = held.counted
    return (
        f"Omröstning{by}. Ja för {held.yes.text}, nej för {held.no.text}: "
        f"{counted.yes} ja, {counted.no} nej, {counted.abstain} avstår.{_moved(held)} "
        f"{_BY[held.decided_by]}: {held.winner.text}."
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
    counted, needs = f"{asked} av {present} närvarande", third_of(present)
    match settled.deferral:
        case DeferralOutcome.MINORITY:
            return f"Grund: begäran av en minoritet, {counted}. Minst en tredjedel, {needs}, krävs."
        case DeferralOutcome.MAJORITY:
            return f"Grund: majoritet. {counted} begärde det."
        case DeferralOutcome.DECIDED_TODAY:
            return f"{counted} begärde uppskov: {_in_vain(matter, asked, needs)}."


def _by_lot(settled: Settled) -> bool:
    return any(held.decided_by is DecidedBy.LOT for held in settled.votes)


def _in_vain(matter: Matter, asked: int, needs: int) -> str:
    if asked < needs:
        return f"färre än en tredjedel, {needs}"
    if matter.earlier_minority:
        return "ärendet har redan skjutits upp av en minoritet, så nu krävdes majoritet"
    return "det räckte inte"
