"""One vote from the request to the result: the count, the chair's casting vote, or the lot."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

from samverk.rules.deferral import (
    Asking,
    Deferral,
    DeferralOutcome,
    carried,
    deferral,
    minority_asks,
)
from samverk.rules.propositions.events import (
    CastingVote,
    Event,
    LotDrawn,
    Step,
    StepKind,
    Voted,
    VoteRequested,
)
from samverk.rules.propositions.order import Question
from samverk.rules.propositions.proposals import Matter, MatterKind, ProposalKind
from samverk.rules.propositions.settled import VoteHeld
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_DUTY_TO_VOTE
from samverk.rules.statutes.provision import because
from samverk.rules.voting import Ballot, DecidedBy, Tally, VoteResult, vote_result, with_chair

# Only these two may a minority carry.
MINORITY_KINDS = (ProposalKind.TABLING, ProposalKind.REFERRAL_BACK)


@dataclass(frozen=True, slots=True)
class Held:
    """A vote with its reasons; ``deferral`` is the outcome where a minority may have a right."""

    vote: VoteHeld
    reasons: tuple[Reason, ...]
    remarks: tuple[Reason, ...]
    deferral: DeferralOutcome | None = None


def wrong(step: Step, event: object) -> ValueError:
    """Say that an event does not answer the step; a person sees it when two clerks act at once."""
    what = getattr(event, "step", "") or type(event).__name__
    return ValueError(
        f"Mötet är vid steget {step.key or step.kind}, inte {what}. Läs in sidan igen."
    )


def hold_vote(
    matter: Matter,
    step: Step,
    request: VoteRequested,
) -> Generator[Step, Event, Held]:
    """Hold the vote of ``step``, whose Ja and Nej are set, and give its result."""
    voted = yield step
    if not isinstance(voted, Voted):
        raise wrong(step, voted)
    if has_minority_right(step.question):
        return (yield from _hold_deferral(matter, step, request, voted))
    tally = voted.tally
    found = _settle(matter, tally)
    outcome = found.value.outcome
    added: tuple[Reason, ...] = ()
    if found.value.decided_by is None:
        tally, added = yield from _casting_vote(matter, step, tally)
        found = _settle(matter, tally)
        outcome = found.value.outcome
    if found.value.decided_by is DecidedBy.LOT:
        outcome = yield from _lot(step)
    if outcome is None:
        raise ValueError("Ordföranden måste rösta ja eller nej för att ärendet ska avgöras.")
    vote = _held(step, request, (voted.tally, tally), VoteResult(outcome, found.value.decided_by))
    return Held(vote, (*added, *found.reasons), found.remarks)


def has_minority_right(question: Question | None) -> bool:
    """Answer whether the question is one that a minority may carry in the council."""
    return question is not None and question.formal in MINORITY_KINDS


def _settle(matter: Matter, tally: Tally) -> Ruling[VoteResult]:
    return vote_result(tally, is_election=matter.is_closed, body=matter.body, day=matter.day)


def _held(
    step: Step, request: VoteRequested, tallies: tuple[Tally, Tally], result: VoteResult
) -> VoteHeld:
    yes, no, outcome = step.yes, step.no, result.outcome
    if yes is None or no is None or outcome is None:
        raise ValueError("En omröstning behöver vad Ja och Nej betyder.")
    return VoteHeld(
        step.key,
        yes,
        no,
        *tallies,
        outcome,
        result.decided_by,
        step.is_closed,
        request.by,
        step.for_counter,
    )


def _casting_vote(
    matter: Matter, vote: Step, tally: Tally
) -> Generator[Step, Event, tuple[Tally, tuple[Reason, ...]]]:
    """Ask the chair. One who abstained moves to a side; another is among the counted already."""
    step = replace(vote, kind=StepKind.CASTING_VOTE, key=f"{vote.key}/chair")
    event = yield step
    if not isinstance(event, CastingVote):
        raise wrong(step, event)
    moved = with_chair(tally, event.ballot)
    if tally.chair is not Ballot.ABSTAIN or event.ballot is Ballot.ABSTAIN:
        return moved, ()
    text = "Ordföranden avstod men måste rösta för att ärendet ska avgöras, och har röstat."
    return moved, (because(text, KL_DUTY_TO_VOTE, matter.day),)


def _lot(vote: Step) -> Generator[Step, Event, Ballot]:
    step = replace(vote, kind=StepKind.LOT, key=f"{vote.key}/lot")
    event = yield step
    if not isinstance(event, LotDrawn):
        raise wrong(step, event)
    if event.ballot is Ballot.ABSTAIN:
        raise ValueError("Lotten faller på ja eller nej.")
    return event.ballot


def _hold_deferral(
    matter: Matter, step: Step, request: VoteRequested, voted: Voted
) -> Generator[Step, Event, Held]:
    tally, added = voted.tally, tuple[Reason, ...]()
    if tally.yes == tally.no and matter.is_closed:
        outcome = yield from _lot(step)
        return _by_lot(matter, step, request, voted, outcome)
    if tally.yes == tally.no and _needs_chair(matter, tally):
        tally, added = yield from _casting_vote(matter, step, tally)
        if _needs_chair(matter, tally):
            raise ValueError("Ordföranden måste rösta ja eller nej för att ärendet ska avgöras.")
    found = _deferral(matter, tally, voted.requesters)
    assert found.value.outcome is not None
    result = _carried(tally, found.value.outcome)
    vote = _held(step, request, (voted.tally, tally), result)
    vote = replace(vote, requesters=voted.requesters)
    return Held(vote, (*added, *found.reasons), found.remarks, found.value.outcome)


def _carried(tally: Tally, outcome: DeferralOutcome) -> VoteResult:
    """Say which side prevailed and by what; a minority prevails without winning the count."""
    if outcome is DeferralOutcome.MINORITY:
        return VoteResult(Ballot.NO, None)
    by = DecidedBy.CASTING_VOTE if tally.yes == tally.no else DecidedBy.MAJORITY
    side = Ballot.NO if outcome is DeferralOutcome.MAJORITY else Ballot.YES
    return VoteResult(side, by)


def _by_lot(
    matter: Matter, step: Step, request: VoteRequested, voted: Voted, outcome: Ballot
) -> Held:
    found = _settle(matter, voted.tally)
    vote = _held(step, request, (voted.tally, voted.tally), VoteResult(outcome, DecidedBy.LOT))
    is_deferred = outcome is Ballot.NO
    ground = DeferralOutcome.MAJORITY if is_deferred else DeferralOutcome.DECIDED_TODAY
    return Held(vote, found.reasons, found.remarks, ground)


def _needs_chair(matter: Matter, tally: Tally) -> bool:
    """A tie needs the chair, unless the chair abstained and a third carries the deferral anyway."""
    if tally.chair is None:
        return True
    return tally.chair is Ballot.ABSTAIN and not _is_put_off(_deferral(matter, tally, None).value)


def _is_put_off(found: Deferral) -> bool:
    return found.outcome in {DeferralOutcome.MINORITY, DeferralOutcome.MAJORITY}


def _deferral(matter: Matter, tally: Tally, requesters: int | None) -> Ruling[Deferral]:
    """Settle by the count, and by those who asked where they are more than those who voted so."""
    found = deferral(
        tally,
        body=matter.body,
        earlier_minority=matter.earlier_minority,
        is_election=matter.kind is MatterKind.ELECTION,
        day=matter.day,
    )
    if requesters is None:
        return found
    return carried(found, minority_request(matter, requesters, tally.present))


def minority_request(matter: Matter, requesters: int, present: int) -> Ruling[bool]:
    """Answer whether those who ask are enough to defer the matter without winning a vote.

    Raises ValueError for more requesters than present.
    """
    return minority_asks(
        Asking(requesters, present),
        body=matter.body,
        earlier_minority=matter.earlier_minority,
        is_election=matter.kind is MatterKind.ELECTION,
        day=matter.day,
    )
