"""What adjusted minutes tell of a decision: how it was taken, and what led to it.

The same is told of others' decisions when an extract comes in (``incoming``): a body's own are not
to say less.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from samverk.decisions import actions as decisions
from samverk.decisions.queries import Decision, MotionKind
from samverk.foundation.actors import Actor
from samverk.foundation.errors import SamverkError
from samverk.meetings.models import AgendaItem
from samverk.meetings.queries.adjustment import Stage
from samverk.meetings.queries.incoming import proposals_for
from samverk.meetings.queries.paragraphs import ParagraphRow
from samverk.meetings.queries.refusals import refusals_of
from samverk.meetings.queries.roster import roster_of
from samverk.registry import actions as registry
from samverk.rules.propositions import VoteHeld
from samverk.rules.reservation import ReservationState
from samverk.rules.wording import sentence

MEMO = "memo"
People = dict[int, tuple[str, str, str]]


def record_paragraph(
    actor: Actor, stage: Stage, row: ParagraphRow, decision: Decision, *, key: str
) -> None:
    """Record how the decision was taken, and let the minutes be a document of the item's case.

    Without a case there is no diary to register them in: what they tell is recorded all the same, and
    the minutes themselves are kept with the meeting. What led to the decision is drawn as steps of its
    chain.
    """
    item, document = row.item, None
    if item.case and not item.case.secret:
        document = _document(actor, stage, item, key=f"{key}/protokoll")
    told = _proceedings(row, document, immediate=stage.adjustment.immediate)
    decisions.record_proceedings(actor, decision, told, key=f"{key}/gång")
    for number, step in enumerate(_steps(item, decision)):
        _draw(actor, step, key=f"{key}/led/{number}")


def _document(actor: Actor, stage: Stage, item: AgendaItem, *, key: str) -> int:
    assert item.case_id is not None
    new = registry.NewDocument(
        item.case_id,
        "drawn_up",
        "minutes",
        stage.ruling.value.adjusted_on,
        f"Protokoll {stage.adjustment.meeting.body.name} § {item.paragraph} {item.title}"[:300],
    )
    return registry.register_document(actor, new, key=key).pk


def _proceedings(
    row: ParagraphRow, document: int | None, *, immediate: bool
) -> decisions.NewProceedings:
    people = _people(row.item)
    recipients = getattr(row.item, "recipients", None)
    return decisions.NewProceedings(
        document,
        motions=tuple(motions_of(row)),
        vote_events=tuple(
            _vote(row, held, people)
            for settled in row.proceeding.progress.value.settled
            for held in settled.votes
        ),
        reservations=tuple(
            decisions.NewReservation(*_named(people, made.person_id, str(made.person))[:2])
            for made, judged in row.reservations
            if judged.value.state is ReservationState.STANDS
        ),
        recipients=tuple(
            decisions.NewRecipient(name) for name in (recipients.names if recipients else ())
        ),
        immediate_adjustment=immediate,
    )


def _people(item: AgendaItem) -> People:
    """Tell of each in the body's seats (id) the name, the party or member, and what they are."""
    roster, chair = roster_of(item.meeting), item.meeting.chair_id
    found = {
        s.person: (s.name, s.party or s.organisation, "ledamot") for s in roster.seats if s.person
    }
    for one in roster.substitutes:
        found[one.person] = (one.name, one.party or one.organisation, "ersättare")
    if chair in found:
        found[chair] = (*found[chair][:2], "ordförande")
    return found


def _named(people: People, person: int, name: str) -> tuple[str, str, str]:
    return people.get(person, (name, "", ""))


def motions_of(row: ParagraphRow) -> Iterator[decisions.NewMotion]:
    """Give what is proposed to the body that decides, and what was moved at the meeting."""
    outcome, decider = row.proceeding.outcome, row.item.decider
    if outcome and decider:
        words = "\n".join(outcome.decisions)
        yield decisions.NewMotion(MotionKind.TO_NEXT_BODY.value, words, decider.name)
    refused = {
        motion.pk for motion, why in refusals_of(row.proceeding.motions) if not why.overridden
    }
    for motion in row.proceeding.motions:
        if motion.withdrawn_at:
            continue
        text = f". {motion.text}" if motion.text else ""
        if motion.pk in refused:
            text += f"{'' if text.endswith('.') else '.'} Ordföranden vägrade proposition."
        yield decisions.NewMotion(
            MotionKind.AT_MEETING.value,
            f"{sentence(motion.get_kind_display())}{text}",
            made_by=row.called(motion.mover),
            supported_by=", ".join(row.called(each.person) for each in motion.supports.all()),
        )


def _vote(row: ParagraphRow, held: VoteHeld, people: People) -> decisions.NewVoteEvent:
    ballots = row.proceeding.ballots.get(held.step, ())
    return decisions.NewVoteEvent(
        yes=held.counted.yes,
        no=held.counted.no,
        abstain=held.counted.abstain,
        yes_means=held.yes.text,
        no_means=held.no.text,
        votes=tuple(
            decisions.NewVote(*_named(people, b.person, b.name), b.choice) for b in ballots
        ),
    )


def _steps(item: AgendaItem, decision: Decision) -> Iterator[decisions.NewStep]:
    """Give what proposed the decision: the memos among the item's papers, and what came in its case."""
    for paper in item.papers.filter(document__kind=MEMO, document__secret=False):
        yield decisions.NewStep(decision.pk, "proposes", document=paper.document_id)
    for placed in proposals_for(item):
        if placed.decision_id != decision.pk:
            yield decisions.NewStep(decision.pk, "proposes", decision=placed.decision_id)


def _draw(actor: Actor, step: decisions.NewStep, *, key: str) -> None:
    """Draw a step; one that cannot be so is left to a person, and keeps no minutes from being locked."""
    try:
        with transaction.atomic():
            decisions.add_step(actor, step, key=key)
    except SamverkError:
        return
