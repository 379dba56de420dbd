"""What was sent, and how each letter fared."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    Dispatch,
    DispatchKind,
    Letter,
    LetterStep,
    LetterStepKind,
    Meeting,
)
from samverk.rules.letters import Happened, LetterState, letter_state, may_send_again

STATES = {
    LetterStepKind.QUEUED: LetterState.QUEUED,
    LetterStepKind.TRYING: LetterState.TRYING,
    LetterStepKind.SENT: LetterState.SENT,
    LetterStepKind.FAILED: LetterState.FAILED,
    LetterStepKind.REFUSED: LetterState.REFUSED,
    LetterStepKind.UNSURE: LetterState.UNSURE,
}


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as it stands: its last step, and whether somebody may send it again."""

    letter: Letter
    state: LetterState
    last: LetterStep
    may_send_again: bool


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """A dispatch with its letters."""

    dispatch: Dispatch
    letters: tuple[LetterRow, ...]

    @property
    def total(self) -> int:
        """How many letters there are."""
        return len(self.letters)

    @property
    def sent(self) -> int:
        """How many letters have gone out."""
        return sum(row.state is LetterState.SENT for row in self.letters)

    @property
    def is_underway(self) -> bool:
        """Answer whether the worker still has letters to send."""
        busy = {LetterState.QUEUED, LetterState.TRYING, LetterState.FAILED}
        return any(row.state in busy for row in self.letters)


def dispatches_of(meeting: Meeting) -> list[DispatchRow]:
    """List what was sent before a meeting, the last first, in three queries."""
    steps = Prefetch("steps", LetterStep.objects.order_by("number"), to_attr="taken")
    letters = Prefetch("letters", Letter.objects.order_by("id").prefetch_related(steps))
    rows = Dispatch.objects.filter(meeting=meeting).order_by("-number").prefetch_related(letters)
    return [
        DispatchRow(row, tuple(letter_row(one, one.taken) for one in row.letters.all()))  # type: ignore[attr-defined]
        for row in rows
    ]


def letter_row(letter: Letter, steps: list[LetterStep]) -> LetterRow:
    """Give a letter as it stands, by its steps in order."""
    state = letter_state(happened(steps))
    last = steps[-1]
    return LetterRow(letter, state, last, may_send_again(state, clock.now() - last.happened_at))


def happened(steps: list[LetterStep]) -> list[Happened]:
    """Give a letter's steps as the rules read them."""
    return [Happened(STATES[LetterStepKind(step.kind)], step.round) for step in steps]


def occasion_of(meeting: Meeting) -> str:
    """Give a meeting's time and place, as a letter tells them."""
    return f"{meeting.day} klockan {meeting.starts_at:%H:%M}, {meeting.place}"


def told_before(meeting: Meeting, number: int | None = None) -> str:
    """Give the time and place of the last calling, where the meeting now has others; else "".

    With ``number``, of the one before that dispatch.
    """
    rows = Dispatch.objects.filter(meeting=meeting, kind=DispatchKind.CALLING)
    if number is not None:
        rows = rows.filter(number__lt=number)
    told = rows.order_by("-number").values_list("occasion", flat=True).first()
    return other_than_now(meeting, told or "")


def other_than_now(meeting: Meeting, told: str) -> str:
    """Give the time and place that a calling told, where the meeting now has others; else ""."""
    return told if told != occasion_of(meeting) else ""


def reached_by_calling(meeting: Meeting) -> dict[str, tuple[str, int | None]]:
    """List whom a calling to the meeting reached, or may have: the name and person (id) by address."""
    steps = LetterStep.objects.filter(
        letter__dispatch__meeting=meeting,
        letter__dispatch__kind__in=(DispatchKind.CALLING, DispatchKind.CALLED_IN),
    )
    rounds = {(s.letter_id, s.round): s for s in steps.select_related("letter").order_by("number")}
    gone = (LetterStepKind.TRYING, LetterStepKind.SENT, LetterStepKind.UNSURE)
    letters = [(s.address, s.letter) for s in rounds.values() if s.kind in gone]
    return {address: (letter.name, letter.person_id) for address, letter in letters}


def letter_by_id(letter: int) -> Letter:
    """Answer which letter this is, with its meeting; raises NotFoundError."""
    body = "meeting__body__organisation"
    rows = Letter.objects.select_related(f"dispatch__{body}", f"extract__extract__item__{body}")
    found = rows.filter(pk=letter).first()
    if found is None:
        raise NotFoundError("Brevet finns inte.")
    return found


def dispatch_by_number(meeting: int, number: int) -> Dispatch:
    """Answer a meeting's dispatch; raises NotFoundError."""
    rows = Dispatch.objects.select_related("meeting__body__organisation")
    found = rows.filter(meeting=meeting, number=number).first()
    if found is None:
        raise NotFoundError("Det utskicket finns inte.")
    return found
