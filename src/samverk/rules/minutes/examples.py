"""Worked examples of the completeness check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samverk.rules.assembly import Assembly
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.example import Example
from samverk.rules.minutes.check import completeness
from samverk.rules.minutes.facts import MinutesFact, Outcome, ParagraphFact, ProposalFact, VoteFact
from samverk.rules.ruling import Ruling
from samverk.rules.voting import Ballot, DecidedBy

# Härryda KF 2020-06-15 § 128: 35 yes, 12 no, 3 abstained. The people are numbered, and the number
# of seats, the place and the hours are made up.
_PEOPLE = frozenset(range(1, 51))
_BALLOTS = {
    person: Ballot.YES if person <= 35 else Ballot.NO if person <= 47 else Ballot.ABSTAIN
    for person in _PEOPLE
}
_VOTE = VoteFact(
    yes_means="ärendet avgörs i dag",
    no_means="ärendet återremitteras",
    yes=35,
    no=12,
    abstain=3,
    ballots=_BALLOTS,
    found=Ballot.YES,
    decided_by=DecidedBy.MAJORITY,
    deferral=DeferralOutcome.DECIDED_TODAY,
)
PARAGRAPH = ParagraphFact(
    number=128,
    matter="Uppsägning av medlemskap i samordningsförbundet",
    outcome=Outcome.DECIDED,
    decisions=("Kommunen lämnar förbundet.",),
    proposals=(ProposalFact(1, "Återremiss"), ProposalFact(2, "Bifall till förslaget")),
    put=(1, 2),
    votes=(_VOTE,),
    served=_PEOPLE,
    took_part=_PEOPLE,
    recipients=("Samordningsförbundet",),
    case_number="2019KS742",
)
MINUTES = MinutesFact(
    assembly=Assembly.COUNCIL,
    day=date(2020, 6, 15),
    members=51,
    paragraphs=(PARAGRAPH,),
    served=_PEOPLE,
    chair=1,
    secretary="Sekreteraren",
    place="Kommunhuset",
    opened="18.00",
    closed="21.00",
    adjusters=(2, 3),
    adjusters_needed=2,
)


def is_complete(minutes: MinutesFact) -> Ruling[bool]:
    """Answer only whether the minutes may be sent for adjustment."""
    found = completeness(minutes)
    return Ruling(found.value.is_complete, found.reasons, found.remarks)


EXAMPLES = (
    Example(
        is_complete,
        {"minutes": MINUTES},
        True,
        "Härryda KF 2020-06-15 § 128: röstetalen ur protokollet, personerna numrerade",
    ),
    Example(
        is_complete,
        {"minutes": replace(MINUTES, paragraphs=(replace(PARAGRAPH, took_part=None),))},
        False,
        "konstruerat: samma paragraf utan uppgift om vilka som deltog i beslutet",
    ),
)
