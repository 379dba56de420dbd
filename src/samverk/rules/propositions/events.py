"""What happens at the meeting while a matter is put (händelser), each for the step it answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.propositions.order import Alternative, Placed, Question
from samverk.rules.voting import Ballot, Tally


@dataclass(frozen=True, slots=True)
class OrderApproved:
    """The order is approved (godkänd propositionsordning).

    ``proposals`` are the ids of the live proposals it covers.

    A later approval, when proposals have changed since, must be ``is_unanimous``. ``order`` is what
    the chair proposed in place of the computed order, () for that one itself; ``why`` then says why
    it departs. ``questioned`` tells who objected to the order, and how the meeting decided.
    """

    proposals: tuple[int, ...]
    is_unanimous: bool = False
    order: tuple[Placed, ...] = ()
    why: str = ""
    questioned: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The chair finds (ordföranden finner) that ``won``, an alternative's key, has most voices."""

    step: str
    won: str


@dataclass(frozen=True, slots=True)
class Gavel:
    """Nobody asked for a vote and what the chair found stands (klubbslag)."""

    step: str


@dataclass(frozen=True, slots=True)
class VoteRequested:
    """A member asks for a vote (begärd omröstning), by the name in ``by``.

    ``yes`` is the key that Ja shall mean; without it, Ja means what the chair found. Only where two
    alternatives stand against each other may it mean the other one.
    """

    step: str
    by: str = ""
    yes: str | None = None


@dataclass(frozen=True, slots=True)
class MinorityRequested:
    """So many of the present ask for deferral without a vote (minoritetens begäran)."""

    step: str
    requesters: int
    present: int


@dataclass(frozen=True, slots=True)
class Voted:
    """The count of a vote (röstetal).

    ``requesters`` is how many asked for a deferral, when counted."""

    step: str
    tally: Tally
    requesters: int | None = None


@dataclass(frozen=True, slots=True)
class CastingVote:
    """The chair's side in a tie (utslagsröst).

    A chair not known to have abstained is among the counted; one who abstained now votes.
    """

    step: str
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class LotDrawn:
    """The lot's outcome (lottning): the side that won."""

    step: str
    ballot: Ballot


Event = Found | Gavel | VoteRequested | MinorityRequested | Voted | CastingVote | LotDrawn


class StepKind(StrEnum):
    """What the meeting has to do next (steg i beslutsgången)."""

    APPROVE_ORDER = "approve_order"
    FIND = "find"
    CONFIRM = "confirm"
    VOTE = "vote"
    CASTING_VOTE = "casting_vote"
    LOT = "lot"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Step:
    """What waits to be done (nästa steg).

    ``key`` names it for the event that answers it. ``alternatives`` stand against each other in the
    step. ``found`` is what the chair found. ``yes`` and ``no`` are what Ja and Nej mean in a vote.
    ``for_counter`` says that the step is about which proposal shall be motförslag.
    ``needs_unanimity`` holds for a changed order.
    """

    kind: StepKind
    key: str = ""
    question: Question | None = None
    alternatives: tuple[Alternative, ...] = ()
    found: Alternative | None = None
    yes: Alternative | None = None
    no: Alternative | None = None
    is_closed: bool = False
    for_counter: bool = False
    needs_unanimity: bool = False
