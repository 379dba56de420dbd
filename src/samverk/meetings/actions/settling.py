"""How an item ended."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on
from samverk.meetings.actions.inside import carry_out, controller_of, hold_in_hand
from samverk.meetings.models import AgendaItem, ItemOutcome
from samverk.meetings.queries.proceeding import Proceeding, proceeding_of
from samverk.rules.minutes.facts import Outcome
from samverk.rules.propositions import Progress, ProposalKind, StepKind

ITEM_SETTLED = acts.kind("meetings.item_settled", "Utgång antecknad")

# How an item ends when a formal proposal to put it off wins
PUT_OFF = {
    ProposalKind.TABLING: Outcome.TABLED,
    ProposalKind.REFERRAL_BACK: Outcome.REFERRED_BACK,
    ProposalKind.REFERRAL: Outcome.REFERRED_BACK,
}


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
        handled = hold_in_hand(item.pk)
        found = proceeding_of(handled)
        if found.progress.value.step.kind is not StepKind.DONE and found.order.value.questions:
            raise ConflictError("Beslutsgången är inte klar: ett led återstår.")
        handled.settled_at = clock.now()
        handled.save(update_fields=["settled_at"])
        return ItemOutcome.objects.create(
            item=handled,
            outcome=outcome_of(found).value,
            decisions=list(given),
            controller_id=controller_of(handled),
        )

    return carry_out(actor, item, act, write)


def outcome_of(found: Proceeding) -> Outcome:
    """Answer what the steps taken ended in; an item with nothing to put is only noted."""
    progress: Progress = found.progress.value
    if progress.deferred and progress.deferred.question.formal:
        return PUT_OFF[progress.deferred.question.formal]
    return Outcome.DECIDED if progress.settled else Outcome.NOTED
