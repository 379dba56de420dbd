"""What an item needs all present to agree on, what they answered, and whether its outcome may be opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverk.meetings.models import AgendaItem, Reopened, UnanimityAsked, UnanimityQuestion
from samverk.meetings.queries.roster import assembly_of
from samverk.rules.agenda import Notice, Unanimity
from samverk.rules.assembly import Assembly
from samverk.rules.preparation import Waiver
from samverk.rules.reopening import Outcome, reopening
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question that all must agree on, with the last answer; None before it is asked."""

    question: UnanimityQuestion
    answer: UnanimityAsked | None

    @property
    def is_met(self) -> bool:
        """Answer whether all who were present agreed."""
        found = self.answer
        return found is not None and found.present > 0 and found.agreeing == found.present


def unanimity_needed(item: AgendaItem) -> tuple[UnanimityQuestion, ...]:
    """List what all must agree on before a council decides an item: none for most, and for a board."""
    if assembly_of(item.meeting.body.kind) is not Assembly.COUNCIL:
        return ()
    needed = {
        UnanimityQuestion.TAKE_UP: item.notice == Notice.UNANNOUNCED.value,
        UnanimityQuestion.DECIDE: item.waiver == Waiver.URGENT_UNANIMOUS.value,
    }
    return tuple(question for question, is_needed in needed.items() if is_needed)


def asked_of(item: AgendaItem) -> tuple[AskedRow, ...]:
    """Tell of each question that all must agree on how it was answered last."""
    needed = unanimity_needed(item)
    rows = list(item.unanimity.order_by("id")) if needed else []
    last = {row.question: row for row in rows}
    return tuple(AskedRow(question, last.get(question)) for question in needed)


def answered(rows: Iterable[UnanimityAsked], question: UnanimityQuestion) -> Unanimity | None:
    """Give the last answer to a question as the rules have it."""
    told = [row for row in rows if row.question == question]
    last = max(told, key=lambda row: row.pk, default=None)
    return Unanimity(last.present, last.agreeing) if last else None


def may_reopen(item: AgendaItem) -> Ruling[bool]:
    """Ask the rule whether a settled item's outcome may be opened again at its meeting."""
    meeting = item.meeting
    later = meeting.items.filter(turn__gt=item.turn or 0).exists()
    moved = meeting.presence.filter(turn__gt=item.turn or 0, struck_why="").exists()
    return reopening(
        Outcome(is_last=not later, same_people=not moved, has_ended=meeting.ended_at is not None)
    )


def reopened_of(item: AgendaItem) -> tuple[Reopened, ...]:
    """List the outcomes that were opened again, oldest first."""
    return tuple(Reopened.objects.filter(item=item).order_by("id"))
