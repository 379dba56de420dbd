"""Notices of adjustment: what is up on which board, how long, and what must be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision
from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    AdjustmentNotice,
    BoardPosting,
    LawNoticeFact,
    Meeting,
    PostingFact,
    PostingFactKind,
)
from samverk.meetings.queries.adjustment import Stage, stage_by_id, stages_by_id
from samverk.meetings.queries.boards import counting_of
from samverk.rules.notice import Notice, NoticeState, NoticeTime, notice
from samverk.rules.postings import Interruption, Posting
from samverk.rules.ruling import Ruling

F = TypeVar("F", PostingFact, LawNoticeFact)
DOWN = (PostingFactKind.MISSING, PostingFactKind.TAKEN_DOWN)


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A notice on one board as of a day: what happened to it there, and what was ``noted`` at all.

    Of what was noted in error nothing is left in ``facts``.
    """

    posting: BoardPosting
    facts: tuple[PostingFact, ...]
    noted: tuple[PostingFact, ...]

    @property
    def last(self) -> PostingFact | None:
        """The last thing that happened; None when it has not been put up."""
        return self.facts[-1] if self.facts else None

    @property
    def struck(self) -> tuple[PostingFact, ...]:
        """What was noted in error, each followed by the fact that strikes it."""
        kept = {fact.pk for fact in kept_of(self.noted)}
        return tuple(fact for fact in self.noted if fact.pk not in kept)

    @property
    def posted_on(self) -> date | None:
        """The day it was put up the first time."""
        return self.facts[0].happened_on if self.facts else None

    @property
    def is_up(self) -> bool:
        """Answer whether it is on the board now."""
        return self.last is not None and self.last.kind not in DOWN

    @property
    def is_missing(self) -> bool:
        """Answer whether it is gone from the board before its time."""
        return self.last is not None and self.last.kind == PostingFactKind.MISSING

    @property
    def taken_down_on(self) -> date | None:
        """The day it was taken down for good."""
        if self.last and self.last.kind == PostingFactKind.TAKEN_DOWN:
            return self.last.happened_on
        return None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice with its postings, the adjustment it tells of, and the rules' answer on a day."""

    notice: AdjustmentNotice
    stage: Stage
    postings: tuple[PostingRow, ...]
    ruling: Ruling[Notice]

    @property
    def meeting(self) -> Meeting:
        """The meeting whose minutes it tells of."""
        return self.stage.adjustment.meeting

    @property
    def adjusted_on(self) -> date:
        """The day of the last signature."""
        found = self.stage.ruling.value.adjusted_on
        assert found is not None
        return found

    @property
    def time(self) -> NoticeTime:
        """The time that counts for all boards together."""
        return self.ruling.value.time

    @property
    def waiting(self) -> tuple[PostingRow, ...]:
        """The boards where it has not been put up."""
        return tuple(row for row in self.postings if not row.facts)

    @property
    def missing(self) -> tuple[PostingRow, ...]:
        """The boards where it is gone before its time."""
        return tuple(row for row in self.postings if row.is_missing)

    @property
    def due(self) -> date:
        """The last day to put it up: the second day after the adjustment."""
        return self.ruling.value.boards[0].due.latest

    @property
    def late(self) -> tuple[PostingRow, ...]:
        """The boards where it was put up after that day."""
        return tuple(row for row in self.postings if row.posted_on and row.posted_on > self.due)

    @property
    def to_take_down(self) -> tuple[PostingRow, ...]:
        """The boards where it is still up although the time has run out."""
        if self.time.state is not NoticeState.RUN_OUT:
            return ()
        return tuple(row for row in self.postings if row.is_up)


def _rows() -> QuerySet[AdjustmentNotice]:
    facts = Prefetch("facts", PostingFact.objects.order_by("number"))
    postings = BoardPosting.objects.select_related("board").order_by("board__name")
    return AdjustmentNotice.objects.select_related(
        "adjustment__meeting__body__organisation"
    ).prefetch_related(Prefetch("postings", postings.prefetch_related(facts)))


def notice_by_id(found: int, day: date) -> NoticeRow:
    """Answer how a notice stands on ``day``; raises NotFoundError."""
    row = _rows().filter(pk=found).first()
    if row is None:
        raise NotFoundError("Anslaget finns inte.")
    return _row(row, stage_by_id(row.adjustment_id), day)


def fact_by_id(fact: int) -> PostingFact:
    """Answer which fact of a posting this is, with its meeting; raises NotFoundError."""
    rows = PostingFact.objects.select_related(
        "posting__board", "posting__notice__adjustment__meeting__body__organisation"
    )
    found = rows.filter(pk=fact).first()
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found


def posting_by_id(posting: int) -> BoardPosting:
    """Answer which posting this is, with its meeting; raises NotFoundError."""
    rows = BoardPosting.objects.select_related(
        "board", "notice__adjustment__meeting__body__organisation"
    )
    found = rows.filter(pk=posting).first()
    if found is None:
        raise NotFoundError("Anslaget finns inte.")
    return found


def notices_of(meetings: Iterable[int], day: date) -> list[NoticeRow]:
    """List the notices of some meetings (ids), in a fixed number of queries."""
    found = _rows().filter(adjustment__meeting__in=list(meetings))
    return _read(found.order_by("id"), day)


def notices_on(board: int, day: date) -> list[NoticeRow]:
    """List the notices that are up on an organisation's board on a day, the latest first."""
    done = _down_for_good().filter(happened_on__lte=day)
    own = BoardPosting.objects.filter(board=board, facts__happened_on__lte=day)
    up = own.exclude(pk__in=done.values("posting")).values("notice")
    rows = _read(_rows().filter(pk__in=up).order_by("-id"), day)
    return [
        row for row in rows if any(p.posting.board_id == board and p.is_up for p in row.postings)
    ]


def notices_once_on(board: int, day: date, *, limit: int = 50) -> list[NoticeRow]:
    """List the notices that have been up on a board and are taken down, the latest first."""
    done = _down_for_good().filter(happened_on__lte=day, posting__board=board)
    found = _rows().filter(pk__in=done.values("posting__notice"))
    return _read(found.order_by("-id")[:limit], day)


def notices_to_tend(day: date) -> list[NoticeRow]:
    """List the notices that something on a board kept here may have to be done about."""
    done = _down_for_good().values("posting")
    left = BoardPosting.objects.filter(kept_here=True).exclude(pk__in=done).values("notice")
    return _read(_rows().filter(pk__in=left).order_by("id"), day)


def notices_left(bodies: Iterable[int], day: date) -> list[NoticeRow]:
    """List the notices of some bodies (ids) that a person must do something about."""
    done = _down_for_good().values("posting")
    left = BoardPosting.objects.exclude(pk__in=done).values("notice")
    found = _rows().filter(pk__in=left, adjustment__meeting__body__in=list(bodies))
    return _read(found.order_by("id"), day)


def decisions_under(row: NoticeRow) -> list[Decision]:
    """List the registered decisions whose appeal time the notice starts, in one query."""
    meeting = row.meeting
    numbers = [item.paragraph for item in row.stage.items if item.paragraph]
    return decisions.decisions_at(meeting.body_id, meeting.day, numbers)


def _read(found: Iterable[AdjustmentNotice], day: date) -> list[NoticeRow]:
    rows = list(found)
    stages = stages_by_id([row.adjustment_id for row in rows])
    return [_row(row, stages[row.adjustment_id], day) for row in rows]


def _row(found: AdjustmentNotice, stage: Stage, day: date) -> NoticeRow:
    adjusted = stage.ruling.value.adjusted_on
    assert adjusted is not None
    postings = tuple(_posting(each, day) for each in found.postings.all())
    ruling = notice(
        adjusted,
        [as_rule(row) for row in postings],
        max(day, adjusted),
        boards=counting_of(stage.adjustment.meeting.body.kind),
    )
    return NoticeRow(found, stage, postings, ruling)


def _posting(found: BoardPosting, day: date) -> PostingRow:
    noted = tuple(found.facts.all())
    return PostingRow(found, tuple(f for f in kept_of(noted) if f.happened_on <= day), noted)


def kept_of(noted: Iterable[F]) -> list[F]:
    """Leave out what was struck: a fact of that kind takes the last one with it."""
    kept: list[F] = []
    for fact in noted:
        if fact.kind == PostingFactKind.STRUCK:
            kept.pop()
        else:
            kept.append(fact)
    return kept


def _down_for_good() -> QuerySet[PostingFact]:
    """Choose the takings down that hold: nothing follows on one but that it is struck."""
    later = PostingFact.objects.filter(posting=OuterRef("posting"), number__gt=OuterRef("number"))
    return PostingFact.objects.filter(~Exists(later), kind=PostingFactKind.TAKEN_DOWN)


def as_rule(row: PostingRow) -> Posting:
    """Give a posting as the rules have it: when it was put up, and each time it was down."""
    return Posting(row.posting.board.short_name, row.posted_on, tuple(downs_of(row.facts[1:])))


def downs_of(facts: Sequence[F]) -> Iterable[Interruption]:
    """Pair each time it went down with the time it came up again, if it has."""
    down: date | None = None
    for fact in facts:
        if fact.kind in DOWN:
            down = fact.happened_on
        elif down is not None:
            yield Interruption(down, fact.happened_on)
            down = None
    if down is not None:
        yield Interruption(down)
