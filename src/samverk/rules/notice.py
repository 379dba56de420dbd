"""The notice of adjustment on the boards (anslag): when due, how long, and what an interruption does.

The notice is per set of paragraphs, not per meeting. If it was missing any part of the time, the
time has not run (KL 13:5): the clock starts anew on the day it is put up again. Everything is in
dates: an hour's absence counts as that day's, and callers turn local times (Europe/Stockholm) into
days, also on nights when the clock changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.appeal import APPEAL_PERIOD, AppealTime, Boards, appeal_time
from samverk.rules.example import Example
from samverk.rules.force import ForceFacts, LegalForce, legal_force
from samverk.rules.limits import Limit, Timing, limit, moved_limit_doubt
from samverk.rules.periods import last_day_to_act
from samverk.rules.postings import Interruption, Posting
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_APPEAL_TIME, KL_NOTICE_POSTED
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.wording import running_date

NOTICE_DAYS = 2


class NoticeState(StrEnum):
    """How far a notice has come (anslagsläge)."""

    UNKNOWN = "unknown"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    RUN_OUT = "run_out"


@dataclass(frozen=True, slots=True)
class NoticeTime:
    """Anslagstiden: the clock's start, the last day to appeal, and the first day to take down.

    The days are None until the clock runs. ``down_since`` is set while a notice is missing: then
    ``started`` is a clock that no longer counts, and there is no last day.
    """

    state: NoticeState
    started: date | None = None
    last_day: date | None = None
    may_come_down: date | None = None
    down_since: date | None = None


@dataclass(frozen=True, slots=True)
class BoardNotice:
    """One board's part (tavlans läge): how the posting kept its last day, and its own clock."""

    board: str
    due: Limit
    time: NoticeTime


@dataclass(frozen=True, slots=True)
class Notice:
    """Anslaget som helhet: the time that counts for all boards together, and each board's own."""

    time: NoticeTime
    boards: tuple[BoardNotice, ...]


def notice_limit(adjusted: date, posted: date | None = None) -> Ruling[Limit]:
    """Compute the last day to post the adjustment: the second day after it (KL 8:12).

    Raises ValueError if posted before adjusted.
    """
    if posted is not None and posted < adjusted:
        raise ValueError("Justeringen kan inte ha anslagits innan protokollet justerades.")
    latest = adjusted + timedelta(days=NOTICE_DAYS)
    found = limit(latest, posted, may_move=True)
    text = (
        "Justeringen ska tillkännages på anslagstavlan senast andra dagen efter, "
        f"{running_date(latest)}."
    )
    remarks = unknown_wordings(adjusted, KL_NOTICE_POSTED) + moved_limit_doubt(latest)
    if found.timing in {Timing.LATE, Timing.DOUBTFUL}:
        late = (
            f"Anslaget sattes upp {running_date(posted)}, efter andra dagen. Tiden räknas ändå från "
            "anslagsdagen: låt det sitta uppe hela tiden därifrån."
        )
        remarks += (Reason(late),)
    return Ruling(found, (because(text, KL_NOTICE_POSTED, adjusted),), remarks)


def notice(
    adjusted: date,
    postings: Sequence[Posting],
    day: date,
    *,
    boards: Boards = Boards.ONE,
) -> Ruling[Notice]:
    """Answer how far a notice has come on ``day``, counting only what had happened by then.

    Give one posting per board that must carry it: a federation's on every member municipality's
    and region's. A board without a day makes the whole unknown. Raises ValueError without boards,
    for two postings on one board, or one before the adjustment.
    """
    if not postings or len({each.board for each in postings}) < len(postings):
        raise ValueError("Ange varje anslagstavla en gång.")
    known = [each.known_on(day) for each in postings]
    dues = [notice_limit(adjusted, each.posted) for each in known]
    time = _clock(known, day)
    parts = tuple(
        BoardNotice(each.board, due.value, _clock([each], day))
        for each, due in zip(known, dues, strict=True)
    )
    remarks = _doubts(known, parts, time) + tuple(
        dict.fromkeys(remark for due in dues for remark in due.remarks)
    )
    told = _told(known, time, day)
    counted = _counted(time, boards)
    reasons = (*dues[0].reasons, *told, *(counted.reasons if counted else ()))
    remarks += counted.remarks if counted else ()
    return Ruling(Notice(time, parts), reasons, remarks)


def _clock(postings: Iterable[Posting], day: date) -> NoticeTime:
    """Run one clock over all the boards: every one must carry the notice the whole time.

    It starts when the last board has posted. Each absence up to the last day starts it anew.
    """
    started = date.min
    downs: list[Interruption] = []
    for each in postings:
        if each.posted is None:
            return NoticeTime(NoticeState.UNKNOWN)
        started = max(started, each.posted)
        downs += each.downs
    last = _last_day(started)
    for absence in sorted(downs, key=lambda each: each.down_from):
        if absence.down_from > last:
            break
        if absence.up_again is None:
            return NoticeTime(NoticeState.INTERRUPTED, started, down_since=absence.down_from)
        started = max(started, absence.up_again)
        last = _last_day(started)
    state = NoticeState.RUN_OUT if day > last else NoticeState.RUNNING
    return NoticeTime(state, started, last, last + timedelta(days=1))


def _last_day(started: date) -> date:
    return last_day_to_act(started, APPEAL_PERIOD).value


def _counted(time: NoticeTime, boards: Boards) -> Ruling[AppealTime] | None:
    if time.started is None or time.last_day is None:
        return None
    return appeal_time(time.started, boards=boards)


def legal_force_of(time: NoticeTime, facts: ForceFacts, day: date) -> Ruling[LegalForce]:
    """Answer how far decisions under this notice have come to legal force on ``day``.

    ``time`` is the notice as known on that day; ``facts`` carry all but its dates, which are
    replaced. Presumed by the days until the secretary has confirmed that nobody appealed.
    """
    return legal_force(replace(facts, posted=time.started, taken_down=time.down_since), day)


def _told(postings: Sequence[Posting], time: NoticeTime, day: date) -> tuple[Reason, ...]:
    if missing := [each.board for each in postings if each.posted is None]:
        text = (
            f"Okänt, handling saknas: ingen uppgift om anslag på {_listed(missing)}. Tiden har inte "
            "börjat löpa, så vitt det är känt. Anslå där, eller skriv in anslagsdagen."
        )
        return (because(text, KL_APPEAL_TIME, day),)
    absences = [
        (each.board, down)
        for each in postings
        for down in each.downs
        if time.last_day is None or down.down_from <= time.last_day
    ]
    return tuple(_absence(board, down, day) for board, down in absences)


def _absence(board: str, down: Interruption, day: date) -> Reason:
    rule = "Saknas tillkännagivandet någon del av tiden löper den inte ut"
    if down.up_again is None:
        text = (
            f"Anslaget på {board} är borta sedan {running_date(down.down_from)}. {rule}: anslå på "
            "nytt genast, tiden börjar om den dagen."
        )
    else:
        text = (
            f"Anslaget på {board} var borta från {running_date(down.down_from)} och uppe igen "
            f"{running_date(down.up_again)}. {rule}: den börjar om den dagen."
        )
    return because(text, KL_APPEAL_TIME, day)


def _doubts(
    postings: Sequence[Posting], parts: Sequence[BoardNotice], time: NoticeTime
) -> tuple[Reason, ...]:
    texts = []
    if any(each.downs for each in postings):
        texts.append(
            "Att tiden efter ett avbrott räknas från den dag anslaget åter är uppe är Samverks "
            "läsning. Ändra dagen i tillkännagivandet till den nya."
        )
    own = {each.time.last_day for each in parts}
    if len(parts) > 1 and (len(own) > 1 or time.state is NoticeState.INTERRUPTED):
        texts.append(
            "Anslaget ska sitta uppe på alla tavlor tills tiden har gått ut för den sista. Det är "
            "Samverks läsning: ta inte ned någon tidigare."
        )
    return tuple(Reason(text) for text in texts)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


_ADJUSTED = date(2026, 3, 2)
_TWO_BOARDS = (
    Posting("Ådala", date(2026, 3, 3)),
    Posting("Björkvik", date(2026, 3, 5), (Interruption(date(2026, 3, 10), date(2026, 3, 12)),)),
)


def _time(
    adjusted: date, postings: Sequence[Posting], day: date, *, boards: Boards = Boards.ONE
) -> Ruling[NoticeTime]:
    """Answer only the time that counts for all boards together, as the examples show it."""
    found = notice(adjusted, postings, day, boards=boards)
    return Ruling(found.value.time, found.reasons, found.remarks)


EXAMPLES = (
    Example(
        _time,
        {
            "adjusted": date(2024, 6, 20),
            "postings": (Posting("Laxå", date(2024, 6, 20)),),
            "day": date(2024, 7, 12),
        },
        NoticeTime(NoticeState.RUN_OUT, date(2024, 6, 20), date(2024, 7, 11), date(2024, 7, 12)),
        "Laxå 2024: överklagas till och med 11 juli",
    ),
    Example(
        _time,
        {
            "adjusted": date(2011, 4, 4),
            "postings": (Posting("Sunne", date(2011, 4, 4), (Interruption(date(2011, 4, 26)),)),),
            "day": date(2011, 5, 2),
        },
        NoticeTime(NoticeState.INTERRUPTED, date(2011, 4, 4), down_since=date(2011, 4, 26)),
        "Sunne 2011: nedtaget samma dag som tiden skulle gå ut; justeringsdagen antagen",
    ),
    Example(
        _time,
        {"adjusted": _ADJUSTED, "postings": _TWO_BOARDS, "day": date(2026, 3, 20)},
        NoticeTime(NoticeState.RUNNING, date(2026, 3, 12), date(2026, 4, 2), date(2026, 4, 3)),
        "konstruerat: två tavlor, avbrott på den ena",
    ),
)
