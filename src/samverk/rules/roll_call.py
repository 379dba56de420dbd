"""Votes by roll call or ballot (upprop, omröstning): who may vote, in which order, and the count.

Every function takes what has come in so far, so a count can be shown while the vote goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_ONE_VOTE, KL_OPEN_VOTE
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.voting import Ballot, Tally


@dataclass(frozen=True, slots=True)
class Voter:
    """One person in the roll call (person i uppropet).

    ``person`` is the caller's id, ``name`` only for texts.

    ``is_serving`` holds for members in service and serving substitutes. ``barred`` is the reason
    why one may not take part in the matter (jäv), None when nothing bars.
    """

    person: int
    name: str
    is_serving: bool = True
    barred: Reason | None = None
    is_chair: bool = False

    @property
    def may_vote(self) -> bool:
        """Serving, and not barred in the matter."""
        return self.is_serving and self.barred is None


@dataclass(frozen=True, slots=True)
class Cast:
    """One person's ballot, called out or sent from a device (avgiven röst)."""

    person: int
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class RollCall:
    """The votes that count so far, and those who have not voted yet (röstlista).

    ``tally`` is None until a vote that counts has come in. ``refused`` are the votes left out.
    """

    tally: Tally | None
    counted: tuple[Cast, ...]
    waiting: tuple[int, ...]
    refused: tuple[Cast, ...]


def voting_order(
    voters: Sequence[Voter], *, is_chair_last: bool = True, day: date | None = None
) -> Ruling[tuple[int, ...]]:
    """Answer in which order to call those who may vote: as listed, the chair last.

    The order is local; the caller lists by seat or by name.
    """
    _check_voters(voters)
    calling = [each for each in voters if each.may_vote]
    if is_chair_last:
        calling.sort(key=lambda each: each.is_chair)
    text = "Upprop efter listan" + (", ordföranden sist" if is_chair_last else "")
    reasons = (
        Reason(f"{text}. Lagen säger inget om ordningen; den är lokal."),
        because("Varje tjänstgörande ledamot har en röst.", KL_ONE_VOTE, day),
    )
    remarks = unknown_wordings(day, KL_ONE_VOTE)
    return Ruling(tuple(each.person for each in calling), reasons, remarks)


def count(
    voters: Sequence[Voter], cast: Sequence[Cast], *, day: date | None = None
) -> Ruling[RollCall]:
    """Count the votes that have come in. A vote that may not count is left out and listed.

    Of two votes by one person the first counts, and ``vote_problems`` tells of the other: a change
    of mind is for the chair. Raises ValueError for a person listed twice.
    """
    _check_voters(voters)
    entitled = {each.person for each in voters if each.may_vote}
    counted: dict[int, Ballot] = {}
    refused = []
    for vote in cast:
        if vote.person in entitled and vote.person not in counted:
            counted[vote.person] = vote.ballot
        else:
            refused.append(vote)
    waiting = tuple(v.person for v in voters if v.may_vote and v.person not in counted)
    tally = _tally(voters, counted) if counted else None
    text = f"{len(counted)} av {len(entitled)} röstberättigade har röstat."
    reasons = [because(text, KL_ONE_VOTE, day)]
    if refused:
        reasons.append(Reason(f"{len(refused)} avgivna röster räknas inte."))
    kept = tuple(Cast(person, ballot) for person, ballot in counted.items())
    value = RollCall(tally, kept, waiting, tuple(refused))
    return Ruling(value, tuple(reasons), unknown_wordings(day, KL_ONE_VOTE))


def _check_voters(voters: Sequence[Voter]) -> None:
    twice = [p for p, times in Counter(each.person for each in voters).items() if times > 1]
    if twice:
        name = next(each.name for each in voters if each.person == twice[0])
        raise ValueError(f"{name} står två gånger i uppropet.")
    if sum(each.is_chair and each.is_serving for each in voters) > 1:
        raise ValueError("Bara en kan vara ordförande i uppropet.")


def _tally(voters: Sequence[Voter], counted: dict[int, Ballot]) -> Tally:
    sums = Counter(counted.values())
    chair = next((counted.get(each.person) for each in voters if each.is_chair), None)
    return Tally(sums[Ballot.YES], sums[Ballot.NO], sums[Ballot.ABSTAIN], chair)


def closed_count(
    voters: Sequence[Voter],
    handed_in: Sequence[int],
    counts: tuple[int, int, int],
    *,
    day: date | None = None,
) -> Ruling[Tally]:
    """Check a closed ballot: as many ballots as persons who handed one in, and no name on any.

    ``counts`` are yes, no and blank. Raises ValueError when they do not agree, for one who may not
    vote, and for one who handed in twice.
    """
    _check_voters(voters)
    entitled = {each.person: each.name for each in voters if each.may_vote}
    strangers = set(handed_in) - entitled.keys()
    if strangers:
        raise ValueError(f"{name_of(voters, min(strangers))} får inte rösta i ärendet.")
    twice = [person for person, times in Counter(handed_in).items() if times > 1]
    if twice:
        raise ValueError(f"{entitled[twice[0]]} har lämnat två valsedlar.")
    if sum(counts) != len(handed_in):
        raise ValueError(
            f"{sum(counts)} valsedlar är räknade men {len(handed_in)} är avgivna: gör om valet."
        )
    reasons = (
        because("Val och anställning avgörs med slutna sedlar.", KL_OPEN_VOTE, day),
        because(f"{len(handed_in)} har lämnat var sin röst.", KL_ONE_VOTE, day),
    )
    return Ruling(Tally(*counts), reasons, unknown_wordings(day, KL_OPEN_VOTE, KL_ONE_VOTE))


def name_of(voters: Sequence[Voter], person: int) -> str:
    """Name a person in the roll call."""
    return next((each.name for each in voters if each.person == person), "Någon utanför uppropet")


_THREE = (Voter(1, "Ek", is_chair=True), Voter(2, "Asp"), Voter(3, "Al", is_serving=False))

EXAMPLES = (
    Example(
        count,
        {"voters": _THREE, "cast": (Cast(2, Ballot.NO), Cast(3, Ballot.YES))},
        RollCall(Tally(0, 1), (Cast(2, Ballot.NO),), (1,), (Cast(3, Ballot.YES),)),
        "konstruerat: den som inte tjänstgör räknas inte, ordföranden har inte röstat än",
    ),
    Example(voting_order, {"voters": _THREE}, (2, 1), "konstruerat: ordföranden sist"),
)
