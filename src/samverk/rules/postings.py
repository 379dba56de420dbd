"""When a notice was up on a board, and when it was not (anslag och avbrott)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interruption:
    """A time when the notice was not up (avbrott). ``up_again`` is None while it is still down."""

    down_from: date
    up_again: date | None = None

    def __post_init__(self) -> None:
        if self.up_again is not None and self.up_again < self.down_from:
            raise ValueError("Anslaget kan inte ha satts upp igen innan det togs ned.")


@dataclass(frozen=True, slots=True)
class Posting:
    """One board's posting (anslag på en tavla). ``posted`` is None when no paper shows the day.

    ``downs`` are the times it was not up, in order; taking it down for good is one without an end.
    """

    board: str
    posted: date | None = None
    downs: tuple[Interruption, ...] = ()

    def __post_init__(self) -> None:
        if self.posted is None and self.downs:
            raise ValueError(f"{self.board}: ange anslagsdagen före avbrotten.")
        free_from = self.posted
        for each in self.downs:
            if free_from is None or each.down_from < free_from:
                raise ValueError(f"{self.board}: avbrotten ska stå i ordning efter anslagsdagen.")
            free_from = each.up_again

    def known_on(self, day: date) -> Posting:
        """The posting as it was known on ``day``: later facts have not happened."""
        if self.posted is None or self.posted > day:
            return Posting(self.board)
        downs = (
            Interruption(each.down_from, each.up_again if _had(each.up_again, day) else None)
            for each in self.downs
            if each.down_from <= day
        )
        return Posting(self.board, self.posted, tuple(downs))


def _had(happened: date | None, day: date) -> bool:
    return happened is not None and happened <= day
