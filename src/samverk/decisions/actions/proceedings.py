"""Recording how a decision was taken, as one source tells it: motions, votes and reservations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from samverk.decisions.actions.marking import done_for
from samverk.decisions.actions.permission import may_write
from samverk.decisions.models import (
    Decision,
    DecisionSource,
    Motion,
    Proceedings,
    Recipient,
    Reservation,
    StatedAmount,
    Vote,
    VoteEvent,
)
from samverk.directory.queries import BodyRef
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import require
from samverk.registry import queries as registry

PROCEEDINGS_RECORDED = acts.kind("decisions.proceedings_recorded", "Protokollsuppgifter om beslut")


@dataclass(frozen=True, slots=True)
class NewMotion:
    """A proposal as printed; ``kind`` is a MotionKind."""

    kind: str
    text: str
    addressed_to: str = ""
    made_by: str = ""
    supported_by: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class NewVote:
    """One member's vote; ``option`` is a VoteOption."""

    voter: str
    party: str = ""
    role: str = ""
    option: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class NewVoteEvent:
    """A division; what the source does not print is None or empty."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    yes_means: str = ""
    no_means: str = ""
    place: str = ""
    votes: tuple[NewVote, ...] = ()


@dataclass(frozen=True, slots=True)
class NewReservation:
    """One person's or one party's dissent."""

    name: str = ""
    party: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class NewRecipient:
    """To whom the decision is sent."""

    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class NewAmount:
    """Money as printed."""

    text: str
    ore: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class NewProceedings:
    """All that one document (id) tells of how a decision was taken; None as in ``Proceedings``."""

    document: int | None
    motions: tuple[NewMotion, ...] = ()
    vote_events: tuple[NewVoteEvent, ...] = ()
    reservations: tuple[NewReservation, ...] = ()
    recipients: tuple[NewRecipient, ...] = ()
    amounts: tuple[NewAmount, ...] = ()
    immediate_adjustment: bool | None = None

    @property
    def says_anything(self) -> bool:
        """Answer whether the document tells anything at all."""
        rows = (
            self.motions or self.vote_events or self.reservations or self.recipients or self.amounts
        )
        return bool(rows) or self.immediate_adjustment is not None


def record_proceedings(
    actor: Actor,
    decision: Decision,
    new: NewProceedings,
    *,
    key: str,
    read_by: BodyRef | None = None,
) -> Proceedings:
    """Record what one document tells of how the decision was taken, beside what others tell.

    The document is a source of the decision from then on; minutes without a case are in no diary, and
    none is.

    ``read_by`` is the body whose diary holds the document, where it was read in. Raises InputError
    for a voter without a name.
    """
    organisation, body = decision.organisation_id, decision.body_id
    require(may_write(actor, organisation, body, read_by=read_by))
    if any(not vote.voter.strip() for event in new.vote_events for vote in event.votes):
        raise InputError("En röst saknar namn. Skriv namnet eller stryk raden.")
    act = acts.Act(
        actor,
        PROCEEDINGS_RECORDED,
        key,
        organisation,
        content=(decision.pk, new),
        body=done_for(actor, organisation, body, read_by),
    )
    return acts.carry_out(act, lambda: _record(decision, new))


def _record(decision: Decision, new: NewProceedings) -> Proceedings:
    if new.document is not None:
        registry.document_by_id(new.document)
        DecisionSource.objects.get_or_create(decision=decision, document_id=new.document)
    made = Proceedings.objects.create(
        decision=decision,
        document_id=new.document,
        immediate_adjustment=new.immediate_adjustment,
    )
    _save(made, Motion, new.motions)
    _save(made, Reservation, new.reservations)
    _save(made, Recipient, new.recipients)
    _save(made, StatedAmount, new.amounts)
    for order, event in enumerate(new.vote_events, 1):
        _save_event(made, order, event)
    return made


_Rows = Sequence[NewMotion | NewReservation | NewRecipient | NewAmount]
M = TypeVar("M", Motion, Reservation, Recipient, StatedAmount)


def _save(made: Proceedings, model: type[M], rows: _Rows) -> None:
    numbered = enumerate(rows, 1)
    model._default_manager.bulk_create(
        [model(proceedings=made, order=order, **asdict(row)) for order, row in numbered]
    )


def _save_event(made: Proceedings, order: int, new: NewVoteEvent) -> None:
    facts = asdict(new)
    facts.pop("votes")
    event = VoteEvent.objects.create(proceedings=made, order=order, **facts)
    Vote.objects.bulk_create(
        Vote(event=event, order=place, **asdict(vote)) for place, vote in enumerate(new.votes, 1)
    )
