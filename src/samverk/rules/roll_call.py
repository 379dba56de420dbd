"""Votes by roll call or ballot (upprop, omröstning): who may vote, in which order, and the count.

Every function takes what has come in so far, so a count can be shown while the vote goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes import (
    KL_BOARD_PROCEDURE,
    KL_DUTY_TO_VOTE,
    KL_MUST_DECIDE,
    KL_ONE_VOTE,
    KL_OPEN_VOTE,
    Provision,
    because,
    unknown_wordings,
)
from samverk.rules.voting import Ballot, Body, Tally


@dataclass(frozen=True, slots=True)
class Voter:
    """Person i uppropet. ``person`` is the caller's id, ``name`` only for texts.

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
    """Avgiven röst: one person's ballot, as called out or sent from a device."""

    person: int
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class VoteTerms:
    """Omröstningens villkor. ``is_closed`` is the form; ``is_election`` the matter's kind.

    ``is_election`` also covers employing staff. ``is_authority`` holds in a board's exercise of
    authority against an individual, where those who handled the matter must decide.
    """

    body: Body = Body.COUNCIL
    is_closed: bool = False
    is_election: bool = False
    is_authority: bool = False


class ProblemKind(StrEnum):
    """What is wrong with a vote (fel i omröstning)."""

    STRANGER = "stranger"
    NOT_SERVING = "not_serving"
    BARRED = "barred"
    TWICE = "twice"
    WRONG_FORM = "wrong_form"
    MISSING = "missing"
    CHAIR_MUST_VOTE = "chair_must_vote"
    MUST_DECIDE = "must_decide"


# These do not stop the count: the chair sees them before the result is announced.
WARNINGS = frozenset({ProblemKind.MISSING, ProblemKind.MUST_DECIDE})


@dataclass(frozen=True, slots=True)
class Problem:
    """Ett fel, med vem det gäller (fel i omröstning); ``person`` is None where it is the vote."""

    kind: ProblemKind
    person: int | None
    reason: Reason

    @property
    def is_warning(self) -> bool:
        """Whether the vote may be announced all the same."""
        return self.kind in WARNINGS


@dataclass(frozen=True, slots=True)
class RollCall:
    """Röstlistans räkning: the tally of the votes that count, and those who have not voted yet.

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
        raise ValueError(f"{_name(voters, min(strangers))} får inte rösta i ärendet.")
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


def vote_problems(
    voters: Sequence[Voter],
    cast: Sequence[Cast],
    terms: VoteTerms,
    *,
    day: date | None = None,
) -> Ruling[tuple[Problem, ...]]:
    """List what is wrong with a vote, and what the chair should see before announcing it.

    In a closed ballot ``cast`` is empty: then only the form is looked at.
    """
    found = count(voters, cast, day=day)
    problems = (
        *_form_problems(terms, day),
        *(_refusal(voters, vote, day) for vote in found.value.refused),
        *(() if terms.is_closed else _duty_problems(voters, found.value, terms, day)),
    )
    cited = [KL_OPEN_VOTE, KL_ONE_VOTE, KL_DUTY_TO_VOTE]
    cited += [KL_MUST_DECIDE] if terms.is_authority else []
    cited += [KL_BOARD_PROCEDURE] if terms.body is Body.BOARD else []
    reasons = tuple(each.reason for each in problems) or found.reasons
    return Ruling(problems, reasons, unknown_wordings(day, *cited))


def _form_problems(terms: VoteTerms, day: date | None) -> list[Problem]:
    if terms.is_closed == terms.is_election:
        return []
    if terms.is_closed:
        text = "Omröstningen ska vara öppen: bara val och anställning avgörs med slutna sedlar."
    else:
        text = "Val och anställning avgörs med slutna sedlar, inte öppet."
    return [_problem(ProblemKind.WRONG_FORM, None, text, KL_OPEN_VOTE, day)]


def _refusal(voters: Sequence[Voter], vote: Cast, day: date | None) -> Problem:
    """Say why a vote does not count; what is left is that the person has voted already."""
    voter = next((each for each in voters if each.person == vote.person), None)
    if voter is None:
        text = "En röst kommer från någon som inte står i uppropet."
        return _problem(ProblemKind.STRANGER, vote.person, text, KL_ONE_VOTE, day)
    if not voter.is_serving:
        text = f"{voter.name} tjänstgör inte och får inte rösta."
        return _problem(ProblemKind.NOT_SERVING, vote.person, text, KL_ONE_VOTE, day)
    if voter.barred is not None:
        return Problem(ProblemKind.BARRED, vote.person, voter.barred)
    text = f"{voter.name} har röstat två gånger: den första rösten räknas."
    return _problem(ProblemKind.TWICE, vote.person, text, KL_ONE_VOTE, day)


def _duty_problems(
    voters: Sequence[Voter], found: RollCall, terms: VoteTerms, day: date | None
) -> list[Problem]:
    problems = []
    for person in found.waiting:
        text = f"{_name(voters, person)} har inte röstat."
        problems.append(_problem(ProblemKind.MISSING, person, text, KL_DUTY_TO_VOTE, day))
    chair = next((each for each in voters if each.is_chair and each.may_vote), None)
    if chair and not terms.is_election and _waits_for(chair, found):
        kind = ProblemKind.CHAIR_MUST_VOTE
        text = f"Lika röstetal: {chair.name} måste rösta för att ärendet ska avgöras."
        problems.append(_problem(kind, chair.person, text, KL_DUTY_TO_VOTE, day))
    if terms.is_authority and terms.body is Body.BOARD:
        abstaining = (each for each in found.counted if each.ballot is Ballot.ABSTAIN)
        problems += [_must_decide(voters, each, day) for each in abstaining]
    return problems


def _waits_for(chair: Voter, found: RollCall) -> bool:
    """Answer whether the votes are even, all others have voted, and the chair has not taken a side."""
    tally = found.tally
    is_last = set(found.waiting) <= {chair.person}
    return bool(tally and is_last and tally.yes == tally.no and tally.casting_vote is None)


def _must_decide(voters: Sequence[Voter], vote: Cast, day: date | None) -> Problem:
    text = (
        f"{_name(voters, vote.person)} avstår, men den som handlagt ett ärende om "
        "myndighetsutövning mot enskild ska delta i avgörandet. Ingen behöver rösta för mer än "
        "ett förslag."
    )
    return _problem(ProblemKind.MUST_DECIDE, vote.person, text, KL_MUST_DECIDE, day)


def _problem(
    kind: ProblemKind, person: int | None, text: str, provision: Provision, day: date | None
) -> Problem:
    return Problem(kind, person, because(text, provision, day))


def _name(voters: Sequence[Voter], person: int) -> str:
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
