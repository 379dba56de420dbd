"""Conflicts of interest as they were noted: the body's own law, and what the minutes say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    AgendaItem,
    ConflictDecided,
    ConflictQuestion,
    ConflictSettled,
    NotedConflict,
    PresenceEvent,
)
from samverk.meetings.queries.roster import name_in, roster_of
from samverk.rules.assembly import Assembly
from samverk.rules.conflict import BOARD_GROUNDS, Claim, Conflict, Ground, conflict
from samverk.rules.conflict import decides_own_conflict as asked_rule
from samverk.rules.ruling import Ruling
from samverk.rules.serving import Event, EventKind, Roster, item_quorum, serving_at
from samverk.rules.wording import sentence

OF_COUNCIL = tuple(ground for ground in Ground if not ground.is_boards)
WHO = {
    Assembly.COUNCIL: "Fullmäktige",
    Assembly.BOARD: "Nämnden",
    Assembly.FEDERATION: "Styrelsen",
}


@dataclass(frozen=True, slots=True)
class Disqualified:
    """Somebody who did not take part in an item for jäv: by what ground and statute, settled how.

    All but the name is "" where the ground was not noted.
    """

    name: str
    ground: str = ""
    statute: str = ""
    settled: str = ""

    @property
    def told(self) -> str:
        """Tell it as the minutes do."""
        by = f" ({self.statute}: {self.ground})" if self.ground else ""
        settled = f" {self.settled}" if self.settled else ""
        return f"{self.name} deltar inte på grund av jäv{by}.{settled}"


def grounds_of(assembly: Assembly) -> tuple[Ground, ...]:
    """List the grounds of conflict in a body's own law."""
    return OF_COUNCIL if assembly is Assembly.COUNCIL else BOARD_GROUNDS


def ruled(assembly: Assembly, noted: NotedConflict, day: date) -> Ruling[Conflict]:
    """Ask the rule what a noted ground means."""
    claim = Claim(Ground(noted.ground), may_be_criticised=noted.may_debate)
    return conflict(assembly, claim, day=day)


def own_question(roster: Roster, events: Sequence[Event], turn: int, person: int) -> Ruling[bool]:
    """Answer whether a person may take part when the question of their own conflict is decided.

    Raises ValueError when they cannot step aside at ``turn``.
    """
    without = (*events, Event(EventKind.STEPPED_ASIDE, person, turn))
    places = serving_at(roster, without, turn).value.places
    left = [each for each in places if each.empty_for_conflict and each.suggestion]
    called = any(each.suggestion and each.suggestion.person is not None for each in left)
    quorate = item_quorum(roster, without, turn).value.is_quorate
    return asked_rule(
        roster.assembly,
        is_quorate_without=quorate,
        another_can_be_called=called,
        day=roster.day,
    )


def quorate_without(roster: Roster, events: Sequence[Event], turn: int, person: int) -> bool:
    """Answer whether the body has its quorum at ``turn`` with a person left out for jäv."""
    without = (*events, Event(EventKind.STEPPED_ASIDE, person, turn))
    return item_quorum(roster, without, turn).value.is_quorate


def asked_in(item: AgendaItem) -> tuple[ConflictQuestion, ...]:
    """List the questions of jäv decided in an item, without those struck or whose jäv is struck."""
    return standing(questions(item.conflict_questions.all()))


def standing(rows: Iterable[ConflictQuestion]) -> tuple[ConflictQuestion, ...]:
    """Keep the questions that count: neither they nor the jäv that they led to are struck."""
    return tuple(
        row for row in rows if not row.struck_why and not (row.event and row.event.struck_why)
    )


def questions(rows: QuerySet[ConflictQuestion]) -> QuerySet[ConflictQuestion]:
    """Take questions of jäv with those they name, in one query, in the order they were decided."""
    return rows.select_related("person", "raised_by", "event").order_by("pk")


def questions_in(item: AgendaItem) -> tuple[tuple[ConflictQuestion, str], ...]:
    """List the questions of jäv decided in an item, each with its words."""
    rows = asked_in(item)
    if not rows:
        return ()
    roster = roster_of(item.meeting)
    return tuple((row, question_told(roster, row)) for row in rows)


def question_by_id(question: int) -> ConflictQuestion:
    """Answer which question of jäv this is, with its item; raises NotFoundError."""
    rows = questions(ConflictQuestion.objects.all())
    found = rows.select_related("item__meeting__body__organisation").filter(pk=question).first()
    if found is None:
        raise NotFoundError("Jävsfrågan finns inte.")
    return found


def question_told(roster: Roster, row: ConflictQuestion) -> str:
    """Tell of a question of jäv as the minutes do; of one that led to jäv, what its own line leaves."""
    name = name_in(roster, row.person_id, str(row.person))
    by = (
        name_in(roster, row.raised_by_id, str(row.raised_by))
        if row.raised_by_id
        else "personen själv"
    )
    why = f" Skäl: {sentence(row.why.strip().rstrip('.'))}." if row.why.strip() else ""
    if row.is_disqualified:
        return f"Frågan om jäv för {name} väcktes av {by}.{why}"
    ground = Ground(row.ground)
    statute = conflict(roster.assembly, Claim(ground), day=roster.day).reasons[0].statute
    part = "deltog" if row.took_part else "deltog inte"
    how = f" {row.decided_how.rstrip('.')}." if row.decided_how else ""
    return (
        f"Frågan om jäv för {name} väcktes av {by} ({statute}: {ground.label})."
        f" {WHO[roster.assembly]} beslutade att jäv inte föreligger; personen {part} när frågan"
        f" prövades.{how}{why}"
    )


def question_facts(roster: Roster, row: ConflictQuestion) -> dict[str, object]:
    """Give a question of jäv as data to lock."""
    return {
        "name": name_in(roster, row.person_id, str(row.person)),
        "raised_by": str(row.raised_by) if row.raised_by else "",
        "ground": row.ground,
        "is_disqualified": row.is_disqualified,
        "took_part": row.took_part,
        "decided_how": row.decided_how,
        "why": row.why,
    }


def disqualified_at(
    roster: Roster, rows: Iterable[PresenceEvent], aside: Iterable[int], turn: int
) -> tuple[Disqualified, ...]:
    """Tell of those who stood aside at an item; ``rows`` have their conflicts selected.

    How a body decided is there only inside the item's compartment, where the item is secret.
    """
    found = {
        row.person_id: row
        for row in rows
        if row.kind == EventKind.STEPPED_ASIDE.value and not row.struck_why and row.turn <= turn
    }
    return tuple(_told(roster, found[who]) for who in aside)


def _told(roster: Roster, row: PresenceEvent) -> Disqualified:
    name = roster.title(row.person_id)
    noted: NotedConflict | None = getattr(row, "conflict", None)
    if noted is None:
        return Disqualified(name)
    first = ruled(roster.assembly, noted, roster.day).reasons[0]
    return Disqualified(
        name, noted.get_ground_display(), str(first.statute or ""), _settled(roster.assembly, noted)
    )


def _settled(assembly: Assembly, noted: NotedConflict) -> str:
    if noted.settled == ConflictSettled.ADMITTED:
        return "Jävet uppgavs av personen själv."
    part = "deltog" if noted.took_part else "deltog inte"
    decided: ConflictDecided | None = getattr(noted, "decided", None)
    how = f" {decided.how.rstrip('.')}." if decided else ""
    return (
        f"{WHO[assembly]} beslutade att jäv föreligger; personen {part} när frågan prövades.{how}"
    )
