"""How an item ended."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on
from samverk.meetings.actions.inside import carry_out, controller_of, hold_in_hand
from samverk.meetings.actions.questions import tables
from samverk.meetings.actions.steps import refuse_open_vote
from samverk.meetings.models import AgendaItem, ItemOutcome
from samverk.meetings.queries.asking import asked_of
from samverk.meetings.queries.decided_words import is_free, is_left_undone
from samverk.meetings.queries.elections import ElectionPage, election_of
from samverk.meetings.queries.proceeding import Proceeding, proceeding_of
from samverk.meetings.queries.questions import question_of
from samverk.rules.minutes.facts import Outcome
from samverk.rules.propositions import MatterKind, Progress, ProposalKind, StepKind
from samverk.rules.questions import Fate

ITEM_SETTLED = acts.kind("meetings.item_settled", "Utgång antecknad")

# How an item ends when a formal proposal to put it off wins
PUT_OFF = {
    ProposalKind.TABLING: Outcome.TABLED,
    ProposalKind.REFERRAL_BACK: Outcome.REFERRED_BACK,
    ProposalKind.REFERRAL: Outcome.REFERRED_BACK,
}


def settle_item(
    actor: Actor, item: AgendaItem, decisions: Sequence[str], *, decided: bool = False, key: str
) -> ItemOutcome:
    """Note how an item ended, with the decision's text point by point.

    What it ended in follows from the steps taken; one that too few are left for is not handled, and
    ends as that (utgick). Where nothing was put, ``decided`` tells a decision from what is only noted
    (antecknat). Raises InputError without words, ConflictError while a step, a lot or a
    unanimous answer waits, when the outcome is noted already, or when it is not what is noted of an
    interpellation or a question.
    """
    given = tuple(each.strip() for each in decisions if each.strip())
    if not given:
        raise InputError("Skriv vad som beslutades eller antecknades.", field="decisions")
    act = act_on(actor, ITEM_SETTLED, key, item.meeting, (item.pk, given, decided))

    def write() -> ItemOutcome:
        handled = hold_in_hand(item.pk)
        refuse_open_vote(handled)
        outcome = tables(handled, _outcome(handled, decided=decided))
        _check_unanimity(handled, outcome)
        handled.settled_at = clock.now()
        handled.save(update_fields=["settled_at"])
        values = {
            "outcome": outcome.value,
            "decisions": list(given),
            "recorded_at": handled.settled_at,
            "controller_id": controller_of(handled),
        }
        return ItemOutcome.objects.update_or_create(item=handled, defaults=values)[0]

    return carry_out(actor, item, act, write)


def _outcome(item: AgendaItem, *, decided: bool) -> Outcome:
    """Answer how an item ends. Raises ConflictError while a step or a lot waits for enough to take it."""
    found = proceeding_of(item)
    chosen = election_of(item) if found.matter.kind is MatterKind.ELECTION else None
    if is_left_undone(found, chosen):
        question = question_of(item)
        is_answered = question is not None and question.fate is Fate.ANSWERED
        return Outcome.NOTED if is_answered else Outcome.STRUCK
    if found.progress.value.step.kind is not StepKind.DONE and found.order.value.questions:
        raise ConflictError("Beslutsgången är inte klar: ett led återstår.")
    if chosen and not chosen.is_complete:
        raise ConflictError("Valet är inte klart: anteckna rösterna, och lottens ordning.")
    if decided and is_free(found, chosen):
        return Outcome.DECIDED
    return outcome_of(found, chosen)


def _check_unanimity(item: AgendaItem, outcome: Outcome) -> None:
    """Refuse to decide what only all present may decide, until all have agreed."""
    if outcome is not Outcome.DECIDED:
        return
    waiting = [row.question.label for row in asked_of(item) if not row.is_met]
    if waiting:
        raise ConflictError(
            f"Alla närvarande måste vara ense om {' och om '.join(waiting)}: anteckna deras svar. Är de"
            " inte ense får ärendet inte avgöras i dag: ångra leden och bordlägg eller återremittera det."
        )


def outcome_of(found: Proceeding, chosen: ElectionPage | None = None) -> Outcome:
    """Answer what the steps taken ended in; an item with nothing to put is only noted."""
    if chosen and chosen.groups:
        return Outcome.DECIDED
    progress: Progress = found.progress.value
    if progress.deferred and progress.deferred.question.formal:
        return PUT_OFF[progress.deferred.question.formal]
    return Outcome.DECIDED if progress.settled else Outcome.NOTED
