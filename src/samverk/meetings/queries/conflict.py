"""Conflicts of interest as they were noted: the body's own law, and what the minutes say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.meetings.models import ConflictSettled, NotedConflict, PresenceEvent
from samverk.rules.assembly import Assembly
from samverk.rules.conflict import BOARD_GROUNDS, Claim, Conflict, Ground, conflict
from samverk.rules.conflict import decides_own_conflict as asked_rule
from samverk.rules.ruling import Ruling
from samverk.rules.serving import Event, EventKind, Roster, item_quorum, serving_at

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


def disqualified_at(
    roster: Roster, rows: Iterable[PresenceEvent], aside: Iterable[int], turn: int
) -> tuple[Disqualified, ...]:
    """Tell of those who stood aside at an item; ``rows`` have their conflicts selected."""
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
    how = f" {noted.decided_how.rstrip('.')}." if noted.decided_how else ""
    return (
        f"{WHO[assembly]} beslutade att jäv föreligger; personen {part} när frågan prövades.{how}"
    )
