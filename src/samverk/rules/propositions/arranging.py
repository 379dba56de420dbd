"""Another order than the computed one: the chair proposes it, and the meeting approves it.

What is logic stands fast: formal proposals before the matter itself, and nothing before what it
hangs on. The rest is practice, and only warned of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from samverk.rules.propositions.events import Event, OrderApproved, Step, StepKind
from samverk.rules.propositions.order import (
    Alternative,
    Order,
    Placed,
    Question,
    QuestionKind,
    proposition_order,
)
from samverk.rules.propositions.proposals import Matter
from samverk.rules.ruling import Reason, Ruling

FORMAL = (QuestionKind.DEFERRAL, QuestionKind.ADJOURNMENT)
# Which questions each kind hangs on: they are settled before it
_HANGS_ON = {
    QuestionKind.MAIN: FORMAL,
    QuestionKind.POINT: (*FORMAL, QuestionKind.MAIN),
    QuestionKind.ADDITION: (*FORMAL, QuestionKind.MAIN, QuestionKind.POINT),
}
_WHY = {
    QuestionKind.MAIN: "Formella yrkanden prövas före själva saken, vart och ett för sig",
    QuestionKind.POINT: "En punkt faller om helheten förlorar, så helheten prövas först",
    QuestionKind.ADDITION: "Ett tillägg prövas när det som det läggs till är avgjort",
}
# Only where proposals stand against each other as equals may they change places
_EQUALS = (QuestionKind.MAIN, QuestionKind.POINT)


def may_rearrange(question: Question) -> bool:
    """Answer whether the proposals in a question may change places."""
    return question.kind in _EQUALS and len(question.alternatives) > 1


def put_order(matter: Matter, history: Sequence[OrderApproved | Event]) -> Order:
    """Give the order that is put: the one last approved, else the computed one."""
    given = [event for event in history if isinstance(event, OrderApproved)]
    computed = proposition_order(matter).value
    return arranged(computed, given[-1].order) if given else computed


def approval_step(
    matter: Matter, order: Order, history: Sequence[OrderApproved | Event]
) -> Step | None:
    """Ask for approval of the order: at first by the body, after a change by all."""
    given = [event for event in history if isinstance(event, OrderApproved)]
    if any(not event.is_unanimous for event in given[1:]):
        raise ValueError("När ordningen är godkänd ändras yrkanden bara om alla är ense om det.")
    live = {proposal.id for proposal in matter.live}
    # What the chair refuses afterwards changes nobody's proposal
    if given and set(given[-1].proposals) - matter.refused == live:
        return None
    if not given and not order.needs_approval:
        return None
    return Step(StepKind.APPROVE_ORDER, "order", needs_unanimity=bool(given))


def arranged(order: Order, placed: Sequence[Placed]) -> Order:
    """Put the questions and their alternatives in the places given.

    What has gone since is passed over. What has come since stands after what it is computed after.
    """
    if not placed:
        return order
    alternatives = {each.question: each.alternatives for each in placed}
    keys = _merged([q.key for q in order.questions], [each.question for each in placed])
    questions = {
        q.key: replace(q, alternatives=_sorted(q, alternatives.get(q.key, ())))
        for q in order.questions
    }
    return replace(order, questions=tuple(questions[key] for key in keys))


def _sorted(question: Question, keys: Sequence[str]) -> tuple[Alternative, ...]:
    found = _merged([each.key for each in question.alternatives], keys)
    return tuple(question.alternative(key) for key in found)


def _merged(computed: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Sort the computed keys as chosen; a key that is not chosen follows the one it is computed after."""
    found = [key for key in dict.fromkeys(chosen) if key in computed]
    for at, key in enumerate(computed):
        if key not in found:
            found.insert(found.index(computed[at - 1]) + 1 if at else 0, key)
    return found


def placed_in(order: Order) -> tuple[Placed, ...]:
    """Give an order as it is entered: every question with its alternatives, by key."""
    return tuple(Placed(q.key, tuple(a.key for a in q.alternatives)) for q in order.questions)


def judged(order: Order, placed: Sequence[Placed], *, tried: Collection[str] = ()) -> Ruling[bool]:
    """Answer whether the chair may put the computed ``order`` as ``placed``.

    ``tried`` are the keys of the questions that have begun to be tried. The reasons of a no say what
    to do; the remarks warn of what only practice speaks against.
    """
    if faults := (*_counted(order, placed), *_after_tried(order, placed, tried)):
        return Ruling(False, faults)
    asked = arranged(order, placed)
    if faults := tuple(_out_of_turn(asked.questions)):
        return Ruling(False, faults)
    text = "Ordföranden får lägga fram förslagen i en annan ordning, om mötet godkänner den."
    same = placed_in(asked) == placed_in(order)
    return Ruling(True, () if same else (Reason(text),), tuple(_warnings(order, asked)))


def _counted(order: Order, placed: Sequence[Placed]) -> tuple[Reason, ...]:
    """Refuse an order that has not each question, and each alternative, exactly once."""
    known = {q.key: q for q in order.questions}
    if sorted(each.question for each in placed) != sorted(known):
        text = (
            "Varje fråga ska stå en gång i ordningen. Yrkandena kan ha ändrats: läs in sidan igen."
        )
        return (Reason(text),)
    faults = []
    for each in placed:
        question = known[each.question]
        computed = [one.key for one in question.alternatives]
        if not each.alternatives or list(each.alternatives) == computed:
            continue
        if sorted(each.alternatives) != sorted(computed):
            faults.append(Reason(f"{question.label}: varje förslag ska stå en gång."))
        elif not may_rearrange(question):
            text = (
                f"{question.label} prövas för sig, ett ja mot ett nej: förslagen byter inte plats."
            )
            faults.append(Reason(text))
    return tuple(faults)


def _after_tried(
    order: Order, placed: Sequence[Placed], tried: Collection[str]
) -> tuple[Reason, ...]:
    """Refuse to put a question before one that is being tried already."""
    labels = {q.key: q.label for q in order.questions}
    keys = [each.question for each in placed]
    begun = [key for key in keys if key in tried]
    if keys[: len(begun)] == begun:
        return ()
    names = ", ".join(labels[key] for key in begun)
    return (Reason(f"{names} prövas redan och står kvar först. Ångra leden om det blev fel."),)


def _out_of_turn(questions: Sequence[Question]) -> Iterator[Reason]:
    """Find what stands before something that it hangs on."""
    for at, question in enumerate(questions):
        needed = _HANGS_ON.get(question.kind, ())
        late = next((each for each in questions[at + 1 :] if each.kind in needed), None)
        if late is None:
            continue
        kind = QuestionKind.MAIN if late.kind in FORMAL else question.kind
        yield Reason(f"{_WHY[kind]}: flytta {late.label} före {question.label}.")


def _warnings(order: Order, asked: Order) -> Iterator[Reason]:
    keys = [q.key for q in order.questions]
    if keys != [q.key for q in asked.questions]:
        text = "Frågorna står inte i den ordning som är vanlig. Det är praxis, inte lag."
        yield Reason(text)
    for question in asked.questions:
        computed = next(q for q in order.questions if q.key == question.key)
        if computed.alternatives != question.alternatives:
            text = (
                f"{question.label}: i vilken ordning förslagen ställs avgör inte vilket som vinner."
                " Vid omröstning är det som ordföranden finner ha vunnit huvudförslag."
            )
            yield Reason(text)
