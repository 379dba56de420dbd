"""Interpellations and questions: who asks whom what, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from samverk.directory import queries as directory
from samverk.directory.queries import BodyKind
from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, Meeting, Question, QuestionHandled
from samverk.meetings.queries.roster import events_of, roster_of
from samverk.rules.agenda import Section
from samverk.rules.minutes.facts import Outcome, QuestionFact
from samverk.rules.questions import Asker, Fate, QuestionKind, who_debates
from samverk.rules.ruling import Reason
from samverk.rules.serving import Roster, served_intervals
from samverk.rules.wording import sentence

MARKS = {
    Fate.ANSWERED: ("good", "Besvarad"),
    Fate.WAITS: ("running", "Väntar på svar"),
    Fate.NOT_PUT: ("stopped", "Fick inte ställas"),
    Fate.PUT_OFF: ("running", "Bordlagd"),
    Fate.WITHDRAWN: ("stopped", "Återtagen"),
}


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """An interpellation or question of an item; ``handled`` is what became of it, None while unknown.

    ``asker`` is named as the roll does. ``was_let_before`` says that an earlier meeting let it be put,
    ``by_fewer`` that the council has decided that it is answered also without a quorum.
    """

    question: Question
    asker: str
    handled: QuestionHandled | None = None
    was_let_before: bool = False
    by_fewer: bool = False

    @property
    def kind(self) -> QuestionKind:
        """What it is."""
        return QuestionKind(self.question.kind)

    @property
    def fate(self) -> Fate | None:
        """What became of it."""
        return Fate(self.handled.fate) if self.handled else None

    @property
    def heading(self) -> str:
        """Its kind as a heading."""
        return sentence(self.kind.label)

    @property
    def label(self) -> str:
        """Name it by its kind and who asks, as the roll names them."""
        return f"{self.heading} från {self.asker}"

    @property
    def debates(self) -> tuple[Reason, ...]:
        """Who may speak when it is answered."""
        return (who_debates(self.kind, self.question.item.meeting.day),)

    @property
    def told(self) -> str:
        """Say in a sentence who asks whom, and when it was handed in."""
        let = f" Beslut som tillåter det: {self.question.let_by}." if self.question.let_by else ""
        day = self.question.handed_in_on
        return f"{self.label} till {self.question.addressee}, inlämnad {day}.{let}"

    @property
    def end(self) -> str:
        """Say in a sentence what became of it; "" while nobody has said."""
        if self.handled is None or self.fate is None:
            return ""
        what = sentence(self.kind.definite)
        if self.fate is Fate.ANSWERED:
            way, who = self.handled.get_way_display(), self.handled.answered_by
            return f"{what} {self.state} {way} av {who}."
        return f"{what} {self.state}."

    @property
    def state(self) -> str:
        """Say what became of it in few words."""
        if self.fate is None:
            return "inte antecknat"
        return self.fate.again if self.was_let_before else self.fate.label

    @property
    def mark(self) -> tuple[str, str]:
        """Give the tone and the word of its status."""
        return MARKS[self.fate] if self.fate else ("attention", "Inte antecknat")

    @property
    def words(self) -> tuple[str, ...]:
        """Give the text and then the reasons, paragraph by paragraph."""
        reasons = self.question.reasons
        told = _paragraphs(f"Motivering: {reasons}" if reasons else "")
        return (*_paragraphs(self.question.text), *told)

    @property
    def answer(self) -> tuple[str, ...]:
        """Give the answer, paragraph by paragraph; empty where none is written."""
        text = self.handled.answer if self.handled else ""
        return tuple(_paragraphs(f"Svar: {text}" if text else ""))

    @property
    def suggested(self) -> tuple[str, ...]:
        """Suggest the words of the outcome; empty while nobody has said what became of it."""
        if self.fate is None:
            return ()
        what = sentence(self.kind.definite)
        let = () if self.was_let_before else (f"{what} får ställas.",)
        return {
            Fate.ANSWERED: (*let, f"{what} är besvarad."),
            Fate.WAITS: (*let, f"{what} besvaras vid nästa sammanträde."),
            Fate.NOT_PUT: (f"{what} får inte ställas.",),
            Fate.PUT_OFF: (f"{what} bordläggs till nästa sammanträde.",),
            Fate.WITHDRAWN: (f"{what} är återtagen och besvaras inte.",),
        }[self.fate]


def question_facts(asked: QuestionRow) -> dict[str, Any]:
    """Give it as data: what it is, who asks whom, and what became of it (None while nobody has said)."""
    handled = asked.handled
    return {
        "kind": asked.kind.value,
        "asker": asked.asker,
        "addressee": asked.question.addressee,
        "handed_in_on": asked.question.handed_in_on.isoformat(),
        "fate": handled.fate if handled else None,
        "answered_by": handled.answered_by if handled else "",
    }


def question_words(facts: dict[str, Any]) -> str:
    """Tell of an interpellation or question given as data, of another body's."""
    what = sentence(QuestionKind(facts["kind"]).label)
    by = f" av {facts['answered_by']}" if facts["answered_by"] else ""
    end = f" {Fate(facts['fate']).again}{by}" if facts.get("fate") else " ingen utgång är antecknad"
    return (
        f"{what} från {facts['asker']} till {facts['addressee']}, inlämnad {facts['handed_in_on']}:"
        f"{end}."
    )


def _paragraphs(text: str) -> list[str]:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


def is_question(item: AgendaItem) -> bool:
    """Answer whether an item is an interpellation or a question, without a question to the database."""
    return item.section == Section.QUESTIONS.value


def questions_of(items: Iterable[AgendaItem], roster: Roster) -> dict[int, QuestionRow]:
    """Give the interpellations and questions of some items by item (id), in a fixed number of reads."""
    asked = [item for item in items if is_question(item)]
    if not asked:
        return {}
    rows = Question.objects.filter(item__in=asked).select_related("asker", "item__meeting")
    handled = QuestionHandled.objects.filter(item__in=asked, struck_why="")
    ends = {each.item_id: each for each in handled}
    before = _let_before(asked)
    return {
        row.item_id: QuestionRow(
            row,
            _named(roster, row),
            ends.get(row.item_id),
            row.item_id in before,
            roster.questions_by_fewer,
        )
        for row in rows
    }


def question_of(item: AgendaItem) -> QuestionRow | None:
    """Give the interpellation or question that an item is about; None for any other."""
    if not is_question(item):
        return None
    return questions_of([item], roster_of(item.meeting)).get(item.pk)


def _named(roster: Roster, row: Question) -> str:
    """Name the asker as the roll does, or by name alone when the seat is left since."""
    try:
        return roster.title(row.asker_id)
    except ValueError:
        return str(row.asker)


def _let_before(items: Iterable[AgendaItem]) -> set[int]:
    """Answer which items (ids) go on with one that an earlier meeting let be put."""
    back: dict[int, int] = {i.pk: i.carried_from_id for i in items if i.carried_from_id}
    found: set[int] = set()
    while back:
        earlier = QuestionHandled.objects.filter(item__in=back.values(), struck_why="")
        lets = {each.item_id for each in earlier if Fate(each.fate).lets}
        found |= {item for item, before in back.items() if before in lets}
        rows = AgendaItem.objects.filter(pk__in=back.values(), carried_from__isnull=False)
        links = {pk: before for pk, before in rows.values_list("pk", "carried_from") if before}
        back = {i: links[b] for i, b in back.items() if b in links and i not in found}
    return found


def fact_of(row: QuestionRow | None, outcome: str | None) -> QuestionFact | None:
    """Give it as the minutes' rules have it; an item that was tabled or left undone says so itself."""
    if row is None:
        return None
    is_told = row.fate is not None or outcome in {Outcome.TABLED.value, Outcome.STRUCK.value}
    return QuestionFact(row.label, row.fate is Fate.ANSWERED if is_told else None, row.by_fewer)


@dataclass(frozen=True, slots=True)
class Addressee:
    """A chair to whom it may go: the body (id), and the words that the minutes have."""

    body: int
    words: str


def addressees_of(meeting: Meeting) -> tuple[Addressee, ...]:
    """List the chairs of the organisation's boards and of the council's own drafting committees."""
    kinds = {BodyKind.EXECUTIVE, BodyKind.BOARD}
    listed = directory.bodies(organisation=meeting.body.organisation_id)
    bodies = [one for one in listed if one.kind in kinds] + directory.committees(meeting.body_id)
    chairs = directory.chairs_on((one.id for one in bodies), meeting.day)
    return tuple(
        Addressee(
            one.id,
            f"{chairs[one.id]}, ordförande i {one.name}"
            if one.id in chairs
            else f"ordföranden i {one.name}",
        )
        for one in bodies
    )


def standing_of(meeting: Meeting, roster: Roster, person: int) -> Asker:
    """Answer what somebody (id) is in the council, a substitute by whether they serve at the meeting."""
    if person in roster.seat_of_member:
        return Asker.MEMBER
    if person not in roster.substitute_of_id:
        return Asker.STRANGER
    events = events_of(meeting.presence.order_by("number"))
    last = max((item.turn or 0 for item in meeting.items.all()), default=0) + 1
    turns = {turn: turn for turn in range(1, last + 1)}
    serving = {one.person for one in served_intervals(roster, events, turns).value}
    return Asker.SERVING if events and person in serving else Asker.NOT_SERVING


def handled_by_id(handled: int) -> QuestionHandled:
    """Answer which note of what became of a question this is, with its item; raises NotFoundError."""
    rows = QuestionHandled.objects.select_related("item__meeting__body__organisation")
    found = rows.filter(pk=handled).first()
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found
