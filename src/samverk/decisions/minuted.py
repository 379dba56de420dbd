"""How a decision was taken, as its page shows it: motions, votes by party and person, reservations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from samverk.decisions.models import (
    Decision,
    Motion,
    MotionKind,
    Proceedings,
    Reservation,
    Vote,
    VoteEvent,
    VoteOption,
)
from samverk.foundation.sorting import swedish_key
from samverk.registry.queries import Document

_ROWS = ("motions", "vote_events__votes", "reservations", "recipients", "amounts")
_COUNTED = (VoteOption.YES, VoteOption.NO, VoteOption.ABSTAIN, VoteOption.ABSENT)
NO_PARTY = "utan parti"


@dataclass(frozen=True, slots=True)
class PartyRow:
    """How the members of one party voted, in the order of ``ShownVotes.options``."""

    party: str
    numbers: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class ShownVotes:
    """One division with its list of votes, if the source has one."""

    event: VoteEvent

    @cached_property
    def votes(self) -> list[Vote]:
        """The votes by party, and within it by name."""
        return sorted(
            self.event.votes.all(),
            key=lambda vote: (not vote.party, swedish_key(vote.party), swedish_key(vote.voter)),
        )

    @cached_property
    def options(self) -> tuple[VoteOption, ...]:
        """The ways to vote that the list has, in a fixed order; those that no one used are left out."""
        used = {vote.option for vote in self.votes}
        return tuple(option for option in VoteOption if option in used)

    @cached_property
    def parties(self) -> tuple[PartyRow, ...]:
        """The votes summed by party, the largest first."""
        by_party: dict[str, Counter[str]] = {}
        for vote in self.votes:
            by_party.setdefault(vote.party or NO_PARTY, Counter())[vote.option] += 1
        rows = [
            PartyRow(party, tuple(found[option] for option in self.options), found.total())
            for party, found in by_party.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.total, swedish_key(row.party))))

    @property
    def mismatch(self) -> str:
        """Say where the list of votes does not add up to the counts as printed; "" when it does."""
        listed = Counter(vote.option for vote in self.votes)
        if not self.votes or listed[VoteOption.UNREAD]:
            return ""
        wrong = [
            f"{count.option.label.lower()} {count.value} enligt räkningen,"
            f" {listed[count.option]} i listan"
            for count in self.event.counts
            if count.value is not None
            and count.value != listed[count.option]
            and count.option in _COUNTED
        ]
        return "; ".join(wrong)


@dataclass(frozen=True)
class Minuted:
    """What one or more sources, in the same words, tell of how the decision was taken.

    The body's own minutes in a matter without a case are no document of a diary: then none is named.
    """

    first: Proceedings
    documents: tuple[Document, ...]

    @cached_property
    def votes(self) -> list[ShownVotes]:
        """The divisions in the order printed."""
        return [ShownVotes(event) for event in self.first.vote_events.all()]

    @property
    def proposals(self) -> list[Motion]:
        """What was proposed to another body."""
        return self._motions(MotionKind.TO_NEXT_BODY)

    @property
    def motions(self) -> list[Motion]:
        """What was moved at the meeting."""
        return self._motions(MotionKind.AT_MEETING)

    def _motions(self, kind: MotionKind) -> list[Motion]:
        return [one for one in self.first.motions.all() if one.kind == kind]

    @property
    def reservations(self) -> list[Reservation]:
        """Who dissented, in the order printed."""
        return list(self.first.reservations.all())

    @property
    def names_people(self) -> bool:
        """Answer whether anybody stands here by name."""
        named = any(motion.made_by or motion.supported_by for motion in self.first.motions.all())
        return named or bool(self.reservations) or any(shown.votes for shown in self.votes)


def minuted_of(decision: Decision) -> list[Minuted]:
    """List what the sources tell of how a decision was taken; those that say the same are one."""
    found = Proceedings.objects.filter(decision=decision).select_related(
        "document__case__body__organisation"
    )
    told: dict[object, list[Proceedings]] = {}
    for one in found.prefetch_related(*_ROWS).order_by("id"):
        told.setdefault(_words(one), []).append(one)
    return [
        Minuted(same[0], tuple({d.pk: d for d in (one.document for one in same) if d}.values()))
        for same in told.values()
    ]


def _words(told: Proceedings) -> object:
    """Answer all that is told, as a value that is the same for the same words."""
    events = tuple(
        (_facts([event], "yes", "no", "abstain", "absent", "yes_means", "no_means"), votes)
        for event in told.vote_events.all()
        for votes in (_facts(event.votes.all(), "voter", "party", "role", "option"),)
    )
    return (
        told.immediate_adjustment,
        events,
        _facts(told.motions.all(), "kind", "text", "addressed_to", "made_by", "supported_by"),
        _facts(told.reservations.all(), "name", "party"),
        _facts(told.recipients.all(), "name"),
        _facts(told.amounts.all(), "text", "ore"),
    )


def _facts(rows: Iterable[object], *names: str) -> tuple[tuple[object, ...], ...]:
    return tuple(tuple(_plain(getattr(row, name)) for name in names) for row in rows)


def _plain(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value
