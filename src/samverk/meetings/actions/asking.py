"""What the meeting is asked beside its proposals: whether all agree, and whether to open an outcome again."""

from __future__ import annotations

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on, hold_item
from samverk.meetings.actions.inside import carry_out, controller_of, hold_in_hand
from samverk.meetings.actions.locks import refuse_closed
from samverk.meetings.models import AgendaItem, Reopened, UnanimityAsked, UnanimityQuestion
from samverk.meetings.queries.asking import may_reopen, unanimity_needed
from samverk.meetings.queries.proceeding import proceeding_of

UNANIMITY_ASKED = acts.kind("meetings.unanimity_asked", "Fråga om enighet besvarad")
REOPENED = acts.kind("meetings.reopened", "Utgång återupptagen")


def ask_unanimity(
    actor: Actor, item: AgendaItem, question: str, agreeing: int, *, key: str
) -> UnanimityAsked:
    """Note how many of those present agree, where the law lets the item be decided only if all do.

    Raises InputError for a question that the item does not need, and for more who agree than are
    present; ConflictError when the item is not in hand.
    """
    act = act_on(actor, UNANIMITY_ASKED, key, item.meeting, (item.pk, question, agreeing))

    def write() -> UnanimityAsked:
        handled = hold_in_hand(item.pk)
        if question not in unanimity_needed(handled):
            raise InputError("Ärendet kräver inte att alla är ense om det.", field="question")
        present = len(proceeding_of(handled, in_full=False).in_room)
        if not 0 <= agreeing <= present:
            raise InputError(
                f"Skriv ett antal från 0 till {present}, de närvarande.", field="agreeing"
            )
        return UnanimityAsked.objects.create(
            item=handled, question=UnanimityQuestion(question), present=present, agreeing=agreeing
        )

    return carry_out(actor, item, act, write)


def reopen_item(actor: Actor, item: AgendaItem, why: str, *, key: str) -> Reopened:
    """Open an outcome again at the same meeting; what was noted stays as a fact of its own.

    The steps stand until they are undone. Raises InputError without a reason, and ConflictError with
    the rule's words when it may not be opened (``rules.reopening``), or when its paragraph is out
    for adjustment or adjusted.
    """
    if not why.strip():
        raise InputError("Skriv varför punkten tas upp igen.", field="why")
    act = act_on(actor, REOPENED, key, item.meeting, (item.pk, why.strip()))

    def write() -> Reopened:
        held = hold_item(item.pk)
        if held.settled_at is None:
            raise ConflictError("Punkten har ingen utgång att ta upp igen.")
        refuse_closed(held.meeting, [held])
        answer = may_reopen(held)
        if not answer.value:
            raise ConflictError(" ".join(reason.text for reason in answer.reasons))
        made = Reopened.objects.create(
            item=held,
            outcome=held.outcome.outcome,
            decisions=held.outcome.decisions,
            settled_at=held.settled_at,
            why=why.strip(),
            controller_id=controller_of(held),
        )
        held.settled_at = None
        held.save(update_fields=["settled_at"])
        return made

    return carry_out(actor, item, act, write)
