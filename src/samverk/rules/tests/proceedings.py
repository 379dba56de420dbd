"""Driving a matter through its steps in tests: a script of short words, or anything that is legal."""

from __future__ import annotations

from hypothesis import strategies as st

from samverk.rules.body import Body
from samverk.rules.propositions import (
    CastingVote,
    Found,
    Gavel,
    LotDrawn,
    Matter,
    MatterKind,
    MinorityRequested,
    OrderApproved,
    Proposal,
    ProposalKind,
    StepKind,
    Voted,
    VoteRequested,
    replay,
)
from samverk.rules.voting import Ballot, Tally

K = ProposalKind
BASE = "nämndens förslag"


def moved(id_, kind, **more):
    """A proposal by a mover named after its number."""
    return Proposal(id_, kind, more.pop("proposer", f"M{id_}"), **more)


def approved(matter):
    """The approval of the order as the matter stands."""
    return OrderApproved(tuple(p.id for p in matter.live))


def run(matter, *script):
    """Answer the steps with a script: a key found, "klubba", "vote" and counts; the order is approved."""
    history = [approved(matter)]
    for word in script:
        step = replay(matter, history).value.step
        history.append(_event(step.key, word))
    return replay(matter, history)


def _event(key, word):
    match word:
        case "klubba":
            return Gavel(key)
        case "vote":
            return VoteRequested(key, "M1")
        case Tally():
            return Voted(key, word)
        case Ballot() if key.endswith("chair"):
            return CastingVote(key, word)
        case Ballot():
            return LotDrawn(key, word)
        case (requesters, present):
            return MinorityRequested(key, requesters, present)
        case _:
            return Found(key, word)


@st.composite
def matters(draw):
    """Matters with up to six proposals of any kind on a base of three points."""
    kinds = draw(st.lists(st.sampled_from(list(K)), max_size=6))
    proposals = [
        moved(
            number,
            kind,
            point=draw(st.sampled_from([None, 1, 3]))
            if kind in (K.AMENDMENT, K.REJECTION)
            else None,
            is_withdrawn=draw(st.booleans()) and draw(st.booleans()),
        )
        for number, kind in enumerate(kinds, 1)
    ]
    changes = [p.id for p in proposals if p.kind is K.AMENDMENT and not p.is_withdrawn]
    others = [p.id for p in proposals if p.kind not in (K.APPROVAL, K.REJECTION)]
    about = [p for p in proposals if p.is_withdrawn is False and p.id in others]
    for number in range(7, 7 + draw(st.integers(0, 2)) * bool(about)):
        kind = draw(st.sampled_from([K.APPROVAL, K.REJECTION]))
        proposals.append(moved(number, kind, target=draw(st.sampled_from(about)).id))
    if changes and draw(st.booleans()):
        proposals.append(moved(9, K.ADDITION, target=draw(st.sampled_from(changes))))
    return Matter(
        BASE,
        tuple(proposals),
        body=draw(st.sampled_from(Body)),
        kind=draw(st.sampled_from(MatterKind)),
        points=3,
        by_point=draw(st.booleans()),
        earlier_minority=draw(st.booleans()),
    )


@st.composite
def meetings(draw):
    """A matter with a whole legal history, whatever is found, asked for and voted."""
    matter = draw(matters())
    history = [approved(matter)]
    while (step := replay(matter, history).value.step).kind is not StepKind.DONE:
        history.append(_any_event(draw, step))
    return matter, history


def _any_event(draw, step):
    match step.kind:
        case StepKind.FIND:
            return Found(step.key, draw(st.sampled_from(step.alternatives)).key)
        case StepKind.CONFIRM:
            return draw(st.sampled_from([Gavel(step.key), VoteRequested(step.key)]))
        case StepKind.VOTE:
            counts = draw(st.tuples(*[st.integers(1, 4)] * 3))
            return Voted(step.key, Tally(*counts, draw(st.sampled_from([None, *Ballot]))))
        case StepKind.CASTING_VOTE:
            return CastingVote(step.key, draw(st.sampled_from([Ballot.YES, Ballot.NO])))
        case _:
            return LotDrawn(step.key, draw(st.sampled_from([Ballot.YES, Ballot.NO])))
