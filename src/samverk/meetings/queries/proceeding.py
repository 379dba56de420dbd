"""An item on its way to a decision: what is proposed, which step waits, and who may vote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from django.db.models import Prefetch, QuerySet

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    AgendaItem,
    CastBallot,
    Draft,
    ItemOutcome,
    Motion,
    NotTakingPart,
    StepTaken,
    Support,
)
from samverk.meetings.models.proceeding import CHOICES
from samverk.meetings.queries.floor import Floor, floor_of
from samverk.meetings.queries.roster import agreeing, name_in
from samverk.meetings.queries.turns import away_from, chair_at
from samverk.rules import propositions
from samverk.rules.body import Body
from samverk.rules.propositions import (
    Matter,
    MatterKind,
    Order,
    Placed,
    Progress,
    Proposal,
    ProposalKind,
    proposition_order,
    put_order,
    replay,
)
from samverk.rules.quorum import Quorum
from samverk.rules.roll_call import Voter, voting_order
from samverk.rules.ruling import Ruling
from samverk.rules.serving import Event, Roster, item_quorum, serving_at
from samverk.rules.voting import Ballot, Tally
from samverk.rules.wording import sentence

History = tuple["AnyEvent", ...]
# The votes of each vote held, by the step's id
Ballots = dict[int, tuple["Cast", ...]]


@dataclass(frozen=True, slots=True)
class Proceeding:
    """All of an item that leads to its decision.

    ``voters`` are those who serve at the item, in the order they are called. ``quorum`` says whether
    they are enough. ``away`` are those among them who have left since a vote was held: they are not
    asked in the next. ``ballots`` are the votes of each vote held, by the step's key. ``next_number``
    is the next step's. ``out`` are those who serve and take no part in the decision.
    """

    item: AgendaItem
    draft: Draft | None
    motions: tuple[Motion, ...]
    steps: tuple[StepTaken, ...]
    matter: Matter
    order: Ruling[Order]
    progress: Ruling[Progress]
    voters: tuple[Voter, ...]
    away: frozenset[int]
    quorum: Ruling[Quorum]
    ballots: dict[str, tuple[Cast, ...]]
    outcome: ItemOutcome | None
    next_number: int
    out: tuple[NotTakingPart, ...] = ()

    @property
    def put(self) -> Order:
        """The order that is put: what the meeting has approved, else the computed one."""
        return put_order(self.matter, history_of(self.steps))

    @property
    def departs(self) -> bool:
        """Answer whether another order than the computed one is put."""
        return self.put != self.order.value

    @property
    def is_council(self) -> bool:
        """Answer whether the body is a council: its chair may refuse to put a proposal."""
        return self.matter.body is Body.COUNCIL

    @property
    def approved(self) -> propositions.OrderApproved | None:
        """The last approval of the order, with why it departs from the computed one."""
        given = (e for e in history_of(self.steps) if isinstance(e, propositions.OrderApproved))
        return next(reversed(list(given)), None)

    @property
    def is_begun(self) -> bool:
        """Answer whether any step has been taken: then proposals are not changed freely."""
        return bool(self.steps)

    @property
    def in_room(self) -> tuple[Voter, ...]:
        """Those who take part in what is decided now: who serve and have not left since a vote."""
        return tuple(voter for voter in self.voters if voter.person not in self.away)


class Cast(NamedTuple):
    """How one person (id and name) voted in an open vote."""

    person: int
    name: str
    choice: str

    def __str__(self) -> str:
        return f"{self.name}: {CHOICES[Ballot(self.choice)]}"


@dataclass(frozen=True, slots=True)
class Side:
    """Those who voted alike in a vote, by name in the order they were called."""

    choice: str
    names: tuple[str, ...]

    @property
    def term(self) -> str:
        """Give the answer with the number of those who gave it."""
        return f"{sentence(self.choice)} ({len(self.names)})"

    @property
    def told(self) -> str:
        """Name them in one line."""
        return ", ".join(self.names)


def rolls_of(found: Proceeding) -> tuple[tuple[Side, ...], ...]:
    """Tell of each open vote who voted what: a side for each answer that somebody gave."""
    names = {voter.person: voter.name for voter in found.voters}
    return tuple(sides_of(ballots, names) for ballots in found.ballots.values() if ballots)


def sides_of(ballots: Sequence[Cast], names: Mapping[int, str] | None = None) -> tuple[Side, ...]:
    """Tell of one vote who voted what, without the answers that nobody gave.

    ``names`` has people (ids) by the names that the roll uses.
    """
    called = names or {}
    voted = {
        word: tuple(called.get(b.person, b.name) for b in ballots if b.choice == c)
        for c, word in CHOICES.items()
    }
    return tuple(Side(word, names) for word, names in voted.items() if names)


class Step(Protocol):
    """A step as it is read: a row, or the plain values of one."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def data(self) -> dict[str, Any]: ...


def ballots_of(steps: Iterable[Step]) -> Ballots:
    """Give the ballots of each vote among ``steps``, in the order they were called.

    A meeting may have thousands, so they are read as plain values.
    """
    found: dict[int, list[Cast]] = {step.pk: [] for step in steps if step.kind == "Voted"}
    rows = CastBallot.objects.filter(vote__in=found).order_by("id")
    for vote, person, name, choice in rows.values_list("vote", "person", "person__name", "choice"):
        found[vote].append(Cast(person, name, choice))
    return {vote: tuple(ballots) for vote, ballots in found.items()}


def motion_by_id(motion: int) -> Motion:
    """Answer which proposal this is, with its item; raises NotFoundError."""
    rows = Motion.objects.select_related("item__meeting__body__organisation", "mover")
    found = rows.filter(pk=motion).first()
    if found is None:
        raise NotFoundError("Yrkandet finns inte.")
    return found


def proceeding_of(item: AgendaItem, *, in_full: bool = True) -> Proceeding:
    """Gather an item that has been taken up. Raises ValueError for proposals that do not hang together.

    Without ``in_full`` supporters and earlier ballots are left out: no step hangs on them.
    """
    motions = item.motions.select_related("mover", "refusal")
    supports = "supports__person" if in_full else Prefetch("supports", Support.objects.none())
    rows = motions.prefetch_related(supports)
    steps = tuple(item.steps.all())
    outcome = ItemOutcome.objects.filter(item=item).first() if item.settled_at else None
    found = _Rows(_draft_of(item), tuple(rows), steps, outcome)
    ballots = ballots_of(steps) if in_full else {}
    return _gathered(item, floor_of(item.meeting), found, ballots)


def with_proceeding(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Let items come with all that :func:`proceedings_of` reads."""
    motions = Prefetch("motions", Motion.objects.select_related("mover", "refusal"))
    return items.select_related("outcome", "draft").prefetch_related(
        motions, "motions__supports__person", "steps", "not_taking_part"
    )


def proceedings_of(items: Sequence[AgendaItem], floor: Floor) -> tuple[Proceeding, ...]:
    """Gather items of one meeting that came :func:`with_proceeding`, with one question more.

    Raises ValueError as :func:`proceeding_of` does.
    """
    ballots = ballots_of(step for item in items for step in item.steps.all())
    return tuple(_gathered(item, floor, _rows_of(item), ballots) for item in items)


class _Rows(NamedTuple):
    """What is stored of an item's way to a decision."""

    draft: Draft | None
    motions: tuple[Motion, ...]
    steps: tuple[StepTaken, ...]
    outcome: ItemOutcome | None


def _rows_of(item: AgendaItem) -> _Rows:
    outcome = getattr(item, "outcome", None) if item.settled_at else None
    draft = getattr(item, "draft", None)
    return _Rows(draft, tuple(item.motions.all()), tuple(item.steps.all()), outcome)


def _gathered(item: AgendaItem, floor: Floor, rows: _Rows, ballots: Ballots) -> Proceeding:
    motions = tuple(sorted(rows.motions, key=attrgetter("number")))
    all_steps = sorted(rows.steps, key=attrgetter("number"))
    steps = tuple(step for step in all_steps if not step.undone)
    away = away_from(item, floor.rows)
    with agreeing():
        voters = voters_at(item, floor.roster, floor.events)
        quorum = item_quorum(floor.roster, floor.events, item.turn or 1, away=away)
    matter = matter_of(item, rows.draft, motions, floor.roster)
    return Proceeding(
        item,
        rows.draft,
        motions,
        steps,
        matter,
        proposition_order(matter),
        replay(matter, history_of(steps)),
        voters,
        away,
        quorum,
        {step.step: ballots[step.pk] for step in steps if step.pk in ballots},
        rows.outcome,
        max((step.number for step in all_steps), default=0) + 1,
        standing_out(item),
    )


def standing_out(item: AgendaItem) -> tuple[NotTakingPart, ...]:
    """List those who take no part in an item's decision, without those struck.

    Rows that were read with the item (``prefetch_related``) are not asked for again.
    """
    rows = sorted(item.not_taking_part.all(), key=lambda row: row.pk)
    return tuple(row for row in rows if not row.struck_why)


def _draft_of(item: AgendaItem) -> Draft | None:
    """Give the draft that came with the locked item, else ask: the reader's compartments decide."""
    if AgendaItem.draft.is_cached(item):
        return getattr(item, "draft", None)
    return Draft.objects.filter(item=item).first()


def matter_of(
    item: AgendaItem,
    draft: Draft | None,
    motions: Iterable[Motion],
    roster: Roster,
    *,
    supported: bool = True,
) -> Matter:
    """Give the item as the rules have it; unless ``supported``, without who supports what."""
    numbers = {motion.pk: motion.number for motion in motions}
    return Matter(
        draft.name if draft else None,
        tuple(
            _proposal(motion, numbers, roster, motion.supports.all() if supported else ())
            for motion in motions
        ),
        body=roster.assembly.body,
        kind=MatterKind(item.matter),
        points=len(draft.points) if draft else 0,
        earlier_minority=item.earlier_minority,
        day=item.meeting.day,
    )


def _proposal(
    motion: Motion, numbers: dict[int, int], roster: Roster, supports: Iterable[Support]
) -> Proposal:
    return Proposal(
        motion.number,
        ProposalKind(motion.kind),
        name_in(roster, motion.mover_id, str(motion.mover)),
        motion.text,
        motion.point,
        numbers.get(motion.target_id) if motion.target_id else None,
        tuple(name_in(roster, s.person_id, str(s.person)) for s in supports),
        motion.withdrawn_at is not None,
        motion.is_refused,
    )


def voters_at(item: AgendaItem, roster: Roster, events: Sequence[Event]) -> tuple[Voter, ...]:
    """List those who serve at the item, chair last; those aside for jäv are not among them."""
    turn = item.turn or 1
    chair = chair_at(item.meeting, turn)
    serving = serving_at(roster, events, turn).value
    voters = {p: Voter(p, roster.title(p), is_chair=p == chair) for p in serving.people}
    return tuple(voters[person] for person in voting_order(tuple(voters.values())).value)


def history_of(steps: Sequence[Step]) -> History:
    """Give the steps taken as the rules replay them."""
    return tuple(event_of(step.kind, step.step, step.data) for step in steps)


AnyEvent = propositions.OrderApproved | propositions.Event
Maker = Callable[[str, dict[str, Any]], AnyEvent]
_MAKERS: dict[str, Maker] = {
    "OrderApproved": lambda _, data: propositions.OrderApproved(
        tuple(data["proposals"]),
        data["is_unanimous"],
        tuple(Placed(key, tuple(within)) for key, within in data.get("order", ())),
        data.get("why", ""),
        data.get("questioned", ""),
    ),
    "Found": lambda step, data: propositions.Found(step, data["won"]),
    "Gavel": lambda step, _: propositions.Gavel(step),
    "VoteRequested": lambda step, data: propositions.VoteRequested(
        step, data.get("by", ""), data.get("yes")
    ),
    "MinorityRequested": lambda step, data: propositions.MinorityRequested(
        step, data["requesters"], data["present"]
    ),
    "Voted": lambda step, data: propositions.Voted(step, _tally(data), data.get("requesters")),
    "CastingVote": lambda step, data: propositions.CastingVote(step, Ballot(data["ballot"])),
    "LotDrawn": lambda step, data: propositions.LotDrawn(step, Ballot(data["ballot"])),
}


def event_of(kind: str, step: str, data: dict[str, Any]) -> AnyEvent:
    """Make the rules' event of a stored step. Raises ValueError for a kind or data that is none."""
    if kind not in _MAKERS:
        raise ValueError(f"Det finns inget sådant steg: {kind}.")
    return _MAKERS[kind](step, data)


def _tally(data: dict[str, Any]) -> Tally:
    chair = Ballot(data["chair"]) if data.get("chair") else None
    return Tally(data["yes"], data["no"], data["abstain"], chair)
