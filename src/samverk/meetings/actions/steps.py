"""The steps from proposals to a decision: what the chair finds, the gavel, votes, and undoing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on
from samverk.meetings.actions.inside import carry_out, controller_of, hold_in_hand
from samverk.meetings.actions.ordering import checked_order
from samverk.meetings.actions.participation import refuse_sides
from samverk.meetings.models import AgendaItem, CastBallot, StepTaken
from samverk.meetings.queries.proceeding import Proceeding, event_of, history_of, proceeding_of
from samverk.rules.propositions import Step, StepKind, replay
from samverk.rules.roll_call import Cast, count
from samverk.rules.vote_problems import VoteTerms, vote_problems
from samverk.rules.voting import Ballot

STEP_TAKEN = acts.kind("meetings.step_taken", "Led i beslutsgången antecknat")
STEP_UNDONE = acts.kind("meetings.step_undone", "Led i beslutsgången ångrat")
VOTE_HELD = acts.kind("meetings.vote_held", "Omröstning hållen")


@dataclass(frozen=True, slots=True)
class NewStep:
    """What the chair or the meeting did, and the step it answers (``Step.key``)."""

    kind: str
    step: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roll:
    """Each person's vote and, where the question is deferral, how many asked for it if counted."""

    ballots: Mapping[int, str]
    requesters: int | None = None


def take_step(actor: Actor, item: AgendaItem, new: NewStep, *, key: str) -> StepTaken:
    """Note a step: the order approved, what the chair found, the gavel, a request, the lot.

    Raises InputError with the rule's own words when the meeting is not at that step.
    """
    content = (item.pk, new.kind, new.step, sorted(new.data.items(), key=str))
    act = act_on(actor, STEP_TAKEN, key, item.meeting, content)
    return carry_out(actor, item, act, lambda: _take(hold_in_hand(item.pk), new))


def _take(item: AgendaItem, new: NewStep) -> StepTaken:
    refuse_open_vote(item)
    found = proceeding_of(item, in_full=False)
    check_meeting(found)
    if new.kind == "Voted":
        _check_count(found, new)
    if new.kind == "OrderApproved":
        new = replace(new, data=checked_order(found, new.data))
    return _note(found, new)


def check_meeting(found: Proceeding) -> None:
    """Refuse a step towards a decision without a chair, or by too few."""
    if not any(voter.is_chair for voter in found.in_room):
        raise InputError(
            "Ordföranden tjänstgör inte i punkten. Anteckna i mötesrummet vem som är ordförande."
        )
    quorum = found.quorum.value
    if not quorum.is_quorate:
        raise InputError(
            f"Organet är inte beslutsfört: {quorum.present} av {quorum.members} platser har"
            f" tjänstgörande och minst {quorum.needs} behövs. Kalla in ersättare, eller"
            " anteckna som utgång att ärendet utgår."
        )


def _check_count(found: Proceeding, new: NewStep) -> None:
    """Refuse a bare count where each one's vote is noted, and one of more votes than voters."""
    if not found.progress.value.step.is_closed:
        raise InputError("Omröstningen är öppen: anteckna hur var och en röstade.")
    votes = sum(new.data.get(name, 0) for name in ("yes", "no", "abstain"))
    voters = sum(voter.may_vote for voter in found.in_room)
    if votes > voters:
        raise InputError(f"Det är {votes} röster men {voters} som får rösta: räkna om sedlarna.")
    if not votes:
        raise InputError("Ingen röst är antecknad.")


def _note(found: Proceeding, new: NewStep) -> StepTaken:
    _check_step(found, new)
    return StepTaken.objects.create(
        item=found.item,
        number=found.next_number,
        kind=new.kind,
        step=new.step,
        data=dict(new.data),
        controller_id=controller_of(found.item),
    )


def _check_step(found: Proceeding, new: NewStep) -> None:
    try:
        event = event_of(new.kind, new.step, dict(new.data))
        replay(found.matter, (*history_of(found.steps), event))
    except KeyError as fault:
        raise InputError("En uppgift saknas i ledet. Läs in sidan igen.") from fault
    except ValueError as fault:
        raise InputError(str(fault)) from fault


def undo_step(actor: Actor, item: AgendaItem, *, key: str) -> StepTaken:
    """Undo the last step that was noted; it stays in the history.

    Raises ConflictError when there is none, or the item is settled.
    """
    act = act_on(actor, STEP_UNDONE, key, item.meeting, item.pk)

    def write() -> StepTaken:
        handled = hold_in_hand(item.pk)
        refuse_open_vote(handled)
        last = handled.steps.filter(undone=False).order_by("-number").first()
        if last is None:
            raise ConflictError("Det finns inget led att ångra.")
        last.undone = True
        last.save(update_fields=["undone"])
        return last

    return carry_out(actor, item, act, write)


def hold_vote(
    actor: Actor,
    item: AgendaItem,
    step: str,
    ballots: Mapping[int, str] | Roll,
    *,
    key: str,
) -> StepTaken:
    """Note an open vote: each person's vote, counted, all in one act.

    Raises InputError for the vote of one who may not vote, for a closed ballot, for one who has not
    been asked, and when the meeting is not at that vote.
    """
    roll = ballots if isinstance(ballots, Roll) else Roll(ballots)
    content: tuple[object, ...] = (item.pk, step, tuple(sorted(roll.ballots.items())))
    if roll.requesters is not None:
        content += (roll.requesters,)
    act = act_on(actor, VOTE_HELD, key, item.meeting, content)

    def vote() -> StepTaken:
        handled = hold_in_hand(item.pk)
        refuse_open_vote(handled)
        return note_vote(handled, step, roll)

    return carry_out(actor, item, act, vote)


def refuse_open_vote(item: AgendaItem) -> None:
    """Refuse what may not happen while the members are voting in an item that is locked."""
    if item.has_open_vote:  # type: ignore[attr-defined]
        raise ConflictError(
            "En omröstning från egna enheter är öppen i punkten: avsluta eller avbryt den först."
        )


def note_vote(item: AgendaItem, step: str, roll: Roll) -> StepTaken:
    """Note the votes of an open vote in an item that is locked; refusals as ``hold_vote``."""
    found = proceeding_of(item, in_full=False)
    waiting = found.progress.value.step
    if waiting.kind is not StepKind.VOTE or waiting.key != step:
        raise InputError("Mötet är inte vid den omröstningen. Läs in sidan igen.")
    check_meeting(found)
    cast = _read(roll.ballots)
    refuse_sides(found, cast)
    _check_votes(found, waiting, cast)
    tally = count(found.in_room, cast, day=item.meeting.day).value.tally
    if tally is None:
        raise InputError("Ingen röst är antecknad.")
    data = {"yes": tally.yes, "no": tally.no, "abstain": tally.abstain}
    data_with_chair = data | ({"chair": tally.chair.value} if tally.chair else {})
    asked = {} if roll.requesters is None else {"requesters": roll.requesters}
    made = _note(found, NewStep("Voted", step, data_with_chair | asked))
    guard = controller_of(item)
    CastBallot.objects.bulk_create(
        CastBallot(vote=made, person_id=c.person, choice=c.ballot.value, controller_id=guard)
        for c in cast
    )
    return made


def _read(ballots: Mapping[int, str]) -> list[Cast]:
    try:
        return [Cast(person, Ballot(choice)) for person, choice in ballots.items()]
    except ValueError as fault:
        raise InputError("Var och en röstar ja, nej eller avstår.") from fault


def _check_votes(found: Proceeding, waiting: Step, cast: Sequence[Cast]) -> None:
    terms = VoteTerms(
        found.matter.body, is_closed=waiting.is_closed, is_election=found.matter.is_closed
    )
    if waiting.is_closed:
        raise InputError("Omröstningen är sluten: anteckna bara röstetalen.")
    problems = vote_problems(found.in_room, cast, terms, day=found.matter.day).value
    stopping = [each.reason.text for each in problems if not each.is_warning]
    if stopping:
        raise InputError(" ".join(stopping))
    if left := {voter.person for voter in found.in_room if voter.may_vote} - {
        c.person for c in cast
    }:
        names = ", ".join(v.name for v in found.voters if v.person in left)
        raise InputError(f"Anteckna också hur {names} röstade, eller att de avstod.")
