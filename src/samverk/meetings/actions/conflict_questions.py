"""The body decides whether somebody is disqualified (prövning av jäv), and finds jäv or not."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.conflict import NewConflict
from samverk.meetings.actions.doors import act_on, hold_open
from samverk.meetings.actions.inside import carry_out, controller_of, hold_in_hand
from samverk.meetings.actions.locks import refuse_closed
from samverk.meetings.actions.presence import NewPresence, record_presence
from samverk.meetings.models import AgendaItem, ConflictQuestion, ConflictSettled, PresenceEvent
from samverk.meetings.queries.conflict import (
    asked_in,
    grounds_of,
    own_question,
    quorate_without,
)
from samverk.meetings.queries.roster import events_of, roster_of
from samverk.rules.serving import Event, EventKind, Roster, serving_at

CONFLICT_DECIDED = acts.kind("meetings.conflict_decided", "Jävsfråga prövad")
QUESTION_STRUCK = acts.kind("meetings.conflict_question_struck", "Jävsfråga struken som felaktig")


@dataclass(frozen=True, slots=True)
class NewConflictQuestion:
    """A question of jäv that the body decided: whom it is about (id), on which ground, and the answer.

    ``raised_by`` is a person (id), None for the one concerned. ``took_part`` and ``may_debate`` are as
    ``NotedConflict`` says.
    """

    person: int
    ground: str
    is_disqualified: bool
    raised_by: int | None = None
    why: str = ""
    decided_how: str = ""
    took_part: bool = False
    may_debate: bool = False


def decide_conflict(
    actor: Actor, item: AgendaItem, new: NewConflictQuestion, *, key: str
) -> ConflictQuestion:
    """Note how the body decided a question of jäv in the item in hand; jäv is noted as any other.

    Raises InputError for one who is not there or is out already, a ground that is not the body's, and
    a decision that the one concerned may not take part in, or that too few take without them;
    ConflictError when the question is decided already.
    """
    act = act_on(actor, CONFLICT_DECIDED, key, item.meeting, (item.pk, new))

    def write() -> ConflictQuestion:
        handled = hold_in_hand(item.pk)
        _check(handled, new)
        event = _noted(actor, handled, new, key) if new.is_disqualified else None
        return ConflictQuestion.objects.create(
            item=handled,
            person_id=new.person,
            raised_by_id=None if new.raised_by == new.person else new.raised_by,
            ground=new.ground,
            is_disqualified=new.is_disqualified,
            why=new.why.strip(),
            decided_how=new.decided_how.strip(),
            took_part=new.took_part,
            event=event,
            controller_id=controller_of(handled),
        )

    return carry_out(actor, item, act, write)


def _check(item: AgendaItem, new: NewConflictQuestion) -> None:
    roster = roster_of(item.meeting)
    events = events_of(item.meeting.presence.order_by("number"))
    if new.ground not in {each.value for each in grounds_of(roster.assembly)}:
        raise InputError("Välj en jävsgrund som gäller för organet.", field="ground")
    _check_people(roster, events, item.turn or 1, new)
    if any(row.person_id == new.person for row in asked_in(item)):
        raise ConflictError(
            "Jävsfrågan är redan prövad i punkten. Stryk den först om det blev fel."
        )
    _check_deciders(roster, events, item.turn or 1, new)


def _check_people(
    roster: Roster, events: tuple[Event, ...], turn: int, new: NewConflictQuestion
) -> None:
    found = serving_at(roster, events, turn).value
    if new.person in found.aside:
        raise InputError("Personen är redan antecknad som jävig i punkten.", field="person")
    here = {*found.people, *found.waiting}
    if new.person not in here:
        raise InputError("Personen är inte antecknad som närvarande.", field="person")
    if new.raised_by is not None and new.raised_by not in here | {*found.aside}:
        raise InputError("Den som väckte frågan är inte närvarande.", field="raised_by")


def _check_deciders(
    roster: Roster, events: tuple[Event, ...], turn: int, new: NewConflictQuestion
) -> None:
    """Refuse a decision by the one concerned, but where the act lets them, and one by too few."""
    own = own_question(roster, events, turn, new.person)
    if new.took_part and not own.value:
        raise InputError(" ".join(each.text for each in own.reasons), field="took_part")
    if not new.took_part and not quorate_without(roster, events, turn, new.person):
        raise InputError(
            "Utan personen är organet inte beslutsfört i jävsfrågan. Kalla in en ersättare; kan ingen"
            " annan tillkallas får personen delta när frågan prövas.",
            field="took_part",
        )


def _noted(actor: Actor, item: AgendaItem, new: NewConflictQuestion, key: str) -> PresenceEvent:
    """Note the jäv as any other, settled by the body."""
    found = NewConflict(
        new.ground,
        ConflictSettled.DECIDED.value,
        may_debate=new.may_debate,
        decided_how=new.decided_how,
        took_part=new.took_part,
    )
    aside = NewPresence(EventKind.STEPPED_ASIDE.value, new.person, turn=item.turn, conflict=found)
    return record_presence(actor, item.meeting, aside, key=f"{key}/jäv")


def strike_conflict_question(
    actor: Actor, question: ConflictQuestion, why: str, *, key: str
) -> ConflictQuestion:
    """Strike a question that was noted in error, where the body found no jäv.

    Raises InputError without a reason; ConflictError when it is struck, when it led to jäv, which is
    struck among the presence, and when the minutes are out for adjustment or adjusted.
    """
    if not why.strip():
        raise InputError("Skriv varför uppgiften är fel.", field="why")
    item = question.item
    act = act_on(actor, QUESTION_STRUCK, key, item.meeting, (question.pk, why))

    def strike() -> ConflictQuestion:
        refuse_closed(hold_open(item.meeting_id), [item])
        found = ConflictQuestion.objects.get(pk=question.pk)
        if found.event_id:
            raise ConflictError(
                "Frågan ledde till jäv: stryk jävet i mötesrummet, så faller frågan med det."
            )
        if found.struck_why:
            raise ConflictError("Uppgiften är redan struken.")
        found.struck_why = why.strip()
        found.save(update_fields=["struck_why"])
        return found

    return carry_out(actor, item, act, strike)
