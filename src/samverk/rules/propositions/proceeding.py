"""The way to a decision (beslutsgången), replayed from what has happened: which step is next?

Nothing is stored here: the matter and its events in order are all there is, so the same history
always leads to the same step, in the room and in the minutes.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace

from samverk.rules.body import Body
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.propositions.arranging import approval_step, put_order
from samverk.rules.propositions.ballot import (
    Held,
    has_minority_right,
    hold_vote,
    minority_request,
    wrong,
)
from samverk.rules.propositions.events import (
    Event,
    Found,
    Gavel,
    MinorityRequested,
    OrderApproved,
    Step,
    StepKind,
    VoteRequested,
)
from samverk.rules.propositions.order import (
    Alternative,
    Order,
    Question,
    QuestionKind,
    proposition_order,
)
from samverk.rules.propositions.proposals import Matter
from samverk.rules.propositions.settled import How, Progress, Settled
from samverk.rules.propositions.wording import refused_request, step_reasons
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_PROPOSITION, KL_TABLED_NEXT
from samverk.rules.statutes.provision import because

_REJECT = Alternative("reject", "avslag")


@dataclass(frozen=True, slots=True)
class _Run:
    """What a replay gathers on its way."""

    matter: Matter
    settled: list[Settled] = field(default_factory=list)
    fallen: list[Question] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Winner:
    """The outcome of one contest, with what led to it."""

    alternative: Alternative
    how: How
    held: tuple[Held, ...] = ()
    reasons: tuple[Reason, ...] = ()
    remarks: tuple[Reason, ...] = ()
    deferral: DeferralOutcome | None = None
    requesters: int | None = None
    present: int | None = None


def next_step(matter: Matter, history: Sequence[OrderApproved | Event]) -> Ruling[Step]:
    """Answer what the meeting shall do next."""
    found = replay(matter, history)
    return Ruling(found.value.step, found.reasons, found.remarks)


def decisions(matter: Matter, history: Sequence[OrderApproved | Event]) -> Ruling[tuple[str, ...]]:
    """List what the body has decided so far, in words, one line for each settled question."""
    found = replay(matter, history)
    texts = tuple(each.winner.text for each in found.value.settled)
    return Ruling(texts, found.reasons, found.remarks)


def replay(matter: Matter, history: Sequence[OrderApproved | Event]) -> Ruling[Progress]:
    """Answer how far a matter has come: the next step, what is settled and what has fallen.

    Raises ValueError for an event that does not answer the step the meeting was at. While changed
    proposals wait for the body's approval nothing is told as settled.
    """
    order = proposition_order(matter)
    waiting = approval_step(matter, order.value, history)
    if waiting is not None:
        return Ruling(Progress(waiting), step_reasons(matter, waiting), order.remarks)
    run = _Run(matter)
    steps = _proceed(run, put_order(matter, history))
    step = next(steps)
    for event in history:
        if isinstance(event, OrderApproved):
            continue
        if event.step != step.key:
            raise wrong(step, event)
        run.notes.clear()
        step = steps.send(event)
    progress = Progress(step, tuple(run.settled), tuple(run.fallen))
    said = (*_said(progress), *run.notes, *step_reasons(matter, step))
    return Ruling(progress, said, _remarks(order, progress))


def _said(progress: Progress) -> tuple[Reason, ...]:
    """Tell all reasons when the matter is done; on the way, those of the waiting step are enough."""
    if progress.step.kind is not StepKind.DONE:
        return ()
    return tuple(reason for each in progress.settled for reason in each.reasons)


def _remarks(order: Ruling[Order], progress: Progress) -> tuple[Reason, ...]:
    settled = [remark for each in progress.settled for remark in each.remarks]
    return tuple(dict.fromkeys((*order.remarks, *settled)))


def _proceed(run: _Run, order: Order) -> Generator[Step, Event, None]:
    for at, question in enumerate(order.questions):
        if _has_fallen(run, question):
            run.fallen.append(question)
            continue
        settled = yield from _settle(run, question)
        run.settled.append(settled)
        if settled.winner.key == "defer":
            run.fallen.extend(order.questions[at + 1 :])
            break
    yield Step(StepKind.DONE, "done")
    raise ValueError("Ärendet är avgjort: inget steg återstår.")


def _has_fallen(run: _Run, question: Question) -> bool:
    """A point falls when the base has lost, an addition when what it adds to has."""
    if question.kind is QuestionKind.POINT:
        return any(s.question.key == "main" and s.winner.key != "base" for s in run.settled)
    if question.kind is not QuestionKind.ADDITION or question.target is None:
        return False
    return not _stands(run, question.target)


def _stands(run: _Run, target: int) -> bool:
    """Answer whether a proposal has not lost any question that it stood in."""
    fallen = {i for q in run.fallen for a in q.alternatives for i in a.proposals}
    lost = {
        i
        for each in run.settled
        for alternative in each.question.alternatives
        for i in alternative.proposals
        if alternative.key != each.winner.key
    }
    return target not in fallen | lost


def _settle(run: _Run, question: Question) -> Generator[Step, Event, Settled]:
    won = yield from _contest(run, question, question.alternatives, 1)
    reasons = [*won.reasons, *(reason for held in won.held for reason in held.reasons)]
    if won.alternative.key == "defer":
        reasons += _deferred(run.matter, question)
    remarks = [*won.remarks, *(remark for held in won.held for remark in held.remarks)]
    votes = tuple(held.vote for held in won.held)
    return Settled(
        question,
        won.alternative,
        won.how,
        votes,
        tuple(reasons),
        tuple(remarks),
        won.deferral,
        won.requesters,
        won.present,
    )


def _deferred(matter: Matter, question: Question) -> list[Reason]:
    reasons = [Reason("Ärendet avgörs inte i dag: övriga yrkanden faller.")]
    if question.key == "tabling" and matter.body is Body.COUNCIL:
        text = "Ett bordlagt ärende tas upp på nästa sammanträde, om inget annat beslutas."
        reasons.append(because(text, KL_TABLED_NEXT, matter.day))
    return reasons


def _contest(
    run: _Run, question: Question, alternatives: tuple[Alternative, ...], level: int
) -> Generator[Step, Event, _Winner]:
    """Let the chair find a winner; on request, vote between it and the winner among the rest."""
    found = yield from _find(question, alternatives, level)
    request = yield from _confirm(run, question, alternatives, found, level)
    if isinstance(request, _Winner):
        return request
    rest = tuple(each for each in alternatives if each.key != found.key)
    earlier: tuple[Held, ...] = ()
    counter = rest[0] if rest else _REJECT
    if len(rest) > 1:
        chosen = yield from _contest(run, question, rest, level + 1)
        counter, earlier = chosen.alternative, chosen.held
    yes, no = _sides(question, found, counter, request, len(alternatives))
    step = Step(
        StepKind.VOTE,
        f"{question.key}/{level}/vote",
        question,
        (yes, no),
        yes=yes,
        no=no,
        is_closed=run.matter.is_closed,
        for_counter=level > 1,
    )
    held = yield from hold_vote(run.matter, step, request)
    how = How.MINORITY if held.deferral is DeferralOutcome.MINORITY else How.VOTE
    won = _Winner(held.vote.winner, how, (*earlier, held), deferral=held.deferral)
    if held.deferral is None:
        return won
    tally = held.vote.tally
    asked = max(held.vote.requesters or 0, tally.no)
    return replace(won, requesters=asked, present=tally.present)


def _find(
    question: Question, alternatives: tuple[Alternative, ...], level: int
) -> Generator[Step, Event, Alternative]:
    key = f"{question.key}/{level}/find"
    step = Step(StepKind.FIND, key, question, alternatives, for_counter=level > 1)
    event = yield step
    if not isinstance(event, Found):
        raise wrong(step, event)
    found = question.alternative(event.won)
    if found not in alternatives:
        raise ValueError(f"{question.label}: {found.text} prövas inte i det här steget.")
    return found


def _confirm(
    run: _Run,
    question: Question,
    alternatives: tuple[Alternative, ...],
    found: Alternative,
    level: int,
) -> Generator[Step, Event, _Winner | VoteRequested]:
    """Wait for the gavel or the request; a minority too small leaves the matter where it is."""
    key = f"{question.key}/{level}/confirm"
    step = Step(StepKind.CONFIRM, key, question, alternatives, found, for_counter=level > 1)
    while True:
        event = yield step
        match event:
            case VoteRequested():
                return event
            case Gavel():
                return _acclaimed(run.matter, question, found)
            case MinorityRequested() if has_minority_right(question):
                ruling = minority_request(run.matter, event.requesters, event.present)
                if ruling.value:
                    return _by_minority(question, ruling, event)
                run.notes.extend(refused_request(ruling))
            case _:
                raise wrong(step, event)


def _acclaimed(matter: Matter, question: Question, found: Alternative) -> _Winner:
    text = (
        f"Ordföranden finner {found.text} och befäster det med klubbslag; ingen begär omröstning."
    )
    outcome = None
    if has_minority_right(question):
        is_deferred = found.key == "defer"
        outcome = DeferralOutcome.MAJORITY if is_deferred else DeferralOutcome.DECIDED_TODAY
    reasons = (because(text, KL_PROPOSITION, matter.day),)
    return _Winner(found, How.ACCLAMATION, reasons=reasons, deferral=outcome)


def _by_minority(question: Question, ruling: Ruling[bool], asked: MinorityRequested) -> _Winner:
    return _Winner(
        question.alternative("defer"),
        How.MINORITY,
        reasons=ruling.reasons,
        remarks=ruling.remarks,
        deferral=DeferralOutcome.MINORITY,
        requesters=asked.requesters,
        present=asked.present,
    )


def _sides(
    question: Question,
    found: Alternative,
    counter: Alternative,
    request: VoteRequested,
    standing: int,
) -> tuple[Alternative, Alternative]:
    """Say what Ja and Nej mean: the found is Ja, but a deferral always has Ja for today."""
    if question.kind is QuestionKind.DEFERRAL:
        return question.alternative("today"), question.alternative("defer")
    if request.yes in (None, found.key):
        return found, counter
    if standing > 2 or request.yes != counter.key:
        raise ValueError("Ja ska betyda huvudförslaget, det som ordföranden fann ha vunnit.")
    return counter, found
