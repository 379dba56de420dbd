"""The way to a decision: what is proposed, the steps the chair takes, the votes, and the outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Max, Model

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import may_open, require
from samverk.meetings.actions.doors import act_on, hold_item
from samverk.meetings.models import (
    AgendaItem,
    CastBallot,
    Draft,
    ItemOutcome,
    Motion,
    StepTaken,
    Support,
)
from samverk.meetings.queries.proceeding import Proceeding, event_of, history_of, proceeding_of
from samverk.rules.minutes.facts import Outcome
from samverk.rules.propositions import Progress, ProposalKind, Step, StepKind, replay
from samverk.rules.roll_call import Cast, count
from samverk.rules.vote_problems import VoteTerms, vote_problems
from samverk.rules.voting import Ballot

M = TypeVar("M", bound=Model)

DRAFT_SET = acts.kind("meetings.draft_set", "Förslag till beslut antecknat")
MOTION_MADE = acts.kind("meetings.motion_made", "Yrkande antecknat")
MOTION_SUPPORTED = acts.kind("meetings.motion_supported", "Instämmande antecknat")
MOTION_WITHDRAWN = acts.kind("meetings.motion_withdrawn", "Yrkande taget tillbaka")
STEP_TAKEN = acts.kind("meetings.step_taken", "Led i beslutsgången antecknat")
STEP_UNDONE = acts.kind("meetings.step_undone", "Led i beslutsgången ångrat")
VOTE_HELD = acts.kind("meetings.vote_held", "Omröstning hållen")
ITEM_SETTLED = acts.kind("meetings.item_settled", "Utgång antecknad")

# How an item ends when a formal proposal to put it off wins
PUT_OFF = {
    ProposalKind.TABLING: Outcome.TABLED,
    ProposalKind.REFERRAL_BACK: Outcome.REFERRED_BACK,
    ProposalKind.REFERRAL: Outcome.REFERRED_BACK,
}


@dataclass(frozen=True, slots=True)
class NewMotion:
    """A proposal put at the meeting; ids of the directory. ``target`` is another proposal's id."""

    kind: str
    mover: int
    text: str = ""
    point: int | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class NewStep:
    """What the chair or the meeting did, and the step it answers (``Step.key``)."""

    kind: str
    step: str
    data: Mapping[str, Any] = field(default_factory=dict)


def set_draft(
    actor: Actor, item: AgendaItem, name: str, points: Sequence[str], *, key: str
) -> Draft:
    """Note the prepared proposal with its points, as it is put to the meeting.

    Raises InputError without a name or a point, ConflictError once a step has been taken.
    """
    given = tuple(point.strip() for point in points if point.strip())
    if not name.strip():
        raise InputError(
            "Skriv vems förslaget är, till exempel förvaltningens förslag.", field="name"
        )
    if not given:
        raise InputError("Skriv minst en beslutspunkt.", field="points")
    act = act_on(actor, DRAFT_SET, key, item.meeting, (item.pk, name, given))

    def write() -> Draft:
        found = _open(item.pk)
        if found.steps.filter(undone=False).exists():
            raise ConflictError("Beslutsgången har börjat: ångra dess led först.")
        values = {
            "name": name.strip(),
            "points": list(given),
            "controller_id": _controller(found),
        }
        return Draft.objects.update_or_create(item=found, defaults=values)[0]

    return _carry_out(actor, item, act, write)


def make_motion(actor: Actor, item: AgendaItem, new: NewMotion, *, key: str) -> Motion:
    """Note a proposal of somebody who serves in the item.

    Raises InputError for a mover who does not serve, an amendment without text, or one that does
    not hang together with the others; ConflictError before the item is taken up or when settled.
    """
    act = act_on(actor, MOTION_MADE, key, item.meeting, (item.pk, new))
    return _carry_out(actor, item, act, lambda: _make(_taken_up(item.pk), new))


def _make(item: AgendaItem, new: NewMotion) -> Motion:
    if new.kind not in {one.value for one in ProposalKind}:
        raise InputError("Välj vad yrkandet går ut på.", field="kind")
    if new.mover not in {voter.person for voter in proceeding_of(item).voters}:
        raise InputError("Bara den som tjänstgör i ärendet får yrka.", field="mover")
    writes = {ProposalKind.AMENDMENT.value, ProposalKind.ADDITION.value}
    if new.kind in writes and not new.text.strip():
        raise InputError("Skriv vad som ska ändras eller läggas till.", field="text")
    last = item.motions.aggregate(last=Max("number"))["last"] or 0
    made = Motion.objects.create(
        item=item,
        number=last + 1,
        kind=new.kind,
        mover_id=new.mover,
        text=new.text.strip(),
        point=new.point,
        target_id=new.target,
        controller_id=_controller(item),
    )
    _check(item)
    return made


def support_motion(actor: Actor, motion: Motion, person: int, *, key: str) -> Support:
    """Note that somebody who serves in the item supports a proposal.

    Raises InputError for one who does not serve, ConflictError when it is noted already.
    """
    item = motion.item
    act = act_on(actor, MOTION_SUPPORTED, key, item.meeting, (motion.pk, person))

    def write() -> Support:
        handled = _taken_up(item.pk)
        if person not in {voter.person for voter in proceeding_of(handled).voters}:
            raise InputError("Bara den som tjänstgör i ärendet kan instämma.", field="person")
        if motion.supports.filter(person=person).exists():
            raise ConflictError("Instämmandet är redan antecknat.")
        return Support.objects.create(motion=motion, person_id=person)

    return _carry_out(actor, item, act, write)


def withdraw_motion(actor: Actor, motion: Motion, *, key: str) -> Motion:
    """Take a proposal back: it stays in the record and is not put.

    Raises InputError when another proposal is about it, ConflictError when it is withdrawn already.
    """
    item = motion.item
    act = act_on(actor, MOTION_WITHDRAWN, key, item.meeting, motion.pk)

    def write() -> Motion:
        handled = _taken_up(item.pk)
        found = handled.motions.get(pk=motion.pk)
        if found.withdrawn_at:
            raise ConflictError("Yrkandet är redan taget tillbaka.")
        found.withdrawn_at = clock.now()
        found.save(update_fields=["withdrawn_at"])
        _check(handled)
        return found

    return _carry_out(actor, item, act, write)


def take_step(actor: Actor, item: AgendaItem, new: NewStep, *, key: str) -> StepTaken:
    """Note a step: the order approved, what the chair found, the gavel, a request, the lot.

    Raises InputError with the rule's own words when the meeting is not at that step.
    """
    content = (item.pk, new.kind, new.step, sorted(new.data.items(), key=str))
    act = act_on(actor, STEP_TAKEN, key, item.meeting, content)
    return _carry_out(actor, item, act, lambda: _take(_taken_up(item.pk), new))


def _take(item: AgendaItem, new: NewStep) -> StepTaken:
    found = proceeding_of(item)
    try:
        event = event_of(new.kind, new.step, dict(new.data))
        replay(found.matter, (*history_of(found.steps), event))
    except (KeyError, ValueError) as fault:
        raise InputError(str(fault)) from fault
    last = item.steps.aggregate(last=Max("number"))["last"] or 0
    return StepTaken.objects.create(
        item=item,
        number=last + 1,
        kind=new.kind,
        step=new.step,
        data=dict(new.data),
        controller_id=_controller(item),
    )


def undo_step(actor: Actor, item: AgendaItem, *, key: str) -> StepTaken:
    """Undo the last step that was noted; it stays in the history.

    Raises ConflictError when there is none, or the item is settled.
    """
    act = act_on(actor, STEP_UNDONE, key, item.meeting, item.pk)

    def write() -> StepTaken:
        last = _taken_up(item.pk).steps.filter(undone=False).order_by("-number").first()
        if last is None:
            raise ConflictError("Det finns inget led att ångra.")
        last.undone = True
        last.save(update_fields=["undone"])
        return last

    return _carry_out(actor, item, act, write)


def hold_vote(
    actor: Actor,
    item: AgendaItem,
    step: str,
    ballots: Mapping[int, str],
    *,
    key: str,
) -> StepTaken:
    """Note an open vote: each person's vote, counted, all in one act.

    Raises InputError for the vote of one who may not vote, for a closed ballot, for one who has not
    been asked, and when the meeting is not at that vote.
    """
    given = tuple(sorted(ballots.items()))
    act = act_on(actor, VOTE_HELD, key, item.meeting, (item.pk, step, given))
    return _carry_out(actor, item, act, lambda: _vote(_taken_up(item.pk), step, dict(given)))


def _vote(item: AgendaItem, step: str, ballots: Mapping[int, str]) -> StepTaken:
    found = proceeding_of(item)
    waiting = found.progress.value.step
    if waiting.kind is not StepKind.VOTE or waiting.key != step:
        raise InputError("Mötet är inte vid den omröstningen. Läs in sidan igen.")
    cast = [Cast(person, Ballot(choice)) for person, choice in ballots.items()]
    _check_votes(found, waiting, cast)
    tally = count(found.voters, cast, day=item.meeting.day).value.tally
    if tally is None:
        raise InputError("Ingen röst är antecknad.")
    data = {"yes": tally.yes, "no": tally.no, "abstain": tally.abstain}
    data_with_chair = data | ({"chair": tally.chair.value} if tally.chair else {})
    made = _take(item, NewStep("Voted", step, data_with_chair))
    rows = [CastBallot(vote=made, person_id=c.person, choice=c.ballot.value) for c in cast]
    CastBallot.objects.bulk_create(rows)
    return made


def _check_votes(found: Proceeding, waiting: Step, cast: Sequence[Cast]) -> None:
    terms = VoteTerms(
        found.matter.body, is_closed=waiting.is_closed, is_election=found.matter.is_closed
    )
    if waiting.is_closed:
        raise InputError("Omröstningen är sluten: anteckna bara röstetalen.")
    problems = vote_problems(found.voters, cast, terms, day=found.matter.day).value
    stopping = [each.reason.text for each in problems if not each.is_warning]
    if stopping:
        raise InputError(" ".join(stopping))
    if left := {voter.person for voter in found.voters if voter.may_vote} - {
        c.person for c in cast
    }:
        names = ", ".join(v.name for v in found.voters if v.person in left)
        raise InputError(f"Anteckna också hur {names} röstade, eller att de avstod.")


def settle_item(
    actor: Actor, item: AgendaItem, decisions: Sequence[str], *, key: str
) -> ItemOutcome:
    """Note how an item ended, with the decision's text point by point.

    What it ended in follows from the steps taken. Raises InputError without words, ConflictError
    while a step waits or when the outcome is noted already.
    """
    given = tuple(each.strip() for each in decisions if each.strip())
    if not given:
        raise InputError("Skriv vad som beslutades eller antecknades.", field="decisions")
    act = act_on(actor, ITEM_SETTLED, key, item.meeting, (item.pk, given))

    def write() -> ItemOutcome:
        found = proceeding_of(_taken_up(item.pk))
        if found.progress.value.step.kind is not StepKind.DONE and found.order.value.questions:
            raise ConflictError("Beslutsgången är inte klar: ett led återstår.")
        return ItemOutcome.objects.create(
            item=item,
            outcome=outcome_of(found).value,
            decisions=list(given),
            controller_id=_controller(item),
        )

    return _carry_out(actor, item, act, write)


def outcome_of(found: Proceeding) -> Outcome:
    """Answer what the steps taken ended in; an item with nothing to put is only noted."""
    progress: Progress = found.progress.value
    if progress.deferred and progress.deferred.question.formal:
        return PUT_OFF[progress.deferred.question.formal]
    return Outcome.DECIDED if progress.settled else Outcome.NOTED


def _controller(item: AgendaItem) -> int | None:
    """Answer whose compartment an item's words belong in; None for an open item."""
    return item.meeting.body_id if item.secret else None


def _carry_out(actor: Actor, item: AgendaItem, act: acts.Act, work: Callable[[], M]) -> M:
    """Carry out an act on an item: on a secret one inside its compartment, for those who may open it."""
    controller = _controller(item)
    if controller is None:
        return acts.carry_out(act, work)
    require(may_open(actor, controller))
    with opened([controller]):
        return acts.carry_out(act, work)


def _open(item: int) -> AgendaItem:
    found = hold_item(item)
    if ItemOutcome.objects.filter(item=found).exists():
        raise ConflictError("Punktens utgång är antecknad.")
    return found


def _taken_up(item: int) -> AgendaItem:
    found = _open(item)
    if found.turn is None:
        raise ConflictError("Ta upp punkten först.")
    return found


def _check(item: AgendaItem) -> None:
    """Refuse proposals that do not hang together, in the rule's own words."""
    try:
        proceeding_of(item)
    except ValueError as fault:
        raise InputError(str(fault)) from fault
