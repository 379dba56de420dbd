"""A paragraph of the minutes: the item with all that led to its decision, told as the minutes tell it."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.directory.queries import Person
from samverk.meetings.models import (
    AgendaItem,
    MadeReservation,
    Motion,
    RunningText,
)
from samverk.meetings.queries.conflict import (
    Disqualified,
)
from samverk.meetings.queries.course import course_of
from samverk.meetings.queries.elections import ElectionPage
from samverk.meetings.queries.ordering import order_lines
from samverk.meetings.queries.participation import named_out
from samverk.meetings.queries.proceeding import (
    Proceeding,
    rolls_of,
)
from samverk.meetings.queries.questions import QuestionRow
from samverk.rules.reservation import Reserving
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import sentence


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph of the minutes: the item, all that led to its decision, and what was written.

    ``aside`` are those who did not take part because of jäv; ``election`` is a proportional one,
    ``conflicts`` tells the grounds of those aside, ``conflict_questions`` of jäv that the body decided,
    each in words and as data. ``question`` is the interpellation or question that it is about, ``doubts``
    what spoke against a council's deciding the matter.
    """

    item: AgendaItem
    proceeding: Proceeding
    aside: frozenset[int]
    texts: dict[str, RunningText]
    reservations: tuple[tuple[MadeReservation, Ruling[Reserving]], ...]
    election: ElectionPage | None = None
    conflicts: tuple[Disqualified, ...] = ()
    question: QuestionRow | None = None
    doubts: tuple[Reason, ...] = ()
    conflict_questions: tuple[tuple[str, dict[str, object]], ...] = ()

    @property
    def jav(self) -> tuple[str, ...]:
        """Who did not take part for jäv, and the questions of jäv that were decided, in words."""
        return (
            *(each.told for each in self.conflicts),
            *(words for words, _ in self.conflict_questions),
        )

    def called(self, person: Person) -> str:
        """Name somebody as the roll does where they serve: with party, or the member they come from."""
        served = (v.name for v in self.proceeding.voters if v.person == person.pk)
        return next(served, str(person))

    @property
    def motions(self) -> tuple[str, ...]:
        """The proposals put at the meeting, each with who put and supported it, but those withdrawn."""
        return tuple(self._motion(m) for m in self.proceeding.motions if m.withdrawn_at is None)

    def _motion(self, motion: Motion) -> str:
        supporters = ", ".join(self.called(each.person) for each in motion.supports.all())
        mover = self.called(motion.mover)
        who = f"{mover} med instämmande av {supporters}" if supporters else mover
        point = f", punkt {motion.point}" if motion.point else ""
        text = f". {motion.text}" if motion.text else ""
        return f"{who}: {motion.get_kind_display()}{point}{text}"

    @property
    def order(self) -> tuple[str, ...]:
        """The questions in the order they were put."""
        return order_lines(self.proceeding)

    @property
    def rolls(self) -> tuple[str, ...]:
        """How each one voted in the open votes, a line for each answer."""
        sides = (side for roll in rolls_of(self.proceeding) for side in roll)
        return tuple(f"{sentence(s.choice)} ({len(s.names)}): {', '.join(s.names)}." for s in sides)

    @property
    def reserving(self) -> tuple[tuple[str, MadeReservation, Ruling[Reserving]], ...]:
        """The reservations, each with whose it is."""
        return tuple((self.called(made.person), made, ruled) for made, ruled in self.reservations)

    @property
    def out(self) -> tuple[str, ...]:
        """Those who serve and take no part in the decision, by the names that the roll uses."""
        return tuple(name for _, name in named_out(self.proceeding))

    @property
    def course(self) -> tuple[str, ...]:
        """How each question was settled, in words."""
        return course_of(self.proceeding, self.election)
