"""A notice that other law asks for (anslag enligt annan lag): how long it is up, and what is certified.

Kommunallagen 8 kap. 10 § lets other law put notices on the board, and gives whoever asked for one a
certificate when the time is out. How long the time is the other law says: it comes with the notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.postings import Interruption, Posting
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_BOARD_HOLDS
from samverk.rules.statutes.provision import because
from samverk.rules.wording import running_date

LONGEST = 3650


class LawNoticeState(StrEnum):
    """How far a notice of other law has come (läge för anslag enligt annan lag)."""

    COMING = "coming"
    RUNNING = "running"
    MISSING = "missing"
    RUN_OUT = "run_out"
    NOT_WHOLE = "not_whole"


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The time that other law asks for (anslagstid): the first and the last day on the board."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if not 0 <= (self.last - self.first).days <= LONGEST:
            raise ValueError("Anslagstiden slutar före den börjar, eller är längre än tio år.")


@dataclass(frozen=True, slots=True)
class LawNotice:
    """Anslaget en dag: its state, the days it was missing, and from when it may come down."""

    state: LawNoticeState
    may_come_down: date
    missed: tuple[Interruption, ...] = ()

    @property
    def is_certified(self) -> bool:
        """Answer whether a certificate can say that it was up the whole time."""
        return self.state is LawNoticeState.RUN_OUT


def law_notice(asked: AskedTime, posting: Posting, day: date) -> Ruling[LawNotice]:
    """Answer how a notice of other law stands at the end of ``day``, by when it was up and not.

    It may come down the day after the last one. One that went up late, or was missing on a day of the time,
    was not up the whole time: what follows of that the other law says.
    """
    known, down = posting.known_on(day), asked.last + timedelta(days=1)
    missed = tuple(_missed(asked, known, day))
    state = _state(asked, known, day, is_whole=not missed)
    reasons = (
        because("Annan lag kan ange vad som ska finnas på tavlan.", KL_BOARD_HOLDS, day),
        Reason(
            f"Anslaget ska sitta uppe från {running_date(asked.first)} till och med"
            f" {running_date(asked.last)}: dagarna kommer ur den lag som anges på anslaget."
        ),
    )
    doubts = tuple(_told(one) for one in missed)
    return Ruling(LawNotice(state, down, missed), reasons, doubts)


def _state(asked: AskedTime, known: Posting, day: date, *, is_whole: bool) -> LawNoticeState:
    if day < asked.first and known.posted is None:
        return LawNoticeState.COMING
    if day > asked.last:
        return LawNoticeState.RUN_OUT if is_whole else LawNoticeState.NOT_WHOLE
    is_down = known.posted is None or bool(known.downs and known.downs[-1].up_again is None)
    return LawNoticeState.MISSING if is_down else LawNoticeState.RUNNING


def _missed(asked: AskedTime, known: Posting, day: date) -> list[Interruption]:
    """List when it was not up within the time: before it went up, and each time it was gone."""
    late = known.posted is None or known.posted > asked.first
    first = [Interruption(asked.first, known.posted)] if late and day >= asked.first else []
    within = (
        one
        for one in known.downs
        if one.down_from <= asked.last and (one.up_again is None or one.up_again >= asked.first)
    )
    return [*first, *within]


def _told(one: Interruption) -> Reason:
    until = f" till {running_date(one.up_again)}" if one.up_again else ""
    return Reason(
        f"Anslaget satt inte uppe från {running_date(one.down_from)}{until}. Vad det betyder säger den"
        " lag som anges på anslaget."
    )


_ASKED = AskedTime(date(2026, 5, 4), date(2026, 5, 25))
EXAMPLES = (
    Example(
        law_notice,
        {"asked": _ASKED, "posting": Posting("Laxå", date(2026, 5, 4)), "day": date(2026, 5, 26)},
        LawNotice(LawNoticeState.RUN_OUT, date(2026, 5, 26)),
        "Konstruerat: tre veckor på tavlan utan avbrott",
    ),
    Example(
        law_notice,
        {"asked": _ASKED, "posting": Posting("Laxå"), "day": date(2026, 5, 1)},
        LawNotice(LawNoticeState.COMING, date(2026, 5, 26)),
        "Konstruerat: tiden har inte börjat",
    ),
)
