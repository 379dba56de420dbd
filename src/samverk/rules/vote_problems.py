"""What is wrong with a vote (fel i omröstning), for the chair to see before it is announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.body import Body
from samverk.rules.roll_call import Cast, RollCall, Voter, count, name_of
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import (
    KL_BOARD_PROCEDURE,
    KL_DUTY_TO_VOTE,
    KL_MUST_DECIDE,
    KL_ONE_VOTE,
    KL_OPEN_VOTE,
)
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.voting import Ballot


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
        text = f"{name_of(voters, person)} har inte röstat."
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
        f"{name_of(voters, vote.person)} avstår, men den som handlagt ett ärende om "
        "myndighetsutövning mot enskild ska delta i avgörandet. Ingen behöver rösta för mer än "
        "ett förslag."
    )
    return _problem(ProblemKind.MUST_DECIDE, vote.person, text, KL_MUST_DECIDE, day)


def _problem(
    kind: ProblemKind, person: int | None, text: str, provision: Provision, day: date | None
) -> Problem:
    return Problem(kind, person, because(text, provision, day))
