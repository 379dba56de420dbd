"""Results against ballots, and who reserved against what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverk.intake.lints.lint import Found, Lint, in_record, label
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.model import Ballot, Option, Paragraph, Reservation, Vote
from samverk.intake.reading.organs import Rank, rank
from samverk.intake.reading.records import plain
from samverk.rules.body import Body
from samverk.rules.deferral import DeferralOutcome, deferral
from samverk.rules.voting import Tally

_WORDS: dict[str, str] = {"yes": "ja", "no": "nej", "abstain": "avstår"}
_DEFERS = re.compile(r"återremi|återremitt|bordlägg|bordläggs|återförvis", re.IGNORECASE)


def _tally(reading: Reading) -> Iterator[Found]:
    for record in reading.paragraphs:
        for vote in record.votes:
            if not vote.ballots or any(b.option is None for b in vote.ballots):
                continue
            counted = tuple(_count(vote, option) for option in _WORDS)
            stated = (vote.yes, vote.no, vote.abstain)
            yield from _differing(
                record, vote, _named_sides(vote, stated, counted), counted, "texten"
            )
            if vote.listed and vote.listed != (vote.yes, vote.no, vote.abstain):
                yield from _differing(record, vote, vote.listed, counted, "listans resultatrad")


def _named_sides(
    vote: Vote, stated: tuple[int | None, ...], counted: tuple[int, ...]
) -> tuple[int | None, ...]:
    """Leave out the sides that running text names nobody of: it may tell only who abstained.

    A voting list names everybody.
    """
    if vote.listed is not None:
        return stated
    return tuple(a if b else None for a, b in zip(stated, counted, strict=True))


def _count(vote: Vote, option: str) -> int:
    return sum(ballot.option == option for ballot in vote.ballots)


def _differing(
    record: Paragraph,
    vote: Vote,
    stated: tuple[int | None, ...],
    counted: tuple[int, ...],
    where: str,
) -> Iterator[Found]:
    pairs = zip(_WORDS.values(), stated, counted, strict=True)
    wrong = [f"{word} {a} mot {b} röster" for word, a, b in pairs if a is not None and a != b]
    if wrong:
        text = f"{label(record)}: {where} och namnen ger olika resultat ({', '.join(wrong)})."
        yield in_record(text, record, vote.place, vote.ballots[0].place)


TALLY = Lint(
    "tally-ballots",
    "Röstetal och röster stämmer inte överens",
    "Protokollet ska visa omröstningens resultat och hur var och en röstade "
    "(5 kap. 67 § kommunallagen); summan av rösterna ska vara resultatet.",
    "fault",
    _tally,
)


def _reservers(reading: Reading) -> Iterator[Found]:
    for record in reading.paragraphs:
        for reservation in record.reservations:
            votes = [v for v in record.votes if _concerns(record, v, reservation)]
            cast = [(v, b) for v in votes if (b := _ballot(v, reservation))]
            if cast and all(_agrees(record, vote, ballot) for vote, ballot in cast):
                ballot = cast[-1][1]
                did = "avstod" if ballot.option == "abstain" else f"röstade {_word(ballot)}"
                text = f"{label(record)}: {_named(reservation)} reserverar sig men {did}, inte mot beslutet."
                yield in_record(text, record, reservation.place, ballot.place)


def _named(reservation: Reservation) -> str:
    party = f" ({reservation.party})" if reservation.party else ""
    return f"{reservation.name}{party}"


def _word(ballot: Ballot) -> str:
    return _WORDS[ballot.option or "yes"]


def _concerns(record: Paragraph, vote: Vote, reservation: Reservation) -> bool:
    """Answer whether the reservation can be against what this vote settled.

    A vote on deferral settles no substance: a reservation printed after the decision itself
    may be against that, and says nothing of how one voted on the time.
    """
    decided = record.places.get("decision_text")
    if not _is_on_deferral(vote) or decided is None or vote.place >= decided:
        return True
    return reservation.place < decided


def _ballot(vote: Vote, reservation: Reservation) -> Ballot | None:
    name = plain(reservation.name)
    return next((b for b in vote.ballots if name and plain(b.name) == name), None)


def _agrees(record: Paragraph, vote: Vote, ballot: Ballot) -> bool:
    """Answer whether a ballot went with the outcome, or was not cast."""
    if ballot.option is None:
        return False
    return ballot.option == "abstain" or ballot.option == winner(record, vote)


def _is_on_deferral(vote: Vote) -> bool:
    return any(_DEFERS.search(text or "") for text in (vote.yes_means, vote.no_means))


def winner(record: Paragraph, vote: Vote) -> Option | None:
    """Answer which side won: in a council a third can defer; None for a tie or no result."""
    yes = _count(vote, "yes") if vote.yes is None else vote.yes
    no = _count(vote, "no") if vote.no is None else vote.no
    abstain = vote.abstain or 0
    is_council = record.body is not None and rank(record.body) is Rank.COUNCIL
    defers = _deferring_option(vote)
    if is_council and defers is not None:
        today, later = (yes, no) if defers == "no" else (no, yes)
        outcome = deferral(Tally(today, later, abstain), body=Body.COUNCIL).value.outcome
        if outcome in {DeferralOutcome.MINORITY, DeferralOutcome.MAJORITY}:
            return defers
    if yes == no:
        return None
    return "yes" if yes > no else "no"


def _deferring_option(vote: Vote) -> Option | None:
    if _DEFERS.search(vote.no_means or ""):
        return "no"
    return "yes" if _DEFERS.search(vote.yes_means or "") else None


RESERVER = Lint(
    "reserver-vote",
    "Den som reserverar sig röstade inte mot",
    "Reservera sig får den som deltagit i avgörandet (4 kap. 27 § kommunallagen); den som "
    "röstat för beslutet eller avstått har inget att reservera sig mot.",
    "fault",
    _reservers,
)
LINTS = (TALLY, RESERVER)
