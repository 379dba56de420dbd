"""Interpellations and questions: registered for a meeting, and what became of them there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Allowed, Denied, Permission, require
from samverk.meetings.actions.agenda import ItemFacts, add_item
from samverk.meetings.actions.doors import act_on, hold_open
from samverk.meetings.actions.inside import carry_out, controller_of
from samverk.meetings.actions.locks import hold_unsent
from samverk.meetings.models import AgendaItem, AnswerWay, Meeting, Question, QuestionHandled
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.questions import (
    addressees_of,
    is_question,
    question_of,
    standing_of,
)
from samverk.meetings.queries.roster import assembly_of, name_in, roster_of
from samverk.rules.agenda import Section
from samverk.rules.assembly import Assembly
from samverk.rules.minutes.facts import Outcome
from samverk.rules.questions import (
    Asker,
    Fate,
    HandedIn,
    QuestionKind,
    may_be_handed_in,
    may_end_so,
)

QUESTION_HANDED_IN = acts.kind("meetings.question_handed_in", "Interpellation eller fråga inlämnad")
QUESTION_HANDLED = acts.kind(
    "meetings.question_handled", "Antecknat hur interpellation eller fråga behandlades"
)
HANDLING_STRUCK = acts.kind(
    "meetings.handling_struck", "Uppgift om interpellation eller fråga struken som felaktig"
)


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """An interpellation or question as it was handed in; ids of the directory and the diary.

    ``about`` is what the agenda says it is about. ``body`` is the one whose chair is asked; None when
    somebody else is, who is then named in ``other`` with the council's decision in ``let_by``.
    ``is_free_of_authority`` is the registrar's word that it is not about authority towards an individual.
    """

    kind: str
    asker: int
    about: str
    text: str
    handed_in_on: date
    reasons: str = ""
    body: int | None = None
    other: str = ""
    let_by: str = ""
    is_free_of_authority: bool = False
    case: int | None = None


def hand_in_question(actor: Actor, meeting: Meeting, new: NewQuestion, *, key: str) -> Question:
    """Register an interpellation or a question, and put it on the agenda of a council's meeting.

    Raises NotAllowedError in another body; InputError with the rule's own reasons
    (``rules.questions``), for a day that has not been, and for nobody to answer; ConflictError once the
    meeting has ended.
    """
    act = act_on(actor, QUESTION_HANDED_IN, key, meeting, new)
    require(may_have_questions(meeting))

    def write() -> Question:
        found = hold_open(meeting.pk)
        to = _checked(found, new)
        kind = QuestionKind(new.kind)
        name = name_in(roster_of(found), new.asker, "")
        title = f"{kind.label.capitalize()} från {name}: {new.about.strip()}"[:300]
        facts = ItemFacts(title, section=Section.QUESTIONS.value, case=new.case)
        item = add_item(actor, found, facts, key=f"{key}/punkt")
        return Question.objects.create(
            item=item,
            kind=kind.value,
            asker_id=new.asker,
            addressee=to,
            let_by="" if new.body else new.let_by.strip(),
            text=new.text.strip(),
            reasons=new.reasons.strip(),
            handed_in_on=new.handed_in_on,
            checked_by=actor.name,
            controller_id=controller_of(item),
        )

    return acts.carry_out(act, write)


def _checked(meeting: Meeting, new: NewQuestion) -> str:
    """Refuse what may not be handed in; else answer to whom it goes, in words."""
    if new.kind not in {each.value for each in QuestionKind}:
        raise InputError("Välj om det är en interpellation eller en fråga.", field="kind")
    if not new.about.strip():
        raise InputError("Skriv kort vad den gäller.", field="about")
    if new.handed_in_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="handed_in_on")
    to = _addressee(meeting, new)
    handed = HandedIn(
        QuestionKind(new.kind),
        standing_of(meeting, roster_of(meeting), new.asker),
        new.text,
        new.reasons,
        to_chair=new.body is not None,
        let_by=new.let_by,
        is_free_of_authority=new.is_free_of_authority,
    )
    found = may_be_handed_in(handed, assembly=Assembly.COUNCIL, day=meeting.day)
    if not found.value:
        raise InputError(" ".join(reason.text for reason in found.reasons))
    return to


def may_have_questions(meeting: Meeting) -> Permission:
    """Answer whether a meeting has interpellations and questions: only a council's, by the rule."""
    assembly = assembly_of(meeting.body.kind)
    if assembly is Assembly.COUNCIL:
        return Allowed()
    handed = HandedIn(QuestionKind.INTERPELLATION, Asker.MEMBER, "")
    found = may_be_handed_in(handed, assembly=assembly, day=meeting.day)
    return Denied(" ".join(f"{reason.text} ({reason.statute})" for reason in found.reasons))


def _addressee(meeting: Meeting, new: NewQuestion) -> str:
    if new.body is not None and (new.other.strip() or new.let_by.strip()):
        raise InputError(
            "Välj antingen en ordförande eller någon annan, som fullmäktige har bestämt.",
            field="body",
        )
    if new.body is None:
        if not new.other.strip():
            raise InputError("Välj vem den går till, eller skriv namn och uppdrag.", field="other")
        return new.other.strip()
    to = next((one.words for one in addressees_of(meeting) if one.body == new.body), None)
    if to is None:
        name = directory.body_ref(new.body).name
        raise InputError(
            f"{name} är varken en nämnd i organisationen eller en beredning under fullmäktige.",
            field="body",
        )
    return to


@dataclass(frozen=True, slots=True)
class NewHandling:
    """What became of it: a value of ``Fate``; who answered, how and in which words, for an answer."""

    fate: str
    answered_by: str = ""
    way: str = ""
    answer: str = ""


def handle_question(
    actor: Actor, item: AgendaItem, new: NewHandling, *, key: str
) -> QuestionHandled:
    """Note what became of an interpellation or a question that is taken up, until its minutes go out.

    Raises InputError for an item that is none, an answer without who gave it and how, one that is
    written where none was given, and with the rule's reason when too few are present; ConflictError
    when it is noted already, or when the item has ended otherwise.
    """
    act = act_on(actor, QUESTION_HANDLED, key, item.meeting, (item.pk, new))

    def write() -> QuestionHandled:
        found = hold_unsent(item.pk)
        _check_handling(found, new)
        is_answer = new.fate == Fate.ANSWERED.value
        return QuestionHandled.objects.create(
            item=found,
            fate=new.fate,
            answered_by=new.answered_by.strip() if is_answer else "",
            way=new.way if is_answer else "",
            answer=new.answer.strip() if is_answer else "",
            noted_by=actor.name,
            controller_id=controller_of(found),
        )

    return carry_out(actor, item, act, write)


def _check_handling(item: AgendaItem, new: NewHandling) -> None:
    if not is_question(item):
        raise InputError("Punkten är ingen interpellation eller fråga.")
    if new.fate not in {each.value for each in Fate}:
        raise InputError("Välj vad som hände.", field="fate")
    fate = Fate(new.fate)
    if fate is not Fate.ANSWERED and (new.answer.strip() or new.way):
        raise InputError(
            "Ett svar är ifyllt: välj att den besvarades, eller ta bort svaret.", field="fate"
        )
    if fate is Fate.ANSWERED and not new.answered_by.strip():
        raise InputError("Skriv vem som svarade.", field="answered_by")
    if fate is Fate.ANSWERED and new.way not in AnswerWay.values:
        raise InputError("Välj om svaret var skriftligt eller muntligt.", field="way")
    if item.questions_handled.filter(struck_why="").exists():
        raise ConflictError("Det är redan antecknat. Är det fel: stryk det först.")
    row = question_of(item)
    if row and row.was_let_before and fate in {Fate.NOT_PUT, Fate.PUT_OFF}:
        raise InputError(
            "Ett tidigare sammanträde har beslutat att den får ställas: nu besvaras den, väntar eller tas"
            " tillbaka.",
            field="fate",
        )
    _check_present(item, fate)
    if item.settled_at:
        refuse_contradiction(fate, item.outcome.outcome)


def _check_present(item: AgendaItem, fate: Fate) -> None:
    present = proceeding_of(item, in_full=False)
    by_fewer = roster_of(item.meeting).questions_by_fewer
    found = may_end_so(
        fate,
        is_quorate=present.quorum.value.is_quorate,
        answers_by_fewer=by_fewer,
        day=item.meeting.day,
    )
    if not found.value:
        raise InputError(found.reasons[0].text, field="fate")


def refuse_contradiction(fate: Fate, outcome: str) -> None:
    """Refuse what became of it when the item has ended, or would end, otherwise. Raises ConflictError."""
    if fate.comes_back == (outcome == Outcome.TABLED.value):
        return
    if fate.comes_back:
        raise ConflictError(
            f"Punkten slutade som {outcome} och kommer inte tillbaka av sig själv. Ta upp punkten igen,"
            " så länge mötet är kvar vid den."
        )
    raise ConflictError(
        f"Punkten är bordlagd, och då kan det inte stå att den {fate.label}. Ta upp punkten igen, eller"
        " ändra det som är antecknat."
    )


def strike_handling(
    actor: Actor, handled: QuestionHandled, why: str, *, key: str
) -> QuestionHandled:
    """Strike what was noted in error, so that the right thing can be noted.

    Raises InputError without a reason; ConflictError when it is struck already, and when the item has
    ended so that it comes back by this note.
    """
    why = why.strip()
    if not why:
        raise InputError("Skriv varför uppgiften är fel.", field="why")
    act = act_on(actor, HANDLING_STRUCK, key, handled.item.meeting, (handled.pk, why))

    def strike() -> QuestionHandled:
        item = hold_unsent(handled.item.pk)
        found = QuestionHandled.objects.select_for_update().get(pk=handled.pk)
        if found.struck_why:
            raise ConflictError("Uppgiften är redan struken.")
        if item.settled_at and Fate(found.fate).comes_back:
            raise ConflictError("Punkten är bordlagd på grund av detta. Ta upp punkten igen först.")
        found.struck_why = why
        found.save(update_fields=["struck_why"])
        return found

    return carry_out(actor, handled.item, replace(act, why=why), strike)


def tables(item: AgendaItem, outcome: Outcome) -> Outcome:
    """Answer how an item ends: one that waits for an answer is tabled, and comes back by that.

    Raises ConflictError when the steps taken say otherwise than what is noted of it.
    """
    row = question_of(item)
    if row is None or row.fate is None:
        return outcome
    if row.fate.comes_back:
        return Outcome.TABLED
    refuse_contradiction(row.fate, outcome.value)
    return outcome


def carry_question(item: AgendaItem, made: AgendaItem) -> None:
    """Let a question that waits stand with the new item of a later meeting, as it was handed in."""
    question = Question.objects.filter(item=item).first()
    if question is None:
        return
    question.pk, question.item = None, made
    question._state.adding = True
    question.controller_id = controller_of(made)
    question.save()
